//! Lists.

use std::collections::HashSet;
use std::vec::IntoIter;

use super::list_lines::{Column, item_attributes};
use super::{BlockParser, Frame};
use crate::lang::markdown::Input;
use crate::lang::markdown::kramdown::attributes::AttributeList;
use crate::lang::markdown::kramdown::lines;
use crate::lang::markdown::tree::{Boundary, Kind, NodeId};

/// Items whose content is still to be parsed, and what to do when it is.
pub(super) struct PendingItems<'a> {
    pub list: NodeId,
    /// Texts in order; an item may have several, each parsed by itself.
    pub texts: IntoIter<(NodeId, &'a str, u32)>,
    pub finish: Finish,
}

/// What completes a list when its items are parsed.
pub(super) enum Finish {
    /// A list; whether a mark ended it.
    List { ended_by_mark: bool },
    /// A definition list with those of its descriptions that begin with a real paragraph.
    Definitions { loose: HashSet<NodeId> },
}

/// An item while its lines are gathered.
struct Item {
    node: NodeId,
    column: Column,
    /// Its texts: from a nested list on it is another one.
    chunks: Vec<(String, u32)>,
    nested: bool,
}

impl<'a> BlockParser<'a, '_> {
    pub(super) fn list(&mut self, rest: &'a str) -> bool {
        let Some(marker) = lines::list_marker(rest, 3) else {
            return false;
        };
        if self.is_too_deep() {
            return false;
        }
        let ordered = marker.ordered;
        let list = self.add(Kind::List { ordered });
        let mut texts = Vec::new();
        let mut item: Option<Item> = None;
        let mut after_blank = false;
        let mut ended_by_mark = false;
        loop {
            let rest = self.rest();
            if rest.is_empty() || (after_blank && super::is_rule(lines::after_optional_space(rest)))
            {
                break;
            }
            if let Some(length) = lines::end_of_block_mark(rest) {
                self.advance(length);
                ended_by_mark = true;
                break;
            }
            let indentation = item.as_ref().map_or(3, |item| item.column.of_markers());
            let marker =
                lines::list_marker(rest, indentation).filter(|marker| marker.ordered == ordered);
            if let Some(marker) = marker {
                self.keep_item(item.take(), &mut texts);
                item = Some(self.start_item(list, &marker, rest));
                after_blank = false;
                continue;
            }
            let Some(item) = &mut item else {
                break;
            };
            if !self.item_line(item, &mut after_blank) {
                break;
            }
        }
        self.keep_item(item, &mut texts);
        self.frames.push(Frame::Items(PendingItems {
            list,
            texts: texts.into_iter(),
            finish: Finish::List { ended_by_mark },
        }));
        true
    }

    fn start_item(&mut self, list: NodeId, marker: &lines::Marker<'_>, rest: &'a str) -> Item {
        let line = self.line_number();
        let length = lines::line_length(rest);
        let node = self.document.tree.append(list, Kind::Item);
        let content = &rest[marker.width..length];
        let column = Column::of_first_line(marker.width, marker.content);
        let content = content.trim_ascii_start();
        self.advance(length);
        let content = self.take_item_attributes(node, content, line);
        Item {
            node,
            column,
            nested: lines::list_marker(content, 3).is_some(),
            chunks: vec![(content.to_owned(), line)],
        }
    }

    /// Gives the attributes at the start of an item or term to its node.
    pub(super) fn take_item_attributes(
        &mut self,
        node: NodeId,
        content: &'a str,
        line: u32,
    ) -> &'a str {
        let text = content.trim_ascii_start();
        let Some((attributes, length)) = item_attributes(text) else {
            return content;
        };
        let mut list = AttributeList::default();
        self.read_attributes(&mut list, attributes, line);
        self.document.attributes.insert(node, list);
        text[length..].trim_ascii_start()
    }

    /// Takes the line at the position into the item, if it belongs there.
    fn item_line(&mut self, item: &mut Item, after_blank: &mut bool) -> bool {
        let rest = self.rest();
        let line_number = self.line_number();
        if item.column.holds(rest) || (!*after_blank && item.column.holds_lazily(rest)) {
            let line = self.advance(lines::line_length(rest));
            let (text, indented) = item.column.strip(line);
            let is_list = lines::list_marker(&text, 3).is_some();
            if is_list && indented && !item.nested {
                item.nested = true;
                item.chunks.push((String::new(), line_number));
            }
            if let Some((chunk, _)) = item.chunks.last_mut() {
                if is_list && !indented && item.nested {
                    chunk.extend(std::iter::repeat_n(' ', item.column.of_nested()));
                }
                chunk.push_str(&text);
            }
            *after_blank = false;
            return true;
        }
        let blank = lines::blank_run(rest);
        if blank == 0 {
            return false;
        }
        let blank = self.advance(blank);
        if let Some((chunk, _)) = item.chunks.last_mut() {
            chunk.push_str(blank);
        }
        item.nested = true;
        *after_blank = true;
        true
    }

    fn keep_item(&self, item: Option<Item>, texts: &mut Vec<(NodeId, &'a str, u32)>) {
        let Some(item) = item else {
            return;
        };
        for (chunk, line) in item.chunks {
            texts.push((item.node, self.document.keep(chunk), line));
        }
    }

    /// Opens the next text of the list on top, or completes the list.
    pub(super) fn step_items(&mut self) {
        let Some(Frame::Items(items)) = self.frames.last_mut() else {
            return;
        };
        if let Some((node, text, line)) = items.texts.next() {
            self.open_text(node, text, line);
            return;
        }
        let Some(Frame::Items(items)) = self.frames.pop() else {
            return;
        };
        match items.finish {
            Finish::List { ended_by_mark } => self.finish_list(items.list, ended_by_mark),
            Finish::Definitions { loose } => self.finish_definitions(items.list, &loose),
        }
    }

    /// Decides which items are tight, and moves the blank line at the very end out of the list.
    fn finish_list(&mut self, list: NodeId, ended_by_mark: bool) {
        let mut next = self.document.tree.first_child(list);
        let mut any_without_paragraph = false;
        let mut blank = false;
        while let Some(item) = next {
            let tree = &mut self.document.tree;
            next = tree.next_sibling(item);
            let is_last = next.is_none();
            let is_only = is_last && tree.previous_sibling(item).is_none();
            self.drop_boundary_after_attributes(item);
            if self.is_tight(item, is_last && !ended_by_mark)
                && (!is_last || is_only || any_without_paragraph)
            {
                self.make_transparent(item);
            }
            let tree = &mut self.document.tree;
            let first = tree.first_child(item);
            any_without_paragraph |= first
                .is_none_or(|first| tree[first].kind != Kind::Paragraph { transparent: false });
            let last = tree
                .last_child(item)
                .filter(|last| tree[*last].kind == Kind::Blank);
            // An empty item leaves the question to the one before it.
            if first.is_some() {
                blank = last.is_some();
            }
            if let Some(last) = last {
                tree.detach(last);
            }
        }
        if self.document.options.input == Input::Gfm {
            self.task_list(list);
        }
        if blank && !ended_by_mark {
            self.add_blank_after_list();
        }
    }

    fn add_blank_after_list(&mut self) {
        let container = self.container();
        let id = self.document.tree.append(container, Kind::Blank);
        self.blank = Some((id, false));
    }

    /// Attributes of an item's first paragraph do not set it apart from what follows.
    fn drop_boundary_after_attributes(&mut self, item: NodeId) {
        let tree = &self.document.tree;
        let Some(first) = tree
            .first_child(item)
            .filter(|first| self.is_paragraph(*first))
        else {
            return;
        };
        let boundary = tree.next_sibling(first).filter(|next| {
            matches!(
                tree[*next].kind,
                Kind::Boundary(Boundary::Attributes | Boundary::Mark)
            )
        });
        if let Some(boundary) = boundary
            && self.document.attributes.contains_key(&first)
        {
            self.document.tree.detach(boundary);
        }
    }

    /// Whether the item begins with a paragraph that no blank line follows, but for the one at
    /// the end of the last item.
    fn is_tight(&self, item: NodeId, may_end_with_blank: bool) -> bool {
        let tree = &self.document.tree;
        let Some(first) = tree
            .first_child(item)
            .filter(|first| self.is_paragraph(*first))
        else {
            return false;
        };
        match tree.next_sibling(first) {
            None => true,
            Some(second) => {
                tree[second].kind != Kind::Blank
                    || (may_end_with_blank && tree.next_sibling(second).is_none())
            }
        }
    }

    /// Prints the first paragraph of an item without `<p>`.
    pub(super) fn make_transparent(&mut self, item: NodeId) {
        let Some(first) = self.document.tree.first_child(item) else {
            return;
        };
        let next = self.document.tree.next_sibling(first);
        if next.is_some_and(|next| self.document.tree[next].kind != Kind::Blank)
            && let Some(text) = self.document.unparsed_mut(first)
        {
            text.to_mut().push('\n');
        }
        self.document.tree[first].kind = Kind::Paragraph { transparent: true };
    }
}
