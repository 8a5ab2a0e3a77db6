//! Typographic quotes, dashes and dots, by kramdown's rules.
//!
//! The rules look at the characters around a quote, not at whether quotes pair up. They are
//! tried in a fixed order, from one character before the quote on, as long as that character
//! was not taken by something else.

/// The characters quotes become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// Opening single quote.
    pub left_single: char,
    /// Closing single quote, and the apostrophe.
    pub right_single: char,
    /// Opening double quote.
    pub left_double: char,
    /// Closing double quote.
    pub right_double: char,
}

impl Default for Quotes {
    /// ‘English’ “quotes”.
    fn default() -> Self {
        Self {
            left_single: '‘',
            right_single: '’',
            left_double: '“',
            right_double: '”',
        }
    }
}

impl Quotes {
    /// The opening form of `'` or `"`.
    pub(super) fn open(self, quote: char) -> char {
        if quote == '"' {
            self.left_double
        } else {
            self.left_single
        }
    }

    /// The closing form of `'` or `"`.
    pub(super) fn close(self, quote: char) -> char {
        if quote == '"' {
            self.right_double
        } else {
            self.right_single
        }
    }
}

/// Whether [`write`] could change a text.
pub(super) fn applies_to(text: &str) -> bool {
    text.bytes()
        .any(|byte| matches!(byte, b'"' | b'\'' | b'-' | b'.' | b'<' | b'>'))
}

/// A piece of text with what stands around it.
#[derive(Clone, Copy)]
pub(super) struct Piece<'s> {
    /// The source from the start of the piece on, beyond its end: rules look ahead.
    pub source: &'s str,
    /// How many bytes of it are the piece.
    pub length: usize,
    /// Whether a line break within the paragraph stands before it.
    pub after_line_break: bool,
}

/// Writes a piece with its quotes, dashes and dots replaced.
pub(super) fn write(out: &mut String, piece: Piece<'_>, quotes: Quotes) {
    let mut rest = piece.source;
    let end = piece.source.len().saturating_sub(piece.length);
    if piece.after_line_break && rest.starts_with(is_quote) && !is_decade(rest) {
        rest = take_opening_quote(out, rest, quotes);
    }
    while rest.len() > end {
        // What stands behind the piece is seen, but not taken.
        let length = rest.len() - end;
        let taken = symbol(out, rest.get(..length).unwrap_or_default())
            .or_else(|| quote(out, rest, length, quotes))
            .unwrap_or_else(|| plain(out, rest));
        rest = rest.get(taken..).unwrap_or_default();
    }
}

/// Copies one character and gives its length.
fn plain(out: &mut String, rest: &str) -> usize {
    let character = rest.chars().next().unwrap_or('\n');
    out.push(character);
    character.len_utf8()
}

fn take_opening_quote<'s>(out: &mut String, rest: &'s str, quotes: Quotes) -> &'s str {
    let mut characters = rest.chars();
    out.extend(characters.next().map(|quote| quotes.open(quote)));
    characters.as_str()
}

/// Dashes, dots and guillemets: writes what stands for them and gives their length in source.
fn symbol(out: &mut String, rest: &str) -> Option<usize> {
    const SYMBOLS: [(&str, &str); 7] = [
        ("---", "—"),
        ("--", "–"),
        ("...", "…"),
        ("<< ", "«\u{a0}"),
        ("<<", "«"),
        (" >>", "\u{a0}»"),
        (">>", "»"),
    ];
    let (written, symbol) = SYMBOLS
        .into_iter()
        .find(|(written, _)| rest.starts_with(written))?;
    out.push_str(symbol);
    Some(written.len())
}

