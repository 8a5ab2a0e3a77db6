//! Pages that list posts, as jekyll-archives makes them. The reference Jekyll has no such plugin:
//! these are its documentation's rules.

mod common;

use std::path::Path;

use common::TestSite;

/// The home site of `TestSite` with archives of all kinds and four posts.
fn site() -> TestSite {
    let site = TestSite::new();
    site.file(
        "_config.yml",
        "timezone: UTC\nplugins: [jekyll-archives]\njekyll-archives: {enabled: all, layouts: {tag: tagged}}\n",
    )
    .file(
        "templates/archive.html",
        "{{ page.type }} {{ page.title or page.date | date(format=\"%F\") }}:{% for post in page.posts %} {{ post.slug }}{% endfor %}",
    )
    .file("templates/tagged.html", "tag {{ page.title }}:{% for post in page.posts %} {{ post.slug }}{% endfor %}");
    for (name, front_matter) in [
        ("2023-05-06-a", "categories: Some News\ntags: [first steps]"),
        (
            "2023-05-07-b",
            "category: Some News\ntags: [first-steps, Öl]",
        ),
        ("2023-06-01-c", "tags: [first steps, first steps]"),
    ] {
        site.file(
            &format!("content/_posts/{name}.md"),
            format!("---\n{front_matter}\n---\nText.\n"),
        );
    }
    site
}

#[test]
fn every_kind_has_its_pages() {
    let site = site();
    let report = site.build();
    assert!(report.diagnostics.is_empty(), "{}", common::drawn(&report));
    let built = site.built();
    for (path, text) in [
        ("2023/index.html", "year 2023-06-01: c b a"),
        ("2024/index.html", "year 2024-01-02: day day"),
        ("2023/05/index.html", "month 2023-05-07: b a"),
        ("2023/06/index.html", "month 2023-06-01: c"),
        ("2023/05/06/index.html", "day 2023-05-06: a"),
        ("category/some/index.html", "category Some: a"),
        ("category/some-news/index.html", "category Some News: b"),
        // Two names, one slug: one page with the posts of both, each once.
        ("tag/first-steps/index.html", "tag first steps: c b a"),
        ("tag/öl/index.html", "tag Öl: b"),
    ] {
        let page = built
            .get(Path::new(path))
            .unwrap_or_else(|| panic!("no {path}"));
        assert_eq!(String::from_utf8_lossy(page), text, "{path}");
    }
}
