//! Definitions of links: `[id]: target "title"`.

use super::BlockParser;
use crate::lang::markdown::kramdown::document::{LinkDefinition, normalise_link_id};
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::Boundary;

struct Parsed<'a> {
    id: &'a str,
    target: &'a str,
    title: Option<&'a str>,
    length: usize,
}

impl<'a> BlockParser<'a, '_> {
    /// A definition; the last one of an id counts.
    pub(super) fn link_definition(&mut self, rest: &'a str) -> bool {
        let Some(parsed) = parse(rest) else {
            return false;
        };
        let line = self.line_number();
        self.advance(parsed.length);
        let id = normalise_link_id(parsed.id);
        if self.document.links.contains_key(&id) {
            self.document
                .warn(line, format!("Duplicate link ID '{id}' - overwriting"));
        }
        let node = self.add_boundary(Boundary::Definition);
        let definition = LinkDefinition {
            target: parsed.target.into(),
            title: parsed.title.map(Into::into),
            node: Some(node),
        };
        self.document.links.insert(id, definition);
        true
    }
}

fn parse(rest: &str) -> Option<Parsed<'_>> {
    let inner = lines::after_optional_space(rest).strip_prefix('[')?;
    let id_end = inner.find([']', '\n'])?;
    let id = &inner[..id_end];
    let text = inner[id_end..].strip_prefix("]:")?;
    if id.is_empty() {
        return None;
    }
    let text = text.trim_start_matches([' ', '\t']);
    let line = lines::line(text);
    let start = rest.len() - text.len();
    if line.is_empty() {
        return None;
    }
    let (target, behind) = split_target(line);
    // A title may stand on the line of the target or on the next one.
    if let Some((before, title)) = title(behind) {
        let target = if target.is_empty() {
            before.trim()
        } else {
            target
        };
        let bare = target.len() == before.trim().len();
        if !target.is_empty() && (!bare || !has_quote_after_blank(target)) {
            return Some(Parsed {
                id,
                target,
                title: Some(title),
                length: start + whole(text, line),
            });
        }
    }
    let target = if target.is_empty() {
        behind.trim()
    } else {
        if !behind.trim().is_empty() {
            return None;
        }
        target
    };
    if target.is_empty() || has_quote_after_blank(target) {
        return None;
    }
    let length = start + whole(text, line);
    let next = &rest[length..];
    let next_line = lines::line(next).trim();
    if let Some(("", title)) = title(next_line) {
        let length = length + lines::line_length(next);
        return Some(Parsed {
            id,
            target,
            title: Some(title),
            length,
        });
    }
    Some(Parsed {
        id,
        target,
        title: None,
        length,
    })
}

fn whole(text: &str, line: &str) -> usize {
    (line.len() + 1).min(text.len())
}

/// The target in angle brackets, if it is, and what follows it; else nothing and all.
fn split_target(line: &str) -> (&str, &str) {
    if let Some((target, behind)) = line.strip_prefix('<').and_then(|line| line.split_once('>'))
        && (behind.is_empty() || behind.starts_with([' ', '\t']))
    {
        return (target, behind);
    }
    ("", line)
}

/// Splits `before "title"`.
fn title(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_matches([' ', '\t']);
    let quote = text
        .chars()
        .next_back()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    let inner = &text[..text.len() - 1];
    let mut from = 0;
    while let Some(found) = inner[from..].find(quote) {
        let position = from + found;
        let before = &inner[..position];
        if (before.is_empty() || before.ends_with([' ', '\t'])) && position + 1 < inner.len() {
            return Some((before.trim_end_matches([' ', '\t']), &inner[position + 1..]));
        }
        from = position + 1;
    }
    None
}

fn has_quote_after_blank(text: &str) -> bool {
    [" \"", " '", "\t\"", "\t'"]
        .into_iter()
        .any(|pair| text.contains(pair))
}
