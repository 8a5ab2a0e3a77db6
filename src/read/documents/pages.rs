//! Pages: where they go.

use crate::base::{Diagnostic, Value};
use crate::model::document::stem;
use crate::model::permalink::{self, Placeholders};
use crate::model::{Document, Site};

use super::{excerpt_of, output_extension};

/// Where a page goes: its URL and file; and its excerpt, if pages have any.
pub(super) fn place(site: &Site, document: &mut Document) -> Result<(), Diagnostic> {
    refuse_empty_permalink(document)?;
    let own = permalink::own_permalink(&document.data);
    let output_extension = output_extension(document, own.as_deref());
    let is_html = matches!(output_extension.as_str(), ".html" | ".htm" | ".xhtml");
    let basename = stem(document.name());
    let template = match &own {
        Some(own) => own.clone(),
        None if !is_html => permalink::FILE_TEMPLATE.to_owned(),
        None if basename == "index" => permalink::INDEX_TEMPLATE.to_owned(),
        None => {
            let style = site.config.get("permalink").to_string();
            permalink::with_suffix("/:path/:basename", &style)
        }
    };
    let folder = document
        .path
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
    if is_html && site.config.flag("page_excerpts") {
        document.excerpt = excerpt_of(site, document);
    }
    Ok(())
}

fn refuse_empty_permalink(document: &Document) -> Result<(), Diagnostic> {
    match document.data.get("permalink") {
        None | Some(Value::Nil) => Ok(()),
        Some(Value::Str(permalink)) if !permalink.is_empty() => Ok(()),
        Some(_) => {
            let message = format!("Invalid permalink in {}", document.path);
            Err(Diagnostic::error("invalid-permalink", message)
                .at(document.location("permalink"), "this isn't a path")
                .hint("write a path such as `/about/`, or leave the line out"))
        }
    }
}
