//! Reading by resemblance: what looks like an expression is one, the rest is passed over.

use super::{is_name, is_space, is_word, run};

/// The length of a quoted string that `text` begins with.
fn quoted_string(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..].find(quote).map(|end| end + 2)
}

/// The length of an expression that `text` begins with: a quoted string, or a run without blanks,
/// commas and bars in which quotes are paired.
fn fragment_length(text: &str) -> Option<usize> {
    quoted_string(text).or_else(|| loose_length(text))
}

fn loose_length(text: &str) -> Option<usize> {
    let mut length = 0;
    loop {
        let rest = &text[length..];
        length += run(rest, |c| {
            !is_space(c) && !matches!(c, ',' | '|' | '"' | '\'')
        });
        match quoted_string(&text[length..]) {
            Some(string) => length += string,
            None => break,
        }
    }
    (length > 0).then_some(length)
}

/// The first expression in a text, and what stands before and after it.
pub(in super::super) struct Found<'a> {
    pub(in super::super) fragment: &'a str,
    pub(in super::super) after: &'a str,
}

/// Looks for the first expression.
pub(in super::super) fn fragment(text: &str) -> Option<Found<'_>> {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        if let Some(length) = fragment_length(rest) {
            return Some(Found {
                fragment: &rest[..length],
                after: &rest[length..],
            });
        }
        at += rest.chars().next()?.len_utf8();
    }
}

/// One or more expressions without anything between them, at the start of a text.
pub(in super::super) fn fragments_at_start(text: &str) -> Option<(&str, &str)> {
    let mut length = 0;
    while let Some(more) = fragment_length(&text[length..]) {
        length += more;
    }
    (length > 0).then(|| text.split_at(length))
}

/// An expression at the start of a text that a colon follows, and what follows the colon.
pub(in super::super) fn name_before_colon(text: &str) -> Option<(&str, &str)> {
    let after_colon = |length: usize| {
        let rest = text[length..].trim_start_matches(is_space);
        let rest = rest.strip_prefix(':')?;
        Some((&text[..length], rest.trim_start_matches(is_space)))
    };
    if let Some(found) = quoted_string(text).and_then(after_colon) {
        return Some(found);
    }
    let longest = loose_length(text)?;
    if let Some(found) = after_colon(longest) {
        return Some(found);
    }
    // The expression itself may hold colons: it gives back as little as it must. Colons in quoted
    // strings can't be given back.
    let mut colons = Vec::new();
    let mut at = 0;
    while at < longest {
        let rest = &text[at..longest];
        match quoted_string(rest) {
            Some(string) => at += string,
            None => {
                if rest.starts_with(':') {
                    colons.push(at);
                }
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
    }
    let last = colons.into_iter().rfind(|&at| at > 0)?;
    after_colon(last)
}

/// All `name: expression` in a text.
pub(in super::super) fn attributes(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        match attribute_at_start(rest) {
            Some((name, value, length)) => {
                found.push((name, value));
                at += length;
            }
            // A name without its colon is none from any of its letters on.
            None => at += run(rest, is_word).max(rest.chars().next().map_or(1, char::len_utf8)),
        }
    }
    found
}

/// `name: expression` at the start of a text: the name, the expression, the length of all.
pub(in super::super) fn attribute_at_start(text: &str) -> Option<(&str, &str, usize)> {
    let name = &text[..run(text, is_word)];
    if name.is_empty() {
        return None;
    }
    let rest = text[name.len()..].trim_start_matches(is_space);
    let rest = rest.strip_prefix(':')?.trim_start_matches(is_space);
    let length = fragment_length(rest)?;
    Some((name, &rest[..length], text.len() - rest.len() + length))
}

/// A filter as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct WrittenFilter<'a> {
    pub(in super::super) name: &'a str,
    pub(in super::super) arguments: Vec<&'a str>,
}

/// The filters after the first bar.
pub(in super::super) fn filters(text: &str) -> Vec<WrittenFilter<'_>> {
    let Some(bar) = text.find('|') else {
        return Vec::new();
    };
    let mut filters = Vec::new();
    let mut rest = &text[bar + 1..];
    while !rest.is_empty() {
        let length = segment_length(rest);
        if length == 0 {
            // A bar, or a quote that isn't closed.
            rest = &rest[1..];
            continue;
        }
        let (segment, after) = rest.split_at(length);
        filters.extend(filter(segment));
        rest = after;
    }
    filters
}

/// Blanks, commas and expressions: up to a bar or a quote that isn't closed.
fn segment_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let blanks = run(rest, |c| is_space(c) || c == ',');
        let more = blanks + fragment_length(&rest[blanks..]).unwrap_or(0);
        if more == 0 {
            return length;
        }
        length += more;
    }
}

