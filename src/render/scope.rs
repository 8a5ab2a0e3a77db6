//! What templates see of the site, by Jekyll's names (Jekyll docs, "Variables").

use crate::base::{Map, Value};
use crate::model::document::{Listing, Paginator};
use crate::model::{Document, Site};

use super::body::Body;

/// What templates see of a document, without its neighbours and without the posts it lists:
/// those are documents in turn.
pub(super) fn document(document: &Document, body: &Body) -> Map {
    let mut map = document.data.clone();
    let excerpt = match &body.excerpt {
        Some(excerpt) => Value::Str(excerpt.clone()),
        None => document.get("excerpt").clone(),
    };
    let common = [
        ("content", Value::Str(body.content.clone())),
        ("excerpt", excerpt),
        ("url", Value::Str(document.url.clone())),
    ];
    let of_kind = match document.collection() {
        Some(label) => vec![
            ("id", Value::Str(document.id.clone())),
            ("path", Value::Str(document.path.clone())),
            ("relative_path", Value::Str(document.path.clone())),
            ("output", Value::Str(body.content.clone())),
            ("collection", Value::Str(label.clone())),
        ],
        None => vec![("dir", Value::from(folder(&document.url)))],
    };
    for (key, value) in common.into_iter().chain(of_kind) {
        map.insert(key.into(), value);
    }
    let mut unless_own = vec![
        ("name", Value::from(document.name())),
        ("path", Value::Str(document.path.clone())),
    ];
    if document.collection().is_some() {
        unless_own.push(("draft", Value::Bool(document.draft)));
        unless_own.push(("date", Value::from(document.date.clone())));
    }
    for (key, value) in unless_own {
        map.entry(key.into()).or_insert(value);
    }
    map
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
        || document
            .destination
            .extension()
            .is_some_and(|extension| extension == "html" || extension == "htm")
}
