//! Links and images: their text in brackets.

use super::links::{self, Target};
use super::small::is_escapable;
use super::{Construct, SpanParser};
use crate::lang::markdown::kramdown::document::normalise_link_id;
use crate::lang::markdown::tree::{Attributes, Kind};

impl<'a> SpanParser<'a, '_> {
    pub(super) fn link(&mut self) -> bool {
        let rest = self.rest();
        let (image, mark) = match rest.strip_prefix('!') {
            Some(_) => (true, 2),
            None => (false, 1),
        };
        let next = rest.as_bytes().get(mark);
        if rest.as_bytes().get(mark - 1) != Some(&b'[') || next.is_none_or(|next| *next == b'^') {
            return false;
        }
        let nested = !image && self.context.links > 0;
        if nested || self.is_over_budget() || self.frames.len() >= super::DEEPEST {
            self.take_text(self.position + mark);
            return true;
        }
        let kind = if image { Kind::Image } else { Kind::Link };
        self.open(Construct::Link { image, brackets: 1 }, kind, mark);
        self.context.links += 1;
        true
    }

    /// Counts the bracket at the position; the last one closes the text of the link on top.
    pub(super) fn bracket(&mut self) -> bool {
        let rest = self.rest();
        let node = self.node;
        let closing = rest.starts_with(']');
        if !closing && !rest.starts_with('[') && !rest.starts_with("![") {
            return false;
        }
        let images = self.images_inside(node, closing);
        let Some(frame) = self.frames.last_mut() else {
            return false;
        };
        let start = frame.start + frame.mark;
        let Construct::Link { image, brackets } = &mut frame.construct else {
            return false;
        };
        if !closing {
            *brackets += 1;
            return false;
        }
        *brackets = brackets.saturating_sub(1);
        if *brackets != images {
            return false;
        }
        let image = *image;
        let text = &self.context.text[start..self.position];
        match self.target(text) {
            Some((target, length)) => self.finish_link(image, text, target, length),
            None => {
                self.fail_link();
                if let Some(id) = self.undefined.take() {
                    self.warn(format!("No link definition for link ID '{id}' found"));
                }
            }
        }
        true
    }

    /// The brackets of images were counted though the images are complete.
    fn images_inside(&self, node: crate::lang::markdown::tree::NodeId, wanted: bool) -> usize {
        let mut images = 0;
        let tree = &self.document.tree;
        let mut next = tree.first_child(node).filter(|_| wanted);
        while let Some(child) = next {
            images += usize::from(tree[child].kind == Kind::Image);
            next = tree.next_sibling(child);
        }
        images
    }

    /// What a link with this text refers to, and the length of all from its closing bracket on.
    fn target(&mut self, text: &'a str) -> Option<(Target<'a>, usize)> {
        let behind = &self.rest()[1..];
        if let Some((id, length)) = links::reference(behind) {
            return self.reference(id.unwrap_or(text), length + 1);
        }
        if !behind.starts_with('(') {
            return self.reference(text, 1);
        }
        let found = links::inline(behind);
        if found.is_none() {
            self.wasted = self.wasted.saturating_add(behind.len());
        }
        found.map(|(target, length)| (target, length + 1))
    }

    fn reference(&mut self, id: &str, length: usize) -> Option<(Target<'a>, usize)> {
        let id = match id.contains('\\') {
            true => normalise_link_id(&without_escapes(id, self.gfm)),
            false => normalise_link_id(id),
        };
        let Some(definition) = self.document.links.get(&id) else {
            self.undefined = Some(id);
            return None;
        };
        let attributes = definition
            .node
            .and_then(|node| self.document.attributes.get(&node))
            .map(|list| self.document.resolve(list));
        let target = Target {
            address: definition.target.clone(),
            title: definition.title.clone(),
            attributes: attributes.unwrap_or_default(),
        };
        Some((target, length))
    }

    fn finish_link(&mut self, image: bool, text: &'a str, target: Target<'a>, length: usize) {
        self.flush();
        let mut attributes: Attributes<'a> = target.attributes;
        if image {
            // The content was parsed to find its end; what is printed is its source.
            let len = self.node_end();
            self.document.tree.truncate(self.node, len);
            attributes.set("src", target.address);
            let alt = match text.contains('\\') {
                true => without_escapes(text, self.gfm).into(),
                false => std::borrow::Cow::Borrowed(text),
            };
            attributes.set("alt", alt);
        } else {
            attributes.set("href", target.address);
        }
        if let Some(title) = target.title {
            attributes.set("title", title);
        }
        let node = self.node;
        self.document.tree[node].attributes = attributes;
        self.close();
        self.position += length;
    }

    /// The length of the tree without what is inside the node on top.
    fn node_end(&self) -> usize {
        self.frames
            .last()
            .map_or(usize::MAX, |frame| frame.tree_length + 1)
    }

    /// A bracket that begins no link is text.
    pub(super) fn fail_link(&mut self) {
        if let Some(frame) = self.roll_back() {
            self.take_text(self.position + frame.mark);
        }
    }
}

/// Text without the backslashes that escape.
fn without_escapes(text: &str, gfm: bool) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(position) = rest.find('\\') {
        plain.push_str(&rest[..position]);
        let behind = &rest[position + 1..];
        match behind.get(..1).filter(|next| is_escapable(next, gfm)) {
            Some(next) => {
                plain.push_str(next);
                rest = &behind[1..];
            }
            None => {
                plain.push('\\');
                rest = behind;
            }
        }
    }
    plain.push_str(rest);
    plain
}
