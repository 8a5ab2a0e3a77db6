//! Building a site again: what is written and removed, and that mistakes leave the last good site
//! as it was.

mod common;

use std::fs;

use common::TestSite;
use utterson::pipeline::BuildReport;

/// How many files were written, unchanged, removed.
fn counts(report: &BuildReport) -> (usize, usize, usize) {
    assert!(
        !report.diagnostics.has_errors(),
        "{}",
        common::drawn(report)
    );
    let counts = &report.counts;
    (counts.written, counts.unchanged, counts.removed)
}

#[test]
fn only_what_changed_is_written() {
    let site = TestSite::new();
    assert_eq!(counts(&site.build()), (4, 0, 0));
    assert_eq!(counts(&site.build()), (0, 4, 0));
    site.file(
        "content/_posts/2024-01-02-day.md",
        "---\nlayout: post\ntitle: Day 2\n---\nAnother day.\n",
    );
    assert_eq!(counts(&site.build()), (1, 3, 0));
    site.file("templates/post.html", "{{ content }}");
    assert_eq!(counts(&site.build()), (2, 2, 0));
    site.file("static/robots.txt", "User-agent: all\n");
    assert_eq!(counts(&site.build()), (1, 3, 0));
    site.file("static/new/a.txt", "a");
    assert_eq!(counts(&site.build()), (1, 4, 0));
}

#[test]
fn what_nothing_makes_is_removed_with_its_folders() {
    let site = TestSite::new();
    site.build();
    site.remove("content/_posts/2024-01-02-day.md");
    assert_eq!(counts(&site.build()), (0, 3, 1));
    assert!(!site.path("_site/2024/01/02").exists());
    assert!(site.path("_site/2024/01/01/day.html").exists());
    site.remove("static/robots.txt");
    site.file("_site/left/over/a.html", "a")
        .file("_site/left/over/b.html", "b");
    assert_eq!(counts(&site.build()), (0, 2, 3));
    assert!(!site.path("_site/left").exists());
}

#[test]
fn kept_files_are_kept() {
    let site = TestSite::new();
    site.file("_config.yml", "keep_files: [.git, kept/deep]\n");
    site.build();
    site.file("_site/.git/HEAD", "ref")
        .file("_site/kept/deep/a", "a")
        .file("_site/kept/b", "b");
    assert_eq!(counts(&site.build()), (0, 4, 1));
    assert!(site.path("_site/.git/HEAD").exists());
    assert!(site.path("_site/kept/deep/a").exists());
    assert!(!site.path("_site/kept/b").exists());
}

#[test]
fn files_and_folders_change_places() {
    let site = TestSite::new();
    site.file("static/a", "file");
    site.build();
    site.remove("static/a").file("static/a/b", "below");
    assert_eq!(counts(&site.build()), (1, 4, 0));
    assert_eq!(fs::read(site.path("_site/a/b")).unwrap(), b"below");
    fs::remove_dir_all(site.path("static/a")).unwrap();
    site.file("static/a", "file again");
    assert_eq!(counts(&site.build()), (1, 4, 0));
    assert_eq!(fs::read(site.path("_site/a")).unwrap(), b"file again");
}

