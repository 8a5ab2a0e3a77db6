//! Whole sites, compared byte by byte with the trees that Jekyll builds from their classic twins.
//! `tests/sites/README.md` says how a case is laid out and how its tree is made.

mod common;

use std::fs;
use std::path::Path;

use common::{build, compare_trees, temporary_folder};

/// Cases in which Utterson differs from Jekyll, each with the reason.
const EXCUSED: &[(&str, &str)] = &[(
    "content-of-others",
    "Tera's values are built once for all pages, so that `content` is always converted; Liquid will \
     show a later document's raw source, as Jekyll does",
)];

#[test]
fn sites_equal_what_jekyll_builds() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut names: Vec<_> = fs::read_dir(&cases)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.join("expected").is_dir())
        .collect();
    names.sort();
    assert!(!names.is_empty());
    let mut failures = Vec::new();
    for folder in names {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if EXCUSED.iter().any(|(excused, _)| *excused == name) {
            continue;
        }
        if let Err(difference) = check(&folder) {
            failures.push(format!("── {name}\n{difference}"));
        }
    }
    assert!(
        failures.is_empty(),
        "{} sites differ\n{}",
        failures.len(),
        failures.join("\n")
    );
}

fn check(folder: &Path) -> Result<(), String> {
    let destination = temporary_folder();
    let options = fs::read_to_string(folder.join("options")).unwrap_or_default();
    let report = build(&folder.join("site"), destination.path(), &options);
    if report.diagnostics.has_errors() {
        let drawn: Vec<String> = report
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.draw(false))
            .collect();
        return Err(drawn.join("\n"));
    }
    compare_trees(&folder.join("expected"), destination.path())
}
