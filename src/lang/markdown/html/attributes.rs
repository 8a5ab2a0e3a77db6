//! Attributes of HTML elements.

use crate::lang::highlight::write_escaped;
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

/// Writes ` name="value"`.
pub(super) fn write_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for (number, part) in value.split('"').enumerate() {
        if number > 0 {
            out.push_str("&quot;");
        }
        write_escaped(out, part);
    }
    out.push('"');
}
