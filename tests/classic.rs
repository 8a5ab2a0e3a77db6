//! Classic sites: Liquid in layouts, includes and texts, compared with the trees that Jekyll builds
//! (`tests/classic/reference.sh`).

mod common;

use std::fs;
use std::path::Path;

use common::{build, compare_trees, temporary_folder};

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
