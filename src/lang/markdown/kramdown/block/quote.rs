//! Block quotes.

use super::BlockParser;
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::Kind;

impl<'a> BlockParser<'a, '_> {
    /// A quote: a line with its mark, and what follows up to the next blank line.
    pub(super) fn quote(&mut self, rest: &str) -> bool {
        if self.is_too_deep() {
            return false;
        }
        let line = self.line_number();
        let mut length = lines::line_length(rest);
        while !lines::ends_lazy_lines(&rest[length..]) {
            length += lines::line_length(&rest[length..]);
        }
        let quoted = self.advance(length);
        let mut content = String::with_capacity(quoted.len());
        for line in quoted.split_inclusive('\n') {
            content.push_str(without_mark(line));
        }
        let node = self.add(Kind::BlockQuote);
        let content = self.document.keep(content);
        self.open_text(node, content, line);
        true
    }
}

fn without_mark(line: &str) -> &str {
    match lines::after_optional_space(line).strip_prefix('>') {
        Some(text) => text.strip_prefix(' ').unwrap_or(text),
        None => line,
    }
}
