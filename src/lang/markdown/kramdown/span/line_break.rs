//! Forced line breaks.

use super::{Construct, SpanParser};
use crate::lang::markdown::tree::Kind;

impl<'a> SpanParser<'a, '_> {
    /// Two blanks, or backslashes, at the end of a line. The newline stays text.
    pub(super) fn line_break(&mut self) -> bool {
        if self.hard_wrap {
            return false;
        }
        let rest = self.rest();
        if rest.starts_with("  \n") || rest.starts_with("\\\\\n") {
            self.add(Kind::LineBreak);
            self.position += 2;
            return true;
        }
        if !rest.starts_with("\\\n") || !self.breaks_lines() {
            return false;
        }
        // One backslash is GFM's own way, which does not count at the very end.
        if rest.len() > 2 || !self.frames.is_empty() {
            self.add(Kind::LineBreak);
        }
        self.position += 1;
        true
    }

    /// Any end of a line within the text, if lines are broken where the source does.
    pub(super) fn hard_line_break(&mut self) -> bool {
        if self.hard_wrap && self.rest().len() > 1 && self.breaks_lines() {
            self.add(Kind::LineBreak);
        }
        false
    }

    /// GFM breaks no lines inside of HTML and deleted text.
    fn breaks_lines(&self) -> bool {
        self.breaks_lines
            && !self.frames.iter().any(|frame| {
                matches!(
                    frame.construct,
                    Construct::Html { .. } | Construct::Strikethrough
                )
            })
    }
}
