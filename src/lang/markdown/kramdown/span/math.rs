//! Formulas within a line: `$$ … $$`.

use super::SpanParser;
use crate::lang::markdown::tree::Kind;

impl<'a> SpanParser<'a, '_> {
    /// A formula; with a backslash before it, text.
    pub(super) fn math(&mut self) -> bool {
        let rest = self.rest();
        let (escaped, inner) = match rest.strip_prefix('\\') {
            Some(rest) => (1, rest),
            None => (0, rest),
        };
        let Some(formula) = inner.strip_prefix("$$") else {
            return false;
        };
        if self
            .context
            .missing
            .math
            .is_some_and(|from| self.position >= from)
        {
            return false;
        }
        let Some(end) = formula.find("$$") else {
            self.context.missing.math = Some(self.position);
            return false;
        };
        let length = escaped + 2 + end + 2;
        if escaped > 0 {
            self.push_text(&rest[1..length]);
        } else {
            self.add(Kind::MathSpan(formula[..end].trim().into()));
        }
        self.position += length;
        true
    }
}
