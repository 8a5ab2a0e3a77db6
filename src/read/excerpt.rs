//! Excerpts: the start of a document (Jekyll docs, "Posts", "Post excerpts").

use std::fmt::Write;

/// The text before the first `separator`, with the link reference definitions that it uses and
/// that stand later in `body`.
pub(super) fn extract(body: &str, separator: &str) -> String {
    let (head, tail) = match body.split_once(separator) {
        Some((head, tail)) if !tail.is_empty() => (head, tail),
        _ => return body.to_owned(),
    };
    let mut excerpt = head.to_owned();
    let definitions: Vec<&str> = tail
        .lines()
        .filter(|line| reference(line).is_some_and(|label| head.contains(label)))
        .collect();
    if !definitions.is_empty() {
        // Writing to a string can't fail.
        let _ = write!(excerpt, "\n\n{}", definitions.join("\n"));
    }
    excerpt
}

/// The label, with its brackets, of a line that defines a link reference or footnote.
fn reference(line: &str) -> Option<&str> {
    let definition = line.trim_start_matches(' ');
    if line.len() - definition.len() > 3 || !definition.starts_with('[') {
        return None;
    }
    let end = definition.find("]:")?;
    let label = &definition[..=end];
    let has_target = definition.len() > end + 2;
    (has_target && label.len() > 2 && !label[1..end].contains(']')).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_that_are_used_come_along() {
        let body =
            "A [b][x] and [c].\n\nMore [d].\n\n[x]: /x\n   [c]: /c \"C\"\n[d]: /d\n    [x]: code\n";
        assert_eq!(
            extract(body, "\n\n"),
            "A [b][x] and [c].\n\n[x]: /x\n   [c]: /c \"C\""
        );
        assert_eq!(extract("one", "\n\n"), "one");
        assert_eq!(extract("a<!--more-->b", "<!--more-->"), "a");
    }
}
