//! The writer: an element tree to HTML, byte for byte as kramdown 2.4 prints it.
//!
//! Blocks indent their content by two spaces a level and end with a newline; empty lines come
//! from [`Kind::Blank`] nodes alone. The tree is walked, not recursed into.

mod attributes;
mod characters;
mod code;
mod elements;
mod footnotes;
mod lists;

use super::MarkdownOptions;
use super::tree::{Alignment, Kind, NodeId, Tree, Visit};
use crate::lang::highlight::write_escaped;
pub(super) use attributes::write_attribute;
use attributes::write_attributes;
use characters::write_text;
use footnotes::Footnotes;

/// Levels deeper than this are not indented further. No real document gets here; without a
/// bound, the output of `>>>>…` would grow with the square of its depth.
const DEEPEST_INDENTATION: usize = 64;

/// Prints a document.
pub fn write(tree: &Tree<'_>, options: &MarkdownOptions) -> String {
    let mut writer = Writer {
        tree,
        options,
        out: String::new(),
        depth: 0,
        footnotes: Footnotes::new(tree),
        footnote_place: None,
        outer_depth: 0,
    };
    writer.subtree(Tree::ROOT);
    writer.footnotes()
}

/// The state of a run: what is written, and how deep in blocks it is.
struct Writer<'t, 'a> {
    tree: &'t Tree<'a>,
    options: &'t MarkdownOptions,
    out: String,
    depth: usize,
    footnotes: Footnotes<'t>,
    /// Where the list of footnotes goes, if not to the end.
    footnote_place: Option<usize>,
    /// How deep the table of contents stands, which is printed without that.
    outer_depth: usize,
}

impl Writer<'_, '_> {
    fn subtree(&mut self, start: NodeId) {
        let tree = self.tree;
        for visit in tree.walk(start) {
            match visit {
                Visit::Enter(id) => self.enter(id),
                Visit::Leave(id) => self.leave(id),
            }
        }
    }

    fn enter(&mut self, id: NodeId) {
        let tree = self.tree;
        match &tree[id].kind {
            Kind::Root | Kind::FootnoteDefinition => {}
            Kind::Blank => self.out.push('\n'),
            Kind::Paragraph { transparent: true } => {}
            Kind::Paragraph { transparent: false } => self.open_line(id, "p"),
            Kind::Heading(level) => self.open_line(id, self.heading_name(*level)),
            Kind::Term => self.open_line(id, "dt"),
            Kind::TableCell { header, alignment } => self.open_cell(id, *header, *alignment),
            Kind::BlockQuote => self.open_container(id, "blockquote"),
            Kind::List { ordered } => self.open_container(id, list_name(*ordered)),
            Kind::DefinitionList => self.open_container(id, "dl"),
            Kind::Table => self.open_container(id, "table"),
            Kind::TableHead => self.open_container(id, "thead"),
            Kind::TableBody => self.open_container(id, "tbody"),
            Kind::TableFoot => self.open_container(id, "tfoot"),
            Kind::TableRow => self.open_container(id, "tr"),
            Kind::Item => self.open_item(id, "li"),
            Kind::Description => self.open_item(id, "dd"),
            Kind::Rule => self.rule(id),
            Kind::CodeBlock(code) => self.code_block(id, code),
            Kind::MathBlock(formula) => self.math_block(id, formula),
            Kind::Figure => self.open_container(id, "figure"),
            Kind::Unindented => {
                self.outer_depth = self.depth;
                self.depth = 0;
            }
            Kind::FootnoteList => self.footnote_place = Some(self.out.len()),
            Kind::HtmlElement { name, layout } => self.open_element(id, name, *layout),
            Kind::HtmlBlock(html) => self.html_block(html),
            _ => self.enter_span(id),
        }
    }

    fn enter_span(&mut self, id: NodeId) {
        let tree = self.tree;
        match &tree[id].kind {
            Kind::Text(text) => write_escaped(&mut self.out, text),
            Kind::Emphasis => self.open_tag(id, "em"),
            Kind::Strong => self.open_tag(id, "strong"),
            Kind::Strikethrough => self.open_tag(id, "del"),
            Kind::Link => self.open_tag(id, "a"),
            Kind::Image => self.image(id),
            Kind::HtmlText(text) => write_text(&mut self.out, text),
            Kind::Character { character, source } => {
                self.character(*character, source.as_deref());
            }
            Kind::Abbreviation(text) => self.abbreviation(id, text),
            Kind::LineBreak => self.out.push_str("<br />"),
            Kind::CodeSpan(code) => self.code_span(id, code),
            Kind::MathSpan(formula) => self.math_span(id, formula),
            Kind::HtmlSpan(html) => self.out.push_str(html),
            Kind::TaskMarker { checked } => self.task_marker(*checked),
            Kind::FootnoteReference(name) => self.footnote_reference(name),
            _ => {}
        }
    }

