//! The bodies of documents, converted from what they are written in.

use std::sync::Arc;

use crate::model::Document;
use crate::model::document::Markup;

use super::markdown::Converter;

/// A document's converted text.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// The whole body.
    pub(super) content: Arc<str>,
    /// The excerpt; `None` where there is none or front matter gives one.
    pub(super) excerpt: Option<Arc<str>>,
}

/// Converts a text of a document, in which Liquid has been run.
pub(super) fn convert(document: &Document, text: Arc<str>, markdown: &Converter) -> Arc<str> {
    match document.markup {
        Markup::Markdown => Arc::from(markdown.to_html(&text)),
        Markup::Verbatim => text,
    }
}
