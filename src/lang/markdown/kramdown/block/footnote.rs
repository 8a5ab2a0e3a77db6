//! Definitions of footnotes: `[^name]: text`.

use super::{BlockParser, code};
use crate::lang::markdown::kramdown::{lines, names};
use crate::lang::markdown::tree::Boundary;

impl<'a> BlockParser<'a, '_> {
    /// A footnote: the text behind its name, and the indented lines that follow.
    pub(super) fn footnote_definition(&mut self, rest: &'a str) -> bool {
        let Some(inner) = lines::after_optional_space(rest).strip_prefix("[^") else {
            return false;
        };
        let name = &inner[..names::reference_name_length(inner)];
        let Some(text) = inner[name.len()..].strip_prefix("]:") else {
            return false;
        };
        if name.is_empty() || self.is_too_deep() {
            return false;
        }
        let line = self.line_number();
        let mut length = lines::line_length(text);
        length += code::indented_run(&text[length..], true);
        self.advance(rest.len() - text.len() + length);
        let first = lines::line(text);
        let first_length = first.len() - first.trim_start().len();
        let text = &text[..length][first_length.min(length)..];
        let content: String = text
            .split_inclusive('\n')
            .map(|line| lines::strip_indent(line).unwrap_or(line))
            .collect();
        let content = self.document.keep(content);
        if self.document.footnotes.contains_key(name) {
            self.document.warn(
                line,
                format!("Duplicate footnote name '{name}' - overwriting"),
            );
        }
        self.add_boundary(Boundary::Definition);
        let node = self.document.tree.define_footnote(name);
        self.document.footnotes.insert(name, node);
        self.open_text(node, content, line);
        true
    }
}
