//! Cuts a template into text, tags and outputs.
//!
//! A tag goes to the first `%}`, an output to the first `}` or `}}`; quotes are not looked at.

use std::ops::Range;
use std::sync::Arc;

/// What a piece of a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// From `{%` on; possibly without its end.
    Tag,
    /// From `{{` on; possibly without its end, or with only half of it.
    Output,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
    /// The line it begins in, counted from 1.
    pub(super) line: usize,
}

/// Hands out the pieces of a template one after the other.
#[derive(Debug)]
pub(super) struct Lexer {
    source: Arc<str>,
    at: usize,
    line: usize,
    /// No `%}`, or no `}`, comes any more. Remembered, so that many lone openers are not each
    /// looked for to the end.
    no_tag_end: bool,
    no_output_end: bool,
}

impl Lexer {
    pub(super) fn new(source: Arc<str>) -> Self {
        Lexer {
            source,
            at: 0,
            line: 1,
            no_tag_end: false,
            no_output_end: false,
        }
    }

    /// The whole template.
    pub(super) fn source(&self) -> &Arc<str> {
        &self.source
    }

    /// The line that the next piece begins in.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Where the next piece begins.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// The next piece; `None` at the end.
    pub(super) fn next(&mut self) -> Option<Token> {
        let rest = &self.source[self.at..];
        if rest.is_empty() {
            return None;
        }
        let (kind, length) = if rest.starts_with("{%") {
            (Kind::Tag, self.tag_length())
        } else if rest.starts_with("{{") {
            (Kind::Output, self.output_length())
        } else {
            (Kind::Text, text_length(rest))
        };
        let span = self.at..self.at + length;
        let newlines = self.source[span.clone()].matches('\n').count();
        let token = Token {
            kind,
            span: span.clone(),
            line: self.line,
        };
        self.at = span.end;
        self.line += newlines;
        Some(token)
    }

    /// Up to and with `%}`; only the opener if there is none.
    fn tag_length(&mut self) -> usize {
        if self.no_tag_end {
            return 2;
        }
        match self.source[self.at + 2..].find("%}") {
            Some(end) => end + 4,
            None => {
                self.no_tag_end = true;
                2
            }
        }
    }

    /// Up to and with `}` or `}}`; only the opener if there is none.
    fn output_length(&mut self) -> usize {
        if self.no_output_end {
            return 2;
        }
        let inside = &self.source[self.at + 2..];
        match inside.find('}') {
            Some(end) if inside[end..].starts_with("}}") => end + 4,
            Some(end) => end + 3,
            None => {
                self.no_output_end = true;
                2
            }
        }
    }
}

fn text_length(rest: &str) -> usize {
    rest.match_indices('{')
        .map(|(at, _)| at)
        .find(|&at| matches!(rest.as_bytes().get(at + 1), Some(b'{' | b'%')))
        .unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str) -> Vec<&str> {
        let mut lexer = Lexer::new(source.into());
        std::iter::from_fn(|| lexer.next())
            .map(|token| &source[token.span])
            .collect()
    }

    #[test]
    fn outputs_end_at_a_single_brace_and_quotes_do_not_matter() {
        assert_eq!(pieces("a {{ x }} b"), ["a ", "{{ x }}", " b"]);
        assert_eq!(pieces("{{ \"}\" }}"), ["{{ \"}", "\" }}"]);
        assert_eq!(pieces("{{ x }"), ["{{ x }"]);
        assert_eq!(pieces("{% a '%}' %}"), ["{% a '%}", "' %}"]);
        assert_eq!(pieces("a { b {{"), ["a { b ", "{{"]);
        assert_eq!(pieces("{% x {{ y }}"), ["{%", " x ", "{{ y }}"]);
        assert_eq!(pieces(" %} {% }} {{ {% e %}"), [" %} ", "{% }} {{ {% e %}"]);
        assert_eq!(pieces("{{{ a }}}"), ["{{{ a }}", "}"]);
    }

    #[test]
    fn lines_are_those_where_pieces_begin() {
        let mut lexer = Lexer::new("a\n{{\n}}b".into());
        let lines: Vec<usize> = std::iter::from_fn(|| lexer.next())
            .map(|token| token.line)
            .collect();
        assert_eq!(lines, [1, 2, 3]);
        assert_eq!(lexer.line(), 3);
    }
}
