//! What templates see of a site, in Tera's values: built once, shared by all pages.

use std::sync::Arc;

use tera::Value as TeraValue;
use tera::value::{Key, Map as TeraMap};

use crate::model::Site;
use crate::model::document::Listing;
use crate::model::site::{Collection, DocumentId};
use crate::model::taxonomy;

use super::super::scope;
use super::convert::{Documents, from_value, tera_map};

/// The values of a site's documents.
pub(super) struct Values<'a> {
    site: &'a Site,
    /// Each document, without neighbours.
    documents: Arc<Documents>,
    /// `site`, as every page sees it.
    shared: TeraMap,
}

impl<'a> Values<'a> {
    pub(super) fn new(site: &'a Site, documents: Arc<Documents>) -> Self {
        let mut values = Values {
            site,
            documents,
            shared: TeraMap::new(),
        };
        values.shared = values.site_map();
        values
    }

    /// `site`, as every page sees it.
    pub(super) fn site(&self) -> TeraValue {
        TeraValue::from(self.shared.clone())
    }

    /// `site` with the `related_posts` of a document: the newest other posts; pages have none.
    pub(super) fn site_with_related(&self, id: DocumentId) -> TeraValue {
        let mut site = self.shared.clone();
        if self.site.documents[id].collection().is_some() {
            site.insert(
                Key::Str("related_posts"),
                self.list(self.site.related_posts(id)),
            );
        }
        TeraValue::from(site)
    }

    /// `page`: a document with its neighbours and the posts of its archive.
    pub(super) fn page(&self, id: DocumentId) -> TeraValue {
        let document = &self.site.documents[id];
        let mut page = self.documents.values()[id]
            .as_map()
            .cloned()
            .unwrap_or_default();
        if document.collection().is_some() {
            let neighbour = |id: Option<DocumentId>| match id {
                Some(id) => self.documents.values()[id].clone(),
                None => TeraValue::none(),
            };
            page.insert(Key::Str("previous"), neighbour(self.site.previous(id)));
            page.insert(Key::Str("next"), neighbour(self.site.next(id)));
        }
        if let Listing::Archive(posts) = &document.listing {
            page.insert(Key::Str("posts"), self.list(posts.iter().copied()));
        }
        TeraValue::from(page)
    }

    /// `paginator`: none for pages that are no page of a list.
    pub(super) fn paginator(&self, id: DocumentId) -> TeraValue {
        let Some(paginator) = scope::paginator_of(&self.site.documents[id]) else {
            return TeraValue::none();
        };
        let mut map = tera_map(&scope::paginator(paginator));
        map.insert(
            Key::Str("posts"),
            self.list(paginator.posts.iter().copied()),
        );
        TeraValue::from(map)
    }

    fn list(&self, ids: impl IntoIterator<Item = DocumentId>) -> TeraValue {
        TeraValue::from(
            ids.into_iter()
                .map(|id| self.documents.values()[id].clone())
                .collect::<Vec<_>>(),
        )
    }

    fn site_map(&self) -> TeraMap {
        let site = self.site;
        let mut map = tera_map(&scope::site(site));
        let mut documents = Vec::new();
        let mut collections = Vec::new();
        for (label, collection) in &site.collections {
            let own = self.list(collection.documents.iter().copied());
            documents.extend(
                collection
                    .documents
                    .iter()
                    .map(|&id| self.documents.values()[id].clone()),
            );
            documents.extend(self.files(label));
            collections.push((label, self.collection(collection, own.clone())));
            map.insert(Key::String(label.clone()), own);
        }
        collections.sort_by(|a, b| a.0.cmp(b.0));
        let collections: Vec<_> = collections.into_iter().map(|(_, shown)| shown).collect();
        let is_html = |&id: &DocumentId| scope::is_html(&site.documents[id]);
        let html_pages = site.pages.iter().copied().filter(is_html);
        let lists = [
            ("collections", TeraValue::from(collections)),
            ("documents", TeraValue::from(documents)),
            ("posts", self.list(site.posts())),
            ("pages", self.list(site.pages.iter().copied())),
            ("html_pages", self.list(html_pages)),
            ("related_posts", TeraValue::none()),
            ("categories", self.groups("categories")),
            ("tags", self.groups("tags")),
        ];
        map.extend(lists.map(|(key, list)| (Key::Str(key), list)));
        map
    }

    /// A collection as `site.collections` shows it.
    fn collection(&self, collection: &Collection, documents: TeraValue) -> TeraValue {
        let mut shown = tera_map(&collection.settings);
        let keys = [
            ("label", TeraValue::from(&*collection.label)),
            ("docs", documents),
            ("files", TeraValue::from(self.files(&collection.label))),
            ("relative_directory", TeraValue::from(&*collection.folder)),
            (
                "directory",
                TeraValue::from(collection.directory.to_string_lossy()),
            ),
            ("output", TeraValue::from(collection.has_output())),
        ];
        shown.extend(keys.map(|(key, value)| (Key::Str(key), value)));
        TeraValue::from(shown)
    }

    /// The values of a collection's files without front matter.
    fn files(&self, label: &str) -> Vec<TeraValue> {
        let files = self.site.static_files.iter();
        files
            .filter(|file| file.collection.as_deref() == Some(label))
            .map(|file| from_value(&file.to_value()))
            .collect()
    }

    /// `site.categories` or `site.tags`.
    fn groups(&self, key: &str) -> TeraValue {
        let groups = taxonomy::posts_by(self.site, key).into_iter();
        TeraValue::from(
            groups
                .map(|(name, posts)| (Key::String(name), self.list(posts)))
                .collect::<TeraMap>(),
        )
    }
}
