//! Attributes of HTML elements.

use crate::lang::markdown::tags;
use crate::lang::markdown::tree::Attributes;

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

/// Writes ` name="value"`. References to characters in the value stay.
pub(in crate::lang::markdown) fn write_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    let mut rest = value;
    while let Some(position) = rest.find(['&', '<', '>', '"']) {
        let (plain, special) = rest.split_at(position);
        out.push_str(plain);
        let reference = tags::reference_length(special);
        out.push_str(match special.as_bytes().first() {
            Some(b'&') if reference.is_some() => "&",
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&quot;",
        });
        rest = &special[1..];
    }
    out.push_str(rest);
    out.push('"');
}
