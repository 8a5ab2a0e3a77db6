//! What Liquid templates see of the site and of documents, made when they ask for it.

use std::sync::{Arc, Weak};

use crate::base::{Elements, Map, Object, Value};
use crate::model::document::Listing;
use crate::model::site::{Collection, DocumentId};
use crate::model::{StaticFile, taxonomy};

use super::{LiquidSite, MOST_WAITING, Observer, Part};
use crate::render::scope;

/// A document, as one that is being rendered sees it.
#[derive(Debug)]
pub(super) struct DocumentObject {
    liquid: Weak<LiquidSite>,
    id: DocumentId,
    observer: Observer,
}

impl DocumentObject {
    pub(super) fn new(liquid: &Arc<LiquidSite>, id: DocumentId, observer: Observer) -> Self {
        DocumentObject {
            liquid: Arc::downgrade(liquid),
            id,
            observer,
        }
    }

    /// Whether the observer sees the text converted: that of earlier documents, and its own in its
    /// layouts. Later ones show it as it is written.
    fn is_converted(&self) -> bool {
        self.id < self.observer.document
            || (self.id == self.observer.document && self.observer.part == Part::Layout)
    }

    fn neighbour(&self, liquid: &Arc<LiquidSite>, id: Option<DocumentId>) -> Value {
        id.map_or(Value::Nil, |id| liquid.object(id, self.observer))
    }

    fn content(&self, liquid: &Arc<LiquidSite>) -> Value {
        match self.is_converted() && self.observer.waiting < MOST_WAITING {
            true => Value::Str(
                liquid
                    .content_for(self.id, self.observer.waiting + 1)
                    .clone(),
            ),
            false => Value::from(liquid.site.documents[self.id].body()),
        }
    }

    /// The excerpt converted, whichever document it is of; but while a text is rendered, that of
    /// the same or of a later document only if there is no Liquid in it: it might ask back.
    fn excerpt(&self, liquid: &Arc<LiquidSite>) -> Value {
        let may_ask_back = self.observer.part == Part::Text
            && self.id >= self.observer.document
            && liquid.templates.excerpt(self.id).is_some();
        if may_ask_back || self.observer.waiting >= MOST_WAITING {
            let excerpt = liquid.site.documents[self.id].excerpt.as_deref();
            return Value::from(excerpt.unwrap_or_default());
        }
        let excerpt = liquid.excerpt_for(self.id, self.observer.waiting + 1);
        excerpt.cloned().map_or(Value::Nil, Value::Str)
    }
}

impl Object for DocumentObject {
    fn class_name(&self) -> &'static str {
        "Jekyll::Drops::DocumentDrop"
    }

    fn get(&self, key: &str) -> Option<Value> {
        let liquid = self.liquid.upgrade()?;
        let document = &liquid.site.documents[self.id];
        let is_item = document.collection().is_some();
        match key {
            "content" => Some(self.content(&liquid)),
            "output" if is_item => Some(self.content(&liquid)),
            "excerpt" if document.excerpt.is_some() => Some(self.excerpt(&liquid)),
            "next" if is_item => Some(self.neighbour(&liquid, liquid.site.next(self.id))),
            "previous" if is_item => Some(self.neighbour(&liquid, liquid.site.previous(self.id))),
            "posts" => match &document.listing {
                Listing::Archive(posts) => {
                    Some(list(&liquid, posts.iter().copied(), self.observer))
                }
                _ => liquid.value(self.id).get(key).cloned(),
            },
            _ => liquid.value(self.id).get(key).cloned(),
        }
    }

    fn keys(&self) -> Vec<Arc<str>> {
        let Some(liquid) = self.liquid.upgrade() else {
            return Vec::new();
        };
        let mut keys: Vec<Arc<str>> = liquid.value(self.id).keys().cloned().collect();
        if liquid.site.documents[self.id].collection().is_some() {
            keys.splice(2..2, ["next".into(), "previous".into()]);
        }
        keys
    }

    fn elements(&self) -> Elements {
        let is_item = self
            .liquid
            .upgrade()
            .is_some_and(|liquid| liquid.site.documents[self.id].collection().is_some());
        if is_item {
            Elements::Keys
        } else {
            Elements::Pairs
        }
    }

    fn to_text(&self) -> String {
        self.get("content").unwrap_or_default().to_string()
    }
}

fn list(
    liquid: &Arc<LiquidSite>,
    ids: impl IntoIterator<Item = DocumentId>,
    observer: Observer,
) -> Value {
    Value::from(
        ids.into_iter()
            .map(|id| liquid.object(id, observer))
            .collect::<Vec<_>>(),
    )
}

