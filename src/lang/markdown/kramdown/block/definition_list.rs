//! Definition lists.

use std::borrow::Cow;
use std::collections::HashSet;

use super::list::{Finish, PendingItems};
use super::list_lines::Column;
use super::{BlockParser, Frame};
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::{Kind, NodeId};

struct Description {
    node: NodeId,
    column: Column,
    text: String,
    line: u32,
}

impl<'a> BlockParser<'a, '_> {
    /// Descriptions behind a paragraph, whose lines become the terms.
    pub(super) fn definition_list(&mut self, rest: &'a str) -> bool {
        if lines::definition_marker(rest, 3).is_none() || self.is_too_deep() {
            return false;
        }
        let Some((paragraph, mut loose_next)) = self.terms_before() else {
            return false;
        };
        // Attributes that wait for a block are taken, though those of the paragraph count.
        let _ = self.pending_mut().map(Option::take);
        let list = self.start_definition_list(paragraph);
        let mut loose = HashSet::new();
        let mut texts = Vec::new();
        let mut item: Option<Description> = None;
        let mut after_blank = false;
        while !self.rest().is_empty() {
            let rest = self.rest();
            let indentation = item.as_ref().map_or(3, |item| item.column.of_markers());
            if let Some(marker) = lines::definition_marker(rest, indentation) {
                self.keep_description(item.take(), &mut texts);
                let description = self.start_description(list, &marker, rest);
                if loose_next {
                    loose.insert(description.node);
                }
                item = Some(description);
                loose_next = false;
                after_blank = false;
                continue;
            }
            let Some(item) = &mut item else {
                break;
            };
            if lines::end_of_block_mark(rest).is_some() {
                break;
            }
            if item.column.holds(rest) || (!after_blank && item.column.holds_lazily(rest)) {
                let line = self.advance(lines::line_length(rest));
                item.text.push_str(&item.column.strip(line).0);
                loose_next = false;
                after_blank = false;
                continue;
            }
            let blank = lines::blank_run(rest);
            if blank == 0 {
                break;
            }
            item.text.push_str(self.advance(blank));
            loose_next = true;
            after_blank = true;
        }
        self.keep_description(item, &mut texts);
        self.frames.push(Frame::Items(PendingItems {
            list,
            texts: texts.into_iter(),
            finish: Finish::Definitions { loose },
        }));
        true
    }

    /// The paragraph directly before, or before one empty line; and whether there is that line.
    fn terms_before(&self) -> Option<(NodeId, bool)> {
        let last = self.last_block()?;
        if self.is_paragraph(last) {
            return Some((last, false));
        }
        let before = self.document.tree.previous_sibling(last)?;
        (self.blank == Some((last, true)) && self.is_blank(last) && self.is_paragraph(before))
            .then_some((before, true))
    }

    /// Turns the paragraph into terms of a new list, which is not in the tree yet.
    fn start_definition_list(&mut self, paragraph: NodeId) -> NodeId {
        let container = self.container();
        let tree = &mut self.document.tree;
        while let Some(last) = tree.last_child(container) {
            tree.detach(last);
            if last == paragraph {
                break;
            }
        }
        let text = tree
            .first_child(paragraph)
            .map(|text| tree[text].kind.clone());
        let list = tree.append(container, Kind::DefinitionList);
        if let Some(attributes) = self.document.attributes.remove(&paragraph) {
            self.document.attributes.insert(list, attributes);
        }
        let Some(Kind::Unparsed { text, line }) = text else {
            return list;
        };
        let text = match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => self.document.keep(text),
        };
        for (number, term) in text.split('\n').enumerate() {
            let node = self.document.tree.append(list, Kind::Term);
            let line = line + number as u32;
            let term = self.take_item_attributes(node, term, line);
            self.document.heading_sources.insert(node, term);
            self.document.tree.append(
                node,
                Kind::Unparsed {
                    text: term.into(),
                    line,
                },
            );
        }
        list
    }

    fn start_description(
        &mut self,
        list: NodeId,
        marker: &lines::Marker<'_>,
        rest: &'a str,
    ) -> Description {
        let line = self.line_number();
        let length = lines::line_length(rest);
        let node = self.document.tree.append(list, Kind::Description);
        let content = &rest[marker.width..length];
        let column = Column::of_first_line(marker.width, marker.content);
        let content = content.trim_ascii_start();
        self.advance(length);
        let text = self.take_item_attributes(node, content, line).to_owned();
        Description {
            node,
            column,
            text,
            line,
        }
    }

    fn keep_description(&self, item: Option<Description>, texts: &mut Vec<(NodeId, &'a str, u32)>) {
        if let Some(item) = item {
            texts.push((item.node, self.document.keep(item.text), item.line));
        }
    }

    /// Decides which descriptions are tight, and joins the list with one directly before it.
    pub(super) fn finish_definitions(&mut self, list: NodeId, loose: &HashSet<NodeId>) {
        let mut blank = false;
        let mut next = self.document.tree.first_child(list);
        while let Some(item) = next {
            next = self.document.tree.next_sibling(item);
            let Some(last) = self.document.tree.last_child(item) else {
                continue;
            };
            if self.document.tree[item].kind != Kind::Description {
                continue;
            }
            blank = self.is_blank(last);
            if blank {
                self.document.tree.detach(last);
            }
            let first = self.document.tree.first_child(item);
            if first.is_some_and(|first| self.is_paragraph(first)) && !loose.contains(&item) {
                self.make_transparent_before_anything(item);
            }
        }
        self.join_with_list_before(list);
        if blank {
            let container = self.container();
            let id = self.document.tree.append(container, Kind::Blank);
            self.blank = Some((id, false));
        }
    }

    /// As [`Self::make_transparent`], but here blank lines count as content too.
    fn make_transparent_before_anything(&mut self, item: NodeId) {
        let Some(first) = self.document.tree.first_child(item) else {
            return;
        };
        if self.document.tree.next_sibling(first).is_some()
            && let Some(text) = self.document.unparsed_mut(first)
        {
            text.to_mut().push('\n');
        }
        self.document.tree[first].kind = Kind::Paragraph { transparent: true };
    }

    fn join_with_list_before(&mut self, list: NodeId) {
        let tree = &mut self.document.tree;
        let Some(mut before) = tree.previous_sibling(list) else {
            return;
        };
        let mut blank = None;
        if tree[before].kind == Kind::Blank
            && let Some(further) = tree.previous_sibling(before)
        {
            blank = Some(before);
            before = further;
        }
        if tree[before].kind != Kind::DefinitionList {
            return;
        }
        if let Some(blank) = blank {
            tree.detach(blank);
        }
        tree.move_children(list, before);
        tree.detach(list);
    }
}
