//! The element tree every Markdown parser builds and the HTML writer prints.
//!
//! Nodes live in one arena and know each other by index, so building, walking and dropping a
//! tree takes no recursion: nesting is bounded by memory, not by the stack.

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::ops::{Index, IndexMut, Range};

/// The place of a node in its [`Tree`]. Ids of one tree mean nothing in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(NonZeroU32);

impl NodeId {
    /// The id of the node at `index` of the arena; `None` past four thousand million nodes.
    fn from_index(index: usize) -> Option<Self> {
        u32::try_from(index + 1)
            .ok()
            .and_then(NonZeroU32::new)
            .map(Self)
    }

    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// How the text of a table column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// As the style sheet says: no attribute.
    #[default]
    Default,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// What a node is. Text is what the reader sees, unescaped, unless said otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// The document.
    Root,
    /// One or more blank lines between blocks: one empty line in the output.
    Blank,
    /// A paragraph; a transparent one prints its content without `<p>` (tight list items).
    Paragraph {
        /// Whether `<p>` is left out.
        transparent: bool,
    },
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A block quote.
    BlockQuote,
    /// A block of code, with its final newline. Its language is the class `language-NAME`.
    CodeBlock(Cow<'a, str>),
    /// A formula in a block of its own, in TeX.
    MathBlock(Cow<'a, str>),
    /// A thematic break.
    Rule,
    /// A list of [`Kind::Item`]s.
    List {
        /// Numbered (`ol`) or not (`ul`).
        ordered: bool,
    },
    /// An item of a list.
    Item,
    /// The box of a task list, first in its item.
    TaskMarker {
        /// Whether the task is done.
        checked: bool,
    },
    /// A list of [`Kind::Term`]s and [`Kind::Description`]s.
    DefinitionList,
    /// A term of a definition list.
    Term,
    /// What a definition list says of the terms before it.
    Description,
    /// A table of head, body and foot.
    Table,
    /// The rows of a table's head.
    TableHead,
    /// The rows of a table's body. A table may have several.
    TableBody,
    /// The rows of a table's foot.
    TableFoot,
    /// A row of cells.
    TableRow,
    /// A cell.
    TableCell {
        /// `th` or `td`.
        header: bool,
        /// The alignment of its column.
        alignment: Alignment,
    },
    /// HTML as a block of its own, printed as it is, with its final newline.
    HtmlBlock(Cow<'a, str>),
    /// HTML within a line, printed as it is: tags, comments.
    HtmlSpan(Cow<'a, str>),
    /// An HTML element that was parsed: its content are its children.
    HtmlElement {
        /// The name of its tags.
        name: Cow<'a, str>,
        /// How it is laid out.
        layout: HtmlLayout,
    },
    /// Text in which what looks like a reference to a character is one: text of HTML.
    HtmlText(Cow<'a, str>),
    /// A character written as a reference (`&copy;`), or one typography put in its place.
    Character {
        /// The character.
        character: char,
        /// The reference in the source; none if typography made the character.
        source: Option<Cow<'a, str>>,
    },
    /// An abbreviation; its meaning is the attribute `title`.
    Abbreviation(Cow<'a, str>),
    /// An image (its only child) in a figure of its own.
    Figure,
    /// Blocks that are printed as if they stood in nothing: a table of contents.
    Unindented,
    /// The place of the list of footnotes, if it is not the end.
    FootnoteList,
    /// Text of a leaf whose spans are not parsed yet. No finished tree has any.
    Unparsed {
        /// The text.
        text: Cow<'a, str>,
        /// The line of the document it begins on, from 1.
        line: u32,
    },
    /// The end of a block, or an invisible definition: printed as nothing.
    Boundary(Boundary),
    /// The text of a footnote. It belongs to no parent: [`Tree::footnote`] finds it.
    FootnoteDefinition,
    /// A mark that refers to the footnote of this name.
    FootnoteReference(Cow<'a, str>),
    /// Text.
    Text(Cow<'a, str>),
    /// Emphasis (`em`).
    Emphasis,
    /// Strong emphasis (`strong`).
    Strong,
    /// Deleted text (`del`).
    Strikethrough,
    /// Code within a line.
    CodeSpan(Cow<'a, str>),
    /// A formula within a line, in TeX.
    MathSpan(Cow<'a, str>),
    /// A link; its target is the attribute `href`.
    Link,
    /// An image; its address is the attribute `src`, its description `alt`.
    Image,
    /// A forced line break.
    LineBreak,
}

/// How an [`Kind::HtmlElement`] is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtmlLayout {
    /// Within a line.
    Span,
    /// A block around content that is printed as it is.
    Raw,
    /// A block that was written without content: `<div/>`.
    Closed,
    /// A block around spans.
    Spans,
    /// A block around blocks, which are indented on lines of their own.
    Blocks,
}

/// What a [`Kind::Boundary`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// The mark that ends a block (`^`), or a directive.
    Mark,
    /// A list of attributes.
    Attributes,
    /// The definition of a link, an abbreviation or a footnote, which may take attributes.
    Definition,
}

/// The attributes of an element in the order they are printed. In values, what looks like a
/// reference to a character (`&copy;`) is one, as in HTML; other characters are themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Attributes<'a> {
    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    /// Gives `name` a value: in the place it has already, else after the others.
    pub fn set(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) {
        let name = name.into();
        match self.0.iter_mut().find(|(key, _)| *key == name) {
            Some((_, old)) => *old = value.into(),
            None => self.0.push((name, value.into())),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds others: classes append, other values replace those there are.
    pub fn merge(&mut self, others: &Attributes<'a>) {
        for (name, value) in &others.0 {
            match name.as_ref() {
                "class" => self.add_class(value),
                _ => self.set(name.clone(), value.clone()),
            }
        }
    }

    /// Takes `name` away.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(key, _)| key != name);
    }

    /// Adds a class to those there are.
    pub fn add_class(&mut self, class: &str) {
        let classes = match self.get("class") {
            Some(classes) => format!("{classes} {class}").trim().to_owned(),
            None => class.to_owned(),
        };
        self.set("class", classes);
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_ref()))
    }
}

/// An element of a document.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Its attributes.
    pub attributes: Attributes<'a>,
    /// Where it stands in the source, in bytes.
    pub span: Option<Range<u32>>,
    parent: Option<NodeId>,
    first_child: Option<NodeId>,
    last_child: Option<NodeId>,
    previous_sibling: Option<NodeId>,
    next_sibling: Option<NodeId>,
}

impl<'a> Node<'a> {
    /// A node by itself, without attributes or place.
    pub fn new(kind: Kind<'a>) -> Self {
        Self {
            kind,
            attributes: Attributes::default(),
            span: None,
            parent: None,
            first_child: None,
            last_child: None,
            previous_sibling: None,
            next_sibling: None,
        }
    }
}

/// A document as a tree of elements, and its footnotes beside it.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    footnotes: Vec<(Cow<'a, str>, NodeId)>,
}

impl Default for Tree<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Tree<'a> {
    /// The root, which every tree has.
    pub const ROOT: NodeId = NodeId(NonZeroU32::MIN);

    /// An empty document.
    pub fn new() -> Self {
        Self {
            nodes: vec![Node::new(Kind::Root)],
            footnotes: Vec::new(),
        }
    }

    /// Adds a node as the last child of `parent`. A full arena (2^32 nodes, beyond any
    /// document that fits a 32-bit span) ignores it and gives the parent back.
    pub fn append(&mut self, parent: NodeId, kind: Kind<'a>) -> NodeId {
        let Some(id) = NodeId::from_index(self.nodes.len()) else {
            return parent;
        };
        self.nodes.push(Node::new(kind));
        self.attach(parent, id);
        id
    }

    /// Makes a node that has no parent the last child of `parent`.
    pub fn attach(&mut self, parent: NodeId, id: NodeId) {
        let previous = self[parent].last_child.replace(id);
        self[id].parent = Some(parent);
        self[id].previous_sibling = previous;
        match previous {
            Some(previous) => self[previous].next_sibling = Some(id),
            None => self[parent].first_child = Some(id),
        }
    }

    /// Takes a node with all below it from its parent. It can be attached elsewhere.
    pub fn detach(&mut self, id: NodeId) {
        let node = &mut self[id];
        let parent = node.parent.take();
        let previous = node.previous_sibling.take();
        let next = node.next_sibling.take();
        match (previous, parent) {
            (Some(previous), _) => self[previous].next_sibling = next,
            (None, Some(parent)) => self[parent].first_child = next,
            (None, None) => {}
        }
        match (next, parent) {
            (Some(next), _) => self[next].previous_sibling = previous,
            (None, Some(parent)) => self[parent].last_child = previous,
            (None, None) => {}
        }
    }

    /// Moves all children of `from` behind those of `to`.
    pub fn move_children(&mut self, from: NodeId, to: NodeId) {
        while let Some(child) = self[from].first_child {
            self.detach(child);
            self.attach(to, child);
        }
    }

    /// How many nodes there are: a state [`Tree::truncate`] can go back to.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing but the root.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// Drops the nodes that were added since there were `len`. They all have to be the last
    /// children of `parent`, or below those.
    pub fn truncate(&mut self, parent: NodeId, len: usize) {
        while let Some(last) = self[parent].last_child
            && last.index() >= len
        {
            self.detach(last);
        }
        self.nodes.truncate(len.max(1));
    }

    /// Adds an empty footnote definition. Where a name is defined twice, the first one counts.
    pub fn define_footnote(&mut self, name: impl Into<Cow<'a, str>>) -> NodeId {
        let Some(id) = NodeId::from_index(self.nodes.len()) else {
            return Self::ROOT;
        };
        self.nodes.push(Node::new(Kind::FootnoteDefinition));
        self.footnotes.push((name.into(), id));
        id
    }

    /// The footnotes in the order of their definitions, with their names.
    pub fn footnotes(&self) -> impl Iterator<Item = (&str, NodeId)> {
        self.footnotes.iter().map(|(name, id)| (name.as_ref(), *id))
    }

    /// The node that contains `id`.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self[id].parent
    }

    /// The first of its children.
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self[id].first_child
    }

    /// The last of its children.
    pub fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self[id].last_child
    }

