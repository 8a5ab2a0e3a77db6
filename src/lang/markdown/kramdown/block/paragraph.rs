//! Paragraphs.

use super::BlockParser;
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::Kind;

impl<'a> BlockParser<'a, '_> {
    /// A paragraph: the last construct, which takes any line. Lines directly behind another
    /// paragraph, which ended for a construct that declined, go on with that one.
    pub(super) fn paragraph(&mut self, _: &str) -> bool {
        let line = self.line_number();
        let rest = self.rest();
        if lines::after_optional_space(rest).starts_with(['\t', ' ']) {
            return self.bare_line(line);
        }
        let mut length = lines::line_length(rest);
        while length < rest.len() && !self.ends_paragraph(&rest[length..]) {
            length += lines::line_length(&rest[length..]);
        }
        let before = self.text_before();
        let text = self.advance(length);
        let text = text.trim_end_matches(ruby_space);
        if let Some(last) = self.last_block().filter(|last| self.is_paragraph(*last))
            && let Some(whole) = self.document.unparsed_mut(last)
        {
            let joiner = if before.ends_with("  \n") {
                "  \n"
            } else {
                "\n"
            };
            *whole = format!("{whole}{joiner}{text}").into();
            return true;
        }
        let text = text.trim_start_matches(ruby_space);
        self.add_leaf(Kind::Paragraph { transparent: false }, text, line);
        true
    }

    /// A line that is indented by spaces and a tab, which is neither code nor a paragraph: it
    /// stands bare.
    fn bare_line(&mut self, line: u32) -> bool {
        let length = lines::line_length(self.rest());
        let text = self.advance(length);
        self.add_leaf(Kind::Paragraph { transparent: true }, text, line);
        true
    }

    fn text_before(&self) -> &'a str {
        self.scanners
            .last()
            .map_or("", |scanner| &scanner.text[..scanner.position])
    }

    fn ends_paragraph(&self, rest: &str) -> bool {
        if lines::ends_lazy_lines(rest) || lines::definition_marker(rest, 3).is_some() {
            return true;
        }
        if !self.document.options.blocks_interrupt_paragraphs() {
            return false;
        }
        let text = lines::after_optional_space(rest);
        match text.as_bytes().first() {
            Some(b'>') => true,
            Some(b'#') => self.is_atx_start(rest),
            Some(b'`' | b'~') => text.starts_with("```") || text.starts_with("~~~"),
            Some(b'*' | b'+' | b'-' | b'0'..=b'9') => lines::list_marker(rest, 3).is_some(),
            _ => false,
        }
    }
}

/// What Ruby's `strip` takes away.
pub(super) fn ruby_space(character: char) -> bool {
    matches!(character, ' ' | '\t'..='\r' | '\0')
}
