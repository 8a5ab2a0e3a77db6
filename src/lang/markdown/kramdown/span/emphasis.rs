//! Emphasis: `*em*`, `**strong**`, with `_` too.

use super::{Construct, SpanParser};
use crate::lang::markdown::tree::Kind;

impl<'a> SpanParser<'a, '_> {
    pub(super) fn emphasis(&mut self, sign: u8) -> bool {
        let rest = self.rest().as_bytes();
        let length = if rest.get(1) == Some(&sign) { 2 } else { 1 };
        let strong = length == 2;
        let open = if strong {
            self.context.strongs
        } else {
            self.context.emphases
        };
        let before_space = rest
            .get(length)
            .is_some_and(|byte| matches!(byte, b' ' | b'\t'..=b'\r'));
        if before_space
            || open > 0
            || (sign == b'_' && ends_with_letter(self.before()))
            || self.is_over_budget()
        {
            self.take_text(self.position + length);
            return true;
        }
        self.open_emphasis(sign, strong, length);
        true
    }

    fn open_emphasis(&mut self, sign: u8, strong: bool, length: usize) {
        let kind = if strong { Kind::Strong } else { Kind::Emphasis };
        let mark = if strong { 2 } else { 1 };
        self.open(Construct::Emphasis { sign, strong }, kind, mark);
        if let Some(frame) = self.frames.last_mut() {
            frame.mark = length;
        }
        match strong {
            true => self.context.strongs += 1,
            false => self.context.emphases += 1,
        }
    }

    pub(super) fn close_emphasis(&mut self) -> bool {
        let Some(Construct::Emphasis { sign, strong }) =
            self.frames.last().map(|frame| &frame.construct)
        else {
            return false;
        };
        let (sign, strong) = (*sign, *strong);
        let rest = self.rest().as_bytes();
        let run = rest.iter().take_while(|byte| **byte == sign).count();
        let length = if strong { 2 } else { 1 };
        if run < length || (!strong && run == 2) {
            return false;
        }
        let next = self.rest()[length..].chars().next();
        let after_space = self
            .before()
            .bytes()
            .next_back()
            .is_some_and(|byte| matches!(byte, b' ' | b'\t'..=b'\r'));
        if after_space || (sign == b'_' && next.is_some_and(char::is_alphanumeric)) {
            return false;
        }
        if self.pending.is_empty() && self.document.tree.first_child(self.node).is_none() {
            return false;
        }
        self.close();
        self.position += length;
        true
    }

    /// What was not closed is text; but a double mark may be a single one behind a single one.
    pub(super) fn fail_emphasis(&mut self) {
        let Some(frame) = self.roll_back() else {
            return;
        };
        let Construct::Emphasis { sign, strong } = frame.construct else {
            return;
        };
        let in_emphasis = matches!(
            self.frames.last().map(|frame| &frame.construct),
            Some(Construct::Emphasis { strong: false, .. })
        );
        if strong && !in_emphasis && !self.is_over_budget() {
            self.open_emphasis(sign, false, 2);
            return;
        }
        self.take_text(self.position + frame.mark);
    }
}

/// Whether text ends with a letter, or with a letter and a hyphen.
fn ends_with_letter(text: &str) -> bool {
    let mut characters = text.chars().rev();
    match characters.next() {
        Some('-') => characters.next().is_some_and(char::is_alphabetic),
        Some(last) => last.is_alphabetic(),
        None => false,
    }
}
