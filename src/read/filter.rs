//! Which entries of a folder are read at all: `include`, `exclude`, and names that are special
//! (Jekyll docs, "Configuration Options"; the rules were seen by running Jekyll).

use std::path::Path;

use crate::base::glob::Pattern;
use crate::model::Config;

/// Decides about entries by their names.
pub(super) struct EntryFilter {
    include: Vec<Pattern>,
    exclude: Vec<Pattern>,
}

impl EntryFilter {
    /// The filter that the configuration describes.
    pub(super) fn new(config: &Config) -> Self {
        let include = config.list("include");
        let exclude = config
            .list("exclude")
            .into_iter()
            .filter(|pattern| !include.contains(pattern));
        EntryFilter {
            exclude: exclude.map(Pattern::fnmatch).collect(),
            include: include
                .iter()
                .map(|pattern| Pattern::fnmatch(pattern))
                .collect(),
        }
    }

    /// Whether an entry is read. `entry` is its path relative to the folder being listed,
    /// `path` relative to the source.
    pub(super) fn reads(&self, entry: &str, path: &str, file: &Path) -> bool {
        let name = entry.rsplit('/').next().unwrap_or(entry);
        if entry.ends_with('.') {
            return false;
        }
        if any(&self.include, entry, file) || any(&self.include, name, file) {
            return true;
        }
        !any(&self.exclude, path, file) && !is_special(entry) && !is_special(name)
    }
}

/// Dotfiles, names with an underscore, editors' backup files.
fn is_special(name: &str) -> bool {
    name.starts_with(['.', '_', '#', '~']) || name.ends_with('~')
}

/// A pattern covers what it matches, what begins with it, and a folder when it names it with `/`.
fn any(patterns: &[Pattern], path: &str, file: &Path) -> bool {
    patterns.iter().any(|pattern| {
        let text = pattern.text().trim_start_matches('/');
        path.starts_with(text)
            || (text.strip_suffix('/') == Some(path) && file.is_dir())
            || pattern.matches(path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Jekyll reads and what not, with these lists.
    #[test]
    fn entries_are_read_as_jekyll_reads_them() {
        let patterns = |texts: &[&str]| texts.iter().map(|text| Pattern::fnmatch(text)).collect();
        let filter = EntryFilter {
            include: patterns(&["_inc", ".x", "q/_y.md"]),
            exclude: patterns(&["foo", "*.txt", "dir/", "a/*/c", "b/**", "Gemfile"]),
        };
        let reads = |path: &str| filter.reads(path, path, Path::new("/nonexistent"));
        for path in [
            "x/foo",
            "dir",
            "dir2",
            "a/c",
            "b",
            "_inc",
            "_inc2",
            "x/_inc",
            ".x",
            "x/.x",
            "q/_y.md",
            "x/Gemfile",
        ] {
            assert!(reads(path), "{path}");
        }
        for path in [
            "foo", "foobar", "foo.md", "a.txt", "x/a.txt", "dir/z", "a/b/c", "b/c", "x~", "#a",
            "_z", "Gemfile2",
        ] {
            assert!(!reads(path), "{path}");
        }
    }
}
