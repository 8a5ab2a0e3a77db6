//! kramdown 2.4: its GFM parser, as Jekyll uses it, and kramdown's own syntax.
//!
//! Two phases, as the dialect wants it: [`block`] splits lines into blocks and leaves the text of
//! paragraphs, headings and cells alone; then, when all definitions of the document are known,
//! [`span`] parses these texts. What grows only out of the whole (ids, attribute lists that refer
//! to others, the table of contents) is settled at the end.

mod abbreviations;
mod attributes;
mod block;
mod document;
pub(super) mod entities;
mod extension;
mod finish;
mod html_tags;
mod lines;
mod lists;
mod names;
mod span;
mod toc;

use typed_arena::Arena;

use super::{MarkdownOptions, html};
use document::Document;

/// Something in the source that was probably meant differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

/// Converts kramdown to HTML.
pub fn to_html(source: &str, options: &MarkdownOptions) -> String {
    to_html_with_warnings(source, options).0
}

/// Converts kramdown to HTML; also gives what the document warns of, in the order of its lines.
pub fn to_html_with_warnings(source: &str, options: &MarkdownOptions) -> (String, Vec<Warning>) {
    let source = super::with_plain_line_ends(source);
    let texts = Arena::new();
    let mut document = Document::new(options, &texts);
    block::parse(&mut document, &source);
    span::parse(&mut document);
    finish::finish(&mut document);
    let html = html::write(&document.tree, &document.options);
    document.warnings.sort_by_key(|warning| warning.line);
    (html, document.warnings)
}
