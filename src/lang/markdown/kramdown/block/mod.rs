//! The first phase: lines to blocks.
//!
//! Containers are parsed by a stack of frames, not by recursion. The content of a quote or an
//! item is a text of its own (its lines without their markers) that is parsed like a document;
//! HTML elements go on in the text they stand in. At each line the constructs are tried in a
//! fixed order; any may decline, and a paragraph takes what nothing else wanted.

mod abbreviation;
mod code;
mod definition_list;
mod extension;
mod footnote;
mod heading;
mod html;
mod link_definition;
mod list;
mod list_lines;
mod math;
mod paragraph;
mod quote;
mod table;
mod table_cells;
mod task_list;

use std::borrow::Cow;

use super::attributes::AttributeList;
use super::document::Document;
use super::lines;
use crate::lang::markdown::tree::{Boundary, Kind, NodeId, Tree};
use html::RawElement;
use list::PendingItems;

/// Containers deeper than this are text. (kramdown itself gives up on such documents: its own
/// recursion ends in an error of the stack long before.)
const DEEPEST: usize = 400;

/// A text and how far it is read.
struct Scanner<'a> {
    text: &'a str,
    position: usize,
    /// The line of the document the position is on.
    line: u32,
    /// From where on no fence of this length (of `` ` ``, of `~`) is closed.
    unclosed_fences: [Option<usize>; 2],
    /// Whether what is left holds no `$$`.
    no_math_left: bool,
    /// Whether what is left holds no end of an extension.
    no_end_tag_left: bool,
    /// Whether what is left holds no end of a comment.
    no_comment_end_left: bool,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, line: u32) -> Self {
        Self {
            text,
            position: 0,
            line,
            unclosed_fences: [None; 2],
            no_math_left: false,
            no_end_tag_left: false,
            no_comment_end_left: false,
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }

    fn advance(&mut self, length: usize) -> &'a str {
        let taken = &self.rest()[..length];
        self.position += length;
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count() as u32;
        taken
    }
}

/// A container that is open.
enum Frame<'a> {
    /// Blocks go into a node.
    Blocks(Blocks<'a>),
    /// Items of a list whose content is still to be parsed.
    Items(PendingItems<'a>),
    /// An HTML element whose content is left as it is.
    Raw(RawElement<'a>),
}

struct Blocks<'a> {
    node: NodeId,
    /// Attributes for the block that comes next.
    pending: Option<AttributeList<'a>>,
    /// The name of the HTML element these blocks stand in, which closes them.
    element: Option<Cow<'a, str>>,
}

/// The state of the first phase.
pub(super) struct BlockParser<'a, 'd> {
    document: &'d mut Document<'a>,
    scanners: Vec<Scanner<'a>>,
    frames: Vec<Frame<'a>>,
    /// The last blank node, and whether it is a single empty line: terms may stand before one.
    blank: Option<(NodeId, bool)>,
}

/// Parses the blocks of a document into its tree.
pub(super) fn parse<'a>(document: &mut Document<'a>, source: &'a str) {
    let mut parser = BlockParser {
        document,
        scanners: Vec::new(),
        frames: Vec::new(),
        blank: None,
    };
    parser.open_text(Tree::ROOT, source, 1);
    parser.run();
}

