//! The table of contents: a list with the directive `toc` becomes one.

use super::document::Document;
use crate::lang::markdown::tree::{Kind, NodeId, Tree, Visit};

/// A heading the table lists.
struct Entry {
    level: u8,
    id: String,
    heading: NodeId,
}

/// Fills the first list that asks for it.
pub(super) fn build(document: &mut Document<'_>) {
    let place = document
        .tree
        .walk(Tree::ROOT)
        .find_map(|visit| match visit {
            Visit::Enter(id)
                if matches!(document.tree[id].kind, Kind::List { .. })
                    && document.has_directive(id, "toc") =>
            {
                Some(id)
            }
            _ => None,
        });
    let Some(place) = place else {
        return;
    };
    let entries = entries(document, place);
    let tree = &mut document.tree;
    while let Some(child) = tree.first_child(place) {
        tree.detach(child);
    }
    let Kind::List { ordered } = std::mem::replace(&mut tree[place].kind, Kind::Unindented) else {
        return;
    };
    if entries.is_empty() {
        return;
    }
    let list = tree.append(place, Kind::List { ordered });
    tree[list].attributes = std::mem::take(&mut tree[place].attributes);
    if tree[list].attributes.get("id").is_none() {
        tree[list].attributes.set("id", "markdown-toc");
    }
    let name = tree[list]
        .attributes
        .get("id")
        .unwrap_or_default()
        .to_owned();
    // The items that are open, with their levels and the lists inside them.
    let mut open: Vec<(u8, NodeId, Option<NodeId>)> = Vec::new();
    for entry in entries {
        while open.last().is_some_and(|(level, ..)| *level >= entry.level) {
            open.pop();
        }
        let parent = match open.last_mut() {
            None => list,
            Some((_, item, inner)) => {
                let item = *item;
                *inner.get_or_insert_with(|| tree.append(item, Kind::List { ordered }))
            }
        };
        let item = tree.append(parent, Kind::Item);
        let link = tree.append(item, Kind::Link);
        tree[link].attributes.set("href", format!("#{}", entry.id));
        tree[link]
            .attributes
            .set("id", format!("{name}-{}", entry.id));
        copy_spans(tree, entry.heading, link);
        open.push((entry.level, item, None));
    }
}

fn entries(document: &Document<'_>, list: NodeId) -> Vec<Entry> {
    let tree = &document.tree;
    let mut roots = vec![Tree::ROOT];
    roots.extend(tree.footnotes().map(|(_, id)| id));
    let mut entries = Vec::new();
    for root in roots {
        let mut in_list = false;
        for visit in tree.walk(root) {
            match visit {
                Visit::Enter(id) if id == list => in_list = true,
                Visit::Leave(id) if id == list => in_list = false,
                Visit::Enter(heading) if !in_list => entries.extend(entry(document, heading)),
                _ => {}
            }
        }
    }
    entries
}

fn entry(document: &Document<'_>, heading: NodeId) -> Option<Entry> {
    let node = &document.tree[heading];
    let Kind::Heading(level) = node.kind else {
        return None;
    };
    let id = node.attributes.get("id")?.to_owned();
    let classes = node.attributes.get("class").unwrap_or_default();
    let wanted = document.options.toc_levels.contains(&level)
        && !classes
            .split_ascii_whitespace()
            .any(|class| class == "no_toc");
    wanted.then_some(Entry { level, id, heading })
}

/// Copies the text of a heading: links without their tags, marks of footnotes not at all.
fn copy_spans(tree: &mut Tree<'_>, from: NodeId, to: NodeId) {
    let visits: Vec<Visit> = tree.walk(from).collect();
    let mut parents = vec![to];
    for visit in visits {
        match visit {
            Visit::Enter(id) if id != from => {
                let parent = parents.last().copied().unwrap_or(to);
                let kind = tree[id].kind.clone();
                let copy = match kind {
                    Kind::Link => parent,
                    Kind::FootnoteReference(_) => parent,
                    kind => {
                        let attributes = tree[id].attributes.clone();
                        let copy = tree.append(parent, kind);
                        tree[copy].attributes = attributes;
                        copy
                    }
                };
                parents.push(copy);
            }
            Visit::Leave(id) if id != from => {
                parents.pop();
            }
            _ => {}
        }
    }
}
