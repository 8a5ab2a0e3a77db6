//! The site as a value: what reading finds, generating completes and rendering prints.

use std::path::PathBuf;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Map, Source, Value};

use super::defaults::Defaults;
use super::{Config, Document, Layout, StaticFile};

/// How many posts `site.related_posts` holds.
const RELATED_POSTS: usize = 10;

/// The place of a document in [`Site::documents`].
pub type DocumentId = usize;

/// A collection of documents (Jekyll docs, "Collections"); posts are one of them.
#[derive(Debug, Clone)]
pub struct Collection {
    /// Its name, such as `posts`.
    pub label: Arc<str>,
    /// Its settings under `collections`, which templates see.
    pub settings: Map,
    /// Its documents, in its order. Posts: oldest first.
    pub documents: Vec<DocumentId>,
    /// Its folder relative to the source, such as `_posts`.
    pub folder: Arc<str>,
    /// Its folder on disk.
    pub directory: PathBuf,
}

impl Collection {
    /// Whether its documents are written.
    pub fn has_output(&self) -> bool {
        self.settings.get("output").is_some_and(Value::is_truthy)
    }
}

/// Why a file did not become a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipReason {
    /// It is a draft, and drafts are not asked for.
    Draft,
    /// Its date is in the future.
    Future,
    /// Its front matter says `published: false`.
    Unpublished,
    /// It is in `_posts` without a name such as `2025-07-16-title.md`.
    Misnamed,
    /// It is an older post than the newest `limit_posts`.
    BeyondLimit,
}

/// A file that did not become a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its path, relative to the site.
    pub path: Arc<str>,
    /// Why.
    pub reason: SkipReason,
}

/// Everything a site is made of.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its configuration.
    pub config: Arc<Config>,
    /// Every document: the collections' in their order, then pages, then generated ones.
    pub documents: Vec<Document>,
    /// The collections by label; `posts` is always among them.
    pub collections: IndexMap<Arc<str>, Collection>,
    /// The pages, written and generated.
    pub pages: Vec<DocumentId>,
    /// The files that are copied as they are.
    pub static_files: Vec<StaticFile>,
    /// The layouts by the path of their file below the layouts' folder: see [`Site::layout`].
    pub layouts: IndexMap<Arc<str>, Layout>,
    /// The texts that `include` may include, by their path below `_includes`.
    pub includes: IndexMap<Arc<str>, Source>,
    /// The data files, nested by folder.
    pub data: Value,
    /// The front matter defaults, which generated pages have too.
    pub defaults: Defaults,
    /// The files that did not become pages.
    pub skipped: Vec<Skipped>,
}

impl Site {
    /// The posts, newest first, as templates see them.
    pub fn posts(&self) -> impl DoubleEndedIterator<Item = DocumentId> + ExactSizeIterator + '_ {
        self.collections
            .get("posts")
            .map_or(&[][..], |posts| &posts.documents)
            .iter()
            .rev()
            .copied()
    }

    /// The layout of a name: the file of that very name, of that name with `.html`, or with
    /// another extension.
    pub fn layout(&self, name: &str) -> Option<&Layout> {
        let with_other_extension = || {
            let mut layouts = self.layouts.iter();
            layouts.find(|(path, _)| path.rsplit_once('.').is_some_and(|(stem, _)| stem == name))
        };
        self.layouts
            .get(name)
            .or_else(|| self.layouts.get(format!("{name}.html").as_str()))
            .or_else(|| with_other_extension().map(|(_, layout)| layout))
    }

    /// The document before one in its collection. A collection's documents stand one after the other.
    pub fn previous(&self, id: DocumentId) -> Option<DocumentId> {
        id.checked_sub(1)
            .filter(|&other| self.are_neighbours(id, other))
    }

    /// The document after one in its collection.
    pub fn next(&self, id: DocumentId) -> Option<DocumentId> {
        id.checked_add(1)
            .filter(|&other| self.are_neighbours(id, other))
    }

    fn are_neighbours(&self, id: DocumentId, other: DocumentId) -> bool {
        let label = self.documents[id].collection();
        let of_other = self.documents.get(other).and_then(Document::collection);
        label.is_some() && label == of_other
    }

    /// The posts related to a document of a collection: the newest others.
    pub fn related_posts(&self, id: DocumentId) -> impl Iterator<Item = DocumentId> + '_ {
        self.posts()
            .filter(move |&other| other != id)
            .take(RELATED_POSTS)
    }

    /// Adds a page and returns its place.
    pub fn add_page(&mut self, page: Document) -> DocumentId {
        let id = self.documents.len();
        self.documents.push(page);
        self.pages.push(id);
        id
    }
}