#[test]
fn mistakes_leave_the_last_good_site() {
    let broken: &[(&str, &[u8])] = &[
        ("_config.yml", b"title: [\n"),
        ("_config.yml", b"- a\n"),
        ("_config.yml", b"exclude: x\n"),
        ("_config.yml", b"timezone: Nowhere\n"),
        ("_config.yml", b"permalink: /:nope/\n"),
        ("_config.yml", b"permalink: /same/\n"),
        ("_config.yml", b"destination: content\ntime: never\n"),
        (
            "_config.yml",
            b"plugins: [jekyll-paginate]\npaginate: many\n",
        ),
        ("content/_posts/2024-01-02-day.md", b"---\ntitle: \"\n---\n"),
        ("content/_posts/2024-01-02-day.md", b"---\n- a\n---\n"),
        ("content/_posts/2024-01-02-day.md", b"---\ntitle: a\n"),
        (
            "content/_posts/2024-01-02-day.md",
            b"---\nlayout: nope\n---\n",
        ),
        (
            "content/_posts/2024-01-02-day.md",
            b"---\ndate: never\n---\n",
        ),
        (
            "content/_posts/2024-01-02-day.md",
            b"---\npermalink: /:nope\n---\n",
        ),
        (
            "content/_posts/2024-01-02-day.md",
            b"---\npermalink: /\n---\n",
        ),
        ("content/_posts/2024-13-01-day.md", b"---\n---\n"),
        ("content/latin.md", b"---\ntitle: Caf\xe9\n---\n"),
        ("content/nul.md", b"---\npermalink: /a%00b\n---\n"),
        ("content/file.md", b"---\npermalink: /robots.txt/a\n---\n"),
        ("content/_data/a.json", b"{"),
        ("content/_data/a.yml", b"a: b: c"),
        ("content/_data/a.csv", b"a\n\"b"),
        ("content/index.html", b"---\n---\n"),
        ("templates/post.html", b"{% if %}"),
        ("templates/post.html", b"{{ page.nope }}"),
        ("templates/post.html", b"{{ page.title | nope }}"),
        ("templates/post.html", b"{% include \"nope.html\" %}"),
        ("templates/post.html", b"---\nlayout: post\n---\n"),
        ("templates/other.html", b"\xff"),
    ];
    let site = TestSite::new();
    site.build();
    let good = site.built();
    for (path, text) in broken {
        let before = fs::read(site.path(path)).ok();
        site.file(path, text);
        let report = site.build();
        let shown = format!("{path}: {}", String::from_utf8_lossy(text));
        assert!(report.diagnostics.has_errors(), "{shown}");
        assert_eq!(site.built(), good, "{shown}");
        match before {
            Some(before) => site.file(path, before),
            None => site.remove(path),
        };
    }
    assert_eq!(counts(&site.build()), (0, 4, 0));
}

#[cfg(unix)]
#[test]
fn a_source_that_can_not_be_copied_leaves_the_last_good_site() {
    use std::os::unix::fs::symlink;

    let site = TestSite::new();
    site.build();
    let good = site.built();
    // The link is there when the site is read, and leads to what opens but can't be read.
    symlink("/proc/self/mem", site.path("static/memory.bin")).unwrap();
    site.file("static/new.txt", "new");
    let report = site.build();
    assert!(report.diagnostics.has_errors());
    assert_eq!(site.built(), good);
    let entries = fs::read_dir(site.path("_site")).unwrap().count();
    assert_eq!(entries, 3, "what was prepared is gone");
}

#[test]
fn what_does_not_become_a_page_is_counted_with_its_reason() {
    let site = TestSite::new();
    site.file("content/_posts/no-date.md", "---\n---\n")
        .file("content/_posts/3000-01-01-future.md", "---\n---\n")
        .file(
            "content/_posts/2024-01-03-hidden.md",
            "---\npublished: false\n---\n",
        )
        .file("content/_drafts/idea.md", "---\n---\n")
        .file("content/hidden.md", "---\npublished: false\n---\n");
    let report = site.build();
    let mut skipped: Vec<String> = report
        .skipped
        .iter()
        .map(|skipped| format!("{} {:?}", skipped.path, skipped.reason))
        .collect();
    skipped.sort();
    assert_eq!(
        skipped,
        [
            "content/_drafts/idea.md Draft",
            "content/_posts/2024-01-03-hidden.md Unpublished",
            "content/_posts/3000-01-01-future.md Future",
            "content/_posts/no-date.md Misnamed",
            "content/hidden.md Unpublished",
        ]
    );
    assert_eq!(counts(&report), (4, 0, 0));
}
