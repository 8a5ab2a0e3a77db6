//! Text between markup: gathered, and put into the tree when something else follows.

use std::borrow::Cow;

use super::SpanParser;
use crate::lang::markdown::tree::Kind;

/// Text that is read but not in the tree yet.
#[derive(Default)]
pub(super) struct Pending<'a> {
    text: Cow<'a, str>,
}

impl<'a> Pending<'a> {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn push(&mut self, more: &'a str) {
        if self.text.is_empty() {
            self.text = Cow::Borrowed(more);
        } else {
            self.text.to_mut().push_str(more);
        }
    }
}

/// Whether a byte may begin markup.
const fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'*' | b'_'
            | b'`'
            | b'<'
            | b'['
            | b']'
            | b'!'
            | b'"'
            | b'\''
            | b'$'
            | b'{'
            | b'&'
            | b'-'
            | b'.'
            | b'>'
            | b'\n'
            | b'\\'
            | b'~'
    )
}

const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = is_special(byte as u8);
        byte += 1;
    }
    table
};

impl<'a> SpanParser<'a, '_> {
    /// Takes the text up to the next character that may begin something, and gives its byte.
    /// Some things begin before the character that shows them: a blank before `>>`, two before
    /// the end of a line, any character before a quote.
    pub(super) fn next_special(&mut self) -> Option<u8> {
        let rest = self.rest().as_bytes();
        let mut from = 0;
        loop {
            let found = rest[from..]
                .iter()
                .position(|byte| SPECIAL[usize::from(*byte)])?;
            let at = from + found;
            if self.raw {
                if rest[at] != b'<' {
                    from = at + 1;
                    continue;
                }
                self.take_text(self.position + at);
                return Some(b'<');
            }
            let next = rest.get(at + 1).copied();
            let (start, plain) = match rest[at] {
                b'"' | b'\'' => (at, false),
                b'\n' if self.ends_with(at, b"  ") && !self.hard_wrap => (at - 2, false),
                b'\n' => (at, !self.hard_wrap && !matches!(next, Some(b'"' | b'\''))),
                b'>' if next == Some(b'>') && self.ends_with(at, b" ") => (at - 1, false),
                b'.' | b'-' => (
                    at,
                    next != Some(rest[at]) && !matches!(next, Some(b'"' | b'\'')),
                ),
                b'!' => (at, !matches!(next, Some(b'[' | b'"' | b'\''))),
                _ => (at, false),
            };
            if plain {
                from = at + 1;
                continue;
            }
            self.take_text(self.position + start);
            if matches!(rest[at], b'"' | b'\'') && self.quote_behind_last(start) {
                return self.rest().bytes().next().or(Some(b' '));
            }
            return Some(rest[start]);
        }
    }

    fn ends_with(&self, length: usize, end: &[u8]) -> bool {
        self.rest().as_bytes()[..length].ends_with(end)
    }

    /// Whether the quote after `length` bytes of taken text has to be looked at together with
    /// the character before it, which is given back.
    fn quote_behind_last(&mut self, length: usize) -> bool {
        if length == 0 {
            return false;
        }
        let Some(last) = self.before().chars().next_back() else {
            return false;
        };
        let start = self.position - last.len_utf8();
        if !self.quote_follows(start) {
            return false;
        }
        self.pending.pop(last);
        self.position = start;
        true
    }

    /// Takes text up to a position.
    pub(super) fn take_text(&mut self, end: usize) {
        if end > self.position {
            let text = &self.context.text[self.position..end];
            self.pending.push(text);
            self.position = end;
        }
    }

    pub(super) fn take_character(&mut self) {
        let length = self.rest().chars().next().map_or(0, char::len_utf8);
        self.take_text(self.position + length);
    }

    pub(super) fn push_text(&mut self, text: &'a str) {
        self.pending.push(text);
    }

    /// Puts the gathered text into the tree.
    pub(super) fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.pending).text;
        if self.raw {
            self.document.tree.append(self.node, Kind::HtmlText(text));
            return;
        }
        let node = self.node;
        self.abbreviations
            .write(&mut self.document.tree, node, text);
    }
}

impl Pending<'_> {
    fn pop(&mut self, last: char) {
        let length = self.text.len().saturating_sub(last.len_utf8());
        match &mut self.text {
            Cow::Borrowed(text) => *text = &text[..length],
            Cow::Owned(text) => text.truncate(length),
        }
    }
}
