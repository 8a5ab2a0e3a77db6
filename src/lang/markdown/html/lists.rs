//! Lists: items, task lists, descriptions.

use super::Writer;
use super::attributes::write_attributes;
use crate::lang::markdown::tree::{Attributes, Kind, NodeId};

impl Writer<'_, '_> {
    /// Opens an item or a description. Its content follows on the same line if it begins with
    /// a transparent paragraph, else on a line of its own.
    pub(super) fn open_item(&mut self, id: NodeId, name: &str) {
        self.open_line(id, name);
        if self.has_content_on_own_lines(id) {
            self.out.push('\n');
        }
        self.depth += 1;
    }

    /// Closes an item or a description: on the same line if nothing but text stands in it.
    pub(super) fn close_item(&mut self, id: NodeId, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if self.tree.first_child(id).is_some() && self.out.ends_with('\n') {
            self.indent();
        }
        self.close_line(name);
    }

    fn has_content_on_own_lines(&self, id: NodeId) -> bool {
        self.tree.first_child(id).is_some_and(|child| {
            // The entries of a table of contents are links without a paragraph.
            !matches!(
                self.tree[child].kind,
                Kind::Paragraph { transparent: true } | Kind::Link
            )
        })
    }

    /// The box of a task, with the class the style sheets of GitHub look for.
    pub(super) fn task_marker(&mut self, checked: bool) {
        let mut attributes = Attributes::default();
        attributes.set("type", "checkbox");
        attributes.set("class", "task-list-item-checkbox");
        attributes.set("disabled", "disabled");
        if checked {
            attributes.set("checked", "checked");
        }
        self.out.push_str("<input");
        write_attributes(&mut self.out, &attributes);
        self.out.push_str(" />");
    }
}
