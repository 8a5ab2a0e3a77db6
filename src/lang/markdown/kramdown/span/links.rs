//! What stands behind the text of a link: a reference, or an address with its title.

use std::borrow::Cow;

use crate::lang::markdown::tree::Attributes;

/// Where a link leads.
pub(super) struct Target<'a> {
    pub address: Cow<'a, str>,
    pub title: Option<Cow<'a, str>>,
    /// Attributes of the definition.
    pub attributes: Attributes<'a>,
}

/// `[id]`, perhaps behind white space; without an id the text is it. Also the length.
pub(super) fn reference(behind: &str) -> Option<(Option<&str>, usize)> {
    let inner = behind.trim_ascii_start().strip_prefix('[')?;
    let end = inner.find(']')?;
    let id = (end > 0).then(|| &inner[..end]);
    Some((id, behind.len() - inner.len() + end + 1))
}

/// `(address "title")`, and its length.
pub(super) fn inline(behind: &str) -> Option<(Target<'_>, usize)> {
    let inner = behind.strip_prefix('(')?;
    if let Some(bracketed) = inner.strip_prefix('<')
        && let Some(end) = bracketed.find('>')
        && !bracketed[..end].contains('\n')
    {
        let address = &bracketed[..end];
        let after = &bracketed[end + 1..];
        if after.starts_with(')') {
            return Some((target(address, None), behind.len() - after.len() + 1));
        }
        let (title, length) = title(after)?;
        return Some((
            target(address, Some(title)),
            behind.len() - after.len() + length,
        ));
    }
    let (end, closed) = address_end(inner)?;
    let address = inner[..end].trim_matches(['\0', ' ', '\t', '\n', '\r', '\u{b}', '\u{c}']);
    if closed {
        return Some((target(address, None), end + 2));
    }
    let (title, length) = title(&inner[end..])?;
    Some((target(address, Some(title)), 1 + end + length))
}

fn target<'a>(address: &'a str, title: Option<&'a str>) -> Target<'a> {
    Target {
        address: Cow::Borrowed(address),
        title: title.map(Cow::Borrowed),
        attributes: Attributes::default(),
    }
}

/// Where an address ends: at the closing parenthesis, or before white space and a quote.
fn address_end(inner: &str) -> Option<(usize, bool)> {
    let bytes = inner.as_bytes();
    let mut depth = 1;
    for (position, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some((position, true));
                }
            }
            b' ' | b'\t'..=b'\r' if matches!(bytes.get(position + 1), Some(b'"' | b'\'')) => {
                return Some((position, false));
            }
            _ => {}
        }
    }
    None
}

/// A title in quotes and the closing parenthesis; also the length of all.
fn title(text: &str) -> Option<(&str, usize)> {
    let quoted = text.trim_ascii_start();
    let quote = quoted
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''))?;
    let inner = &quoted[1..];
    let mut from = 1;
    while let Some(found) = inner.get(from..)?.find(quote) {
        let end = from + found;
        let after = inner[end + 1..].trim_ascii_start();
        if after.starts_with(')') {
            return Some((&inner[..end], text.len() - after.len() + 1));
        }
        from = end + 1;
    }
    None
}
