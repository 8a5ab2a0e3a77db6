//! File name patterns with the rules of Ruby's `File.fnmatch` and `Dir.glob`.

use globset::{GlobBuilder, GlobMatcher};

/// A file name pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    matcher: Option<GlobMatcher>,
}

impl Pattern {
    /// A pattern as `File.fnmatch` reads it: `*` and `**` match any run of characters, `/` too.
    pub fn fnmatch(text: &str) -> Self {
        Self::new(text, false)
    }

    /// A pattern as `Dir.glob` reads it: `*` stays within a folder, `**/` goes into all below.
    pub fn paths(text: &str) -> Self {
        Self::new(text, true)
    }

    fn new(text: &str, literal_separator: bool) -> Self {
        // Without folders to keep apart, `**` is no more than `*`.
        // Braces are alternatives to `globset` but plain characters to Ruby's `fnmatch`.
        let escaped = if literal_separator {
            text.to_owned()
        } else {
            text.replace("**", "*")
                .replace('{', "\\{")
                .replace('}', "\\}")
        };
        let glob = GlobBuilder::new(&escaped)
            .literal_separator(literal_separator)
            .backslash_escape(true)
            .build();
        Pattern {
            text: text.to_owned(),
            matcher: glob.ok().map(|glob| glob.compile_matcher()),
        }
    }

    /// The pattern as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the whole of `path` matches. What isn't a valid pattern matches only itself.
    pub fn matches(&self, path: &str) -> bool {
        match &self.matcher {
            Some(matcher) => matcher.is_match(path),
            None => self.text == path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_cross_folders_only_in_fnmatch() {
        assert!(Pattern::fnmatch("*.txt").matches("a/b.txt"));
        assert!(Pattern::fnmatch("a/*/c").matches("a/b/d/c"));
        assert!(!Pattern::fnmatch("a/**/*.txt").matches("a/b.txt"));
        assert!(!Pattern::fnmatch("a/*/c").matches("a/c"));
        assert!(!Pattern::paths("*.txt").matches("a/b.txt"));
        assert!(Pattern::paths("a/**/*.txt").matches("a/b.txt"));
        assert!(Pattern::fnmatch("{a,b}").matches("{a,b}"));
        assert!(Pattern::fnmatch("[").matches("["));
    }
}
