//! Documents from files: front matter over its defaults, what file names tell, URLs.

pub(super) mod items;
mod pages;

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::value::merge_into;
use crate::base::{Diagnostic, Diagnostics, Map, Value};
use crate::model::document::{Kind, LayoutChoice, Listing, Markup, extension, stem};
use crate::model::site::{SkipReason, Skipped};
use crate::model::{Document, Site};

use super::files::{Found, Part};
use super::front_matter::{self, Parsed};
use super::{excerpt, taxonomy, text};

/// What a file came to.
enum Outcome {
    Document(Box<Document>, Option<Diagnostic>),
    Skipped(Skipped),
    Wrong(Diagnostic),
}

/// Reads all documents, in the order in which they were found. Those that are not published are
/// noted in the site.
pub(super) fn read(
    site: &Site,
    found: &[Found],
    diagnostics: &mut Diagnostics,
) -> (Vec<Document>, Vec<Skipped>) {
    let outcomes: Vec<Outcome> = found
        .par_iter()
        .filter_map(|found| read_one(site, found))
        .collect();
    let mut documents = Vec::with_capacity(outcomes.len());
    let mut skipped = Vec::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Document(document, doubt) => {
                documents.push(*document);
                diagnostics.extend(doubt.map(|doubt| site.config.tolerated(doubt)));
            }
            Outcome::Skipped(file) => skipped.push(file),
            Outcome::Wrong(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (documents, skipped)
}

fn read_one(site: &Site, found: &Found) -> Option<Outcome> {
    let (kind, draft) = match &found.part {
        Part::Document(kind) => (kind.clone(), false),
        Part::Draft if !site.config.flag("show_drafts") => {
            return Some(skipped(site, found, SkipReason::Draft));
        }
        Part::Draft => (Kind::Item("posts".into()), true),
        _ => return None,
    };
    let shown_path = found.shown_path(&site.config);
    let parsed = text::read(&found.file, &shown_path).and_then(front_matter::parse);
    let mut parsed = match parsed {
        Ok(parsed) => parsed,
        Err(diagnostic) => return Some(Outcome::Wrong(diagnostic)),
    };
    let doubt = parsed.doubt.take();
    Some(match document(site, found, parsed, kind, draft) {
        Ok(Some(document)) => Outcome::Document(Box::new(document), doubt),
        Ok(None) => skipped(site, found, SkipReason::Unpublished),
        Err(diagnostic) => Outcome::Wrong(diagnostic),
    })
}

fn skipped(site: &Site, found: &Found, reason: SkipReason) -> Outcome {
    Outcome::Skipped(Skipped {
        path: found.shown_path(&site.config),
        reason,
    })
}

/// Whether front matter publishes a document: it does unless it says `published: false` or nil.
fn is_publishing(data: &Map) -> bool {
    data.get("published").is_none_or(Value::is_truthy)
}

/// Makes a document of a file's parts; `None` if it isn't published.
fn document(
    site: &Site,
    found: &Found,
    parsed: Parsed,
    kind: Kind,
    draft: bool,
) -> Result<Option<Document>, Diagnostic> {
    let config = &site.config;
    let type_name = match &kind {
        Kind::Page => "pages",
        Kind::Item(label) => label,
    };
    let defaults = site.defaults.values(&found.path, type_name);
    let mut data = defaults.clone();
    merge_into(&mut data, &parsed.data);
    // Front matter defaults hide items, but not pages.
    let asked = if kind == Kind::Page {
        &parsed.data
    } else {
        &data
    };
    if !is_publishing(asked) && !config.flag("unpublished") {
        return Ok(None);
    }
    let extension = extension(&found.path);
    let mut document = Document {
        markup: if config.is_markdown_extension(extension.trim_start_matches('.')) {
            Markup::Markdown
        } else {
            Markup::Verbatim
        },
        layout: layout_choice(&data, extension),
        source: parsed.source,
        path: found.path.clone(),
        body_start: parsed.body_start,
        spans: parsed.spans,
        kind,
        draft,
        generated: false,
        data,
        date: None,
        slug: stem(found.path.rsplit('/').next().unwrap_or_default()).into(),
        url: "".into(),
        id: "".into(),
        destination: PathBuf::new(),
        written: true,
        excerpt: None,
        listing: Listing::None,
    };
    match document.collection().cloned() {
        Some(label) => {
            let own = &parsed.data;
            document.data.insert(
                "categories".into(),
                categories(found, &label, &defaults, own),
            );
            document
                .data
                .insert("tags".into(), taxonomy::tags(&document.data));
            items::complete(site, found, &mut document)?;
            items::place(site, &label, &mut document)?;
        }
        None => pages::place(site, &mut document)?,
    }
    Ok(Some(document))
}

fn categories(found: &Found, label: &str, defaults: &Map, own: &Map) -> Value {
    let folders = match label {
        "posts" => taxonomy::folder_categories(&found.path),
        _ => Vec::new(),
    };
    taxonomy::categories(folders, defaults, own)
}

/// The raw text of a document's excerpt; `None` if front matter gives one or there is no separator.
fn excerpt_of(site: &Site, document: &Document) -> Option<Arc<str>> {
    let separator = match document.get("excerpt_separator") {
        Value::Nil => site.config.get("excerpt_separator").to_string(),
        own => own.to_string(),
    };
    let wanted = !separator.is_empty() && document.get("excerpt").is_nil();
    wanted.then(|| excerpt::extract(document.body(), &separator).into())
}

fn layout_choice(data: &Map, extension: &str) -> LayoutChoice {
    // Style sheets and scripts that are compiled, and data, are never put into a layout.
    if [".sass", ".scss", ".coffee", ".yml", ".yaml"].contains(&extension) {
        return LayoutChoice::None;
    }
    match data.get("layout") {
        None | Some(Value::Nil | Value::Bool(false)) => LayoutChoice::None,
        Some(layout) => match layout.to_string() {
            name if name == "none" || name.is_empty() => LayoutChoice::None,
            name => LayoutChoice::Named(name.into()),
        },
    }
}

/// The extension of the file that is written: that of the document's own permalink if it has one.
fn output_extension(document: &Document, own: Option<&str>) -> String {
    let of_permalink = own
        .filter(|permalink| !permalink.ends_with('/'))
        .map_or("", |permalink| {
            extension(permalink.rsplit('/').next().unwrap_or_default())
        });
    match (of_permalink, document.markup) {
        ("", Markup::Markdown) => ".html".to_owned(),
        ("", Markup::Verbatim) => document.extension().to_owned(),
        (of_permalink, _) => of_permalink.to_owned(),
    }
}
