//! Documents from files: front matter over its defaults, what file names tell, URLs.

use std::path::PathBuf;
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::base::slug::titleize;
use crate::base::{Diagnostic, Diagnostics, Map, Source, Time, Value};
use crate::lang::data::yaml;
use crate::lang::front_matter;
use crate::model::document::{Kind, LayoutChoice, Listing, Markup, extension, stem};
use crate::model::permalink::{self, Placeholders};
use crate::model::site::{Collection, SkipReason, Skipped};
use crate::model::{Document, Site};

use super::files::{Found, Part};
use super::{dates, excerpt, files, taxonomy, text};

/// What a file came to.
enum Outcome {
    Document(Box<Document>),
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
            Outcome::Document(document) => documents.push(*document),
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
            return Some(skipped(found, SkipReason::Draft));
        }
        Part::Draft => (Kind::Item("posts".into()), true),
        _ => return None,
    };
    let parsed = text::read(&found.file, &found.path).and_then(|source| parse(site, source));
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(diagnostic) => return Some(Outcome::Wrong(diagnostic)),
    };
    Some(match document(site, found, parsed, kind, draft) {
        Ok(document) if !is_published(&document) && !site.config.flag("unpublished") => {
            skipped(found, SkipReason::Unpublished)
        }
        Ok(document) => Outcome::Document(Box::new(document)),
        Err(diagnostic) => Outcome::Wrong(diagnostic),
    })
}

fn skipped(found: &Found, reason: SkipReason) -> Outcome {
    Outcome::Skipped(Skipped {
        path: found.path.clone(),
        reason,
    })
}

/// Whether front matter, or its defaults, publish a document.
fn is_published(document: &Document) -> bool {
    *document.get("published") != Value::Bool(false)
}

/// A file's text taken apart.
struct Parsed {
    source: Source,
    body_start: usize,
    data: Map,
    spans: IndexMap<Arc<str>, std::ops::Range<usize>>,
}

fn parse(site: &Site, source: Source) -> Result<Parsed, Diagnostic> {
    let Some(found) = front_matter::split(&source.text) else {
        return Ok(Parsed {
            source,
            body_start: 0,
            data: Map::new(),
            spans: IndexMap::new(),
        });
    };
    let start = found.yaml.start;
    let yaml = yaml::parse_in_zone(&source.text[found.yaml.clone()], &site.config.zone).map_err(
        |error| {
            let span = error.span.start + start..error.span.end + start;
            Diagnostic::error(
                "yaml-syntax",
                format!("the front matter of `{}` isn't valid YAML", source.path),
            )
            .at(source.at(span), error.message)
            .hint("quote values that hold `: `, `#`, `[` or `{`, and close every quote and bracket")
        },
    )?;
    if !matches!(yaml.value, Value::Map(_) | Value::Nil) {
        let message = format!("Invalid YAML front matter in {}", source.path);
        return Err(Diagnostic::error("front-matter-not-a-map", message).at(
            source.at(found.yaml),
            format!("this is {}, not `key: value` lines", yaml.value.kind()),
        ));
    }
    let spans = yaml
        .spans
        .iter()
        .map(|(key, span)| (key.clone(), span.start + start..span.end + start))
        .collect();
    Ok(Parsed {
        source,
        body_start: found.body_start,
        data: yaml.into_map(),
        spans,
    })
}

/// Makes a document of a file's parts.
fn document(
    site: &Site,
    found: &Found,
    parsed: Parsed,
    kind: Kind,
    draft: bool,
) -> Result<Document, Diagnostic> {
    let config = &site.config;
    let type_name = match &kind {
        Kind::Page => "pages",
        Kind::Item(label) => label,
    };
    let defaults = site.defaults.values(&found.path, type_name);
    let mut data = defaults.clone();
    crate::base::value::merge_into(&mut data, &parsed.data);
    let extension = extension(&found.path);
    let mut document = Document {
        markup: if config.is_markdown_extension(extension.trim_start_matches('.')) {
            Markup::Markdown
        } else {
            Markup::Verbatim
        },
        layout: layout_choice(&data, extension),
        source: parsed.source,
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
            let file_categories = if &*label == "posts" {
                taxonomy::folder_categories(&found.path)
            } else {
                Vec::new()
            };
            let categories = taxonomy::categories(file_categories, &defaults, &parsed.data);
            document.data.insert("categories".into(), categories);
            document
                .data
                .insert("tags".into(), taxonomy::tags(&document.data));
            complete_item(site, found, &mut document)?;
            place_item(site, &label, &mut document)?;
        }
        None => {
            let excerpts = config.flag("page_excerpts") && document.markup == Markup::Markdown;
            document.excerpt = excerpts.then(|| excerpt_of(site, &document)).flatten();
            place_page(site, &mut document)?;
        }
    }
    Ok(document)
}

/// What an item's file name tells where front matter doesn't: date, slug, title, extension.
fn complete_item(site: &Site, found: &Found, document: &mut Document) -> Result<(), Diagnostic> {
    let named = dates::of_file_name(&found.path);
    document.date = Some(date_of(site, found, document, named.as_ref())?);
    if let Some(named) = &named {
        document.slug = named.slug.into();
    }
    let slug = document.slug.trim_end_matches('.');
    let derived = [
        ("date", Value::from(document.date.clone())),
        ("title", Value::from(titleize(slug))),
        ("slug", Value::from(slug)),
        ("ext", Value::from(document.extension())),
    ];
    for (key, value) in derived {
        if key == "date" || document.get(key).is_nil() {
            document.data.insert(key.into(), value);
        }
    }
    if let Some(slug) = document.get("slug").as_str().map(Arc::from) {
        document.slug = slug;
    }
    document.excerpt = excerpt_of(site, document);
    Ok(())
}

