//! Files and folders that no site should have: whatever they are, a build ends, tells what is
//! wrong, and writes all or nothing.

#![cfg(unix)]

mod common;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use common::{TestSite, build, temporary_folder};
use utterson::base::Map;
use utterson::pipeline::{BuildOptions, Unwatched};

fn make_pipe(path: &std::path::Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn pipes_and_devices_are_left_out() {
    let site = TestSite::new();
    site.file("content/_data/a.json", "1")
        .file("content/_drafts/a.md", "draft");
    for folder in [
        "content",
        "content/_posts",
        "content/_drafts",
        "content/_data",
        "templates",
        "static",
    ] {
        make_pipe(&site.path(&format!("{folder}/2024-01-03-pipe.json")));
    }
    symlink("/dev/zero", site.path("content/endless.txt")).unwrap();
    let report = site.build();
    let told = site.told(&report);
    assert!(!report.diagnostics.has_errors(), "{told:#?}");
    assert_eq!(told.len(), 7, "{told:#?}");
    assert!(
        told.iter()
            .all(|line| line.ends_with("is neither a file nor a folder, and is left out")),
        "{told:#?}"
    );
    assert_eq!(report.counts.written, 4);
}

#[test]
fn links_that_lead_nowhere_are_told() {
    let site = TestSite::new();
    symlink("gone.md", site.path("content/dangling.md")).unwrap();
    symlink("gone.html", site.path("templates/dangling.html")).unwrap();
    symlink("gone.txt", site.path("static/dangling.txt")).unwrap();
    symlink("self.md", site.path("content/self.md")).unwrap();
    let report = site.build();
    assert_eq!(
        site.told(&report),
        [
            "content/dangling.md: `content/dangling.md` can't be read: No such file or directory (os error 2)",
            "content/self.md: `content/self.md` can't be read: Too many levels of symbolic links (os error 40)",
            "static/dangling.txt: `static/dangling.txt` can't be read: No such file or directory (os error 2)",
            "templates/dangling.html: `templates/dangling.html` can't be read: No such file or directory (os error 2)",
        ]
    );
}

#[test]
fn links_back_to_a_folder_end() {
    let site = TestSite::new();
    for folder in ["content", "content/_posts", "templates", "static"] {
        symlink(".", site.path(&format!("{folder}/again"))).unwrap();
    }
    site.file("content/_data/a.yml", "a: 1\n");
    symlink(".", site.path("content/_data/again")).unwrap();
    let report = site.build();
    assert!(
        !report.diagnostics.has_errors(),
        "{:#?}",
        site.told(&report)
    );
    assert_eq!(report.counts.posts, 2);
}

#[test]
fn unreadable_files_and_folders_are_told() {
    let site = TestSite::new();
    site.file("content/closed/page.md", "---\n---\n")
        .file("content/closed.md", "---\n---\n")
        .file("templates/closed/a.html", "a")
        .file("static/closed.txt", "a");
    let closed = [
        "content/closed",
        "content/closed.md",
        "static/closed.txt",
        "templates/closed",
    ];
    let close = |mode| {
        for path in closed {
            fs::set_permissions(site.path(path), fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    close(0o000);
    if fs::read(site.path("content/closed.md")).is_ok() {
        eprintln!("skipped: permissions don't bind this user");
        return;
    }
    let report = site.build();
    close(0o755);
    let told = site.told(&report);
    for path in closed {
        assert!(
            told.iter()
                .any(|line| line.starts_with(&format!("{path}: "))),
            "{told:#?}"
        );
    }
    assert!(!site.path("_site").exists());
}

#[test]
fn names_that_are_not_text_are_told() {
    let site = TestSite::new();
    let name = OsStr::from_bytes(b"caf\xe9.md");
    for folder in ["content", "content/_posts", "templates", "static"] {
        fs::write(site.path(folder).join(name), "---\n---\n").unwrap();
    }
    let report = site.build();
    let told = site.told(&report);
    assert_eq!(told.len(), 4, "{told:#?}");
    assert!(told[0].ends_with("the name of `content/_posts/caf\u{fffd}.md` isn't UTF-8 text"));
    assert!(!site.path("_site").exists());
}

#[test]
fn names_that_are_too_long_are_told_before_anything_is_written() {
    let site = TestSite::new();
    let longest = "a".repeat(239);
    let post = format!("content/_posts/2024-01-03-{longest}.md");
    site.file(&post, "---\n---\n").file(
        "content/_posts/2024-01-04-slug.md",
        format!("---\nslug: {}\n---\n", "b".repeat(300)),
    );
    assert_eq!(
        site.told(&site.build()),
        [
            "content/_posts/2024-01-04-slug.md:1: the URL of this file has a part that is too long for a file name"
        ]
    );
    assert!(!site.path("_site").exists());
    site.remove("content/_posts/2024-01-04-slug.md");
    assert_eq!(site.build().counts.written, 5);
}

#[test]
fn large_and_deep_texts_are_built_or_refused() {
    let site = TestSite::new();
    let deep = 100_000;
    let nested = 10_000;
    let mut text = "---\nlayout: post\ntitle: A\n---\n".to_owned();
    site.file("content/brackets.md", format!("{text}{}", "[".repeat(deep)))
        .file(
            "content/quotes.md",
            format!("{text}{}", "> ".repeat(nested)),
        )
        .file(
            "content/lists.md",
            format!("{text}{}a", "- ".repeat(nested)),
        )
        .file("content/stars.md", format!("{text}{}", "*a ".repeat(deep)))
        .file(
            "content/backticks.md",
            format!("{text}{}", "`a``".repeat(deep)),
        )
        .file("content/tags.md", format!("{text}{}", "<b>".repeat(deep)))
        .file(
            "content/images.md",
            format!("{text}{}", "![a](".repeat(deep)),
        )
        .file("content/_data/deep.json", "[".repeat(deep))
        .file("content/_data/deep.yml", "- ".repeat(deep))
        .file(
            "content/deep.md",
            format!("---\na: {}\n---\n", "[".repeat(deep)),
        )
        .file(
            "templates/deep.html",
            format!("{{{{ {}1 }}}}", "(".repeat(deep)),
        )
        .file("templates/tags.html", "{% if true %}".repeat(deep));
    text.push_str(&"All work and no play. ".repeat(50 * 1024 * 1024 / 22));
    site.file("content/large.txt", &text)
        .file("static/large.bin", &text);
    let told = site.told(&site.build());
    let files: Vec<&str> = told
        .iter()
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(
        files,
        [
            "content/_data/deep.json",
            "content/_data/deep.yml",
            "content/deep.md",
            "templates/deep.html",
            "templates/tags.html",
        ]
    );
    for wrong in &files {
        site.remove(wrong);
    }
    let report = site.build();
    assert!(!report.diagnostics.has_errors());
    assert_eq!(report.counts.pages, 9);
}

#[test]
fn destinations_among_the_sources_are_refused() {
    let site = TestSite::new();
    let before = common::tree(&site.path(""));
    for destination in [
        "",
        "content",
        "content/_posts",
        "content/out",
        "content/_data",
        "static",
        "static/css",
        "templates",
        "..",
        "_site/../content",
    ] {
        let report = site.build_into(&site.path(destination));
        let told = site.told(&report);
        assert_eq!(told.len(), 1, "{destination}: {told:?}");
        assert!(told[0].contains("is among the site's sources"), "{told:?}");
    }
    assert_eq!(common::tree(&site.path("")), before);
}

#[test]
fn a_destination_that_is_a_file_is_refused() {
    let site = TestSite::new();
    site.file("_site", "mine");
    assert_eq!(
        site.told(&site.build()),
        ["the destination `SITE/_site` is a file, not a folder"]
    );
    assert_eq!(fs::read(site.path("_site")).unwrap(), b"mine");
}

#[test]
fn a_destination_that_can_not_be_made_is_told() {
    let site = TestSite::new();
    site.file("file", "");
    let report = site.build_into(&site.path("file/below"));
    assert_eq!(
        site.told(&report),
        ["`file/below` can't be written: Not a directory (os error 20)"]
    );
}

#[test]
fn sites_that_are_not_there_are_told() {
    let folder = temporary_folder();
    let destination = folder.path().join("_site");
    let report = build(&folder.path().join("gone"), &destination, "");
    let shown: Vec<String> = report.diagnostics.iter().map(ToString::to_string).collect();
    let expected = format!(
        "there is no folder `{}`",
        folder.path().join("gone").display()
    );
    assert_eq!(shown, [expected]);

    let site = TestSite::new();
    let report = utterson::pipeline::build(
        &BuildOptions {
            source: Some(site.path("")),
            config_files: vec![site.path("_config.yml"), site.path("_gone.yml")],
            overrides: Map::new(),
        },
        &Unwatched,
    );
    assert_eq!(
        site.told(&report),
        ["_gone.yml: `_gone.yml` can't be read: No such file or directory (os error 2)"]
    );
}
