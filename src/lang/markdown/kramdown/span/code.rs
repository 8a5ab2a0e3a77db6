//! Code within a line.

use super::SpanParser;
use crate::lang::markdown::tree::Kind;

impl<'a> SpanParser<'a, '_> {
    /// Code up to the next run of as many backticks.
    pub(super) fn code(&mut self) -> bool {
        let rest = self.rest();
        let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
        let (mark, content) = rest.split_at(ticks);
        let is_space = |byte: u8| matches!(byte, b' ' | b'\t'..=b'\r');
        let alone = ticks == 1
            && self.before().bytes().next_back().is_none_or(is_space)
            && content.bytes().next().is_some_and(is_space);
        let known_missing = self
            .context
            .missing
            .backticks
            .is_some_and(|(count, from)| ticks >= count && self.position >= from);
        if alone || known_missing {
            self.take_text(self.position + ticks);
            return true;
        }
        let Some(end) = content.find(mark) else {
            self.context.missing.backticks = Some((ticks, self.position));
            self.take_text(self.position + ticks);
            return true;
        };
        let mut code = &content[..end];
        if ticks > 1 {
            code = code.strip_prefix(' ').unwrap_or(code);
            code = code.strip_suffix(' ').unwrap_or(code);
        }
        self.add(Kind::CodeSpan(code.into()));
        self.position += 2 * ticks + end;
        true
    }
}
