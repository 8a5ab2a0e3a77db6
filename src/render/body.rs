//! The bodies of documents, converted from what they are written in.

use std::sync::Arc;

use crate::model::Document;
use crate::model::document::Markup;

use super::markdown::Converter;

/// A document's converted text.
pub(super) struct Body {
    /// The whole body.
    pub(super) content: Arc<str>,
    /// The excerpt; `None` where there is none or front matter gives one.
    pub(super) excerpt: Option<Arc<str>>,
}

/// Converts a document's body and excerpt.
pub(super) fn convert(document: &Document, markdown: &Converter) -> Body {
    let convert = |text: &str| match document.markup {
        Markup::Markdown => Arc::from(markdown.to_html(text)),
        Markup::Verbatim => Arc::from(text),
    };
    let content: Arc<str> = convert(document.body());
    let excerpt =
        document
            .excerpt
            .as_ref()
            .map(|excerpt| match excerpt.len() == document.body().len() {
                // An excerpt as long as the body is the body.
                true => content.clone(),
                false => convert(excerpt),
            });
    Body { content, excerpt }
}