impl<'a> BlockParser<'a, '_> {
    fn run(&mut self) {
        while let Some(frame) = self.frames.last() {
            match frame {
                Frame::Blocks(_) => self.step_blocks(),
                Frame::Items(_) => self.step_items(),
                Frame::Raw(_) => self.step_raw(),
            }
        }
    }

    fn step_blocks(&mut self) {
        if !self.rest().is_empty() {
            self.block();
            return;
        }
        let Some(Frame::Blocks(blocks)) = self.frames.pop() else {
            return;
        };
        match blocks.element {
            None => {
                self.scanners.pop();
            }
            Some(name) => self.auto_close(&name),
        }
    }

    /// Parses a text of its own into a node, next.
    fn open_text(&mut self, node: NodeId, text: &'a str, line: u32) {
        self.scanners.push(Scanner::new(text, line));
        self.frames.push(Frame::Blocks(Blocks {
            node,
            pending: None,
            element: None,
        }));
    }

    fn is_too_deep(&self) -> bool {
        self.frames.len() >= DEEPEST
    }

    fn rest(&self) -> &'a str {
        self.scanners.last().map_or("", Scanner::rest)
    }

    fn line_number(&self) -> u32 {
        self.scanners.last().map_or(1, |scanner| scanner.line)
    }

    fn advance(&mut self, length: usize) -> &'a str {
        self.scanners
            .last_mut()
            .map_or("", |scanner| scanner.advance(length))
    }

    /// The node blocks go into.
    fn container(&self) -> NodeId {
        match self.frames.last() {
            Some(Frame::Blocks(blocks)) => blocks.node,
            Some(Frame::Raw(element)) => element.node,
            _ => Tree::ROOT,
        }
    }

    fn last_block(&self) -> Option<NodeId> {
        self.document.tree.last_child(self.container())
    }

    fn is_blank(&self, id: NodeId) -> bool {
        self.document.tree[id].kind == Kind::Blank
    }

    fn is_paragraph(&self, id: NodeId) -> bool {
        self.document.tree[id].kind == Kind::Paragraph { transparent: false }
    }

    fn pending_mut(&mut self) -> Option<&mut Option<AttributeList<'a>>> {
        match self.frames.last_mut() {
            Some(Frame::Blocks(blocks)) => Some(&mut blocks.pending),
            _ => None,
        }
    }

    /// Adds a block, which takes the attributes that wait for one.
    fn add(&mut self, kind: Kind<'a>) -> NodeId {
        let id = self.document.tree.append(self.container(), kind);
        let pending = self.pending_mut().and_then(Option::take);
        if let Some(list) = pending {
            self.document.attributes.insert(id, list);
        }
        id
    }

    /// Adds a block of spans.
    fn add_leaf(&mut self, kind: Kind<'a>, text: impl Into<Cow<'a, str>>, line: u32) -> NodeId {
        let id = self.add(kind);
        let text = text.into();
        self.document.tree.append(id, Kind::Unparsed { text, line });
        id
    }

    fn add_boundary(&mut self, boundary: Boundary) -> NodeId {
        self.add(Kind::Boundary(boundary))
    }

    /// Whether a block may begin here that has to stand apart from what is before it.
    fn is_after_boundary(&mut self) -> bool {
        let has_pending = self.pending_mut().is_some_and(|pending| pending.is_some());
        has_pending
            || self.last_block().is_none_or(|last| {
                matches!(
                    self.document.tree[last].kind,
                    Kind::Blank | Kind::Boundary(Boundary::Mark)
                )
            })
    }

    /// Whether a block may end before `rest` that has to stand apart from what follows.
    fn is_before_boundary(rest: &str) -> bool {
        rest.is_empty()
            || lines::starts_blank(rest)
            || lines::end_of_block_mark(rest).is_some()
            || lines::block_attributes(lines::after_optional_space(rest)).is_some()
    }

    /// Parses the block at the position.
    fn block(&mut self) {
        let rest = self.rest();
        let _ = self.blank_lines()
            || self.indented_code(rest)
            || self.by_first_character(rest)
            || self.table(rest)
            || self.late_by_first_character(rest)
            || self.paragraph(rest);
    }

    /// Constructs that are tried before tables.
    fn by_first_character(&mut self, rest: &'a str) -> bool {
        let text = lines::after_optional_space(rest);
        let Some(first) = text.bytes().next() else {
            return false;
        };
        match first {
            b'`' | b'~' if self.fenced_code(rest) => return true,
            b'>' if self.quote(rest) => return true,
            b'#' if self.atx_heading(rest) => return true,
            b'*' | b'-' | b'_' if self.rule(text) => return true,
            _ => {}
        }
        let done = match first {
            b'*' | b'-' | b'+' | b'0'..=b'9' => self.list(rest),
            b':' => self.definition_list(rest),
            b'<' => self.block_html(rest),
            _ => false,
        };
        done || self.setext_heading(rest) || (matches!(first, b'$' | b'\\') && self.math(rest))
    }

    /// Constructs that are tried after tables.
    fn late_by_first_character(&mut self, rest: &'a str) -> bool {
        // A declined formula may have taken its backslash.
        if rest.len() != self.rest().len() {
            return false;
        }
        let text = lines::after_optional_space(rest);
        match text.bytes().next() {
            Some(b'[') => self.footnote_definition(rest) || self.link_definition(rest),
            Some(b'*') => self.abbreviation_definition(rest),
            Some(b'{') => self.extension(rest),
            Some(b'^') => self.end_of_block(rest),
            _ => false,
        }
    }

    fn blank_lines(&mut self) -> bool {
        let length = lines::blank_run(self.rest());
        if length == 0 {
            return false;
        }
        let blank = self.advance(length);
        match self.last_block() {
            Some(last) if self.is_blank(last) => self.blank = Some((last, false)),
            _ => {
                let id = self.add(Kind::Blank);
                self.blank = Some((id, blank == "\n"));
            }
        }
        true
    }

    fn end_of_block(&mut self, rest: &str) -> bool {
        let Some(length) = lines::end_of_block_mark(rest) else {
            return false;
        };
        self.advance(length);
        self.add_boundary(Boundary::Mark);
        true
    }

    fn rule(&mut self, text: &str) -> bool {
        if !is_rule(text) {
            return false;
        }
        let length = lines::line_length(self.rest());
        self.advance(length);
        self.add(Kind::Rule);
        true
    }
}

/// Whether the first line of `text`, which has no indentation, is a thematic break.
fn is_rule(text: &str) -> bool {
    let line = lines::line(text);
    let Some(sign @ (b'*' | b'-' | b'_')) = line.bytes().next() else {
        return false;
    };
    let mut signs = 0;
    line.bytes().all(|byte| {
        signs += usize::from(byte == sign);
        byte == sign || matches!(byte, b' ' | b'\t')
    }) && signs >= 3
}
