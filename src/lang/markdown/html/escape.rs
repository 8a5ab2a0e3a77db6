//! Escaping text for HTML.

use crate::lang::markdown::tree::Attributes;

/// Writes text or code: `&`, `<` and `>` become references, quotes stay.
pub(in crate::lang::markdown) fn write_text(out: &mut String, text: &str) {
    write_escaped(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    });
}

/// Writes ` name="value"` for each attribute that has a value, or is not an `id`: an empty id
/// would be an error in HTML and kramdown drops it.
pub(super) fn write_attributes(out: &mut String, attributes: &Attributes<'_>) {
    for (name, value) in attributes.iter() {
        if name == "id" && value.trim().is_empty() {
            continue;
        }
        write_attribute(out, name, value);
    }
}

/// Writes ` name="value"`.
pub(super) fn write_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    write_escaped(out, value, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
    out.push('"');
}

fn write_escaped(out: &mut String, text: &str, reference: impl Fn(u8) -> Option<&'static str>) {
    let mut written = 0;
    for (position, byte) in text.bytes().enumerate() {
        if let Some(reference) = reference(byte) {
            out.push_str(&text[written..position]);
            out.push_str(reference);
            written = position + 1;
        }
    }
    out.push_str(&text[written..]);
}
