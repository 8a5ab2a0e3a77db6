//! Attributes of a span, and extensions within a line.

use super::SpanParser;
use crate::lang::markdown::kramdown::attributes::AttributeList;
use crate::lang::markdown::kramdown::extension::{Effect, StartTag};
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::Kind;

impl<'a> SpanParser<'a, '_> {
    pub(super) fn extension(&mut self) -> bool {
        let rest = self.rest();
        let missing = self.context.missing.brace;
        if !rest.starts_with("{:") || missing.is_some_and(|from| self.position >= from) {
            return false;
        }
        if !rest.contains('}') {
            self.context.missing.brace = Some(self.position);
            return false;
        }
        self.extension_tag(rest) || self.attributes(rest)
    }

    fn extension_tag(&mut self, rest: &'a str) -> bool {
        let Some(tag) = StartTag::parse(rest) else {
            return false;
        };
        let line = self.line_number();
        let (body, length) = if tag.closed {
            (None, tag.length)
        } else {
            let behind = &rest[tag.length..];
            if self
                .context
                .missing
                .end_tag
                .is_some_and(|from| self.position >= from)
            {
                return false;
            }
            let named = format!("{{:/{}}}", tag.name);
            let end = [named.as_str(), "{:/}"]
                .into_iter()
                .filter_map(|end| behind.find(end).map(|position| (position, end.len())))
                .min();
            let Some((end, end_length)) = end else {
                if !behind.contains("{:/") {
                    self.context.missing.end_tag = Some(self.position);
                }
                self.warn(format!("No stop tag for extension '{}' found", tag.name));
                return false;
            };
            (Some(&behind[..end]), tag.length + end + end_length)
        };
        let Some(effect) = tag.effect(self.document, body, line) else {
            return false;
        };
        match effect {
            Effect::None => {}
            Effect::Comment(text) => {
                self.add(Kind::HtmlSpan(format!("<!-- {text} -->").into()));
            }
            Effect::Verbatim(text) => {
                self.add(Kind::HtmlSpan(text.into()));
            }
        }
        self.position += length;
        true
    }

    /// Attributes of the span directly before.
    fn attributes(&mut self, rest: &'a str) -> bool {
        let Some((content, length)) = lines::braces(rest) else {
            return false;
        };
        if content.is_empty() || content.starts_with([':', '/']) {
            return false;
        }
        let last = self.document.tree.last_child(self.node).filter(|last| {
            self.pending.is_empty() && !matches!(self.document.tree[*last].kind, Kind::Text(_))
        });
        let Some(last) = last else {
            self.warn("Found span IAL after text - ignoring it".to_owned());
            return false;
        };
        let mut list = AttributeList::default();
        if !list.add(content) {
            self.warn(format!(
                "No or invalid attributes found in IAL/ALD content: {content}"
            ));
        }
        let attributes = self.document.resolve(&list);
        self.document.tree[last].attributes.merge(&attributes);
        if list.refers_to("standalone") && self.document.tree[last].kind == Kind::Image {
            self.document.attributes.insert(
                last,
                AttributeList {
                    references: vec!["standalone"],
                    ..AttributeList::default()
                },
            );
        }
        self.position += length;
        true
    }
}
