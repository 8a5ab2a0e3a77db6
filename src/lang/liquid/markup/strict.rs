//! Reading by a grammar: whatever doesn't follow it is an error.

use std::fmt::Write as _;

use super::super::error::Error;
use super::{is_name, is_space, run};

/// Parentheses and brackets may nest so deep.
const MAX_DEPTH: usize = 100;

/// What a word of the grammar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    Comparison,
    String,
    Number,
    Name,
    DotDot,
    Pipe,
    Dot,
    Colon,
    Comma,
    OpenSquare,
    CloseSquare,
    OpenRound,
    CloseRound,
    Question,
    Dash,
    End,
}

impl Kind {
    /// Its name in messages.
    fn name(self) -> &'static str {
        match self {
            Kind::Comparison => "comparison",
            Kind::String => "string",
            Kind::Number => "number",
            Kind::Name => "id",
            Kind::DotDot => "dotdot",
            Kind::Pipe => "pipe",
            Kind::Dot => "dot",
            Kind::Colon => "colon",
            Kind::Comma => "comma",
            Kind::OpenSquare => "open_square",
            Kind::CloseSquare => "close_square",
            Kind::OpenRound => "open_round",
            Kind::CloseRound => "close_round",
            Kind::Question => "question",
            Kind::Dash => "dash",
            Kind::End => "end_of_string",
        }
    }
}

/// The kind and length of the word that `text` begins with.
fn word(text: &str) -> Option<(Kind, usize)> {
    const OPERATORS: [&str; 7] = ["==", "!=", "<>", "<=", ">=", "<", ">"];
    if let Some(operator) = OPERATORS.into_iter().find(|op| text.starts_with(op)) {
        return Some((Kind::Comparison, operator.len()));
    }
    if let Some(rest) = text.strip_prefix("contains")
        && rest.starts_with(is_space)
    {
        return Some((Kind::Comparison, "contains".len()));
    }
    let first = text.chars().next()?;
    if matches!(first, '"' | '\'') {
        return text[1..].find(first).map(|end| (Kind::String, end + 2));
    }
    if let Some(length) = number_length(text) {
        return Some((Kind::Number, length));
    }
    if first.is_ascii_alphabetic() || first == '_' {
        let length = run(text, is_name);
        let question = usize::from(text[length..].starts_with('?'));
        return Some((Kind::Name, length + question));
    }
    if text.starts_with("..") {
        return Some((Kind::DotDot, 2));
    }
    let kind = match first {
        '|' => Kind::Pipe,
        '.' => Kind::Dot,
        ':' => Kind::Colon,
        ',' => Kind::Comma,
        '[' => Kind::OpenSquare,
        ']' => Kind::CloseSquare,
        '(' => Kind::OpenRound,
        ')' => Kind::CloseRound,
        '?' => Kind::Question,
        '-' => Kind::Dash,
        _ => return None,
    };
    Some((kind, 1))
}

fn number_length(text: &str) -> Option<usize> {
    let digits = |text: &str| run(text, |c| c.is_ascii_digit());
    let sign = usize::from(text.starts_with('-'));
    let whole = digits(&text[sign..]);
    if whole == 0 {
        return None;
    }
    let length = sign + whole;
    let fraction = text[length..].strip_prefix('.').map_or(0, digits);
    Some(if fraction > 0 {
        length + 1 + fraction
    } else {
        length
    })
}

/// Reads a markup word by word.
pub(in super::super) struct Parser<'a> {
    words: Vec<(Kind, &'a str)>,
    at: usize,
}

impl<'a> Parser<'a> {
    /// A parser of a markup.
    ///
    /// # Errors
    /// At a character that begins no word.
    pub(in super::super) fn new(markup: &'a str) -> Result<Self, Error> {
        let mut words = Vec::new();
        let mut rest = markup.trim_start_matches(is_space);
        while let Some(first) = rest.chars().next() {
            let Some((kind, length)) = word(rest) else {
                return Err(Error::syntax(format!("Unexpected character {first}")));
            };
            words.push((kind, &rest[..length]));
            rest = rest[length..].trim_start_matches(is_space);
        }
        Ok(Parser { words, at: 0 })
    }

