//! Liquid's errors as diagnostics, in the words Jekyll's users know.

use crate::base::{Diagnostic, Location, Source};
use crate::lang::liquid::Error;
use crate::model::{Document, Layout, Site};

use super::LiquidSite;

/// An error while the text of a document was parsed.
pub(super) fn of_document(document: &Document, error: &Error) -> Diagnostic {
    diagnostic(
        error,
        &document.path,
        place(&document.source, document.body_start, error),
    )
}

/// An error while the text of a document was rendered.
pub(super) fn in_document(liquid: &LiquidSite, document: &Document, error: &Error) -> Diagnostic {
    let own = || place(&document.source, document.body_start, error);
    traced(
        diagnostic(
            error,
            &document.path,
            included(liquid, error).unwrap_or_else(own),
        ),
        error,
    )
}

/// An error in a layout.
pub(super) fn in_layout(liquid: &LiquidSite, layout: &Layout, error: &Error) -> Diagnostic {
    let own = || place(&layout.source, layout.body_start, error);
    traced(
        diagnostic(
            error,
            &layout.source.path,
            included(liquid, error).unwrap_or_else(own),
        ),
        error,
    )
}

/// Markup that doesn't follow the grammar and was read by resemblance.
pub(super) fn warning(site: &Site, template: &str, error: &Error) -> Diagnostic {
    let message = format!("Liquid Warning: {error} in {template}");
    let warning = Diagnostic::warning("liquid-warning", message);
    let layouts = site
        .layouts
        .values()
        .map(|layout| (&layout.source, layout.body_start, &*layout.template));
    let includes = site
        .includes
        .values()
        .map(|source| (source, 0, &*source.path));
    let documents = site.documents.iter().map(|document| {
        (
            &document.source,
            document.body_start,
            &*document.source.path,
        )
    });
    let mut all = layouts.chain(includes).chain(documents);
    match all.find(|(_, _, name)| *name == template) {
        Some((source, start, _)) => warning.at(place(source, start, error), ""),
        None => warning,
    }
}

/// Jekyll's words in one line; what they say after it is advice.
fn diagnostic(error: &Error, path: &str, place: Location) -> Diagnostic {
    let told = error.to_string();
    let mut lines = told.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let message = format!("Liquid Exception: {first} in {path}");
    let diagnostic = Diagnostic::error("liquid", message).at(place, "");
    let advice: Vec<&str> = lines.map(str::trim).collect();
    match advice.is_empty() {
        true => diagnostic,
        false => diagnostic.hint(advice.join(" ")),
    }
}

/// The place in an included text, if the error is in one.
fn included(liquid: &LiquidSite, error: &Error) -> Option<Location> {
    let template = error.template.as_deref()?;
    let source = liquid
        .site
        .includes
        .values()
        .find(|source| &*source.path == template)?;
    Some(place(source, 0, error))
}

/// The line of an error; Liquid counts from the end of the front matter.
fn place(source: &Source, body_start: usize, error: &Error) -> Location {
    let before = source
        .text
        .get(..body_start)
        .unwrap_or_default()
        .matches('\n')
        .count();
    source.line(before + error.line.unwrap_or(1))
}

fn traced(diagnostic: Diagnostic, error: &Error) -> Diagnostic {
    error.trace.iter().fold(diagnostic, |diagnostic, step| {
        diagnostic.came_from(format!(
            "included by `{}`, line {}",
            step.template, step.line
        ))
    })
}
