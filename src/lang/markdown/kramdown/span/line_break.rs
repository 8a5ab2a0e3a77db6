//! Forced line breaks.

use super::SpanParser;
use crate::lang::markdown::tree::Kind;

impl<'a> SpanParser<'a, '_> {
    /// Two blanks, or backslashes, at the end of a line. The newline stays text.
    pub(super) fn line_break(&mut self) -> bool {
        if self.hard_wrap {
            return false;
        }
        let rest = self.rest();
        let length = if rest.starts_with("  \n") || rest.starts_with("\\\\\n") {
            2
        } else if self.gfm && rest.starts_with("\\\n") {
            1
        } else {
            return false;
        };
        self.add(Kind::LineBreak);
        self.position += length;
        true
    }

    /// Any end of a line within the text, if lines are broken where the source does.
    pub(super) fn hard_line_break(&mut self) -> bool {
        let wraps = self.hard_wrap
            && self.rest().len() > 1
            && !self
                .frames
                .iter()
                .any(|frame| matches!(frame.construct, super::Construct::Html { .. }));
        if wraps {
            self.add(Kind::LineBreak);
        }
        false
    }
}
