//! Which lines belong to an item, of a list or of a definition list.

use std::borrow::Cow;

use crate::lang::markdown::kramdown::{lines, names};

/// Where the content of an item begins, which its further lines have to keep to.
#[derive(Clone, Copy)]
pub(super) struct Column(usize);

impl Column {
    /// The column of an item by the width of its marker and what follows in the line.
    pub(super) fn of_first_line(width: usize, content: &str) -> Self {
        if lines::is_blank(behind_attributes(content.trim_ascii_start())) {
            return Self(4);
        }
        let mut column = width;
        for byte in content.bytes() {
            match byte {
                b' ' => column += 1,
                b'\t' => column += 4 - column % 4,
                _ => break,
            }
        }
        Self(column)
    }

    /// How far the markers of further items may be indented.
    pub(super) fn of_markers(self) -> usize {
        self.0.saturating_sub(1).min(3)
    }

    /// How far a list has to be indented that goes on with one inside the item.
    pub(super) fn of_nested(self) -> usize {
        self.0 + 4
    }

    /// Whether the first line of `rest` is indented to the column, counting tabs as four.
    pub(super) fn holds(self, rest: &str) -> bool {
        let line = lines::line(rest);
        let units = self.0 / 4;
        let mut behind = line;
        for _ in 0..units {
            match lines::strip_indent(behind) {
                Some(line) => behind = line,
                None => return false,
            }
        }
        let spaces = self.0 % 4;
        let indented = behind
            .bytes()
            .take(spaces)
            .filter(|byte| *byte == b' ')
            .count()
            == spaces
            && behind.bytes().take_while(|byte| *byte == b' ').count() >= spaces;
        (indented || lines::strip_indent(behind).is_some()) && !lines::is_blank(line)
    }

    /// Whether the first line of `rest` goes on with the item though it is not indented.
    pub(super) fn holds_lazily(self, rest: &str) -> bool {
        let line = lines::line(rest);
        if lines::is_blank(line) {
            return false;
        }
        let limit = self.0.min(3);
        let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
        if spaces > limit {
            return true;
        }
        let text = &rest[spaces..];
        !(lines::block_attributes(text).is_some() || lines::starts_block_tag(text))
    }

    /// The line without its indentation, and whether it had it in full.
    pub(super) fn strip(self, line: &str) -> (Cow<'_, str>, bool) {
        let tabs = line.bytes().take_while(|byte| *byte == b'\t').count();
        let spaces = line[tabs..]
            .bytes()
            .take_while(|byte| *byte == b' ')
            .count();
        let indentation = 4 * tabs + spaces;
        if tabs == 0 {
            return match indentation >= self.0 {
                true => (Cow::Borrowed(&line[self.0..]), true),
                false => (Cow::Borrowed(line), false),
            };
        }
        let text = &line[tabs + spaces..];
        let kept = match indentation >= self.0 {
            true => indentation - self.0,
            false => indentation,
        };
        (
            Cow::Owned(format!("{}{text}", " ".repeat(kept))),
            indentation >= self.0,
        )
    }
}

/// What follows an attribute list at the start of an item.
fn behind_attributes(text: &str) -> &str {
    match item_attributes(text) {
        Some((_, length)) => &text[length..],
        None => text,
    }
}

/// The attribute list of an item, directly after its marker: its content and the length to take
/// away.
pub(super) fn item_attributes(text: &str) -> Option<(&str, usize)> {
    let (content, length) = lines::braces(text)?;
    let name = &content[..names::reference_name_length(content)];
    let is_named = name.contains(':');
    (!content.is_empty() && !is_named && !content.starts_with([':', '/']))
        .then_some((content, length))
}
