//! What a line of the source looks like. Every `rest` begins at the start of a line.

use super::names;

/// The length of the line at the start of `rest`, with its newline.
pub(super) fn line_length(rest: &str) -> usize {
    rest.find('\n').map_or(rest.len(), |end| end + 1)
}

/// The line at the start of `rest`, without its newline.
pub(super) fn line(rest: &str) -> &str {
    &rest[..rest.find('\n').unwrap_or(rest.len())]
}

/// Whether a character is white space to Ruby's `\s`.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Whether the line holds white space only.
pub(super) fn is_blank(line: &str) -> bool {
    line.bytes().all(is_space)
}

/// The length of the run of blank lines at the start of `rest`.
pub(super) fn blank_run(rest: &str) -> usize {
    let mut length = 0;
    loop {
        let line = &rest[length..][..line_length(&rest[length..])];
        if !line.ends_with('\n') || !is_blank(line) {
            return length;
        }
        length += line.len();
    }
}

/// Whether the first line of `rest` is blank.
pub(super) fn starts_blank(rest: &str) -> bool {
    let line = &rest[..line_length(rest)];
    line.ends_with('\n') && is_blank(line)
}

/// `rest` behind up to three spaces.
pub(super) fn after_optional_space(rest: &str) -> &str {
    let spaces = rest
        .bytes()
        .take(3)
        .take_while(|byte| *byte == b' ')
        .count();
    &rest[spaces..]
}

/// `line` behind one tab or four spaces, if it begins so.
pub(super) fn strip_indent(line: &str) -> Option<&str> {
    line.strip_prefix('\t')
        .or_else(|| line.strip_prefix("    "))
}

/// The length of a mark that ends blocks: `^` alone on a line.
pub(super) fn end_of_block_mark(rest: &str) -> Option<usize> {
    let line = &rest[..line_length(rest)];
    let blanks = line.strip_prefix('^')?;
    (line.ends_with('\n') && is_blank(blanks)).then_some(line.len())
}

/// An attribute list in braces on lines of its own, with any indentation taken off before:
/// what stands between `{:` and `}`, and the length of all.
pub(super) fn block_attributes(rest: &str) -> Option<(&str, usize)> {
    let (content, length) = braces(rest)?;
    if content.starts_with([':', '/']) || content.is_empty() {
        return None;
    }
    let after = &rest[length..];
    let line = &after[..line_length(after)];
    (line.ends_with('\n') && is_blank(line)).then_some((content, length + line.len()))
}

/// Braces that close later than this are text: a document full of open ones must not be searched
/// to its end for each.
const LONGEST_BRACES: usize = 4_000;

/// The text in `{:…}` and the length of all. `\}` does not end it.
pub(super) fn braces(rest: &str) -> Option<(&str, usize)> {
    let content = rest.strip_prefix("{:")?;
    let mut bytes = content.bytes().enumerate().take(LONGEST_BRACES);
    while let Some((position, byte)) = bytes.next() {
        match byte {
            b'}' => return Some((&content[..position], position + 3)),
            b'\\' if content.as_bytes().get(position + 1) == Some(&b'}') => {
                bytes.next();
            }
            _ => {}
        }
    }
    None
}

/// Whether the line opens or closes, at its start, an HTML element that is no span.
pub(super) fn starts_block_tag(rest: &str) -> bool {
    let Some(tag) = after_optional_space(rest).strip_prefix('<') else {
        return false;
    };
    let closing = tag.strip_prefix('/');
    let name = closing.unwrap_or(tag);
    let length = names::html_name_length(name);
    if length == 0 || names::begins_with_span_element(name) {
        return false;
    }
    match closing {
        None => true,
        Some(name) => name[length..].trim_start().starts_with('>'),
    }
}

/// Whether the first line of `rest` ends a run of lazy lines.
pub(super) fn ends_lazy_lines(rest: &str) -> bool {
    let first = rest.as_bytes().first();
    match first {
        None => true,
        Some(b' ' | b'\t'..=b'\r' | b'^' | b'{' | b'<') => {
            starts_blank(rest)
                || end_of_block_mark(rest).is_some()
                || block_attributes(after_optional_space(rest)).is_some()
                || starts_block_tag(rest)
        }
        Some(_) => false,
    }
}

/// A marker and the rest of its line, newline included.
pub(super) struct Marker<'s> {
    /// The length of the marker with the spaces before it, in characters.
    pub width: usize,
    /// What follows it in the line.
    pub content: &'s str,
    /// Whether it is a number.
    pub ordered: bool,
}

/// The first line, and how many spaces it begins with, up to `indentation`.
fn indented_line(rest: &str, indentation: usize) -> (&str, usize) {
    let line = &rest[..line_length(rest)];
    let spaces = line
        .bytes()
        .take(indentation)
        .take_while(|byte| *byte == b' ')
        .count();
    (line, spaces)
}

/// The marker of a list item after up to `indentation` spaces.
pub(super) fn list_marker(rest: &str, indentation: usize) -> Option<Marker<'_>> {
    let (line, spaces) = indented_line(rest, indentation);
    let text = &line[spaces..];
    let (length, ordered) = match text.as_bytes().first()? {
        b'*' | b'+' | b'-' => (1, false),
        b'0'..=b'9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            text[digits..]
                .starts_with('.')
                .then_some((digits + 1, true))?
        }
        _ => return None,
    };
    marker(line, spaces + length, ordered)
}

/// The marker of a definition after up to `indentation` spaces.
pub(super) fn definition_marker(rest: &str, indentation: usize) -> Option<Marker<'_>> {
    let (line, spaces) = indented_line(rest, indentation);
    line[spaces..].starts_with(':').then_some(())?;
    marker(line, spaces + 1, false)
}

/// A marker has to be followed by a tab or blank (or, as kramdown has it, a pipe).
fn marker(line: &str, width: usize, ordered: bool) -> Option<Marker<'_>> {
    let content = &line[width..];
    (content.starts_with([' ', '\t', '|']) && line.ends_with('\n')).then_some(Marker {
        width,
        content,
        ordered,
    })
}
