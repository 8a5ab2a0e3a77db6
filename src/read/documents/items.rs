//! Documents of collections, posts among them: what file names tell, and where they go.

use std::sync::Arc;

use crate::base::slug::titleize;
use crate::base::{Diagnostic, Time, Value};
use crate::model::document::{extension, stem};
use crate::model::permalink::{self, Placeholders};
use crate::model::site::Collection;
use crate::model::{Document, Site};

use super::super::files::Found;
use super::super::{dates, static_files};
use super::{excerpt_of, output_extension};

/// What an item's file name tells where front matter doesn't: date, slug, title, extension.
pub(super) fn complete(
    site: &Site,
    found: &Found,
    document: &mut Document,
) -> Result<(), Diagnostic> {
    let named = dates::of_file_name(&found.path);
    let date = date_of(site, found, document, named.as_ref())?;
    if let Some(named) = &named {
        document.slug = named.slug.into();
    }
    let slug: Arc<str> = document.slug.trim_end_matches('.').into();
    let derived = [
        ("title", Value::from(titleize(&slug))),
        ("slug", Value::Str(slug)),
        ("ext", Value::from(document.extension())),
    ];
    for (key, value) in derived {
        if document.get(key).is_nil() {
            document.data.insert(key.into(), value);
        }
    }
    document.slug = document.get("slug").to_string().into();
    if let Some(date) = &date {
        document
            .data
            .insert("date".into(), Value::from(date.clone()));
    }
    document.date = Some(date.unwrap_or_else(|| site.config.time.clone()));
    document.excerpt = excerpt_of(site, document);
    Ok(())
}

/// The date of front matter, else of the file name, else a draft's last change; `None` if the
/// item has none of its own.
fn date_of(
    site: &Site,
    found: &Found,
    document: &Document,
    named: Option<&dates::PostName<'_>>,
) -> Result<Option<Time>, Diagnostic> {
    let config = &site.config;
    let own = match document.get("date") {
        Value::Nil => None,
        date => Some(dates::in_front_matter(config, date).ok_or_else(|| invalid_date(document))?),
    };
    match (own, named) {
        // Jekyll takes a date that equals the time of the build for one that isn't set.
        (Some(own), Some(named)) if own == config.time => {
            dates::in_file_name(config, document, named).map(Some)
        }
        (Some(own), _) => Ok(Some(own)),
        (None, Some(named)) => dates::in_file_name(config, document, named).map(Some),
        (None, None) if document.draft => Ok(Some(static_files::modified(&found.file, site))),
        (None, None) => Ok(None),
    }
}

fn invalid_date(document: &Document) -> Diagnostic {
    let message = format!(
        "Document '{}' does not have a valid date in the YAML front matter.",
        document.path
    );
    Diagnostic::error("invalid-date", message)
        .at(document.location("date"), "this isn't a date")
        .hint("write it as `date: 2025-07-16 18:50:11 +0530` or `date: 2025-07-16`")
}

/// The template of a collection's URLs: its own, or the collection's name and the path, ending as
/// the site's style has it.
pub(in crate::read) fn template(site: &Site, collection: &Collection) -> String {
    match collection.settings.get("permalink") {
        Some(template) if !template.is_nil() => template.to_string(),
        _ => {
            let style = site.config.get("permalink").to_string();
            permalink::with_suffix("/:collection/:path", &style)
        }
    }
}

/// Where an item goes: its URL, identifier and file, and whether it is written.
pub(super) fn place(site: &Site, label: &str, document: &mut Document) -> Result<(), Diagnostic> {
    let Some(collection) = site.collections.get(label) else {
        return Ok(());
    };
    let own = permalink::own_permalink(&document.data);
    let template = own.clone().unwrap_or_else(|| template(site, collection));
    let output_extension = output_extension(document, own.as_deref());
    let folder = format!("{}/", collection.folder);
    let below = document
        .path
        .split_once(&folder)
        .map_or(&*document.path, |(_, below)| below);
    let placeholders = Placeholders {
        collection: label,
        path: stem_of_path(below),
        basename: stem(document.name()),
        output_extension: &output_extension,
        categories: &document.names("categories"),
        data: &document.data,
        date: document.date.as_ref(),
    };
    let url = permalink::expand(&template, &placeholders)
        .map_err(|unknown| unknown_placeholder(site, document, collection, &unknown))?;
    document.destination = permalink::item_destination(&url, &output_extension);
    document.id = permalink::identifier(&url, &document.slug).into();
    document.url = url.into();
    let future = document
        .date
        .as_ref()
        .is_some_and(|date| *date > site.config.time);
    document.written = collection.has_output() && (!future || site.config.flag("future"));
    Ok(())
}

/// A path without the extension of its last part and without the dots before it.
fn stem_of_path(path: &str) -> &str {
    let name_start = path.rfind('/').map_or(0, |slash| slash + 1);
    path[..path.len() - extension(&path[name_start..]).len()].trim_end_matches('.')
}

/// The diagnostic for a placeholder that doesn't exist: once for the document or the setting whose
/// template has it.
fn unknown_placeholder(
    site: &Site,
    document: &Document,
    collection: &Collection,
    name: &str,
) -> Diagnostic {
    let config = &site.config;
    let of_collection = |key| match &*collection.label {
        "posts" => config
            .location("permalink")
            .or_else(|| config.location(key)),
        _ => config.location(key),
    };
    let (owner, location) = if document.spans.contains_key("permalink") {
        let owner = format!("`{}`", document.path);
        (owner, Some(document.location("permalink")))
    } else if permalink::own_permalink(&document.data).is_some() {
        ("`defaults`".to_owned(), config.location("defaults"))
    } else {
        let owner = format!("the collection `{}`", collection.label);
        (owner, of_collection("collections"))
    };
    let message = format!("the permalink of {owner} has an unknown placeholder `:{name}`");
    Diagnostic::error("unknown-placeholder", message)
        .at(
            location.unwrap_or_else(|| document.location("permalink")),
            "the URL template doesn't have this key",
        )
        .hint(
            "known are :categories, :year, :month, :day, :title, :slug, :path, :name, :collection, \
             :output_ext and more: see Jekyll's docs, \"Permalinks\"",
        )
}
