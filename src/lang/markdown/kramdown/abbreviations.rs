//! Abbreviations in text.

use std::borrow::Cow;

use super::document::Document;
use crate::lang::markdown::tree::{Attributes, Kind, NodeId, Tree};

/// A word character in Ruby's `\w`.
fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// All abbreviations of a document.
pub(super) struct Abbreviations<'a> {
    /// The longest first, so that `CSS3` is not taken for `CSS`; with their first bytes.
    all: Vec<(&'a str, Attributes<'a>)>,
    first_bytes: [bool; 256],
}

impl<'a> Abbreviations<'a> {
    pub(super) fn new(document: &Document<'a>) -> Self {
        let mut first_bytes = [false; 256];
        let mut all: Vec<(&str, Attributes<'a>)> = document
            .abbreviations
            .iter()
            .map(|(text, (meaning, node))| {
                let list = document.attributes.get(node);
                let mut attributes = list.map(|list| document.resolve(list)).unwrap_or_default();
                if !meaning.is_empty() {
                    attributes.set("title", *meaning);
                }
                (*text, attributes)
            })
            .collect();
        all.sort_by_key(|(text, _)| (std::cmp::Reverse(text.len()), *text));
        for (text, _) in &all {
            first_bytes[usize::from(text.as_bytes().first().copied().unwrap_or(0))] = true;
        }
        Self { all, first_bytes }
    }

    /// Adds text to a node, its abbreviations as elements.
    pub(super) fn write(&self, tree: &mut Tree<'a>, node: NodeId, text: Cow<'a, str>) {
        self.write_as(tree, node, text, Kind::Text);
    }

    /// The same for text in which references to characters stay.
    pub(super) fn write_html(&self, tree: &mut Tree<'a>, node: NodeId, text: Cow<'a, str>) {
        self.write_as(tree, node, text, Kind::HtmlText);
    }

    fn write_as(
        &self,
        tree: &mut Tree<'a>,
        node: NodeId,
        text: Cow<'a, str>,
        kind: fn(Cow<'a, str>) -> Kind<'a>,
    ) {
        if self.all.is_empty() {
            tree.append(node, kind(text));
            return;
        }
        let mut plain_start = 0;
        let mut position = 0;
        while position < text.len() {
            let Some((abbreviation, attributes)) = self.at(&text, position) else {
                position += text[position..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            if position > plain_start {
                tree.append(node, kind(text[plain_start..position].to_owned().into()));
            }
            let id = tree.append(node, Kind::Abbreviation((*abbreviation).into()));
            tree[id].attributes = attributes.clone();
            position += abbreviation.len();
            plain_start = position;
        }
        if plain_start == 0 {
            tree.append(node, kind(text));
        } else if plain_start < text.len() {
            tree.append(node, kind(text[plain_start..].to_owned().into()));
        }
    }

    /// The abbreviation at a position, if no word goes on around it.
    fn at(&self, text: &str, position: usize) -> Option<&(&'a str, Attributes<'a>)> {
        let rest = &text[position..];
        let first = *rest.as_bytes().first()?;
        if !self.first_bytes[usize::from(first)]
            || text[..position].chars().next_back().is_some_and(is_word)
        {
            return None;
        }
        self.all.iter().find(|(abbreviation, _)| {
            rest.strip_prefix(abbreviation)
                .is_some_and(|rest| !rest.starts_with(is_word))
        })
    }
}
