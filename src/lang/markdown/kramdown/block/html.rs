//! HTML elements and comments as blocks.

use std::borrow::Cow;

use super::{BlockParser, Blocks, Frame};
use crate::lang::markdown::kramdown::html_tags::{self, OpenTag};
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::kramdown::names::{self, ContentModel};
use crate::lang::markdown::tree::{HtmlLayout, Kind, NodeId};

/// An element whose content is left as it is, up to its closing tag.
pub(super) struct RawElement<'a> {
    pub node: NodeId,
    name: Cow<'a, str>,
}

impl<'a> BlockParser<'a, '_> {
    pub(super) fn block_html(&mut self, rest: &'a str) -> bool {
        if rest.starts_with("<!--") {
            return self.comment(rest);
        }
        let text = lines::after_optional_space(rest);
        if text.starts_with("</") {
            return self.close_element(rest, text);
        }
        let Some(tag) = OpenTag::parse(text) else {
            return false;
        };
        if names::is_span(&tag.name) || self.is_too_deep() {
            return false;
        }
        self.advance(rest.len() - text.len());
        self.open_element(tag);
        true
    }

    fn comment(&mut self, rest: &'a str) -> bool {
        if self
            .scanners
            .last()
            .is_some_and(|scanner| scanner.no_comment_end_left)
        {
            return false;
        }
        let Some(length) = html_tags::comment_length(rest) else {
            if let Some(scanner) = self.scanners.last_mut() {
                scanner.no_comment_end_left = true;
            }
            return false;
        };
        let comment = self.advance(length);
        self.add(Kind::HtmlBlock(comment.into()));
        self.line_end();
        true
    }

    /// A closing tag ends the element whose blocks are being parsed, and nothing else.
    fn close_element(&mut self, rest: &str, text: &str) -> bool {
        let Some((name, length)) = html_tags::closing_tag(text) else {
            return false;
        };
        let Some(Frame::Blocks(blocks)) = self.frames.last() else {
            return false;
        };
        if blocks.element.as_deref() != Some(&*name) {
            return false;
        }
        self.advance(rest.len() - text.len() + length);
        self.frames.pop();
        self.line_end_unless_raw();
        true
    }

    /// Takes the blanks and the newline behind a tag.
    fn line_end(&mut self) {
        let rest = self.rest();
        let behind = rest.trim_start_matches([' ', '\t']);
        if behind.starts_with('\n') {
            self.advance(rest.len() - behind.len() + 1);
        }
    }

    fn line_end_unless_raw(&mut self) {
        if !matches!(self.frames.last(), Some(Frame::Raw(_))) {
            self.line_end();
        }
    }

    fn open_element(&mut self, mut tag: OpenTag<'a>) {
        let markdown = tag.take_markdown();
        let model = self.content_model(&tag.name, markdown.as_deref());
        let layout = match model {
            ContentModel::Raw if tag.closed && !is_verbatim(&tag.name) => HtmlLayout::Closed,
            ContentModel::Raw => HtmlLayout::Raw,
            ContentModel::Spans => HtmlLayout::Spans,
            ContentModel::Blocks => HtmlLayout::Blocks,
        };
        self.advance(tag.length);
        let name = tag.name.clone();
        let node = self.add(Kind::HtmlElement { name, layout });
        self.document.tree[node].attributes = tag.take_attributes(false);
        if model == ContentModel::Blocks && !is_verbatim(&tag.name) {
            self.line_end();
        }
        if is_verbatim(&tag.name) {
            self.verbatim_content(node, &tag.name);
            return;
        }
        if tag.closed {
            return;
        }
        if names::is_void(&tag.name) {
            return;
        }
        match model {
            ContentModel::Raw => self.frames.push(Frame::Raw(RawElement {
                node,
                name: tag.name,
            })),
            ContentModel::Spans => self.span_content(node, &tag.name),
            ContentModel::Blocks => self.frames.push(Frame::Blocks(Blocks {
                node,
                pending: None,
                element: Some(tag.name),
            })),
        }
    }

    fn content_model(&self, name: &str, markdown: Option<&str>) -> ContentModel {
        let by_name = names::content_model(name);
        let parent_is_raw = matches!(self.frames.last(), Some(Frame::Raw(_)));
        match markdown {
            Some("0") => ContentModel::Raw,
            Some("1") => by_name,
            Some("span") => ContentModel::Spans,
            Some("block") => ContentModel::Blocks,
            _ if parent_is_raw || !self.document.options.parse_block_html => ContentModel::Raw,
            _ => by_name,
        }
    }

    /// The content of scripts and styles: no markup at all.
    fn verbatim_content(&mut self, node: NodeId, name: &str) {
        let rest = self.rest();
        let (end, length) = match html_tags::find_closing_tag(rest, name) {
            Some(found) => found,
            None => {
                self.auto_close(name);
                (rest.len(), 0)
            }
        };
        let content = self.advance(end);
        self.document
            .tree
            .append(node, Kind::HtmlSpan(content.into()));
        self.advance(length);
    }

    fn span_content(&mut self, node: NodeId, name: &str) {
        let rest = self.rest();
        let line = self.line_number();
        let (end, length) = match html_tags::find_closing_tag(rest, name) {
            Some(found) => found,
            None => {
                self.auto_close(name);
                (rest.len(), 0)
            }
        };
        let text = self.advance(end).into();
        if end > 0 {
            self.document
                .tree
                .append(node, Kind::Unparsed { text, line });
        }
        self.advance(length);
        self.line_end_unless_raw();
    }

    pub(super) fn auto_close(&mut self, name: &str) {
        let line = self.line_number();
        self.document.warn(
            line,
            format!("Found no end tag for '{name}' - auto-closing it"),
        );
    }

    /// Goes on with the content of the raw element on top.
    pub(super) fn step_raw(&mut self) {
        let rest = self.rest();
        let Some(Frame::Raw(element)) = self.frames.last() else {
            return;
        };
        let node = element.node;
        let Some(start) = rest.find('<') else {
            self.raw_text(node, rest.len());
            if let Some(Frame::Raw(element)) = self.frames.pop() {
                self.auto_close(&element.name);
            }
            return;
        };
        self.raw_text(node, start);
        let markup = self.rest();
        if let Some(length) = html_tags::comment_length(markup) {
            let comment = self.advance(length).into();
            self.document.tree.append(node, Kind::HtmlSpan(comment));
        } else if let Some((name, length)) = html_tags::closing_tag(markup) {
            self.raw_closing_tag(node, &name, length);
        } else if let Some(tag) = OpenTag::parse(markup).filter(|_| !self.is_too_deep()) {
            self.open_element(tag);
        } else {
            self.raw_text(node, 1);
        }
    }

    fn raw_closing_tag(&mut self, node: NodeId, name: &str, length: usize) {
        let closes =
            matches!(self.frames.last(), Some(Frame::Raw(element)) if element.name == name);
        if closes {
            self.advance(length);
            self.frames.pop();
            self.line_end_unless_raw();
            return;
        }
        let line = self.line_number();
        self.document.warn(
            line,
            format!("Found invalidly used HTML closing tag for '{name}'"),
        );
        self.raw_text(node, length);
    }

    fn raw_text(&mut self, node: NodeId, length: usize) {
        if length > 0 {
            let text = self.advance(length).into();
            self.document.tree.append(node, Kind::HtmlText(text));
        }
    }
}

/// Whether the content of an element is no markup at all, however it is written.
fn is_verbatim(name: &str) -> bool {
    matches!(name, "script" | "style")
}
