//! A layout: a template with front matter of its own.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Location, Map, Source};

/// The template language of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Tera, in `templates/`.
    Tera,
    /// Liquid, in `_layouts/`.
    Liquid,
}

/// A template that documents are put into.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The template's file: its path relative to the site and whole text.
    pub source: Source,
    /// Its name in the template engine: the path below the templates' folder, with extension.
    pub template: Arc<str>,
    /// Where the template begins, after its front matter.
    pub body_start: usize,
    /// Its front matter, which templates see under `layout`.
    pub data: Map,
    /// Where the entries of the front matter stand in the text.
    pub spans: IndexMap<Arc<str>, Range<usize>>,
    /// What it is written in.
    pub language: Language,
    /// Whether it comes with the program: no file of the site.
    pub built_in: bool,
}

impl Layout {
    /// The template's text, after its front matter.
    pub fn body(&self) -> &str {
        self.source.text.get(self.body_start..).unwrap_or_default()
    }

    /// Where a front matter entry stands; the file's first line if it has none of that name.
    pub fn location(&self, key: &str) -> Location {
        match self.spans.get(key) {
            Some(span) => self.source.at(span.clone()),
            None => self.source.line(1),
        }
    }

    /// The layout this one is put into in turn.
    pub fn parent(&self) -> Option<&str> {
        self.data
            .get("layout")?
            .as_str()
            .filter(|name| *name != "none")
    }
}
