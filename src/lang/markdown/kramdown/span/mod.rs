//! The second phase: the text of a leaf to spans.
//!
//! At each character that may begin something, the constructs are tried in a fixed order. What
//! needs an end (emphasis, links) is opened on trial as a frame of a stack; where the text ends
//! before it does, all since then is dropped and its mark is text. Marks that come to nothing
//! cost a second reading of what follows them, so trials have a budget: beyond it marks are text
//! at once. Only nonsense gets there.

mod code;
mod emphasis;
mod extension;
mod html;
mod line_break;
mod link;
mod links;
mod math;
mod quotes;
mod small;
mod strikethrough;
mod symbols;
mod text;

use std::borrow::Cow;

use super::abbreviations::Abbreviations;
use super::document::Document;
use crate::lang::markdown::Input;
use crate::lang::markdown::tree::{Kind, NodeId, Tree, Visit};
use text::Pending;

/// How many bytes may be read again for each byte of a leaf, and at least.
const BUDGET_FACTOR: usize = 40;
const LEAST_BUDGET: usize = 20_000;

/// Elements within each other in a line, at most; further ones are text.
const DEEPEST: usize = 400;

/// Parses the spans of all leaves of the document and its footnotes.
pub(super) fn parse(document: &mut Document<'_>) {
    let abbreviations = Abbreviations::new(document);
    let mut roots = vec![(Tree::ROOT, false)];
    roots.extend(document.tree.footnotes().map(|(_, id)| (id, true)));
    for (root, in_footnote) in roots {
        for (leaf, in_html) in leaves(&document.tree, root) {
            parse_leaf(document, &abbreviations, leaf, !in_footnote && !in_html);
        }
    }
}

/// The unparsed leaves below a node, and whether they stand in an HTML element.
fn leaves(tree: &Tree<'_>, root: NodeId) -> Vec<(NodeId, bool)> {
    let mut elements = 0_usize;
    let mut leaves = Vec::new();
    for visit in tree.walk(root) {
        match visit {
            Visit::Enter(id) => match tree[id].kind {
                Kind::HtmlElement { .. } => elements += 1,
                Kind::Unparsed { .. } => leaves.push((id, elements > 0)),
                _ => {}
            },
            Visit::Leave(id) if matches!(tree[id].kind, Kind::HtmlElement { .. }) => {
                elements = elements.saturating_sub(1);
            }
            Visit::Leave(_) => {}
        }
    }
    leaves
}

fn parse_leaf<'a>(
    document: &mut Document<'a>,
    abbreviations: &Abbreviations<'a>,
    leaf: NodeId,
    breaks_lines: bool,
) {
    let Kind::Unparsed { text, line } = document.tree[leaf].kind.clone() else {
        return;
    };
    let Some(node) = document.tree.parent(leaf) else {
        return;
    };
    let text = match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => document.keep(text),
    };
    document.tree.detach(leaf);
    let gfm = document.options.input == Input::Gfm;
    let mut parser = SpanParser {
        gfm,
        hard_wrap: gfm && document.options.hard_wrap,
        breaks_lines: gfm && breaks_lines,
        document,
        abbreviations,
        context: Context::new(text, line),
        position: 0,
        node,
        raw: false,
        frames: Vec::new(),
        pending: Pending::default(),
        wasted: 0,
        undefined: None,
        budget: BUDGET_FACTOR * text.len() + LEAST_BUDGET,
    };
    parser.run();
}

/// What holds for the text being read, and is restored when it is read again.
#[derive(Clone, Copy)]
struct Context<'a> {
    text: &'a str,
    /// How many emphases, strong emphases, links and images are open.
    emphases: u16,
    strongs: u16,
    links: u16,
    /// What is known not to be found further on.
    missing: Missing,
    /// The line at a position before.
    line: (usize, u32),
}

impl<'a> Context<'a> {
    fn new(text: &'a str, line: u32) -> Self {
        Self {
            text,
            emphases: 0,
            strongs: 0,
            links: 0,
            missing: Missing::default(),
            line: (0, line),
        }
    }
}

/// Positions from which on something does not occur any more.
#[derive(Clone, Copy, Default)]
struct Missing {
    /// A run of this many backticks.
    backticks: Option<(usize, usize)>,
    math: Option<usize>,
    comment: Option<usize>,
    strikethrough: Option<usize>,
    angle: Option<usize>,
    brace: Option<usize>,
    end_tag: Option<usize>,
}

/// An element that is open.
struct Frame<'a> {
    construct: Construct<'a>,
    /// Where it goes into: the node that was open before.
    outer: NodeId,
    outer_raw: bool,
    /// Where its mark begins.
    start: usize,
    /// The length of its mark.
    mark: usize,
    /// Of the tree before.
    tree_length: usize,
    /// How many warnings there were.
    warnings: usize,
    /// Of the text before.
    context: Context<'a>,
}

enum Construct<'a> {
    Emphasis {
        /// `*` or `_`.
        sign: u8,
        strong: bool,
    },
    Link {
        image: bool,
        /// How many brackets are open.
        brackets: usize,
    },
    Html {
        name: Cow<'a, str>,
    },
    Strikethrough,
}

struct SpanParser<'a, 'd> {
    document: &'d mut Document<'a>,
    abbreviations: &'d Abbreviations<'a>,
    gfm: bool,
    hard_wrap: bool,
    /// Whether GFM's ways to break lines hold here.
    breaks_lines: bool,
    context: Context<'a>,
    position: usize,
    /// The node spans go into.
    node: NodeId,
    /// Whether only HTML is parsed.
    raw: bool,
    frames: Vec<Frame<'a>>,
    pending: Pending<'a>,
    wasted: usize,
    budget: usize,
    /// The id a link on trial refers to that nothing defines.
    undefined: Option<String>,
}

