//! Sites with mistakes, and every diagnostic drawn as the user sees it. Each folder of
//! `tests/mistakes` is a case: `site/`, and beside it `expected.txt`, which
//! `UPDATE_EXPECT=1 cargo test --test mistakes` writes anew.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{build, drawn, temporary_folder, tree};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    cases
}

#[test]
fn each_mistake_is_told_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut failures = Vec::new();
    for case in cases() {
        let destination = temporary_folder();
        let report = build(&case.join("site"), destination.path(), "");
        let told = drawn(&report);
        let file = case.join("expected.txt");
        if update {
            fs::write(&file, &told).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if told != expected {
            failures.push(format!(
                "── {}\nexpected\n{expected}\ntold\n{told}",
                case.display()
            ));
        }
        let files = tree(destination.path());
        if report.diagnostics.has_errors() && !files.is_empty() {
            failures.push(format!(
                "── {}: written all the same: {:?}",
                case.display(),
                files.keys()
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
