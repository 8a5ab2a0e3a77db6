//! A page made by a generator.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::value::merge_into;
use crate::base::{Map, Source};
use crate::model::document::{Kind, LayoutChoice, Listing, Markup, extension};
use crate::model::layout::Language;
use crate::model::{Document, Layout, Site, permalink};

/// A page without text of its own at a URL, with `data` over its front matter defaults.
pub(super) fn page(site: &Site, url: &str, layout: &str, data: Map, listing: Listing) -> Document {
    let mut path = url.trim_start_matches('/').to_owned();
    if url.ends_with('/') {
        path.push_str("index.html");
    }
    let mut all = site.defaults.values(&path, "pages");
    merge_into(&mut all, &data);
    let extension = extension(path.rsplit('/').next().unwrap_or_default()).to_owned();
    Document {
        source: Source::new(path.as_str(), ""),
        path: path.into(),
        body_start: 0,
        spans: IndexMap::new(),
        kind: Kind::Page,
        draft: false,
        generated: true,
        data: all,
        markup: Markup::Verbatim,
        layout: LayoutChoice::Named(layout.into()),
        date: None,
        slug: "".into(),
        url: url.into(),
        id: "".into(),
        destination: permalink::destination(url, &extension),
        written: true,
        excerpt: None,
        listing,
    }
}

/// A page that a template of ours prints.
pub(super) struct Generated<'a> {
    /// Where it is written, relative to the destination.
    pub(super) path: &'a str,
    /// The name of its template.
    pub(super) template: &'static str,
    /// Our template, in Tera.
    pub(super) text: &'static str,
    /// What the template sees of it besides the usual.
    pub(super) data: Map,
}

/// Adds a page that a template of ours prints, unless the site has a file in its place. A template
/// of that name among the site's own is used instead of ours.
pub(super) fn add_templated(site: &mut Site, generated: Generated<'_>) {
    let url = format!("/{}", generated.path.trim_start_matches('/'));
    let destination = permalink::destination(&url, extension(generated.path));
    let taken = site
        .documents
        .iter()
        .any(|document| document.written && document.destination == destination)
        || site
            .static_files
            .iter()
            .any(|file| file.written && file.destination == destination);
    if taken {
        return;
    }
    let name: Arc<str> = generated.template.into();
    site.layouts.entry(name.clone()).or_insert_with(|| Layout {
        source: Source::new(name.clone(), generated.text),
        template: name,
        body_start: 0,
        data: Map::new(),
        spans: IndexMap::new(),
        language: Language::Tera,
        built_in: true,
    });
    let page = page(
        site,
        &url,
        generated.template,
        generated.data,
        Listing::None,
    );
    site.add_page(page);
}