impl<'a> SpanParser<'a, '_> {
    fn run(&mut self) {
        loop {
            if self.position >= self.context.text.len() {
                if !self.end_of_text() {
                    break;
                }
                continue;
            }
            let Some(special) = self.next_special() else {
                let end = self.context.text.len();
                self.take_text(end);
                continue;
            };
            self.special(special);
        }
        self.flush();
    }

    fn rest(&self) -> &'a str {
        &self.context.text[self.position..]
    }

    /// The text before the position.
    fn before(&self) -> &'a str {
        &self.context.text[..self.position]
    }

    fn line_number(&mut self) -> u32 {
        let (from, line) = self.context.line;
        let passed = self.before().get(from..).unwrap_or_default();
        let newlines = passed.bytes().filter(|byte| *byte == b'\n').count();
        let line = line.saturating_add(newlines as u32);
        self.context.line = (self.position.max(from), line);
        line
    }

    fn warn(&mut self, message: String) {
        let line = self.line_number();
        self.document.warn(line, message);
    }

    /// Adds a span that has no spans inside.
    fn add(&mut self, kind: Kind<'a>) -> NodeId {
        self.flush();
        self.document.tree.append(self.node, kind)
    }

    /// Opens a frame at a mark, whose content goes into a new node.
    fn open(&mut self, construct: Construct<'a>, kind: Kind<'a>, mark: usize) {
        self.flush();
        self.line_number();
        let frame = Frame {
            construct,
            outer: self.node,
            outer_raw: self.raw,
            start: self.position,
            mark,
            tree_length: self.document.tree.len(),
            warnings: self.document.warnings.len(),
            context: self.context,
        };
        self.frames.push(frame);
        self.node = self.document.tree.append(self.node, kind);
        self.position += mark;
    }

    /// Closes the frame on top: what was open before goes on.
    fn close(&mut self) -> Option<(NodeId, Frame<'a>)> {
        self.flush();
        let frame = self.frames.pop()?;
        let node = self.node;
        self.node = frame.outer;
        self.raw = frame.outer_raw;
        let missing = self.context.missing;
        let line = self.context.line;
        let same_text = std::ptr::eq(self.context.text, frame.context.text);
        self.context = frame.context;
        if same_text {
            self.context.missing = missing;
            self.context.line = line;
        }
        Some((node, frame))
    }

    /// Drops the frame on top with all in it, and goes back to its mark.
    fn roll_back(&mut self) -> Option<Frame<'a>> {
        let end = self.position;
        self.pending = Pending::default();
        let frame = self.frames.pop()?;
        self.document.tree.truncate(frame.outer, frame.tree_length);
        // What is read again warns again.
        self.document.warnings.truncate(frame.warnings);
        self.node = frame.outer;
        self.raw = frame.outer_raw;
        self.context = frame.context;
        self.position = frame.start;
        self.wasted = self.wasted.saturating_add(end.saturating_sub(frame.start));
        Some(frame)
    }

    fn is_over_budget(&self) -> bool {
        self.wasted > self.budget
    }

    /// Completes the frame on top where the text ends. False if there is none.
    fn end_of_text(&mut self) -> bool {
        if self.is_over_budget() {
            self.give_up();
        }
        let Some(frame) = self.frames.last() else {
            return false;
        };
        match frame.construct {
            Construct::Strikethrough => self.end_strikethrough(),
            Construct::Html { .. } => self.auto_close_html(),
            Construct::Emphasis { .. } => self.fail_emphasis(),
            Construct::Link { .. } => self.fail_link(),
        }
        true
    }

    /// Drops all that is open on trial, down to the outermost.
    fn give_up(&mut self) {
        let outermost = self.frames.iter().position(|frame| {
            matches!(
                frame.construct,
                Construct::Emphasis { .. } | Construct::Link { .. }
            )
        });
        let Some(outermost) = outermost else {
            return;
        };
        while self.frames.len() > outermost + 1 {
            self.roll_back();
        }
        // The one left fails in its own way, back to its mark.
        self.position = self.context.text.len();
    }

    /// Tries all that may begin at the position, which is at a special character.
    fn special(&mut self, first: u8) {
        if self.closes_frame(first) {
            return;
        }
        if self.raw {
            if first != b'<' || !self.html() {
                self.take_character();
            }
            return;
        }
        let done = match first {
            b'*' | b'_' => self.emphasis(first),
            b'`' => self.code(),
            b'<' => self.autolink() || self.html() || self.symbol(),
            b'[' | b'!' => self.footnote_reference() || self.link(),
            _ => false,
        };
        if done || self.quote() {
            return;
        }
        let done = match first {
            b'$' => self.math(),
            b'{' => self.extension(),
            b'&' => self.entity(),
            b'-' | b'.' | b'>' | b' ' => self.symbol() || self.line_break(),
            b'\n' => self.hard_line_break(),
            b'\\' => self.math() || self.symbol() || self.line_break() || self.escape(),
            b'~' => self.gfm && self.strikethrough(),
            _ => false,
        };
        if !done {
            self.take_character();
        }
    }

    /// Whether the frame on top ends here; if so it is closed.
    fn closes_frame(&mut self, first: u8) -> bool {
        let Some(frame) = self.frames.last() else {
            return false;
        };
        match (&frame.construct, first) {
            (Construct::Emphasis { .. }, b'*' | b'_') => self.close_emphasis(),
            (Construct::Link { .. }, b'[' | b']' | b'!') => self.bracket(),
            (Construct::Html { .. }, b'<') => self.close_html(),
            _ => false,
        }
    }
}
