//! Jekyll's `smartify` filter.

use pulldown_cmark::{Event, Parser};

use super::tags;
use super::typography::{self, Piece, Quotes};
use crate::lang::highlight::write_escaped;

/// Elements whose text is not prose.
const RAW: [&str; 8] = [
    "code", "kbd", "pre", "samp", "script", "style", "textarea", "var",
];

/// Makes the quotes, dashes and dots of a text typographic, as Jekyll's filter of this name
/// does: no paragraph is put around it, HTML in it stays, other text is escaped, references to
/// characters become those characters, one final newline is dropped.
pub fn smartify(text: &str) -> String {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let mut out = String::with_capacity(text.len() + 16);
    let last_comment_end = text.rfind("-->").unwrap_or(0);
    let mut plain_start = 0;
    let mut position = 0;
    while let Some(found) = text.get(position..).and_then(|rest| rest.find(['<', '&'])) {
        let start = position + found;
        let rest = &text[start..];
        if rest.starts_with("<<") {
            position = start + 2;
            continue;
        }
        let length = if rest.starts_with('&') {
            tags::reference_length(rest)
        } else if rest.starts_with("<!--") && start >= last_comment_end {
            None
        } else {
            tags::length(rest)
        };
        let Some(length) = length else {
            position = start + 1;
            continue;
        };
        write_prose(&mut out, &text[plain_start..], start - plain_start);
        let end = start + write_markup(&mut out, rest, length);
        plain_start = end;
        position = end;
    }
    let rest = &text[plain_start..];
    write_prose(&mut out, rest, rest.len());
    out
}

fn write_prose(out: &mut String, source: &str, length: usize) {
    let mut prose = String::with_capacity(length);
    let piece = Piece {
        source,
        length,
        after_line_break: false,
    };
    typography::write(&mut prose, piece, Quotes::default());
    write_escaped(out, &prose);
}

/// Writes the reference, comment or tag of this length, or the whole element if its content is
/// not prose; gives the length of what it wrote.
fn write_markup(out: &mut String, rest: &str, length: usize) -> usize {
    let markup = &rest[..length];
    if markup.starts_with('&') {
        write_escaped(out, &character(markup));
        return length;
    }
    out.push_str(&tags::normalise(markup));
    let name = tags::name(markup).to_ascii_lowercase();
    if !RAW.contains(&name.as_str()) {
        return length;
    }
    let closing_tag = format!("</{name}>");
    match rest.find(&closing_tag) {
        Some(end) => {
            out.push_str(&rest[length..end + closing_tag.len()]);
            end + closing_tag.len()
        }
        None => length,
    }
}

/// The character a reference stands for, by CommonMark's table; an unknown one is text.
fn character(reference: &str) -> String {
    Parser::new(reference)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::smartify;

    #[test]
    fn prose_is_smartified_and_markup_stays() {
        for (text, expected) in [
            (
                "\"a\" < b & c &amp; <b class=x>\"y\"</b> -- &copy; &foo;",
                "“a” &lt; b &amp; c &amp; <b class=\"x\">“y”</b> – © &amp;foo;",
            ),
            ("it's\n\n\"foo\"\n", "it’s\n\n“foo”"),
            ("", ""),
            ("a <<b>> c", "a «b» c"),
            ("  \"lead", "  “lead"),
            ("R&D 1 > 2", "R&amp;D 1 &gt; 2"),
            (
                "a <br> <code>\"a\"</code> \"b\"...",
                "a <br /> <code>\"a\"</code> “b”…",
            ),
        ] {
            assert_eq!(smartify(text), expected, "of {text}");
        }
    }
}