/// The date of front matter, else of the file name, else a draft's last change, else the build's time.
fn date_of(
    site: &Site,
    found: &Found,
    document: &Document,
    named: Option<&dates::PostName<'_>>,
) -> Result<Time, Diagnostic> {
    let config = &site.config;
    let own = document.get("date");
    if !own.is_nil() {
        return dates::in_front_matter(config, own).ok_or_else(|| {
            let message = format!(
                "Document '{}' does not have a valid date in the YAML front matter.",
                found.path
            );
            Diagnostic::error("invalid-date", message)
                .at(document.location("date"), "this isn't a date")
                .hint("write it as `date: 2025-07-16 18:50:11 +0530` or `date: 2025-07-16`")
        });
    }
    match named {
        Some(named) => dates::in_file_name(config, &found.path, named),
        None if document.draft => Ok(files::modified(&found.file, site)),
        None => Ok(config.time.clone()),
    }
}

fn excerpt_of(site: &Site, document: &Document) -> Option<Arc<str>> {
    let separator = match document.get("excerpt_separator") {
        Value::Nil => site.config.get("excerpt_separator").to_string(),
        own => own.to_string(),
    };
    let wanted = !separator.is_empty() && !document.data.contains_key("excerpt");
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

/// The template of a collection's URLs: its own, or the collection's name and the path, ending as
/// the site's style has it.
pub(super) fn item_template(site: &Site, collection: &Collection) -> String {
    match collection.settings.get("permalink") {
        Some(template) if !template.is_nil() => template.to_string(),
        _ => permalink::with_suffix(
            "/:collection/:path",
            &site.config.get("permalink").to_string(),
        ),
    }
}

/// Where a collection's document goes: its URL, identifier and file.
fn place_item(site: &Site, label: &Arc<str>, document: &mut Document) -> Result<(), Diagnostic> {
    let Some(collection) = site.collections.get(label) else {
        return Ok(());
    };
    let own = permalink::own_permalink(&document.data);
    let template = own
        .clone()
        .unwrap_or_else(|| item_template(site, collection));
    let output_extension = output_extension(document, own.as_deref());
    let folder = format!("{}/", collection.folder);
    let below = document
        .path()
        .split_once(&folder)
        .map_or(&**document.path(), |(_, below)| below);
    let categories = document.names("categories");
    let placeholders = Placeholders {
        collection: label,
        path: stem_of_path(below),
        basename: stem(document.name()),
        output_extension: &output_extension,
        categories: &categories,
        data: &document.data,
        date: document.date.as_ref(),
    };
    let url = permalink::expand(&template, &placeholders)
        .map_err(|unknown| unknown_placeholder(site, document, &unknown, own.is_some()))?;
    document.destination = permalink::destination(&url, &output_extension);
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

fn unknown_placeholder(site: &Site, document: &Document, name: &str, own: bool) -> Diagnostic {
    let message = format!(
        "the permalink of `{}` has an unknown placeholder `:{name}`",
        document.path()
    );
    let diagnostic = Diagnostic::error("unknown-placeholder", message);
    let label = "The URL template doesn't have this key";
    let diagnostic = match (own, site.config.location("permalink")) {
        (false, Some(location)) => diagnostic.at(location, label),
        _ => diagnostic.at(document.location("permalink"), label),
    };
    diagnostic.hint("known are :categories, :year, :month, :day, :title, :slug, :path, :name, :collection, :output_ext and more: see Jekyll's docs, \"Permalinks\"")
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
        (of_permalink, _) if of_permalink == ":output_ext" => ".html".to_owned(),
        (of_permalink, _) => of_permalink.to_owned(),
    }
}

/// Where a page goes: its URL and file.
pub(super) fn place_page(site: &Site, document: &mut Document) -> Result<(), Diagnostic> {
    if let Some(permalink) = document.data.get("permalink")
        && !matches!(permalink, Value::Nil)
        && permalink.as_str().is_none_or(str::is_empty)
    {
        return Err(Diagnostic::error(
            "invalid-permalink",
            format!("Invalid permalink in {}", document.path()),
        )
        .at(document.location("permalink"), "this isn't a path")
        .hint("write a path such as `/about/`, or leave the line out"));
    }
    let own = permalink::own_permalink(&document.data);
    let output_extension = output_extension(document, own.as_deref());
    let is_html = matches!(output_extension.as_str(), ".html" | ".htm" | ".xhtml");
    let basename = stem(document.name());
    let template = match &own {
        Some(own) => own.clone(),
        None if !is_html => permalink::FILE_TEMPLATE.to_owned(),
        None if basename == "index" => permalink::INDEX_TEMPLATE.to_owned(),
        None => permalink::with_suffix(
            "/:path/:basename",
            &site.config.get("permalink").to_string(),
        ),
    };
    let folder = document
        .path()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let placeholders = Placeholders {
        collection: "",
        path: folder,
        basename,
        output_extension: &output_extension,
        categories: &[],
        data: &document.data,
        date: None,
    };
    // A page keeps unknown placeholders as text, so that there is no error to tell.
    let url = permalink::expand(&template, &placeholders).unwrap_or(template);
    document.destination = permalink::destination(&url, &output_extension);
    document.url = url.into();
    Ok(())
}
