//! Blocks: containers, paragraphs, code, tables, footnotes.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::{Builder, Frame, blank_lines, cow, span};
use crate::lang::markdown::tree::{Alignment, Attributes, Kind, NodeId, Tree};

/// In quotes deeper than this blank lines are not looked for: each level would read the markers
/// of all of them again. No real document gets here.
const DEEPEST_QUOTE: usize = 64;

impl<'a> Builder<'a, '_> {
    pub(super) fn start_block(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.start_paragraph(range),
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                let node = self.open_block(Kind::Heading(level as u8), range);
                let attributes = &mut self.tree[node].attributes;
                set_attributes(attributes, &classes, attrs, id);
            }
            Tag::BlockQuote(_) => {
                self.open_block(Kind::BlockQuote, range);
                self.quotes += 1;
            }
            Tag::HtmlBlock => {
                let html = self.raw_text();
                self.open_block(Kind::HtmlBlock(html), range);
            }
            Tag::CodeBlock(kind) => self.code_block(kind, range),
            Tag::List(start) => {
                let ordered = start.is_some();
                self.open_block(Kind::List { ordered }, range);
            }
            Tag::Item => self.start_item(range),
            Tag::FootnoteDefinition(name) => self.start_footnote(name, range),
            Tag::DefinitionList => {
                self.open_block(Kind::DefinitionList, range);
            }
            Tag::DefinitionListTitle => {
                self.push(Kind::Term, range);
            }
            Tag::DefinitionListDefinition => self.start_description(range),
            Tag::Table(alignments) => {
                self.open_block(Kind::Table, range);
                if let Some(frame) = self.frames.last_mut() {
                    frame.alignments = alignments.into_iter().map(alignment).collect();
                }
            }
            Tag::TableHead => {
                self.push(Kind::TableHead, range.clone());
                self.push(Kind::TableRow, range);
            }
            Tag::TableRow => self.start_row(range),
            Tag::TableCell => self.start_cell(range),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        self.flush_text();
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.pop(),
            TagEnd::Link => {
                self.verbatim = false;
                self.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.blank_line_before(range.end);
                self.quotes = self.quotes.saturating_sub(1);
                self.close_block(range);
            }
            TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Heading(_)
            | TagEnd::List(_)
            | TagEnd::DefinitionListTitle => self.close_block(range),
            // pulldown-cmark lets the list reach into the paragraph after it.
            TagEnd::DefinitionList => {
                let last = self.frames.last().and_then(|list| list.last_block.clone());
                let end = last.map_or(range.end, |last| last.end);
                self.close_block(range.start..end);
            }
            TagEnd::Item | TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition => {
                self.close_implicit_paragraph();
                self.close_block(range);
            }
            TagEnd::TableHead => {
                self.pop();
                self.pop();
            }
            TagEnd::Table => {
                if self.tree[self.top()].kind == Kind::TableBody {
                    self.pop();
                }
                self.close_block(range);
            }
            TagEnd::TableRow | TagEnd::TableCell => self.pop(),
            _ => {}
        }
    }

    /// Marks the blank lines at the very end.
    pub(super) fn end_of_document(&mut self) {
        self.flush_text();
        self.blank_line_before(self.source.len());
    }

    /// A block without content.
    pub(super) fn leaf_block(&mut self, kind: Kind<'a>, range: Range<usize>) {
        self.open_block(kind, range.clone());
        self.close_block(range);
    }

    fn open_block(&mut self, kind: Kind<'a>, range: Range<usize>) -> NodeId {
        self.close_implicit_paragraph();
        self.blank_line_before(range.start);
        self.after_line_break = false;
        self.push(kind, range)
    }

    fn close_block(&mut self, range: Range<usize>) {
        self.pop();
        if let Some(frame) = self.frames.last_mut() {
            frame.last_block = Some(range);
        }
    }

    /// Marks the blank lines between the last block of the open container and `next`.
    fn blank_line_before(&mut self, next: usize) {
        if self.has_blank_line_before(next) {
            let top = self.top();
            let last = self.tree.last_child(top);
            if last.is_none_or(|last| self.tree[last].kind != Kind::Blank) {
                self.tree.append(top, Kind::Blank);
            }
        }
    }

    fn has_blank_line_before(&self, next: usize) -> bool {
        if self.quotes > DEEPEST_QUOTE {
            return false;
        }
        let last = self
            .frames
            .last()
            .and_then(|frame| frame.last_block.as_ref());
        match last {
            Some(last) => blank_lines::between(self.source, last, next, self.quotes),
            // At the start of a container there are none but those of the document.
            None => self.frames.len() == 1 && blank_lines::before(self.source, next),
        }
    }

    /// A paragraph; one that is a formula and nothing else is a block of it.
    fn start_paragraph(&mut self, range: Range<usize>) {
        let whole = self.source.get(range.clone()).unwrap_or_default().trim();
        if let Some((Event::DisplayMath(_), formula)) = self.events.peek()
            && formula.len() == whole.len()
            && let Some((Event::DisplayMath(formula), _)) = self.events.next()
        {
            self.open_block(Kind::MathBlock(cow(formula)), range);
            return;
        }
        let transparent = self.takes_transparent_paragraph();
        self.open_block(Kind::Paragraph { transparent }, range);
    }

    /// Text that stands directly in an item is a transparent paragraph.
    pub(super) fn open_implicit_paragraph(&mut self, range: &Range<usize>) {
        let top = self.top();
        match self.tree[top].kind {
            Kind::Item => {
                self.open_block(Kind::Paragraph { transparent: true }, range.clone());
            }
            Kind::Description | Kind::FootnoteDefinition => {
                let transparent = self.takes_transparent_paragraph();
                self.open_block(Kind::Paragraph { transparent }, range.clone());
            }
            _ => {}
        }
    }

    /// Whether the next paragraph is the first of a description that follows its term, or the
    /// description before it, without a blank line.
    fn takes_transparent_paragraph(&self) -> bool {
        let Some(frame) = self.frames.last() else {
            return false;
        };
        self.tree[frame.node].kind == Kind::Description
            && self.tree.first_child(frame.node).is_none()
            && !frame.loose
    }

    fn close_implicit_paragraph(&mut self) {
        self.flush_text();
        let Some(parent) = self.tree.parent(self.top()) else {
            return;
        };
        let in_item = matches!(
            self.tree[parent].kind,
            Kind::Item | Kind::Description | Kind::FootnoteDefinition
        );
        if in_item && matches!(self.tree[self.top()].kind, Kind::Paragraph { .. }) {
            let range = self.frames.last().map(|frame| frame.range.clone());
            self.close_block(range.unwrap_or_default());
        }
    }

    fn code_block(&mut self, kind: CodeBlockKind<'a>, range: Range<usize>) {
        let code = self.raw_text();
        let node = self.open_block(Kind::CodeBlock(code), range);
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = language(&info)
        {
            self.tree[node]
                .attributes
                .set("class", format!("language-{language}"));
        }
    }

    /// The text of a block that has nothing else in it.
    fn raw_text(&mut self) -> Cow<'a, str> {
        let mut all: Cow<'a, str> = Cow::Borrowed("");
        let is_text = |event: &(Event<'a>, _)| matches!(event.0, Event::Text(_) | Event::Html(_));
        while let Some((Event::Text(text) | Event::Html(text), _)) = self.events.next_if(is_text) {
            match all.is_empty() {
                true => all = cow(text),
                false => all.to_mut().push_str(&text),
            }
        }
        all
    }

    fn start_item(&mut self, range: Range<usize>) {
        let list = self.top();
        let node = self.push(Kind::Item, range);
        // kramdown marks the items after a task too.
        if self.tree[list].attributes.get("class").is_some() {
            self.tree[node].attributes.set("class", "task-list-item");
        }
    }

    pub(super) fn task_marker(&mut self, checked: bool, range: &Range<usize>) {
        self.open_implicit_paragraph(range);
        let item = self.tree.parent(self.top());
        if let Some(item) = item {
            self.tree[item].attributes.set("class", "task-list-item");
            if let Some(list) = self.tree.parent(item) {
                self.tree[list].attributes.set("class", "task-list");
            }
        }
        self.append(Kind::TaskMarker { checked }, range);
    }

    fn start_footnote(&mut self, name: CowStr<'a>, range: Range<usize>) {
        self.close_implicit_paragraph();
        self.blank_line_before(range.start);
        let node = self.tree.define_footnote(cow(name));
        self.tree[node].span = span(&range);
        self.frames.push(Frame::new(node, range));
    }

    fn start_description(&mut self, range: Range<usize>) {
        let loose = self.has_blank_line_before(range.start);
        self.push(Kind::Description, range);
        if let Some(frame) = self.frames.last_mut() {
            frame.loose = loose;
        }
    }

    fn start_row(&mut self, range: Range<usize>) {
        if self.tree[self.top()].kind == Kind::Table {
            self.push(Kind::TableBody, range.clone());
        }
        self.push(Kind::TableRow, range);
    }

    fn start_cell(&mut self, range: Range<usize>) {
        let column = self.frames.last_mut().map_or(0, |row| {
            row.column += 1;
            row.column - 1
        });
        // The table is two frames further out: row, head or body, table.
        let table = self.frames.iter().rev().nth(2);
        let alignment = table.and_then(|table| table.alignments.get(column));
        let alignment = alignment.copied().unwrap_or_default();
        let group = self.tree.parent(self.top()).unwrap_or(Tree::ROOT);
        let header = self.tree[group].kind == Kind::TableHead;
        self.push(Kind::TableCell { header, alignment }, range);
    }
}

/// What braces after a heading say, in kramdown's order: the id comes last.
fn set_attributes<'a>(
    attributes: &mut Attributes<'a>,
    classes: &[CowStr<'a>],
    others: Vec<(CowStr<'a>, Option<CowStr<'a>>)>,
    id: Option<CowStr<'a>>,
) {
    for class in classes {
        attributes.add_class(class);
    }
    for (name, value) in others {
        attributes.set(cow(name), value.map(cow).unwrap_or_default());
    }
    if let Some(id) = id {
        attributes.set("id", cow(id));
    }
}

/// The language an info string names: its first word, up to options in the form of a query.
fn language(info: &str) -> Option<&str> {
    let word = info.split_ascii_whitespace().next()?;
    let language = word.split('?').next()?;
    (!language.is_empty()).then_some(language)
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::Default,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