fn filter(segment: &str) -> Option<WrittenFilter<'_>> {
    let start = segment.find(is_word)?;
    let name = &segment[start..];
    let name = &name[..run(name, is_word)];
    let mut arguments = Vec::new();
    let mut rest = segment;
    while let Some(at) = rest.find([':', ',']) {
        rest = rest[at + 1..].trim_start_matches(is_space);
        let length = match attribute_at_start(rest) {
            Some((_, _, length)) => length,
            None => match fragment_length(rest) {
                Some(length) => length,
                None => continue,
            },
        };
        arguments.push(&rest[..length]);
        rest = &rest[length..];
    }
    Some(WrittenFilter { name, arguments })
}

/// The names and brackets of a lookup: `a.b[c]` is `a`, `b`, `[c]`; all else is passed over.
pub(in super::super) fn segments(text: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let mut rest = text;
    // Once no bracket closes any more, none has to be looked for.
    let mut closes = true;
    while let Some(first) = rest.chars().next() {
        let length = if first == '[' && closes {
            match rest[1..].find(']') {
                Some(end) if end > 0 => end + 2,
                Some(_) => 0,
                None => {
                    closes = false;
                    0
                }
            }
        } else {
            let name = run(rest, is_name);
            if name > 0 && rest[name..].starts_with('?') {
                name + 1
            } else {
                name
            }
        };
        if length == 0 {
            rest = &rest[first.len_utf8()..];
        } else {
            segments.push(&rest[..length]);
            rest = &rest[length..];
        }
    }
    segments
}

/// A piece of a condition: an operator, or what stands between operators.
pub(in super::super) fn comparisons_and_operators(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = match operator_length(text, at) {
            Some(length) => length,
            None => comparison_length(text, at),
        };
        if length == 0 {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        } else {
            pieces.push(&text[at..at + length]);
            at += length;
        }
    }
    pieces
}

/// The length of `and` or `or` with at most one blank on either side, standing apart from words.
fn operator_length(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].chars().next_back();
    let rest = &text[at..];
    let boundary = is_boundary(before, rest.chars().next());
    let blank = rest
        .chars()
        .next()
        .filter(|&c| is_space(c))
        .map_or(0, char::len_utf8);
    let word = ["and", "or"]
        .into_iter()
        .find(|word| rest[blank..].starts_with(word))?;
    let end = blank + word.len();
    let mut after = rest[end..].chars();
    let next = after.next();
    if !boundary || next.is_some_and(is_any_word) {
        return None;
    }
    let takes_blank = next.is_some_and(is_space) && after.next().is_some_and(is_any_word);
    Some(end + usize::from(takes_blank))
}

fn is_boundary(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_any_word) != after.is_some_and(is_any_word)
}

/// A word character of any script, as Ruby's `\b` knows them.
fn is_any_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Up to the next operator or the end.
fn comparison_length(text: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        let rest = &text[at..];
        let blanks = run(rest, is_space);
        let begin = at + blanks;
        if operator_length(text, begin).is_some() {
            return at - start;
        }
        let rest = &text[begin..];
        let length = fragment_length(rest).unwrap_or_else(|| run(rest, |c| !is_space(c)));
        if length == 0 {
            return at - start;
        }
        at = begin + length + run(&rest[length..], is_space);
    }
}

/// `left operator right` in a text, of which the latter two may be missing.
pub(in super::super) struct Comparison<'a> {
    pub(in super::super) left: &'a str,
    pub(in super::super) operator: Option<&'a str>,
    pub(in super::super) right: Option<&'a str>,
}

/// Looks for a comparison.
pub(in super::super) fn comparison(text: &str) -> Option<Comparison<'_>> {
    let Found { fragment, after } = fragment(text)?;
    let rest = after.trim_start_matches(is_space);
    let length = run(rest, |c| {
        matches!(c, '=' | '!' | '<' | '>' | '_') || c.is_ascii_lowercase()
    });
    let operator = &rest[..length];
    let rest = rest[length..].trim_start_matches(is_space);
    Some(Comparison {
        left: fragment,
        operator: (!operator.is_empty()).then_some(operator),
        right: fragment_length(rest).map(|length| &rest[..length]),
    })
}

/// The name that `assign` and `capture` write to: letters, digits, `-_.[]` and parentheses around
/// them, wherever it first stands.
pub(in super::super) fn target(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = target_length(rest);
        if length > 0 {
            return Some(rest.split_at(length));
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn target_length(text: &str) -> usize {
    let is_part = |c: char| is_name(c) || matches!(c, '.' | '[' | ']');
    let mut characters = text.char_indices().peekable();
    let mut length = 0;
    while let Some(&(at, character)) = characters.peek() {
        let opened = character == '(';
        if opened {
            characters.next();
        }
        match characters.peek() {
            Some(&(_, part)) if is_part(part) => characters.next(),
            _ => break,
        };
        length = at + usize::from(opened) + 1;
        if characters.next_if(|&(_, c)| c == ')').is_some() {
            length += 1;
        }
    }
    length
}
