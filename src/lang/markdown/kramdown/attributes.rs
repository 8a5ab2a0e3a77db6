//! Attribute lists: what stands between `{:` and `}`.

use std::borrow::Cow;

use super::names;
use crate::lang::markdown::tree::Attributes;

/// A list as it was written: references to named lists are resolved when all are known.
#[derive(Clone, Debug, Default)]
pub(super) struct AttributeList<'a> {
    /// Names of other lists, and of directives such as `toc`.
    pub references: Vec<&'a str>,
    /// The attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> AttributeList<'a> {
    /// Adds what `text` says; tells whether that was anything.
    pub(super) fn add(&mut self, text: &'a str) -> bool {
        let mut found = false;
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let taken = self.add_first(rest);
            found |= taken.is_some();
            let length = taken.unwrap_or_else(|| word_length(rest));
            rest = rest[length..].trim_start();
        }
        found
    }

    pub(super) fn refers_to(&self, name: &str) -> bool {
        self.references.contains(&name)
    }

    /// The attribute, class, id or reference at the start: its length.
    fn add_first(&mut self, rest: &'a str) -> Option<usize> {
        if let Some(length) = self.add_pair(rest) {
            return Some(length);
        }
        let word = &rest[..word_length(rest)];
        if word.starts_with(['.', '#']) {
            return self.add_classes_and_id(word);
        }
        if !word.is_empty() && names::reference_name_length(word) == word.len() {
            self.references.push(word);
            return Some(word.len());
        }
        None
    }

    fn add_pair(&mut self, rest: &'a str) -> Option<usize> {
        let name = &rest[..names::html_name_length(rest)];
        let quoted = rest[name.len()..].strip_prefix('=')?;
        let quote = *quoted
            .as_bytes()
            .first()
            .filter(|first| matches!(first, b'"' | b'\''))?;
        let value = &quoted[1..];
        let end = closing_quote(value, quote).filter(|end| *end > 0)?;
        let length = name.len() + 1 + 1 + end + 1;
        let follows = rest[length..].chars().next();
        if name.is_empty() || follows.is_some_and(|next| !next.is_ascii_whitespace()) {
            return None;
        }
        let value = unescape(&value[..end], quote);
        match name {
            "class" => self.attributes.add_class(&value),
            _ => self.attributes.set(name, value),
        }
        Some(length)
    }

    /// `.a#b.c`
    fn add_classes_and_id(&mut self, word: &'a str) -> Option<usize> {
        let mut parts = Vec::new();
        let mut rest = word;
        while let Some(sign) = rest.chars().next() {
            let end = rest[1..].find(['.', '#']).map_or(rest.len(), |end| end + 1);
            let name = &rest[1..end];
            let valid = match sign {
                '.' => !name.is_empty(),
                '#' => name.starts_with(|first: char| first.is_alphabetic() || first == '_'),
                _ => false,
            };
            if !valid {
                return None;
            }
            parts.push((sign, name));
            rest = &rest[end..];
        }
        for (sign, name) in parts {
            match sign {
                '.' => self.attributes.add_class(name),
                _ => self.attributes.set("id", name),
            }
        }
        Some(word.len())
    }
}

fn word_length(rest: &str) -> usize {
    rest.find(|character: char| character.is_ascii_whitespace())
        .unwrap_or(rest.len())
}

fn closing_quote(value: &str, quote: u8) -> Option<usize> {
    let mut escaped = false;
    value.bytes().position(|byte| {
        let closes = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

fn unescape(value: &str, quote: u8) -> Cow<'_, str> {
    if value.contains('\\') {
        let quote = char::from(quote);
        Cow::Owned(
            value
                .replace("\\}", "}")
                .replace(&format!("\\{quote}"), &quote.to_string()),
        )
    } else {
        Cow::Borrowed(value)
    }
}
