//! What the two phases of parsing share: the tree, and what is defined anywhere in the document.

use std::borrow::Cow;
use std::collections::HashMap;

use typed_arena::Arena;

use super::Warning;
use super::attributes::AttributeList;
use crate::lang::markdown::MarkdownOptions;
use crate::lang::markdown::tree::{Attributes, Kind, NodeId, Tree, Visit};

/// The target of links by reference.
pub(super) struct LinkDefinition<'a> {
    pub target: Cow<'a, str>,
    pub title: Option<Cow<'a, str>>,
    /// The invisible node of the definition, which may have attributes for its links.
    pub node: Option<NodeId>,
}

/// A document in the making.
pub(super) struct Document<'a> {
    pub tree: Tree<'a>,
    /// The options; the document itself may change them.
    pub options: MarkdownOptions,
    /// By normalised id.
    pub links: HashMap<String, LinkDefinition<'a>>,
    pub footnotes: HashMap<&'a str, NodeId>,
    /// Meanings, and the invisible nodes of the definitions.
    pub abbreviations: HashMap<&'a str, (&'a str, NodeId)>,
    /// Lists of attributes with a name.
    pub named_attributes: HashMap<&'a str, AttributeList<'a>>,
    /// Attributes nodes were given.
    pub attributes: HashMap<NodeId, AttributeList<'a>>,
    /// The sources of headings and terms, which ids are made from.
    pub heading_sources: HashMap<NodeId, &'a str>,
    pub warnings: Vec<Warning>,
    texts: &'a Arena<String>,
}

impl<'a> Document<'a> {
    pub(super) fn new(options: &MarkdownOptions, texts: &'a Arena<String>) -> Self {
        let links = options.link_definitions.iter().map(|definition| {
            let link = LinkDefinition {
                target: Cow::Owned(definition.target.clone()),
                title: definition.title.clone().map(Cow::Owned),
                node: None,
            };
            (normalise_link_id(&definition.id), link)
        });
        Self {
            tree: Tree::new(),
            links: links.collect(),
            options: options.clone(),
            footnotes: HashMap::new(),
            abbreviations: HashMap::new(),
            named_attributes: HashMap::new(),
            attributes: HashMap::new(),
            heading_sources: HashMap::new(),
            warnings: Vec::new(),
            texts,
        }
    }

    /// Keeps a text that was put together, for as long as the source is kept.
    pub(super) fn keep(&self, text: String) -> &'a str {
        self.texts.alloc(text)
    }

    pub(super) fn warn(&mut self, line: u32, message: impl Into<String>) {
        self.warnings.push(Warning {
            line,
            message: message.into(),
        });
    }

    /// What a list of attributes says with all it refers to: those come first.
    pub(super) fn resolve(&self, list: &AttributeList<'a>) -> Attributes<'a> {
        let mut all = Attributes::default();
        // Lists that refer to each other in a circle are followed once.
        let mut seen: Vec<&str> = Vec::new();
        let mut stack: Vec<(&AttributeList<'a>, usize)> = vec![(list, 0)];
        while let Some((list, next)) = stack.pop() {
            let Some(name) = list.references.get(next) else {
                all.merge(&list.attributes);
                continue;
            };
            stack.push((list, next + 1));
            if let Some(named) = self.named_attributes.get(name)
                && !(seen.contains(name) && stack.len() > 1)
                && seen.len() < 1000
            {
                seen.push(name);
                stack.push((named, 0));
            }
        }
        all
    }

    /// Gives all nodes the attributes they were given in the source.
    pub(super) fn apply_attributes(&mut self) {
        let mut roots: Vec<NodeId> = self.tree.footnotes().map(|(_, id)| id).collect();
        roots.push(Tree::ROOT);
        for root in roots {
            let nodes: Vec<NodeId> = self
                .tree
                .walk(root)
                .filter_map(|visit| match visit {
                    Visit::Enter(id) if self.attributes.contains_key(&id) => Some(id),
                    _ => None,
                })
                .collect();
            for id in nodes {
                if let Some(list) = self.attributes.get(&id) {
                    let attributes = self.resolve(list);
                    self.tree[id].attributes.merge(&attributes);
                }
            }
        }
    }

    /// Whether a node was given a directive such as `toc`.
    pub(super) fn has_directive(&self, id: NodeId, name: &str) -> bool {
        self.attributes
            .get(&id)
            .is_some_and(|list| list.refers_to(name))
    }

    /// The raw text of a leaf whose spans are not parsed yet.
    pub(super) fn unparsed_mut(&mut self, leaf: NodeId) -> Option<&mut Cow<'a, str>> {
        let child = self.tree.first_child(leaf)?;
        match &mut self.tree[child].kind {
            Kind::Unparsed { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// An id of a link as it is looked up: white space is one blank, case does not count.
pub(super) fn normalise_link_id(id: &str) -> String {
    let mut normal = String::with_capacity(id.len());
    let mut in_space = false;
    for character in id.chars() {
        if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}') {
            if !in_space {
                normal.push(' ');
            }
            in_space = true;
        } else {
            in_space = false;
            normal.extend(character.to_lowercase());
        }
    }
    normal
}