    fn word(&self) -> (Kind, &'a str) {
        self.words.get(self.at).copied().unwrap_or((Kind::End, ""))
    }

    /// Whether the word `ahead` of the next one is of a kind.
    pub(in super::super) fn looks_at(&self, kind: Kind, ahead: usize) -> bool {
        let found = self.words.get(self.at + ahead);
        found.map_or(Kind::End, |(found, _)| *found) == kind
    }

    /// Takes the next word, whatever it is.
    pub(in super::super) fn skip(&mut self) {
        self.at += 1;
    }

    /// Takes the next word, which must be of a kind.
    ///
    /// # Errors
    /// When it isn't.
    pub(in super::super) fn take(&mut self, kind: Kind) -> Result<&'a str, Error> {
        let (found, text) = self.word();
        if found != kind {
            return Err(Error::syntax(format!(
                "Expected {} but found {}",
                kind.name(),
                found.name()
            )));
        }
        self.at += 1;
        Ok(text)
    }

    /// Takes the next word if it is of a kind.
    pub(in super::super) fn take_if(&mut self, kind: Kind) -> Option<&'a str> {
        self.take(kind).ok()
    }

    /// Takes the next word if it is that name.
    pub(in super::super) fn take_name(&mut self, name: &str) -> bool {
        let found = self.word() == (Kind::Name, name);
        self.at += usize::from(found);
        found
    }

    /// Demands the end.
    ///
    /// # Errors
    /// When there is more.
    pub(in super::super) fn end(&mut self) -> Result<(), Error> {
        self.take(Kind::End).map(drop)
    }

    /// An expression, written without blanks.
    ///
    /// # Errors
    /// When there is none.
    pub(in super::super) fn expression(&mut self) -> Result<String, Error> {
        let mut written = String::new();
        self.write_expression(&mut written, 0)?;
        Ok(written)
    }

    /// An argument of a filter: an expression, possibly with its name before it.
    ///
    /// # Errors
    /// When there is none.
    pub(in super::super) fn argument(&mut self) -> Result<String, Error> {
        let mut written = String::new();
        if self.looks_at(Kind::Name, 0) && self.looks_at(Kind::Colon, 1) {
            written.push_str(self.take(Kind::Name)?);
            written.push_str(self.take(Kind::Colon)?);
            written.push(' ');
        }
        self.write_expression(&mut written, 0)?;
        Ok(written)
    }

    fn write_expression(&mut self, written: &mut String, depth: usize) -> Result<(), Error> {
        if depth > MAX_DEPTH {
            return Err(Error::syntax("Nesting too deep"));
        }
        let (kind, text) = self.word();
        match kind {
            Kind::Name => self.write_lookup(written, depth),
            Kind::String | Kind::Number => {
                self.skip();
                written.push_str(text);
                Ok(())
            }
            Kind::OpenRound => {
                self.skip();
                written.push('(');
                self.write_expression(written, depth + 1)?;
                written.push_str(self.take(Kind::DotDot)?);
                self.write_expression(written, depth + 1)?;
                written.push_str(self.take(Kind::CloseRound)?);
                Ok(())
            }
            _ => {
                let mut message = format!("[:{}", kind.name());
                if kind != Kind::End {
                    // As Ruby shows a pair of a symbol and a string.
                    let _ = write!(message, ", {text:?}");
                }
                message.push_str("] is not a valid expression");
                Err(Error::syntax(message))
            }
        }
    }

    fn write_lookup(&mut self, written: &mut String, depth: usize) -> Result<(), Error> {
        loop {
            written.push_str(self.take(Kind::Name)?);
            while self.take_if(Kind::OpenSquare).is_some() {
                written.push('[');
                self.write_expression(written, depth + 1)?;
                written.push_str(self.take(Kind::CloseSquare)?);
            }
            match self.take_if(Kind::Dot) {
                Some(dot) => written.push_str(dot),
                None => return Ok(()),
            }
        }
    }

    /// The operator of a comparison, if one comes next.
    pub(in super::super) fn operator(&mut self) -> Option<&'a str> {
        self.take_if(Kind::Comparison)
    }
}
