//! Tera's errors as diagnostics.

use tera::{Error, ErrorKind};

use crate::base::{Diagnostic, Location};
use crate::model::{Layout, Site};

/// The template an error speaks of.
pub(super) fn template(error: &Error) -> Option<String> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            Some(report.filename().to_owned())
        }
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Some(tpl.clone())
        }
        _ => None,
    }
}

/// A diagnostic for an error, at its place in the template; `layout` is what was being rendered,
/// for errors that name no template.
pub(super) fn diagnostic(site: &Site, layout: Option<&Layout>, error: &Error) -> Diagnostic {
    let found = template(error)
        .and_then(|name| site.layouts.get(name.as_str()))
        .or(layout);
    let (message, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
            first_line(report.message()),
            Some(report.span().range.clone()),
        ),
        other => (other.to_string(), None),
    };
    let diagnostic = Diagnostic::error("template", message.clone());
    let diagnostic = match (found, span) {
        (Some(layout), Some(span)) => {
            let span = span.start + layout.body_start..span.end + layout.body_start;
            diagnostic.at(layout.source.at(span), "")
        }
        (Some(layout), None) => diagnostic.at(Location::file(layout.source.path.clone()), ""),
        (None, _) => diagnostic,
    };
    match hint(&message) {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// Advice for what people who come from Liquid run into first.
fn hint(message: &str) -> Option<&'static str> {
    if message.contains("not defined") || message.contains("undefined") {
        Some(
            "a key that a page may lack is written with a question mark: `page?.description or \"\"`",
        )
    } else if message.contains("ilter") && message.contains("not") {
        Some(
            "filters have Jekyll's names and take named arguments: `page.date | date(format=\"%Y\")`",
        )
    } else {
        None
    }
}
