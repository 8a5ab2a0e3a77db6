//! CommonMark, by pulldown-cmark: its events become an element tree.
//!
//! Where CommonMark has no say (typography, empty lines in the output, how a description is
//! spaced), kramdown's rules hold.

mod alt_text;
mod blank_lines;
mod blocks;
mod spans;

use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, OffsetIter, Options, Parser, Tag};

use super::MarkdownOptions;
use super::tree::{Alignment, Kind, NodeId, Tree};
use alt_text::AltText;
use spans::PendingText;

/// Parses a document.
pub fn parse<'a>(source: &'a str, options: &MarkdownOptions) -> Tree<'a> {
    let mut builder = Builder {
        source,
        options,
        events: Parser::new_ext(source, extensions())
            .into_offset_iter()
            .peekable(),
        tree: Tree::new(),
        frames: vec![Frame::new(Tree::ROOT, 0..source.len())],
        quotes: 0,
        text: None,
        after_line_break: false,
        verbatim: false,
        alt_text: None,
    };
    while let Some((event, range)) = builder.events.next() {
        builder.event(event, range);
    }
    builder.end_of_document();
    builder.tree
}

fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
}

/// An element that is open.
struct Frame {
    node: NodeId,
    range: Range<usize>,
    /// The last block that was closed in it.
    last_block: Option<Range<usize>>,
    /// Whether its first paragraph is printed with `<p>`, where its kind leaves that open.
    loose: bool,
    /// The columns of a table.
    alignments: Vec<Alignment>,
    /// The next column of a row.
    column: usize,
}

impl Frame {
    fn new(node: NodeId, range: Range<usize>) -> Self {
        Self {
            node,
            range,
            last_block: None,
            loose: false,
            alignments: Vec::new(),
            column: 0,
        }
    }
}

/// The tree in the making.
struct Builder<'a, 'o> {
    source: &'a str,
    options: &'o MarkdownOptions,
    events: Peekable<OffsetIter<'a>>,
    tree: Tree<'a>,
    frames: Vec<Frame>,
    /// How many block quotes are open.
    quotes: usize,
    /// Text that is read but not in the tree yet: more may follow.
    text: Option<PendingText>,
    /// Whether a line break was the last thing within the paragraph.
    after_line_break: bool,
    /// Whether text is printed without typography: in `<https://…>`.
    verbatim: bool,
    alt_text: Option<AltText>,
}

impl<'a> Builder<'a, '_> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.alt_text.is_some() {
            self.alt_text_event(event, range);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => self.leaf_block(Kind::Rule, range),
            event => self.span_event(event, range),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.open_span(Kind::Emphasis, range),
            Tag::Strong => self.open_span(Kind::Strong, range),
            Tag::Strikethrough => self.open_span(Kind::Strikethrough, range),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.open_link(link_type, dest_url, title, range),
            Tag::Image {
                dest_url, title, ..
            } => self.open_image(dest_url, title, range),
            block => self.start_block(block, range),
        }
    }

    /// The element new ones are added to.
    fn top(&self) -> NodeId {
        self.frames.last().map_or(Tree::ROOT, |frame| frame.node)
    }

    fn push(&mut self, kind: Kind<'a>, range: Range<usize>) -> NodeId {
        let node = self.tree.append(self.top(), kind);
        self.tree[node].span = span(&range);
        self.frames.push(Frame::new(node, range));
        node
    }

    fn append(&mut self, kind: Kind<'a>, range: &Range<usize>) -> NodeId {
        let node = self.tree.append(self.top(), kind);
        self.tree[node].span = span(range);
        node
    }

    fn pop(&mut self) {
        // The root stays, whatever comes.
        if self.frames.len() > 1 {
            self.frames.pop();
        }
    }
}

/// A place in the source; none beyond what 32 bits can say.
fn span(range: &Range<usize>) -> Option<Range<u32>> {
    Some(u32::try_from(range.start).ok()?..u32::try_from(range.end).ok()?)
}

fn cow(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        text => Cow::Owned(text.into_string()),
    }
}
