//! Typographic quotes. The rules look at the characters around a quote, not at whether quotes
//! pair up; they are tried in order.

use super::SpanParser;
use crate::lang::markdown::is_word;
use crate::lang::markdown::tree::Kind;
use crate::lang::markdown::typography::{
    before_punctuation, is_ascii_word, is_blank, is_decade, is_quote,
};

/// What a quote becomes.
#[derive(Clone, Copy)]
enum Side {
    Open,
    Close,
}

/// A rule that applies: a character before the quotes that stays, and the quotes.
struct Match {
    before: Option<char>,
    quotes: [Option<(char, Side)>; 2],
}

impl<'a> SpanParser<'a, '_> {
    pub(super) fn quote(&mut self) -> bool {
        if self.document.options.smart_quotes.is_none() {
            return false;
        }
        let Some(found) = match_at(self.rest()) else {
            return false;
        };
        if let Some(before) = found.before {
            if before == '\n' {
                self.hard_line_break();
            }
            self.take_text(self.position + before.len_utf8());
        }
        for (quote, side) in found.quotes.into_iter().flatten() {
            let Some(quotes) = self.document.options.smart_quotes else {
                continue;
            };
            let character = match side {
                Side::Open => quotes.open(quote),
                Side::Close => quotes.close(quote),
            };
            self.add(Kind::Character {
                character,
                source: None,
            });
            self.position += quote.len_utf8();
        }
        true
    }

    /// Whether a rule applies at `start` whose quote comes after the character there.
    pub(super) fn quote_follows(&self, start: usize) -> bool {
        self.document.options.smart_quotes.is_some()
            && match_at(&self.context.text[start..]).is_some_and(|found| found.before.is_some())
    }
}

fn match_at(rest: &str) -> Option<Match> {
    let mut characters = rest.chars();
    let first = characters.next()?;
    let second = characters.next();
    let third = characters.next();
    let fourth = characters.next();
    let one = |side| {
        Some(Match {
            before: None,
            quotes: [Some((first, side)), None],
        })
    };
    if is_quote(first) {
        if before_emphasis(second, third, fourth) {
            return one(Side::Open);
        }
        if before_punctuation(second, third, fourth) {
            return one(Side::Close);
        }
        if let Some(second) = second.filter(|second| is_quote(*second) && *second != first)
            && third.is_some_and(is_ascii_word)
        {
            return Some(Match {
                before: None,
                quotes: [Some((first, Side::Open)), Some((second, Side::Open))],
            });
        }
        if is_decade(rest) {
            return one(Side::Close);
        }
    }
    if let Some(quote) = second.filter(|second| is_quote(*second)) {
        let side = match first {
            _ if is_blank(first) && is_decade(&rest[first.len_utf8()..]) => Some(Side::Close),
            _ if is_blank(first) => Some(Side::Open),
            '\\' => None,
            '[' | '{' | '(' | '-' => Some(Side::Open),
            _ => Some(Side::Close),
        };
        if let Some(side) = side {
            return Some(Match {
                before: Some(first),
                quotes: [Some((quote, side)), None],
            });
        }
    }
    if !is_quote(first) {
        return None;
    }
    match second {
        None => one(Side::Close),
        Some('s') if !third.is_some_and(is_word) => one(Side::Close),
        Some(second) if is_blank(second) => one(Side::Close),
        Some(_) => one(Side::Open),
    }
}

/// `"*emphasis*`
fn before_emphasis(second: Option<char>, third: Option<char>, fourth: Option<char>) -> bool {
    let is_mark = |character: Option<char>| matches!(character, Some('*' | '_'));
    let is_text = |character: Option<char>| character.is_some_and(|character| !is_blank(character));
    is_mark(second) && (is_text(third) || (is_mark(third) && is_text(fourth)))
}
