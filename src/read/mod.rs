//! The only code that reads a site's sources: configuration, files, data. One entry: [`site`].

pub mod classic;
pub mod config;
mod data;
mod dates;
mod documents;
mod excerpt;
mod files;
mod filter;
mod front_matter;
mod includes;
mod layouts;
pub mod native;
mod posts;
pub mod roles;
mod settings;
mod static_files;
mod taxonomy;
mod text;
mod texts;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Diagnostic, Diagnostics};
use crate::model::defaults::Defaults;
use crate::model::document::Kind;
use crate::model::site::Collection;
use crate::model::{Config, Document, Site};

use roles::Roles;
pub use texts::SourceTexts;

/// Reads a site's sources. What can't be read is told and left out.
pub fn site(config: &Arc<Config>) -> (Site, Diagnostics) {
    let roles = Roles::of(&config.root);
    let mut diagnostics = settings::passed_over(config);
    let defaults = Defaults::new(config.get("defaults"), config.text("collections_dir"));
    let mut site = Site {
        config: config.clone(),
        documents: Vec::new(),
        collections: collections(config),
        pages: Vec::new(),
        static_files: Vec::new(),
        layouts: layouts::read(config, &roles, &mut diagnostics),
        includes: includes::read(config, &roles, &mut diagnostics),
        data: data::read(config, &mut diagnostics),
        defaults,
        skipped: Vec::new(),
    };
    let found = files::find(&site, &roles, &mut diagnostics);
    let (documents, skipped) = documents::read(&site, &found, &mut diagnostics);
    site.static_files = static_files::of(&site, &found);
    site.skipped.extend(posts::misnamed(config, &found));
    site.skipped.extend(skipped);
    place(&mut site, documents);
    if site.documents.is_empty() && site.static_files.is_empty() && !diagnostics.has_errors() {
        diagnostics.push(config.tolerated(nothing_to_build(config)));
    }
    (site, diagnostics)
}

/// The diagnostic for a site without anything: writing it would empty the destination.
fn nothing_to_build(config: &Config) -> Diagnostic {
    let folder = match relative(&config.root, &config.source) {
        root if root.is_empty() => "the site's folder".to_owned(),
        folder => format!("`{folder}`"),
    };
    Diagnostic::error(
        "nothing-to-build",
        format!("there is nothing to build: {folder} has no posts, pages or other files"),
    )
    .hint("name the site's folder with `--source`")
}

/// The folders that hold nothing but sources, whether they exist or not.
pub fn folders(config: &Config) -> Vec<PathBuf> {
    let roles = Roles::of(&config.root);
    let base = config.source.join(config.text("collections_dir"));
    let mut folders = vec![
        base.join("_posts"),
        base.join("_drafts"),
        config.source.join(config.text("data_dir")),
    ];
    if config.source != config.root {
        folders.push(config.source.clone());
    }
    folders.extend(roles.layouts.into_iter().map(|folder| folder.directory));
    folders.extend(roles.copied);
    let collections = collections(config).into_values();
    folders.extend(collections.map(|collection| collection.directory));
    // A setting that names no folder must not protect the whole site.
    folders.retain(|folder| *folder != config.root);
    folders
}

/// The collections that the configuration names, in its order, `posts` always among them.
fn collections(config: &Config) -> IndexMap<Arc<str>, Collection> {
    let base = config.text("collections_dir");
    let Some(named) = config.get("collections").as_map() else {
        return IndexMap::new();
    };
    named
        .iter()
        .map(|(label, settings)| {
            let folder: Arc<str> = format!("_{label}").into();
            let collection = Collection {
                label: label.clone(),
                settings: settings.as_map().cloned().unwrap_or_default(),
                documents: Vec::new(),
                directory: config.source.join(base).join(&*folder),
                folder,
            };
            (label.clone(), collection)
        })
        .collect()
}

/// Puts documents into the site: the collections' in their orders, then the pages by file name.
fn place(site: &mut Site, documents: Vec<Document>) {
    let mut pages = Vec::new();
    let mut items: IndexMap<Arc<str>, Vec<Document>> = site
        .collections
        .keys()
        .map(|label| (label.clone(), Vec::new()))
        .collect();
    for document in documents {
        match &document.kind {
            Kind::Page => pages.push(document),
            Kind::Item(label) => items.entry(label.clone()).or_default().push(document),
        }
    }
    for (label, mut items) in items {
        if &*label == "posts" {
            let (kept, skipped) = posts::choose(&site.config, items);
            items = kept;
            site.skipped.extend(skipped);
        } else if let Some(collection) = site.collections.get(&label) {
            posts::sort_items(&collection.settings, &mut items);
            site.skipped.extend(posts::future_items(collection, &items));
        }
        let first = site.documents.len();
        site.documents.extend(items);
        let last = site.documents.len();
        if let Some(collection) = site.collections.get_mut(&label) {
            collection.documents = (first..last).collect();
        }
    }
    pages.sort_by(|a, b| a.name().cmp(b.name()));
    for page in pages {
        site.add_page(page);
    }
}

/// `path` below `base`, with `/` between folders.
fn relative(base: &Path, path: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    below
        .iter()
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}
