//! HTML within a line, and links in angle brackets.

use std::borrow::Cow;

use super::{Construct, SpanParser};
use crate::lang::markdown::kramdown::html_tags::{self, OpenTag};
use crate::lang::markdown::kramdown::names;
use crate::lang::markdown::tree::{HtmlLayout, Kind};

impl<'a> SpanParser<'a, '_> {
    pub(super) fn html(&mut self) -> bool {
        let rest = self.rest();
        if rest.starts_with("<!--") && self.comment(rest) {
            return true;
        }
        if let Some((name, length)) = html_tags::closing_tag(rest) {
            self.warn(format!(
                "Found invalidly used HTML closing tag for '{name}'"
            ));
            self.take_text(self.position + length);
            return true;
        }
        let Some(tag) = OpenTag::parse(rest) else {
            return false;
        };
        if names::is_block(&tag.name) || self.frames.len() >= super::DEEPEST {
            let name = &tag.name;
            self.warn(format!("Found block HTML tag '{name}' in span-level text"));
            self.take_text(self.position + tag.length);
            return true;
        }
        self.open_html(tag);
        true
    }

    fn comment(&mut self, rest: &'a str) -> bool {
        if self
            .context
            .missing
            .comment
            .is_some_and(|from| self.position >= from)
        {
            return false;
        }
        let Some(length) = html_tags::comment_length(rest) else {
            self.context.missing.comment = Some(self.position);
            return false;
        };
        self.add(Kind::HtmlSpan(rest[..length].into()));
        self.position += length;
        true
    }

    fn open_html(&mut self, mut tag: OpenTag<'a>) {
        let parses = match tag.take_markdown().as_deref() {
            Some("0") => false,
            Some("span" | "block") => true,
            Some("1") => !names::is_always_raw(&tag.name),
            _ => {
                !names::is_always_raw(&tag.name)
                    && !self.raw
                    && self.document.options.parse_span_html
            }
        };
        let kind = Kind::HtmlElement {
            name: tag.name.clone(),
            layout: HtmlLayout::Span,
        };
        let has_content = !tag.closed && !names::is_void(&tag.name);
        let attributes = tag.take_attributes(true);
        if !has_content {
            let node = self.add(kind);
            self.document.tree[node].attributes = attributes;
            self.position += tag.length;
            return;
        }
        self.open(Construct::Html { name: tag.name }, kind, tag.length);
        self.document.tree[self.node].attributes = attributes;
        self.raw = !parses;
    }

    /// Whether the closing tag of the element on top is here.
    pub(super) fn close_html(&mut self) -> bool {
        let Some(Construct::Html { name }) = self.frames.last().map(|frame| &frame.construct)
        else {
            return false;
        };
        let Some(length) = html_tags::closes(self.rest(), name) else {
            return false;
        };
        self.close();
        self.position += length;
        true
    }

    pub(super) fn auto_close_html(&mut self) {
        let position = self.position;
        if let Some((_, frame)) = self.close()
            && let Construct::Html { name } = frame.construct
        {
            self.position = frame.start;
            self.warn(format!("Found no end tag for '{name}' - auto-closing it"));
        }
        self.position = position;
    }

    /// `<https://example.com>`, `<me@example.com>`
    pub(super) fn autolink(&mut self) -> bool {
        let rest = self.rest();
        if self
            .context
            .missing
            .angle
            .is_some_and(|from| self.position >= from)
        {
            return false;
        }
        let Some(end) = rest.find('>') else {
            self.context.missing.angle = Some(self.position);
            return false;
        };
        let address = &rest[1..end];
        let has_scheme = ["mailto:", "https:", "http:", "ftps:", "ftp:"]
            .into_iter()
            .any(|scheme| address.len() > scheme.len() && address.starts_with(scheme));
        let mail = !has_scheme && is_mail_address(address);
        if address.contains('\n') || !(has_scheme || mail) {
            return false;
        }
        let target = match mail {
            true => Cow::Owned(format!("mailto:{address}")),
            false => Cow::Borrowed(address),
        };
        let node = self.add(Kind::Link);
        self.document.tree[node].attributes.set("href", target);
        let text = address.strip_prefix("mailto:").unwrap_or(address);
        self.abbreviations
            .write_html(&mut self.document.tree, node, text.into());
        self.position += end + 1;
        true
    }
}

fn is_mail_address(address: &str) -> bool {
    let Some((user, host)) = address.split_once('@') else {
        return false;
    };
    let is_name = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
    !user.is_empty()
        && user
            .chars()
            .all(|character| is_name(character) || character == '.')
        && !host.is_empty()
        && host
            .chars()
            .all(|character| is_name(character) || character == '.')
}