/// A quote at the start of `rest`, or after its first character: writes what stands for it and
/// gives the length of what was taken, `length` at most. `None` where no quote is.
fn quote(out: &mut String, rest: &str, length: usize, quotes: Quotes) -> Option<usize> {
    let mut characters = rest.chars();
    let first = characters.next()?;
    let second = characters.next();
    let third = characters.next();
    let fourth = characters.next();
    let second_quote = second.filter(|second| is_quote(*second) && first.len_utf8() < length);
    if is_quote(first) {
        if before_emphasis(second, third) {
            out.push(quotes.open(first));
            return Some(1);
        }
        if before_punctuation(second, third, fourth) {
            out.push(quotes.close(first));
            return Some(1);
        }
        if let Some(second) = second_quote.filter(|second| *second != first)
            && third.is_some_and(is_ascii_word)
        {
            out.push(quotes.open(first));
            out.push(quotes.open(second));
            return Some(2);
        }
        if is_decade(rest) {
            out.push(quotes.right_single);
            return Some(1);
        }
    }
    if let Some(quote) = second_quote {
        let closes = if is_blank(first) {
            is_decade(&rest[first.len_utf8()..])
        } else {
            !matches!(first, '\\' | '[' | '{' | '(' | '-')
        };
        out.push(first);
        out.push(if closes {
            quotes.close(quote)
        } else {
            quotes.open(quote)
        });
        return Some(first.len_utf8() + 1);
    }
    if !is_quote(first) {
        return None;
    }
    let closes = match second {
        None => true,
        Some('s') => !third.is_some_and(is_word),
        Some(second) => is_blank(second),
    };
    out.push(if closes {
        quotes.close(first)
    } else {
        quotes.open(first)
    });
    Some(1)
}

/// `"*emphasis*`
fn before_emphasis(second: Option<char>, third: Option<char>) -> bool {
    matches!(second, Some('*' | '_')) && third.is_some_and(|third| !is_blank(third))
}

/// `".`, but not `"...`, which rather begins a quotation.
pub(super) fn before_punctuation(
    second: Option<char>,
    third: Option<char>,
    fourth: Option<char>,
) -> bool {
    let Some(punctuation) = second.filter(|second| second.is_ascii_punctuation() && *second != '&')
    else {
        return false;
    };
    let dots_follow = third == Some('.') && fourth == Some('.');
    let word_boundary = is_word(punctuation) != third.is_some_and(is_word);
    !dots_follow && !word_boundary
}

/// `'80s`
pub(super) fn is_decade(rest: &str) -> bool {
    matches!(rest.as_bytes(), [b'\'', tens, ones, b's', ..]
        if tens.is_ascii_digit() && ones.is_ascii_digit())
}

pub(super) fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\'')
}

pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
}

pub(super) fn is_ascii_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// A word character of any script, as Ruby's `\b` sees it.
fn is_word(character: char) -> bool {
    super::is_word(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typeset(text: &str) -> String {
        let mut out = String::new();
        let piece = Piece {
            source: text,
            length: text.len(),
            after_line_break: false,
        };
        write(&mut out, piece, Quotes::default());
        out
    }

    #[test]
    fn quotes_follow_kramdown() {
        for (text, expected) in [
            ("\"a\" 'b' c's", "“a” ‘b’ c’s"),
            ("a '80s b, '80 and \"80s", "a ’80s b, ‘80 and “80s"),
            ("('80s", "(‘80s"),
            ("\"'a' b\", \"c 'd'\"", "“‘a’ b”, “c ‘d’”"),
            ("(\") -\"-", "(“) -“-"),
            ("\". \"- \"-x \"... \"..x", "”. “- “-x “… “..x"),
            ("\"*a*\" \"_a_\"", "“*a*” “_a_”"),
            ("'s a 's a", "’s a ‘s a"),
            ("\"\"", "””"),
            ("é\"é", "é”é"),
        ] {
            assert_eq!(typeset(text), expected, "of {text}");
        }
    }

    #[test]
    fn symbols_are_replaced() {
        assert_eq!(
            typeset("a -- b --- c ---- d... e.... << f >> <<g>>"),
            "a – b — c —- d… e…. «\u{a0}f\u{a0}» «g»"
        );
    }

    #[test]
    fn what_stands_behind_is_seen_but_not_taken() {
        let mut out = String::new();
        let piece = Piece {
            source: "\"<<b>",
            length: 2,
            after_line_break: false,
        };
        write(&mut out, piece, Quotes::default());
        assert_eq!(out, "”<");
    }
}