/// The site, as a document that is being rendered sees it.
#[derive(Debug)]
pub(super) struct SiteObject {
    liquid: Weak<LiquidSite>,
    observer: Observer,
}

impl SiteObject {
    pub(super) fn new(liquid: &Arc<LiquidSite>, observer: Observer) -> Self {
        SiteObject {
            liquid: Arc::downgrade(liquid),
            observer,
        }
    }

    fn list(&self, liquid: &Arc<LiquidSite>, ids: impl IntoIterator<Item = DocumentId>) -> Value {
        list(liquid, ids, self.observer)
    }

    /// `site.categories` or `site.tags`.
    fn groups(&self, liquid: &Arc<LiquidSite>, key: &str) -> Value {
        let groups = taxonomy::posts_by(&liquid.site, key).into_iter();
        Value::from(
            groups
                .map(|(name, posts)| (name, self.list(liquid, posts)))
                .collect::<Map>(),
        )
    }

    fn related(&self, liquid: &Arc<LiquidSite>) -> Value {
        let own = self.observer.document;
        match liquid.site.documents[own].collection() {
            None => Value::Nil,
            Some(_) => self.list(liquid, liquid.site.related_posts(own)),
        }
    }

    fn collection(&self, liquid: &Arc<LiquidSite>, collection: &Collection) -> Value {
        let mut shown = collection.settings.clone();
        shown.insert("label".into(), Value::Str(collection.label.clone()));
        shown.insert(
            "docs".into(),
            self.list(liquid, collection.documents.iter().copied()),
        );
        shown.insert(
            "files".into(),
            Value::from(files(liquid, &collection.label)),
        );
        shown.insert(
            "relative_directory".into(),
            Value::Str(collection.folder.clone()),
        );
        shown.insert(
            "directory".into(),
            Value::from(collection.directory.to_string_lossy().as_ref()),
        );
        shown.insert("output".into(), Value::Bool(collection.has_output()));
        Value::from(shown)
    }

    fn documents(&self, liquid: &Arc<LiquidSite>) -> Value {
        let mut all = Vec::new();
        for collection in liquid.site.collections.values() {
            all.extend(
                collection
                    .documents
                    .iter()
                    .map(|&id| liquid.object(id, self.observer)),
            );
            all.extend(files(liquid, &collection.label));
        }
        Value::from(all)
    }

    fn collections(&self, liquid: &Arc<LiquidSite>) -> Value {
        let mut collections: Vec<&Collection> = liquid.site.collections.values().collect();
        collections.sort_by(|a, b| a.label.cmp(&b.label));
        let shown = collections
            .into_iter()
            .map(|collection| self.collection(liquid, collection));
        Value::from(shown.collect::<Vec<_>>())
    }
}

/// A collection's files without front matter.
fn files(liquid: &LiquidSite, label: &str) -> Vec<Value> {
    let files = liquid.site.static_files.iter();
    files
        .filter(|file| file.collection.as_deref() == Some(label))
        .map(StaticFile::to_value)
        .collect()
}

impl Object for SiteObject {
    fn class_name(&self) -> &'static str {
        "Jekyll::Drops::SiteDrop"
    }

    fn get(&self, key: &str) -> Option<Value> {
        let liquid = &self.liquid.upgrade()?;
        let site = &liquid.site;
        Some(match key {
            "posts" => self.list(liquid, site.posts()),
            "pages" => self.list(liquid, site.pages.iter().copied()),
            "html_pages" => {
                let html = site
                    .pages
                    .iter()
                    .copied()
                    .filter(|&id| scope::is_html(&site.documents[id]));
                self.list(liquid, html)
            }
            "documents" => self.documents(liquid),
            "collections" => self.collections(liquid),
            "related_posts" => self.related(liquid),
            "categories" | "tags" => self.groups(liquid, key),
            _ => match site.collections.get(key) {
                Some(collection) => self.list(liquid, collection.documents.iter().copied()),
                None => return liquid.site_values().get(key).cloned(),
            },
        })
    }

    fn keys(&self) -> Vec<Arc<str>> {
        let Some(liquid) = self.liquid.upgrade() else {
            return Vec::new();
        };
        let lists = [
            "posts",
            "pages",
            "html_pages",
            "documents",
            "collections",
            "related_posts",
            "categories",
            "tags",
        ];
        let values = liquid.site_values().keys().cloned();
        lists.into_iter().map(Arc::from).chain(values).collect()
    }
}
