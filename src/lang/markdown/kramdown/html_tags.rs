//! Tags of HTML, as kramdown recognises them.

use std::borrow::Cow;

use super::names;
use crate::lang::markdown::tree::Attributes;

/// An opening tag.
pub(super) struct OpenTag<'a> {
    /// In lower case if HTML knows it.
    pub name: Cow<'a, str>,
    pub attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Whether it ends with `/>`.
    pub closed: bool,
    pub length: usize,
}

impl<'a> OpenTag<'a> {
    /// The complete tag at the start of `text`.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let name = &inner[..names::html_name_length(inner)];
        if name.is_empty() {
            return None;
        }
        let name_in_text = name;
        let name = normalise_name(name);
        let known = names::is_known(&name);
        let mut attributes = Vec::new();
        let mut rest = &inner[name_in_text.len()..];
        loop {
            let behind = rest.trim_ascii_start();
            if let Some(after) = behind.strip_prefix('>') {
                let length = text.len() - after.len();
                return Some(Self {
                    name,
                    attributes,
                    closed: false,
                    length,
                });
            }
            if let Some(after) = behind.strip_prefix("/>") {
                let length = text.len() - after.len();
                return Some(Self {
                    name,
                    attributes,
                    closed: true,
                    length,
                });
            }
            if behind.len() == rest.len() {
                return None;
            }
            let (attribute, value, after) = attribute(behind)?;
            let attribute = match known && attribute.bytes().any(|byte| byte.is_ascii_uppercase()) {
                true => Cow::Owned(attribute.to_lowercase()),
                false => Cow::Borrowed(attribute),
            };
            match attributes.iter_mut().find(|(name, _)| *name == attribute) {
                Some((_, old)) => *old = Cow::Borrowed(value),
                None => attributes.push((attribute, Cow::Borrowed(value))),
            }
            rest = after;
        }
    }

    /// Takes the attribute `markdown` out, which is not printed.
    pub(super) fn take_markdown(&mut self) -> Option<Cow<'a, str>> {
        let position = self
            .attributes
            .iter()
            .position(|(name, _)| name == "markdown")?;
        Some(self.attributes.remove(position).1)
    }

    /// The attributes for the tree; newlines in values become blanks if wanted.
    pub(super) fn take_attributes(&mut self, on_one_line: bool) -> Attributes<'a> {
        let mut all = Attributes::default();
        for (name, value) in std::mem::take(&mut self.attributes) {
            if on_one_line && value.contains('\n') {
                let words: Vec<&str> = value.split('\n').filter(|line| !line.is_empty()).collect();
                all.set(name, words.join(" "));
            } else {
                all.set(name, value);
            }
        }
        all
    }
}

/// The attribute at the start of `text`: its name, its value, and what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_at(names::html_name_length(text));
    if name.is_empty() {
        return None;
    }
    let Some(value) = rest.trim_ascii_start().strip_prefix('=') else {
        return Some((name, "", rest));
    };
    let value = value.trim_ascii_start();
    if let Some(quote @ ('"' | '\'')) = value.chars().next() {
        let (value, rest) = value[1..].split_once(quote)?;
        return Some((name, value, rest));
    }
    let end = value
        .find(|character: char| !crate::lang::markdown::is_word(character))
        .unwrap_or(value.len());
    (end > 0).then(|| (name, &value[..end], &value[end..]))
}

/// Lower case for the names HTML knows.
fn normalise_name(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        let lower = name.to_lowercase();
        if names::is_known(&lower) {
            return Cow::Owned(lower);
        }
    }
    Cow::Borrowed(name)
}

/// The closing tag at the start of `text`: its name and its length.
pub(super) fn closing_tag(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let inner = text.strip_prefix("</")?;
    let name = &inner[..names::html_name_length(inner)];
    let after = inner[name.len()..].trim_ascii_start().strip_prefix('>')?;
    (!name.is_empty()).then(|| (normalise_name(name), text.len() - after.len()))
}

/// Whether the closing tag at the start of `text` is that of `name`; its length.
pub(super) fn closes(text: &str, name: &str) -> Option<usize> {
    let inner = text.strip_prefix("</")?;
    let written = inner.get(..name.len())?;
    let matches = match names::is_known(name) {
        true => written.eq_ignore_ascii_case(name),
        false => written == name,
    };
    let after = inner[name.len()..].trim_ascii_start().strip_prefix('>')?;
    matches.then_some(text.len() - after.len())
}

/// Where the closing tag of `name` stands in `text`, and its length.
pub(super) fn find_closing_tag(text: &str, name: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(found) = text[from..].find("</") {
        let position = from + found;
        if let Some(length) = closes(&text[position..], name) {
            return Some((position, length));
        }
        from = position + 2;
    }
    None
}

/// The length of the comment at the start of `text`.
pub(super) fn comment_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("<!--")?;
    inner.find("-->").map(|end| end + "<!---->".len())
}