    /// The node before it under the same parent.
    pub fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        self[id].previous_sibling
    }

    /// The node after it under the same parent.
    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self[id].next_sibling
    }

    /// Goes through `start` and all below it, in document order.
    pub fn walk(&self, start: NodeId) -> Walk<'_, 'a> {
        Walk {
            tree: self,
            start,
            next: Some(Visit::Enter(start)),
        }
    }
}

impl<'a> Index<NodeId> for Tree<'a> {
    type Output = Node<'a>;

    fn index(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id.index()]
    }
}

impl<'a> IndexMut<NodeId> for Tree<'a> {
    fn index_mut(&mut self, id: NodeId) -> &mut Node<'a> {
        &mut self.nodes[id.index()]
    }
}

/// A step of a [`Walk`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// Before the children of a node.
    Enter(NodeId),
    /// After the children of a node.
    Leave(NodeId),
}

/// A walk through a part of a tree: each node is entered once and left once.
pub struct Walk<'t, 'a> {
    tree: &'t Tree<'a>,
    start: NodeId,
    next: Option<Visit>,
}

impl Iterator for Walk<'_, '_> {
    type Item = Visit;

    fn next(&mut self) -> Option<Visit> {
        let visit = self.next?;
        self.next = match visit {
            Visit::Enter(id) => Some(match self.tree.first_child(id) {
                Some(child) => Visit::Enter(child),
                None => Visit::Leave(id),
            }),
            Visit::Leave(id) if id == self.start => None,
            Visit::Leave(id) => match self.tree.next_sibling(id) {
                Some(sibling) => Some(Visit::Enter(sibling)),
                None => self.tree.parent(id).map(Visit::Leave),
            },
        };
        Some(visit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_enters_and_leaves_each_node_in_document_order() {
        let mut tree = Tree::new();
        let quote = tree.append(Tree::ROOT, Kind::BlockQuote);
        let paragraph = tree.append(quote, Kind::Paragraph { transparent: false });
        let text = tree.append(paragraph, Kind::Text("a".into()));
        let rule = tree.append(Tree::ROOT, Kind::Rule);
        let all: Vec<Visit> = tree.walk(Tree::ROOT).collect();
        assert_eq!(
            all,
            [
                Visit::Enter(Tree::ROOT),
                Visit::Enter(quote),
                Visit::Enter(paragraph),
                Visit::Enter(text),
                Visit::Leave(text),
                Visit::Leave(paragraph),
                Visit::Leave(quote),
                Visit::Enter(rule),
                Visit::Leave(rule),
                Visit::Leave(Tree::ROOT),
            ]
        );
        assert_eq!(tree.walk(quote).count(), 6);
    }

    #[test]
    fn an_attribute_keeps_its_place_and_classes_add_up() {
        let mut attributes = Attributes::default();
        attributes.set("class", "a");
        attributes.set("id", "b");
        attributes.add_class("c");
        attributes.set("id", "d");
        let all: Vec<_> = attributes.iter().collect();
        assert_eq!(all, [("class", "a c"), ("id", "d")]);
    }
}
