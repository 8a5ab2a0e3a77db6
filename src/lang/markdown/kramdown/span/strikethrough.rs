//! `~~deleted~~`

use super::{Construct, Context, SpanParser};
use crate::lang::markdown::tree::Kind;

impl<'a> SpanParser<'a, '_> {
    /// Deleted text up to the first `~~` behind text. What is between is parsed by itself.
    pub(super) fn strikethrough(&mut self) -> bool {
        let Some(inner) = self.rest().strip_prefix("~~") else {
            return false;
        };
        let missing = self.context.missing.strikethrough;
        if missing.is_some_and(|from| self.position >= from)
            || !inner.starts_with(is_edge)
            || self.frames.len() >= super::DEEPEST
        {
            return false;
        }
        let Some(end) = find_end(inner) else {
            self.context.missing.strikethrough = Some(self.position);
            return false;
        };
        self.open(Construct::Strikethrough, Kind::Strikethrough, 2);
        if let Some(frame) = self.frames.last_mut() {
            frame.mark = end + 4;
        }
        let line = self.line_number();
        self.context = Context::new(&inner[..end], line);
        self.position = 0;
        true
    }

    pub(super) fn end_strikethrough(&mut self) {
        if let Some((_, frame)) = self.close() {
            self.position = frame.start + frame.mark;
        }
    }
}

fn find_end(inner: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = inner[from..].find("~~") {
        let end = from + found;
        if inner[..end].ends_with(is_edge) {
            return Some(end);
        }
        from = end + 1;
    }
    None
}

fn is_edge(character: char) -> bool {
    !matches!(character, '~' | ' ' | '\t'..='\r')
}
