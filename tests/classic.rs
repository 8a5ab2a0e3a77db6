//! Classic sites: Liquid in layouts, includes and texts, compared with the trees that Jekyll builds
//! (`tests/classic/reference.sh`).

mod common;

use std::fs;
use std::path::Path;

use common::{TestSite, build, compare_trees, temporary_folder};

#[test]
fn classic_sites_equal_what_jekyll_builds() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/classic");
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(&cases).unwrap() {
        let case = entry.unwrap().path();
        if !case.join("expected").is_dir() {
            continue;
        }
        count += 1;
        let destination = temporary_folder();
        let report = build(&case.join("site"), destination.path(), "");
        let result = match report.diagnostics.has_errors() {
            true => Err(common::drawn(&report)),
            false => compare_trees(&case.join("expected"), destination.path()),
        };
        failures.extend(
            result
                .err()
                .map(|told| format!("── {}\n{told}", case.display())),
        );
    }
    assert!(count >= 4, "only {count} cases found");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Texts that show each other, in long chains and in circles, are neither a hang nor an overflow.
#[test]
fn texts_may_show_each_other() {
    for (shown, in_order) in [
        ("{{ page.previous.content }}", true),
        ("{{ page.previous }}", false),
        ("{{ page.excerpt }}{{ page.next.excerpt }}", true),
        ("{% for post in site.posts %}{{ post }}{% endfor %}", false),
    ] {
        let site = TestSite::new();
        for number in 0..if in_order { 300 } else { 60 } {
            site.file(
                &format!(
                    "content/_posts/2023-{:02}-{:02}-p.md",
                    number / 28 + 1,
                    number % 28 + 1
                ),
                format!(
                    "---\n---\n{}\n",
                    if shown.contains("for") && number > 8 {
                        "x"
                    } else {
                        shown
                    }
                ),
            );
        }
        let report = site.build();
        assert!(
            !report.diagnostics.has_errors(),
            "{}",
            common::drawn(&report)
        );
    }
}
