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

/// The same for their classic twins.
const EXCUSED_TWINS: &[(&str, &str)] = &[];

#[test]
fn sites_equal_what_jekyll_builds() {
    let failures = failures(EXCUSED, |folder| {
        let options = fs::read_to_string(folder.join("options")).unwrap_or_default();
        check(folder, &folder.join("site"), &options)
    });
    assert!(
        failures.is_empty(),
        "{} sites differ\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn classic_twins_equal_what_jekyll_builds() {
    let failures = failures(EXCUSED_TWINS, |folder| {
        let twin = temporary_folder();
        for part in ["site/content", "site/static", "liquid"] {
            copy_tree(&folder.join(part), twin.path());
        }
        let configuration = fs::read(folder.join("site/_config.yml")).unwrap();
        fs::write(twin.path().join("_config.yml"), configuration).unwrap();
        let options = fs::read_to_string(folder.join("options")).unwrap_or_default();
        check(folder, twin.path(), &options)
    });
    assert!(
        failures.is_empty(),
        "{} twins differ\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// What differs in each case that isn't excused.
fn failures(excused: &[(&str, &str)], check: impl Fn(&Path) -> Result<(), String>) -> Vec<String> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut folders: Vec<_> = fs::read_dir(&cases)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.join("expected").is_dir())
        .collect();
    folders.sort();
    assert!(!folders.is_empty());
    let mut failures = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if excused.iter().any(|(excused, _)| *excused == name) {
            continue;
        }
        if let Err(difference) = check(&folder) {
            failures.push(format!("── {name}\n{difference}"));
        }
    }
    failures
}

fn check(folder: &Path, source: &Path, options: &str) -> Result<(), String> {
    let destination = temporary_folder();
    let report = build(source, destination.path(), options);
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

/// Copies all files of a folder, if there is one, into another.
fn copy_tree(from: &Path, to: &Path) {
    if !from.is_dir() {
        return;
    }
    for (path, bytes) in common::tree(from) {
        let file = to.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}
