//! Directives of lists, and line ends between characters of scripts without blanks.

use super::document::Document;
use crate::lang::markdown::heading_ids::classic_id;
use crate::lang::markdown::tree::{Kind, NodeId, Tree, Visit};

/// Gives ids to the terms of definition lists with the directive `auto_ids` or
/// `auto_ids-PREFIX-`.
pub(super) fn term_ids(document: &mut Document<'_>) {
    for list in nodes(document, |kind| *kind == Kind::DefinitionList) {
        let prefix = document.attributes.get(&list).and_then(|attributes| {
            attributes.references.iter().find_map(|name| {
                let rest = name.strip_prefix("auto_ids")?;
                Some(rest.strip_prefix('-').unwrap_or(rest).to_owned())
            })
        });
        let Some(prefix) = prefix else {
            continue;
        };
        let mut next = document.tree.first_child(list);
        while let Some(term) = next {
            next = document.tree.next_sibling(term);
            let tree = &mut document.tree;
            if tree[term].kind == Kind::Term && tree[term].attributes.get("id").is_none() {
                let text = document
                    .heading_sources
                    .get(&term)
                    .copied()
                    .unwrap_or_default();
                let id = format!("{prefix}{}", classic_id(text));
                tree[term].attributes.set("id", id);
            }
        }
    }
}

/// A list with the directive `footnotes` is the place of the footnotes.
pub(super) fn footnote_list(document: &mut Document<'_>) {
    let place = nodes(document, |kind| matches!(kind, Kind::List { .. }))
        .into_iter()
        .find(|list| document.has_directive(*list, "footnotes"));
    if let Some(list) = place {
        while let Some(child) = document.tree.first_child(list) {
            document.tree.detach(child);
        }
        document.tree[list].kind = Kind::FootnoteList;
    }
}

/// Drops line ends between Chinese, Japanese and Korean characters.
pub(super) fn join_lines(document: &mut Document<'_>) {
    for id in nodes(
        document,
        |kind| matches!(kind, Kind::Text(text) if text.contains('\n')),
    ) {
        let Kind::Text(text) = &mut document.tree[id].kind else {
            continue;
        };
        let mut joined = String::with_capacity(text.len());
        let mut lines = text.split('\n').peekable();
        while let Some(line) = lines.next() {
            joined.push_str(line);
            let joins = line.chars().next_back().is_some_and(is_cjk)
                && lines.peek().is_some_and(|next| next.starts_with(is_cjk));
            if lines.peek().is_some() && !joins {
                joined.push('\n');
            }
        }
        *text = joined.into();
    }
}

fn is_cjk(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{31ff}' | '\u{3300}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

fn nodes(document: &Document<'_>, wanted: impl Fn(&Kind<'_>) -> bool) -> Vec<NodeId> {
    document
        .tree
        .walk(Tree::ROOT)
        .filter_map(|visit| match visit {
            Visit::Enter(id) if wanted(&document.tree[id].kind) => Some(id),
            _ => None,
        })
        .collect()
}
