//! Lines in braces: attribute lists with and without a name, and extensions.

use super::BlockParser;
use crate::lang::markdown::kramdown::attributes::AttributeList;
use crate::lang::markdown::kramdown::extension::{Effect, StartTag};
use crate::lang::markdown::kramdown::{lines, names};
use crate::lang::markdown::tree::{Boundary, Kind};

impl<'a> BlockParser<'a, '_> {
    pub(super) fn extension(&mut self, rest: &'a str) -> bool {
        let text = lines::after_optional_space(rest);
        self.named_attributes(rest, text)
            || self.extension_tag(rest, text)
            || self.attributes_of_block(rest, text)
    }

    /// `{:name: .class key="value"}`
    fn named_attributes(&mut self, rest: &'a str, text: &'a str) -> bool {
        let Some((content, length)) = lines::block_attributes(text) else {
            return false;
        };
        let name = &content[..names::reference_name_length(content)];
        // The name takes all colons but the last.
        let Some(name) = name.strip_suffix(':').filter(|name| !name.is_empty()) else {
            return false;
        };
        let line = self.line_number();
        self.advance(rest.len() - text.len() + length);
        let mut list = self
            .document
            .named_attributes
            .remove(name)
            .unwrap_or_default();
        self.read_attributes(&mut list, &content[name.len() + 1..], line);
        self.document.named_attributes.insert(name, list);
        self.add_boundary(Boundary::Attributes);
        true
    }

    /// Attributes of the block before, if they follow it directly, or of the next one.
    fn attributes_of_block(&mut self, rest: &'a str, text: &'a str) -> bool {
        let Some((content, length)) = lines::block_attributes(text) else {
            return false;
        };
        let line = self.line_number();
        self.advance(rest.len() - text.len() + length);
        let target = self.last_block().filter(|last| {
            !matches!(
                self.document.tree[*last].kind,
                Kind::Blank | Kind::Boundary(Boundary::Mark | Boundary::Attributes)
            )
        });
        let Some(target) = target else {
            let mut list = self
                .pending_mut()
                .and_then(Option::take)
                .unwrap_or_default();
            self.read_attributes(&mut list, content, line);
            if let Some(pending) = self.pending_mut() {
                *pending = Some(list);
            }
            return true;
        };
        let mut list = self.document.attributes.remove(&target).unwrap_or_default();
        self.read_attributes(&mut list, content, line);
        self.document.attributes.insert(target, list);
        if lines::block_attributes(lines::after_optional_space(self.rest())).is_none() {
            self.add_boundary(Boundary::Attributes);
        }
        true
    }

    pub(super) fn read_attributes(
        &mut self,
        list: &mut AttributeList<'a>,
        text: &'a str,
        line: u32,
    ) {
        let is_empty = text.trim().is_empty() || text.trim() == ":";
        if !is_empty && !list.add(text) {
            self.document.warn(
                line,
                format!("No or invalid attributes found in IAL/ALD content: {text}"),
            );
        }
    }

    /// `{::name}` up to `{:/name}`, or `{::name /}`.
    fn extension_tag(&mut self, rest: &'a str, text: &'a str) -> bool {
        let line = self.line_number();
        let indentation = rest.len() - text.len();
        let Some(tag) = StartTag::parse(text) else {
            if end_tag(text, None).is_some() {
                self.document
                    .warn(line, "Invalid extension stop tag found, ignoring it");
            }
            return false;
        };
        let after = &text[tag.length..];
        let line_end = lines::line_length(after);
        if !lines::is_blank(&after[..line_end]) {
            return false;
        }
        let body_start = tag.length + line_end;
        if tag.closed {
            let Some(effect) = tag.effect(self.document, None, line) else {
                return false;
            };
            self.advance(indentation + body_start);
            self.apply(effect);
            return true;
        }
        if self
            .scanners
            .last()
            .is_some_and(|scanner| scanner.no_end_tag_left)
        {
            return false;
        }
        if !text.contains("{:/")
            && let Some(scanner) = self.scanners.last_mut()
        {
            scanner.no_end_tag_left = true;
        }
        let Some((body, length)) = body(&text[body_start..], tag.name) else {
            self.document.warn(
                line,
                format!("No stop tag for extension '{}' found", tag.name),
            );
            return false;
        };
        let Some(effect) = tag.effect(self.document, Some(body), line) else {
            return false;
        };
        self.advance(indentation + body_start + length);
        self.apply(effect);
        true
    }

    fn apply(&mut self, effect: Effect<'a>) {
        match effect {
            Effect::None => {
                self.add_boundary(Boundary::Attributes);
            }
            Effect::Comment(text) => {
                self.add(Kind::HtmlBlock(
                    format!("<!-- {} -->", text.strip_suffix('\n').unwrap_or(text)).into(),
                ));
            }
            Effect::Verbatim(text) => {
                self.add(Kind::HtmlSpan(text.into()));
            }
        }
    }
}

/// The lines up to the end tag on a line of its own, and the length with it.
fn body<'a>(text: &'a str, name: &str) -> Option<(&'a str, usize)> {
    let mut position = 0;
    while position < text.len() {
        let rest = &text[position..];
        let line = lines::after_optional_space(rest);
        if let Some(length) = end_tag(line, Some(name)) {
            return Some((
                &text[..position],
                position + rest.len() - line.len() + length,
            ));
        }
        position += lines::line_length(rest);
    }
    None
}

/// The length of `{:/name}` or `{:/}` with the end of its line.
fn end_tag(line: &str, name: Option<&str>) -> Option<usize> {
    let (content, length) = lines::braces(line)?;
    let closed = content.strip_prefix('/')?;
    let matches = closed.is_empty() || name.is_none_or(|name| closed == name);
    let after = &line[length..];
    let line_end = lines::line_length(after);
    (matches && lines::is_blank(&after[..line_end])).then_some(length + line_end)
}
