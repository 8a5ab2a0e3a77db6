//! Formulas in blocks of their own: `$$ … $$`.

use super::BlockParser;
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::Kind;

impl<'a> BlockParser<'a, '_> {
    /// A formula between boundaries. A backslash before one keeps it within a paragraph: only
    /// the backslash is taken.
    pub(super) fn math(&mut self, rest: &'a str) -> bool {
        let text = lines::after_optional_space(rest);
        let (escaped, formula) = match text.strip_prefix("\\$$") {
            Some(formula) => (true, formula),
            None => match text.strip_prefix("$$") {
                Some(formula) => (false, formula),
                None => return false,
            },
        };
        let Some(scanner) = self.scanners.last_mut() else {
            return false;
        };
        if scanner.no_math_left {
            return false;
        }
        let Some(end) = formula.find("$$") else {
            scanner.no_math_left = true;
            return false;
        };
        if !self.is_after_boundary() {
            return false;
        }
        let after = &formula[end + 2..];
        let line_end = &after[..lines::line_length(after)];
        let ends_line = line_end.ends_with('\n') && lines::is_blank(line_end);
        let after = if ends_line {
            &after[line_end.len()..]
        } else {
            after
        };
        if escaped {
            if ends_line {
                self.advance(rest.len() - text.len() + 1);
            }
            return false;
        }
        if !Self::is_before_boundary(after) {
            return false;
        }
        self.advance(rest.len() - after.len());
        self.add(Kind::MathBlock(formula[..end].into()));
        true
    }
}
