//! HTML tags within a line, written again the way kramdown writes them.

use std::borrow::Cow;

use super::html::write_attribute;

/// Elements whose names kramdown knows, and writes in lower case. Others keep their case:
/// they may be somebody's own, or SVG's.
const KNOWN: &str = " a abbr acronym address applet area article aside audio b base basefont bdi bdo \
big blockquote body br button canvas caption center cite code col colgroup command datalist dd del \
details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset \
h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins isindex kbd keygen label legend \
li link listing main map mark math menu meta meter nav nobr noframes noscript object ol optgroup \
option output p param plaintext pre progress q rp rt ruby s samp script section select small source \
span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time title tr \
track tt u ul var video wbr ";

/// Elements without content, closed by ` />`.
const VOID: &str =
    " area base br col command embed hr img input keygen link meta param source track wbr ";

/// No name of an entity is longer.
const LONGEST_REFERENCE: usize = 40;

/// A tag (opening, closing, or empty) in kramdown's form: values quoted, `<br />` for what has
/// no content, `<b></b>` for `<b/>`. Comments and what is no tag stay as they are.
pub(super) fn normalise(html: &str) -> Cow<'_, str> {
    match Tag::parse(html) {
        Some(tag) => Cow::Owned(tag.write()),
        None => Cow::Borrowed(html),
    }
}

/// The length of the comment or tag at the start of `text`, if there is one.
pub(super) fn length(text: &str) -> Option<usize> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.find("-->").map(|end| end + "<!---->".len());
    }
    let mut quote = None;
    let inner = text.strip_prefix('<')?;
    inner
        .trim_start_matches('/')
        .starts_with(|first: char| first.is_ascii_alphabetic())
        .then_some(())?;
    for (position, byte) in text.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(position + 1),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The name an opening tag begins with; empty for other things.
pub(super) fn name(html: &str) -> &str {
    let name = html.strip_prefix('<').unwrap_or_default();
    let end = name.find(|character: char| !character.is_ascii_alphanumeric());
    &name[..end.unwrap_or(name.len())]
}

struct Tag<'h> {
    name: &'h str,
    closing: bool,
    self_closing: bool,
    attributes: Vec<(&'h str, &'h str)>,
}

impl<'h> Tag<'h> {
    fn parse(html: &'h str) -> Option<Self> {
        let inner = html.strip_prefix('<')?.strip_suffix('>')?;
        let (closing, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        if !inner.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let (self_closing, inner) = match inner.strip_suffix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let end = inner
            .find(|character: char| character.is_ascii_whitespace())
            .unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(end);
        Some(Self {
            name,
            closing,
            self_closing,
            attributes: attributes_of(attributes),
        })
    }

    fn write(&self) -> String {
        let lower_case = self.name.to_ascii_lowercase();
        let known = is_in(KNOWN, &lower_case);
        let name = if known { &lower_case } else { self.name };
        if self.closing {
            return format!("</{name}>");
        }
        let mut out = format!("<{name}");
        for (key, value) in &self.attributes {
            let key = match known {
                true => key.to_ascii_lowercase(),
                false => (*key).to_owned(),
            };
            write_attribute(&mut out, &key, &value.replace('\n', " "));
        }
        if is_void(&lower_case) {
            out.push_str(" />");
        } else if self.self_closing {
            out.push_str("></");
            out.push_str(name);
            out.push('>');
        } else {
            out.push('>');
        }
        out
    }
}

/// The length of something that looks like a reference to a character (`&copy;`, `&#169;`).
pub(super) fn reference_length(text: &str) -> Option<usize> {
    let end = text
        .bytes()
        .take(LONGEST_REFERENCE)
        .skip(1)
        .position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?
        + 1;
    (end > 1 && text[end..].starts_with(';')).then_some(end + 1)
}

/// Names with their values; one without a value has an empty one.
fn attributes_of(mut text: &str) -> Vec<(&str, &str)> {
    let mut attributes = Vec::new();
    loop {
        text = text.trim_ascii_start();
        if text.is_empty() {
            return attributes;
        }
        let name_end = text
            .find(|character: char| character.is_ascii_whitespace() || character == '=')
            .unwrap_or(text.len());
        let (name, rest) = text.split_at(name_end);
        let value_start = rest.trim_ascii_start().strip_prefix('=');
        let (value, rest) = match value_start {
            Some(value) => split_value(value.trim_ascii_start()),
            None => ("", rest),
        };
        attributes.push((name, value));
        text = rest;
    }
}

/// The value at the start of `text`, without its quotes, and what follows it.
fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some((value, rest)) = text
            .strip_prefix(quote)
            .and_then(|text| text.split_once(quote))
        {
            return (value, rest);
        }
    }
    let end = text
        .find(|character: char| character.is_ascii_whitespace())
        .unwrap_or(text.len());
    text.split_at(end)
}

/// Whether an element has no content by its name.
pub(super) fn is_void(name: &str) -> bool {
    is_in(VOID, name)
}

fn is_in(names: &str, name: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_written_as_kramdown_does() {
        for (html, expected) in [
            ("<br/>", "<br />"),
            ("<BR>", "<br />"),
            ("<b/>", "<b></b>"),
            ("<B Class=x a >", "<b class=\"x\" a=\"\">"),
            ("</B >", "</b>"),
            ("<a href='?a&b&amp;c'>", "<a href=\"?a&amp;b&amp;c\">"),
            ("<custom-Tag A='\"1\"'>", "<custom-Tag A=\"&quot;1&quot;\">"),
            ("<img src=\"a\nb\"/>", "<img src=\"a b\" />"),
            ("<a href=x/>", "<a href=\"x\"></a>"),
            ("<!-- <b/> -->", "<!-- <b/> -->"),
            ("<?php ?>", "<?php ?>"),
        ] {
            assert_eq!(normalise(html), expected);
        }
    }
}
