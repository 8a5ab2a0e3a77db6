//! A document: a post, a page, an item of a collection or a generated page. One type for all.

use std::path::PathBuf;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Location, Map, Source, Time, Value};

use super::site::DocumentId;

/// What a document's body is written in, which decides how it becomes HTML and what its file is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Markdown, which becomes HTML.
    Markdown,
    /// Anything else, which stays as it is.
    Verbatim,
}

/// Which layout a document asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LayoutChoice {
    /// None: the body is the page.
    None,
    /// The layout of this name.
    Named(Arc<str>),
}

/// What kind of document it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A page, anywhere in the source.
    Page,
    /// An item of the collection of this label; posts are the collection `posts`.
    Item(Arc<str>),
}

/// A page of a paginated list, as templates see it under `paginator` (Jekyll docs, "Pagination").
#[derive(Debug, Clone)]
pub struct Paginator {
    /// Which page this is, from 1.
    pub page: usize,
    /// How many posts a page has.
    pub per_page: usize,
    /// The posts of this page.
    pub posts: Vec<DocumentId>,
    /// How many posts there are.
    pub total_posts: usize,
    /// The URLs of all pages, without `baseurl`.
    pub paths: Arc<Vec<String>>,
}

/// The posts that a generated page lists.
#[derive(Debug, Clone, Default)]
pub enum Listing {
    /// None in particular.
    #[default]
    None,
    /// A page of a paginated list.
    Page(Paginator),
    /// The posts of an archive, which templates see as `page.posts`.
    Archive(Vec<DocumentId>),
}

/// A document of the site.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file's text, by its path relative to the site; empty for generated documents.
    pub source: Source,
    /// The file's path relative to the source, as templates see it.
    pub path: Arc<str>,
    /// Where the body begins in the text.
    pub body_start: usize,
    /// Where the entries of the front matter stand in the text.
    pub spans: IndexMap<Arc<str>, std::ops::Range<usize>>,
    /// What kind it is.
    pub kind: Kind,
    /// Whether it comes from a `_drafts` folder.
    pub draft: bool,
    /// Whether nobody wrote it: pagination, archives, feed.
    pub generated: bool,
    /// Front matter over its defaults, with what Jekyll derives from the file's name.
    pub data: Map,
    /// What the body is written in.
    pub markup: Markup,
    /// The layout it asks for.
    pub layout: LayoutChoice,
    /// The date, of documents that have one.
    pub date: Option<Time>,
    /// The file name without extension (and, for posts, without date).
    pub slug: Arc<str>,
    /// The URL, without `baseurl`, percent-encoded.
    pub url: Arc<str>,
    /// The identifier: the URL without extension.
    pub id: Arc<str>,
    /// The file it is written to, relative to the destination.
    pub destination: PathBuf,
    /// Whether it is written at all: not so for collections without output and future items.
    pub written: bool,
    /// The raw text of its excerpt; `None` where it has none or front matter gives one.
    pub excerpt: Option<Arc<str>>,
    /// The posts it lists, if it is a page of a list.
    pub listing: Listing,
}

impl Document {
    /// The raw body: what follows the front matter.
    pub fn body(&self) -> &str {
        self.source.text.get(self.body_start..).unwrap_or_default()
    }

    /// The file's name, with extension.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The file's extension with its dot; empty if there is none.
    pub fn extension(&self) -> &str {
        extension(self.name())
    }

    /// Whether it is a post.
    pub fn is_post(&self) -> bool {
        matches!(&self.kind, Kind::Item(label) if &**label == "posts")
    }

    /// The label of its collection.
    pub fn collection(&self) -> Option<&Arc<str>> {
        match &self.kind {
            Kind::Item(label) => Some(label),
            Kind::Page => None,
        }
    }

    /// A value of the front matter; nil if there is none.
    pub fn get(&self, key: &str) -> &Value {
        self.data.get(key).unwrap_or(&Value::Nil)
    }

    /// Where a front matter entry stands; the file's first line if it has none of that name.
    pub fn location(&self, key: &str) -> Location {
        match self.spans.get(key) {
            Some(span) => self.source.at(span.clone()),
            None if self.source.text.is_empty() => Location::file(self.source.path.clone()),
            None => self.source.line(1),
        }
    }

    /// The names under `categories` or `tags`.
    pub fn names(&self, key: &str) -> Vec<Arc<str>> {
        match self.get(key) {
            Value::Array(items) => items
                .iter()
                .map(|item| Arc::from(item.to_string()))
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// The extension of a file name with its dot (Ruby's `File.extname`): empty for `name`, `name.` and `.name`.
pub fn extension(name: &str) -> &str {
    match name.rfind('.') {
        Some(dot) if !name[..dot].trim_start_matches('.').is_empty() && dot + 1 < name.len() => {
            &name[dot..]
        }
        _ => "",
    }
}

/// The file name without its extension.
pub fn stem(name: &str) -> &str {
    &name[..name.len() - extension(name).len()]
}