    fn leave(&mut self, id: NodeId) {
        let tree = self.tree;
        match tree[id].kind {
            Kind::Paragraph { transparent } => self.close_paragraph(id, transparent),
            Kind::Heading(level) => self.close_line(self.heading_name(level)),
            Kind::Term => self.close_line("dt"),
            Kind::TableCell { header, .. } => self.close_cell(id, header),
            Kind::BlockQuote => self.close_container("blockquote"),
            Kind::List { ordered } => self.close_container(list_name(ordered)),
            Kind::DefinitionList => self.close_container("dl"),
            Kind::Table => self.close_container("table"),
            Kind::TableHead => self.close_container("thead"),
            Kind::TableBody => self.close_container("tbody"),
            Kind::TableFoot => self.close_container("tfoot"),
            Kind::Unindented => self.depth = self.outer_depth,
            Kind::Figure => self.close_container("figure"),
            Kind::HtmlElement { ref name, layout } => self.close_element(id, name, layout),
            Kind::TableRow => self.close_container("tr"),
            Kind::Item => self.close_item(id, "li"),
            Kind::Description => self.close_item(id, "dd"),
            Kind::Emphasis => self.close_tag("em"),
            Kind::Strong => self.close_tag("strong"),
            Kind::Strikethrough => self.close_tag("del"),
            Kind::Link => self.close_tag("a"),
            _ => {}
        }
    }

    fn indent(&mut self) {
        for _ in 0..self.depth.min(DEEPEST_INDENTATION) {
            self.out.push_str("  ");
        }
    }

    fn heading_name(&self, level: u8) -> &'static str {
        const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        let level = i16::from(level) + i16::from(self.options.header_offset);
        NAMES[level.clamp(1, 6) as usize - 1]
    }

    fn open_tag(&mut self, id: NodeId, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
        write_attributes(&mut self.out, &self.tree[id].attributes);
        self.out.push('>');
    }

    fn close_tag(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn void_tag(&mut self, id: NodeId, name: &str) {
        self.out.push('<');
        self.out.push_str(name);
        write_attributes(&mut self.out, &self.tree[id].attributes);
        self.out.push_str(" />");
    }

    /// Opens a block whose content stands on the line of its tags.
    fn open_line(&mut self, id: NodeId, name: &str) {
        self.indent();
        self.open_tag(id, name);
    }

    fn close_line(&mut self, name: &str) {
        self.close_tag(name);
        self.out.push('\n');
    }

    /// Opens a block whose content stands on lines of its own.
    fn open_container(&mut self, id: NodeId, name: &str) {
        self.open_line(id, name);
        self.out.push('\n');
        self.depth += 1;
    }

    fn close_container(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        self.close_line(name);
    }

    fn close_paragraph(&mut self, id: NodeId, transparent: bool) {
        if self.footnotes.is_backlink_place(id) {
            self.backlinks_after_text();
        }
        if !transparent {
            self.close_line("p");
        } else if self.tree.next_sibling(id).is_some() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn rule(&mut self, id: NodeId) {
        self.indent();
        self.void_tag(id, "hr");
        self.out.push('\n');
    }

    fn open_cell(&mut self, id: NodeId, header: bool, alignment: Alignment) {
        self.indent();
        self.out.push_str(if header { "<th" } else { "<td" });
        write_attributes(&mut self.out, &self.tree[id].attributes);
        let style = match alignment {
            Alignment::Default => None,
            Alignment::Left => Some("text-align: left"),
            Alignment::Center => Some("text-align: center"),
            Alignment::Right => Some("text-align: right"),
        };
        if let Some(style) = style {
            write_attribute(&mut self.out, "style", style);
        }
        self.out.push('>');
    }

    fn close_cell(&mut self, id: NodeId, header: bool) {
        if self.tree.first_child(id).is_none() {
            self.character('\u{a0}', None);
        }
        self.close_line(if header { "th" } else { "td" });
    }

    fn html_block(&mut self, html: &str) {
        self.indent();
        self.out.push_str(html);
        if !html.ends_with('\n') {
            self.out.push('\n');
        }
    }
}

fn list_name(ordered: bool) -> &'static str {
    if ordered { "ol" } else { "ul" }
}
