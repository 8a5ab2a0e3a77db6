//! The repository's own blog against its classic twin, built by Jekyll with layouts that print
//! `{{ content }}` alone: `tests/twin/reference.sh` makes the expected tree.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::{build, masked, temporary_folder, tree};

struct Trees {
    expected: BTreeMap<PathBuf, Vec<u8>>,
    built: BTreeMap<PathBuf, Vec<u8>>,
}

fn trees() -> Trees {
    let blog = Path::new(env!("CARGO_MANIFEST_DIR"));
    let destination = temporary_folder();
    let report = build(blog, destination.path(), "");
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    Trees {
        expected: tree(&blog.join("tests/twin/expected")),
        built: tree(destination.path()),
    }
}

fn text<'a>(tree: &'a BTreeMap<PathBuf, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(&tree[Path::new(path)]).unwrap()
}

#[test]
fn urls_agree() {
    let Trees { expected, built } = trees();
    for path in expected.keys() {
        assert!(built.contains_key(path), "missing: {}", path.display());
    }
    // Debian's Jekyll has no jekyll-archives.
    let archives = ["category", "tag", "2025"];
    for path in built.keys().filter(|path| !expected.contains_key(*path)) {
        assert!(
            archives.iter().any(|folder| path.starts_with(folder)),
            "not expected: {}",
            path.display()
        );
    }
}

#[test]
fn bodies_agree() {
    let Trees { expected, built } = trees();
    let mut pages = 0;
    for (path, body) in &expected {
        // The home page's body is empty.
        if path.extension().is_none_or(|extension| extension != "html") || body.len() < 2 {
            continue;
        }
        pages += 1;
        let body = with_plain_code(std::str::from_utf8(body).unwrap());
        let page = with_plain_code(std::str::from_utf8(&built[path]).unwrap());
        assert!(
            page.contains(&body),
            "the body of {} differs from\n{body}",
            path.display()
        );
    }
    assert!(pages >= 5, "only {pages} pages compared");
}

/// HTML with the tokens of code blocks as plain text, but for Python's: the classes of other
/// languages are close to Rouge's, not yet the same.
fn with_plain_code(html: &str) -> String {
    let mut parts = html.split("<pre class=\"highlight\"><code>");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_python = plain.ends_with(
            "<div class=\"language-python highlighter-rouge\"><div class=\"highlight\">",
        );
        let (code, rest) = part.split_once("</code>").unwrap();
        plain.push_str("<pre><code>");
        plain.push_str(&if is_python {
            code.to_owned()
        } else {
            without_spans(code)
        });
        plain.push_str(rest);
    }
    plain
}

fn without_spans(code: &str) -> String {
    let code = code.replace("</span>", "");
    let mut parts = code.split("<span class=\"");
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once("\">").unwrap().1);
    std::iter::once(first).chain(rest).collect()
}

#[test]
fn feeds_agree() {
    let Trees { expected, built } = trees();
    let ours = masked(Path::new("feed.xml"), text(&built, "feed.xml").as_bytes());
    let ours = String::from_utf8(ours).unwrap();
    let start = ours.find("<updated>").unwrap() + "<updated>".len();
    let end = start + ours[start..].find('<').unwrap();
    let ours = format!("{}TIME{}", &ours[..start], &ours[end..]);
    // The first post's excerpt ends within a fence: text to kramdown, code to CommonMark.
    let expected = text(&expected, "feed.xml").replace("```python import", "import");
    assert_eq!(with_plain_code(&ours), with_plain_code(&expected));
}

#[test]
fn other_files_agree() {
    let Trees { expected, built } = trees();
    assert_eq!(text(&built, "robots.txt"), text(&expected, "robots.txt"));
    for (path, bytes) in &expected {
        let copied = path.starts_with("assets")
            || path.extension().is_some_and(|extension| extension == "svg");
        assert!(
            !copied || built[path] == *bytes,
            "{} differs",
            path.display()
        );
    }
    // The archives of our own sitemap are no pages of the twin; all its pages are ours.
    for line in text(&expected, "sitemap.xml").lines() {
        assert!(
            text(&built, "sitemap.xml").contains(line),
            "missing in the sitemap: {line}"
        );
    }
}

/// The first post is a published one, and this is what Jekyll made of it.
#[test]
fn the_first_post_is_what_was_published() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/post-content.html");
    let Ok(published) = fs::read_to_string(&seed) else {
        eprintln!("skipped: there is no {}", seed.display());
        return;
    };
    let Trees { built, .. } = trees();
    let url = "software-engineering/2025/07/16/python-multiprocessing-why-it-works-in-linux-and-not-in-macos.html";
    assert!(text(&built, url).contains(&published));
}
