//! Definitions of abbreviations: `*[HTML]: Hyper Text Markup Language`.

use super::BlockParser;
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::Boundary;

impl<'a> BlockParser<'a, '_> {
    /// A definition; the last one of an abbreviation counts.
    pub(super) fn abbreviation_definition(&mut self, rest: &'a str) -> bool {
        let line = lines::line(rest);
        let Some(inner) = lines::after_optional_space(line).strip_prefix("*[") else {
            return false;
        };
        let Some(end) = inner.get(1..).and_then(|inner| inner.find("]:")) else {
            return false;
        };
        let (abbreviation, meaning) = (&inner[..=end], &inner[end + 3..]);
        let number = self.line_number();
        self.advance(lines::line_length(rest));
        if self.document.abbreviations.contains_key(abbreviation) {
            self.document.warn(
                number,
                format!("Duplicate abbreviation ID '{abbreviation}' - overwriting"),
            );
        }
        let node = self.add_boundary(Boundary::Definition);
        self.document
            .abbreviations
            .insert(abbreviation, (meaning.trim(), node));
        true
    }
}
