//! What can be settled only when the whole document is parsed.

use super::document::Document;
use super::{lists, toc};
use crate::lang::markdown::Input;
use crate::lang::markdown::heading_ids::{self, Rules};
use crate::lang::markdown::tree::{Kind, NodeId, Tree, Visit};

/// Resolves attributes, gives ids, and puts figures and tables of contents in their places.
pub(super) fn finish(document: &mut Document<'_>) {
    document.apply_attributes();
    drop_boundaries(document);
    figures(document);
    if document.options.auto_ids {
        let rules = Rules {
            prefix: &document.options.auto_id_prefix,
            github: document.options.input == Input::Gfm,
            stripped: document.options.auto_id_stripping,
            sources: &document.heading_sources,
        };
        heading_ids::assign_by_rules(&mut document.tree, &rules);
    }
    lists::term_ids(document);
    toc::build(document);
    lists::footnote_list(document);
    if document.options.remove_line_breaks_for_cjk {
        lists::join_lines(document);
    }
}

/// Takes the invisible nodes out; blank lines around them become one.
fn drop_boundaries(document: &mut Document<'_>) {
    let mut roots = vec![Tree::ROOT];
    roots.extend(document.tree.footnotes().map(|(_, id)| id));
    for root in roots {
        let boundaries: Vec<NodeId> = document
            .tree
            .walk(root)
            .filter_map(|visit| match visit {
                Visit::Enter(id) if matches!(document.tree[id].kind, Kind::Boundary(_)) => Some(id),
                _ => None,
            })
            .collect();
        let tree = &mut document.tree;
        for id in boundaries {
            let before = tree.previous_sibling(id);
            let after = tree.next_sibling(id);
            tree.detach(id);
            let is_blank = |id: &NodeId| tree[*id].kind == Kind::Blank;
            if before.filter(is_blank).is_some()
                && let Some(after) = after.filter(is_blank)
            {
                tree.detach(after);
            }
        }
    }
}

/// Paragraphs that hold nothing but an image with the directive `standalone` are figures.
fn figures(document: &mut Document<'_>) {
    let images: Vec<NodeId> = document
        .tree
        .walk(Tree::ROOT)
        .filter_map(|visit| match visit {
            Visit::Enter(id) if document.tree[id].kind == Kind::Image => Some(id),
            _ => None,
        })
        .filter(|id| document.has_directive(*id, "standalone"))
        .collect();
    for image in images {
        let Some(parent) = document.tree.parent(image) else {
            continue;
        };
        let tree = &mut document.tree;
        let alone = tree.first_child(parent) == tree.last_child(parent);
        if !alone || tree[parent].kind != (Kind::Paragraph { transparent: false }) {
            continue;
        }
        tree[parent].kind = Kind::Figure;
        // Class and id of the image go to the figure, unless that has its own.
        for name in ["class", "id"] {
            if tree[parent].attributes.get(name).is_none()
                && let Some(value) = tree[image].attributes.get(name).map(str::to_owned)
            {
                tree[image].attributes.remove(name);
                tree[parent].attributes.set(name, value);
            }
        }
    }
}
