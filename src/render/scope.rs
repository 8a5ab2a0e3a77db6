//! What templates see of the site, by Jekyll's names (Jekyll docs, "Variables").

use std::sync::Arc;

use crate::base::{Map, Value};
use crate::model::document::{Listing, Paginator};
use crate::model::{Document, Site};

use super::body::Body;

/// What templates see of a document, without its neighbours and without the posts it lists:
/// those are documents in turn. Keys stand in the order in which Jekyll lists them.
pub(super) fn document(document: &Document, body: &Body) -> Map {
    match document.collection() {
        Some(label) => item(document, label, body),
        None => page(document, body),
    }
}

/// A page: its front matter, then what it lacks of the keys every page has. A `path` of its own
/// front matter is shown, but not a `name`, `dir`, `url` or `content`.
fn page(document: &Document, body: &Body) -> Map {
    let mut map = document.data.clone();
    map.insert("content".into(), Value::Str(body.content.clone()));
    map.insert("dir".into(), Value::from(folder(&document.url)));
    map.insert("excerpt".into(), excerpt(document, body));
    map.insert("name".into(), Value::from(document.name()));
    let path = || Value::Str(document.path.clone());
    map.entry("path".into()).or_insert_with(path);
    map.insert("url".into(), Value::Str(document.url.clone()));
    map
}

/// A document of a collection: the keys every one has, then the rest of its front matter.
fn item(document: &Document, label: &Arc<str>, body: &Body) -> Map {
    let own = |key: &str| document.data.get(key).cloned();
    let path = Value::Str(document.path.clone());
    let mut map = Map::from_iter([
        (
            "name".into(),
            own("name").unwrap_or_else(|| Value::from(document.name())),
        ),
        ("id".into(), Value::Str(document.id.clone())),
        ("relative_path".into(), path.clone()),
        ("content".into(), Value::Str(body.content.clone())),
        ("excerpt".into(), excerpt(document, body)),
        ("output".into(), Value::Str(body.content.clone())),
        ("title".into(), own("title").unwrap_or_default()),
        ("categories".into(), own("categories").unwrap_or_default()),
        ("path".into(), path),
        ("url".into(), Value::Str(document.url.clone())),
        ("date".into(), Value::from(document.date.clone())),
        ("tags".into(), own("tags").unwrap_or_default()),
        ("collection".into(), Value::Str(label.clone())),
        (
            "draft".into(),
            own("draft").unwrap_or(Value::Bool(document.draft)),
        ),
    ]);
    for (key, value) in &document.data {
        map.entry(key.clone()).or_insert_with(|| value.clone());
    }
    map
}

/// The converted excerpt, or the one that front matter gives, as it is.
fn excerpt(document: &Document, body: &Body) -> Value {
    match &body.excerpt {
        Some(excerpt) => Value::Str(excerpt.clone()),
        None => document.get("excerpt").clone(),
    }
}

/// The folder of a URL.
fn folder(url: &str) -> &str {
    match url.rfind('/') {
        Some(slash) => &url[..=slash],
        None => "/",
    }
}

/// What `paginator` shows besides `paginator.posts`.
pub(super) fn paginator(paginator: &Paginator) -> Map {
    let path = |page: usize| {
        paginator
            .paths
            .get(page.wrapping_sub(1))
            .map(|path| Value::from(path.as_str()))
    };
    let previous = paginator.page - 1;
    let next = paginator.page + 1;
    let number = |page: usize| {
        if path(page).is_some() {
            Value::from(page)
        } else {
            Value::Nil
        }
    };
    Map::from_iter([
        ("page".into(), Value::from(paginator.page)),
        ("per_page".into(), Value::from(paginator.per_page)),
        ("total_posts".into(), Value::from(paginator.total_posts)),
        ("total_pages".into(), Value::from(paginator.paths.len())),
        ("previous_page".into(), number(previous)),
        (
            "previous_page_path".into(),
            path(previous).unwrap_or_default(),
        ),
        ("next_page".into(), number(next)),
        ("next_page_path".into(), path(next).unwrap_or_default()),
    ])
}

/// The paginator of a document, if it is a page of a list.
pub(super) fn paginator_of(document: &Document) -> Option<&Paginator> {
    match &document.listing {
        Listing::Page(paginator) => Some(paginator),
        _ => None,
    }
}

/// What `site` shows that needs no documents: the configuration, the time, data and files.
pub(super) fn site(site: &Site) -> Map {
    let mut map = site.config.values.clone();
    map.insert("time".into(), Value::from(site.config.time.clone()));
    map.insert("data".into(), site.data.clone());
    let files: Vec<Value> = site
        .static_files
        .iter()
        .map(crate::model::StaticFile::to_value)
        .collect();
    map.insert("static_files".into(), Value::from(files));
    map.shift_remove("collections");
    map
}

/// What `jekyll` shows.
pub(super) fn jekyll(site: &Site) -> Value {
    Value::from(Map::from_iter([
        ("version".into(), Value::from(JEKYLL_VERSION)),
        (
            "environment".into(),
            Value::Str(site.config.environment.clone()),
        ),
    ]))
}

/// The version of Jekyll whose behaviour this is.
const JEKYLL_VERSION: &str = "4.4.1";

/// Whether a page is one of `site.html_pages`.
pub(super) fn is_html(document: &Document) -> bool {
    document.url.ends_with('/')
        || document.destination.extension().is_some_and(|extension| {
            ["html", "htm", "xhtml"]
                .iter()
                .any(|html| extension == *html)
        })
}
