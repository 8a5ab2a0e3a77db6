//! Task lists, as GitHub has them.

use super::BlockParser;
use crate::lang::markdown::tree::{HtmlLayout, Kind, NodeId};

impl BlockParser<'_, '_> {
    /// Turns `[ ]` and `[x]` at the start of items into boxes. From the first box on all items
    /// that begin with a paragraph count as tasks.
    pub(super) fn task_list(&mut self, list: NodeId) {
        let mut is_task_list = false;
        let mut next = self.document.tree.first_child(list);
        while let Some(item) = next {
            next = self.document.tree.next_sibling(item);
            let paragraph = self.document.tree.first_child(item);
            let is_paragraph =
                |id: &NodeId| matches!(self.document.tree[*id].kind, Kind::Paragraph { .. });
            let Some(paragraph) = paragraph.filter(is_paragraph) else {
                continue;
            };
            if let Some(checked) = self.take_box(paragraph) {
                is_task_list = true;
                self.insert_box(paragraph, checked);
            }
            if is_task_list {
                self.document.tree[item]
                    .attributes
                    .set("class", "task-list-item");
            }
        }
        if is_task_list {
            self.document.tree[list]
                .attributes
                .set("class", "task-list");
        }
    }

    fn take_box(&mut self, paragraph: NodeId) -> Option<bool> {
        let text = self.document.unparsed_mut(paragraph)?;
        let task = text.trim_start();
        let (checked, rest) = match task.get(..3)? {
            "[ ]" => (false, &task[3..]),
            "[x]" | "[X]" => (true, &task[3..]),
            _ => return None,
        };
        let behind = rest.trim_start();
        if behind.len() == rest.len() {
            return None;
        }
        *text = behind.to_owned().into();
        Some(checked)
    }

    fn insert_box(&mut self, paragraph: NodeId, checked: bool) {
        let tree = &mut self.document.tree;
        let text = tree.first_child(paragraph);
        if let Some(text) = text {
            tree.detach(text);
        }
        let name = "input".into();
        let layout = HtmlLayout::Span;
        let input = tree.append(paragraph, Kind::HtmlElement { name, layout });
        let attributes = &mut tree[input].attributes;
        attributes.set("type", "checkbox");
        attributes.set("class", "task-list-item-checkbox");
        attributes.set("disabled", "disabled");
        if checked {
            attributes.set("checked", "checked");
        }
        if let Some(text) = text {
            tree.attach(paragraph, text);
        }
    }
}
