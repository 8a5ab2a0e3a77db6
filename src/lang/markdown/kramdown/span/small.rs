//! Escapes, and marks of footnotes.

use super::SpanParser;
use crate::lang::markdown::kramdown::names;
use crate::lang::markdown::tree::Kind;

impl<'a> SpanParser<'a, '_> {
    /// A backslash before a character that could begin something.
    pub(super) fn escape(&mut self) -> bool {
        let Some(escaped) = self.rest().get(1..2) else {
            return false;
        };
        if !is_escapable(escaped, self.gfm) {
            return false;
        }
        self.push_text(escaped);
        self.position += 2;
        true
    }

    /// `[^name]`, if there is a footnote of this name.
    pub(super) fn footnote_reference(&mut self) -> bool {
        let rest = self.rest();
        let Some(inner) = rest.strip_prefix("[^") else {
            return false;
        };
        let name = &inner[..names::reference_name_length(inner)];
        if name.is_empty() || !inner[name.len()..].starts_with(']') {
            return false;
        }
        let length = "[^]".len() + name.len();
        if self.document.footnotes.contains_key(name) {
            self.add(Kind::FootnoteReference(name.into()));
            self.position += length;
        } else {
            self.warn(format!("Footnote definition for '{name}' not found"));
            self.take_text(self.position + length);
        }
        true
    }
}

/// Whether a backslash takes the meaning of a character away.
pub(super) fn is_escapable(character: &str, gfm: bool) -> bool {
    match character {
        "~" => gfm,
        _ => "\\.*_+`<>()[]{}#!:|\"'$=-".contains(character),
    }
}
