//! What tests of whole sites share. Each test program uses a part of it.
#![allow(dead_code)]
// Each test uses a part of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use utterson::base::Map;
use utterson::base::Value;
use utterson::pipeline::{self, BuildOptions, BuildReport, Unwatched};

/// A folder that vanishes with its value.
pub fn temporary_folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Builds the site in `source` into `destination` with command-line options such as `--drafts`.
pub fn build(source: &Path, destination: &Path, options: &str) -> BuildReport {
    let mut overrides = Map::new();
    overrides.insert(
        "destination".into(),
        Value::from(destination.to_str().unwrap()),
    );
    for option in options.split_whitespace() {
        let (key, value) = match option {
            "--drafts" => ("show_drafts", Value::Bool(true)),
            "--future" => ("future", Value::Bool(true)),
            "--unpublished" => ("unpublished", Value::Bool(true)),
            other => panic!("no such option: {other}"),
        };
        overrides.insert(key.into(), value);
    }
    let options = BuildOptions {
        source: Some(source.to_owned()),
        config_files: Vec::new(),
        overrides,
    };
    pipeline::build(&options, &Unwatched)
}

/// All files of a tree by path.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(
                    path.strip_prefix(folder).unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    files
}

/// Whether two trees have the same files with the same bytes, values that change from build to
/// build aside; if not, what differs.
pub fn compare_trees(expected: &Path, built: &Path) -> Result<(), String> {
    let expected = tree(expected);
    let built = tree(built);
    let mut differences = Vec::new();
    for (path, bytes) in &expected {
        match built.get(path) {
            None => differences.push(format!("missing: {}", path.display())),
            Some(ours) => differences.extend(difference(path, bytes, &masked(path, ours))),
        }
    }
    let extra = built.keys().filter(|path| !expected.contains_key(*path));
    differences.extend(extra.map(|path| format!("not expected: {}", path.display())));
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences.join("\n"))
    }
}

/// The first line in which two files differ.
fn difference(path: &Path, expected: &[u8], built: &[u8]) -> Option<String> {
    if expected == built {
        return None;
    }
    let (expected, built) = (
        String::from_utf8_lossy(expected),
        String::from_utf8_lossy(built),
    );
    let mut expected = expected.split('\n');
    let mut built = built.split('\n');
    let mut number = 1;
    loop {
        let (theirs, ours) = (expected.next(), built.next());
        if theirs != ours || theirs.is_none() {
            let show =
                |line: Option<&str>| line.map_or("(end)".to_owned(), |line| format!("{line:?}"));
            return Some(format!(
                "{}:{number}\n  expected {}\n  built    {}",
                path.display(),
                show(theirs),
                show(ours)
            ));
        }
        number += 1;
    }
}

/// A file with what changes from build to build replaced, as `tests/sites/reference.sh` does it:
/// the version of the generator in feeds, in sitemaps the time of static files.
pub fn masked(path: &Path, bytes: &[u8]) -> Vec<u8> {
    if path.extension().is_none_or(|extension| extension != "xml") {
        return bytes.to_owned();
    }
    let text = String::from_utf8_lossy(bytes);
    let generator = "<generator uri=\"https://jekyllrb.com/\" version=\"";
    let mut masked = replace_after(&text, generator, "\"", "VERSION");
    if path.file_name().is_some_and(|name| name == "sitemap.xml") {
        let urls = masked
            .split_inclusive("</url>\n")
            .map(|url| match url.contains("/files/") {
                true => replace_after(url, "<lastmod>", "<", "TIME"),
                false => url.to_owned(),
            });
        masked = urls.collect();
    }
    masked.into_bytes()
}

/// The text with what stands between the first `start` and the next `end` replaced.
fn replace_after(text: &str, start: &str, end: &str, replacement: &str) -> String {
    let Some(from) = text.find(start).map(|at| at + start.len()) else {
        return text.to_owned();
    };
    let length = text[from..].find(end).unwrap_or(0);
    format!("{}{replacement}{}", &text[..from], &text[from + length..])
}

/// What a build told, as the command line draws it, without colours.
pub fn drawn(report: &BuildReport) -> String {
    let diagnostics: Vec<String> = report
        .diagnostics
        .iter()
        .map(|diagnostic| format!("{}\n", diagnostic.draw(false)))
        .collect();
    diagnostics.join("\n")
}

/// A small native site in a folder of its own, which is built into its `_site`.
pub struct TestSite {
    folder: TempDir,
}

impl TestSite {
    /// A site with a layout, a page and two posts, all in order.
    pub fn new() -> Self {
        let site = TestSite {
            folder: temporary_folder(),
        };
        site.file("_config.yml", "title: A blog\n")
            .file(
                "templates/post.html",
                "<h1>{{ page?.title or \"\" }}</h1>\n{{ content }}\n",
            )
            .file("content/index.md", "---\ntitle: Home\n---\nHello.\n")
            .file("static/robots.txt", "User-agent: *\n");
        for day in 1..=2 {
            site.file(
                &format!("content/_posts/2024-01-0{day}-day.md"),
                format!("---\nlayout: post\ntitle: Day {day}\n---\nDay {day}.\n"),
            );
        }
        site
    }

    /// Where a file of the site is.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file of the site.
    pub fn file(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        self
    }

    /// Removes a file of the site.
    pub fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.path(path)).unwrap();
        self
    }

    /// Builds it.
    pub fn build(&self) -> BuildReport {
        self.build_into(&self.path("_site"))
    }

    /// Builds it into a folder.
    pub fn build_into(&self, destination: &Path) -> BuildReport {
        build(self.folder.path(), destination, "")
    }

    /// The files it was built to.
    pub fn built(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(&self.path("_site"))
    }

    /// The one-line forms of all that a build told.
    pub fn told(&self, report: &BuildReport) -> Vec<String> {
        let lines = report.diagnostics.iter().map(ToString::to_string);
        let folder = self.folder.path().to_str().unwrap();
        lines.map(|line| line.replace(folder, "SITE")).collect()
    }
}
