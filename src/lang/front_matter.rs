//! Front matter: the YAML between two lines of hyphens at the start of a file
//! (Jekyll docs, "Front Matter").

use std::ops::Range;

/// Where the parts of a text with front matter are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The YAML, between the two lines.
    pub yaml: Range<usize>,
    /// Where the body begins: after the closing line and the blank lines that follow it.
    pub body_start: usize,
}

/// Whether a text begins with a line of three hyphens, which makes a file a page.
pub fn has_header(text: &[u8]) -> bool {
    text.strip_prefix(b"---").is_some_and(|rest| {
        rest.iter()
            .take_while(|byte| is_blank(**byte))
            .any(|&byte| byte == b'\n')
    })
}

/// Finds the front matter; `None` if there is none or it is never closed.
pub fn split(text: &str) -> Option<FrontMatter> {
    if !has_header(text.as_bytes()) {
        return None;
    }
    let yaml_start = text.find('\n')? + 1;
    let mut line_start = yaml_start;
    for line in text[yaml_start..].split_inclusive('\n') {
        if is_closing(line) {
            let after = line_start + line.len();
            let body_start = after + leading_blank_lines(&text[after..]);
            return Some(FrontMatter {
                yaml: yaml_start..line_start,
                body_start,
            });
        }
        line_start += line.len();
    }
    None
}

fn is_closing(line: &str) -> bool {
    let rest = line
        .strip_prefix("---")
        .or_else(|| line.strip_prefix("..."));
    rest.is_some_and(|rest| rest.bytes().all(is_blank))
}

/// The length of the lines at the start that hold nothing but blanks.
fn leading_blank_lines(text: &str) -> usize {
    text.split_inclusive('\n')
        .take_while(|line| line.bytes().all(is_blank))
        .map(str::len)
        .sum()
}

/// Ruby's `\s`.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, &str)> {
        split(text).map(|found| (&text[found.yaml], &text[found.body_start..]))
    }

    #[test]
    fn parts_are_found_as_jekyll_finds_them() {
        assert_eq!(parts("---\na: 1\n---\nbody\n"), Some(("a: 1\n", "body\n")));
        assert_eq!(
            parts("---  \r\na: 1\r\n---\r\n\r\n  body"),
            Some(("a: 1\r\n", "  body"))
        );
        assert_eq!(parts("---\n---\n\n \t\n\nx"), Some(("", "x")));
        assert_eq!(parts("---\na: 1\n...\nx"), Some(("a: 1\n", "x")));
        assert_eq!(parts("---\na: |\n  ---\n---"), Some(("a: |\n  ---\n", "")));
        assert_eq!(parts("---\na: 1\n----\nx"), None);
        assert_eq!(parts("--- a\n---\nx"), None);
        assert_eq!(parts("a\n---\n---\n"), None);
        assert!(has_header(b"---\nnever closed"));
        assert!(!has_header(b"---"));
    }
}
