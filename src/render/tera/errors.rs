//! Tera's errors as diagnostics.

use std::ops::Range;

use tera::{Error, ErrorKind};

use crate::base::{Diagnostic, Location};
use crate::model::{Layout, Site};

/// A mistake that Tera found.
struct Mistake {
    message: String,
    /// The name of the template it is in.
    template: Option<String>,
    /// The place in the template's text.
    span: Option<Range<usize>>,
}

impl Mistake {
    fn diagnostic(self, site: &Site) -> Diagnostic {
        let diagnostic = Diagnostic::error("template", self.message.as_str());
        let layout = self
            .template
            .and_then(|name| site.layouts.get(name.as_str()));
        let diagnostic = match (layout, self.span) {
            (Some(layout), Some(span)) => {
                let span = span.start + layout.body_start..span.end + layout.body_start;
                diagnostic.at(layout.source.at(span), "")
            }
            (Some(layout), None) => diagnostic.at(Location::file(layout.source.path.clone()), ""),
            (None, _) => diagnostic,
        };
        match hint(&self.message) {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        }
    }
}

/// The diagnostic for an error while `template` was being rendered.
pub(super) fn rendering(site: &Site, template: &str, error: &Error) -> Diagnostic {
    let mut mistake = single(error);
    mistake.template.get_or_insert_with(|| template.to_owned());
    mistake.diagnostic(site)
}

/// The diagnostics for an error while templates were being added, and the names of those that
/// have mistakes.
pub(super) fn adding(site: &Site, error: &Error) -> (Vec<Diagnostic>, Vec<String>) {
    let listed = match error.kind() {
        ErrorKind::Msg(report) => listed(site, report),
        _ => Vec::new(),
    };
    let mistakes = if listed.is_empty() {
        vec![single(error)]
    } else {
        listed
    };
    let wrong = mistakes
        .iter()
        .filter_map(|mistake| mistake.template.clone())
        .collect();
    (
        mistakes
            .into_iter()
            .map(|mistake| mistake.diagnostic(site))
            .collect(),
        wrong,
    )
}

/// An error that speaks of one place.
fn single(error: &Error) -> Mistake {
    let (template, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
            Some(report.filename().to_owned()),
            Some(report.span().range.clone()),
        ),
        ErrorKind::MissingParent { current, .. } => (Some(current.clone()), None),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (Some(tpl.clone()), None)
        }
        _ => (None, None),
    };
    let message = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report
            .message()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned(),
        other => other.to_string(),
    };
    Mistake {
        message,
        template,
        span,
    }
}

/// Unknown filters, tests, functions and includes come all at once, in one text that already
/// draws each: `error: Unknown filter`, and on the next line ` --> page.html:3:12`.
fn listed(site: &Site, report: &str) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut message = None;
    for line in report.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("error: ") {
            message = Some(text);
        } else if let (Some(place), Some(text)) = (line.strip_prefix("--> "), message) {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next().and_then(|column| column.parse().ok());
            let line = parts.next().and_then(|line| line.parse().ok());
            let template = parts.next().unwrap_or(place);
            let span = site
                .layouts
                .get(template)
                .and_then(|layout| word_at(layout, line?, column?));
            mistakes.push(Mistake {
                message: text.to_owned(),
                template: Some(template.to_owned()),
                span,
            });
            message = None;
        }
    }
    mistakes
}

/// The word at a line and column, both counted from 1, of a template's text.
fn word_at(layout: &Layout, line: usize, column: usize) -> Option<Range<usize>> {
    let text = layout.body();
    let line_start: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let start = line_start + column.checked_sub(1)?;
    let rest = text.get(start..)?;
    let length = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    Some(start..start + length.max(1))
}

/// Advice for what people who come from Liquid run into first.
fn hint(message: &str) -> Option<&'static str> {
    if message.contains("not defined") || message.contains("undefined") {
        Some(
            "a value that may be missing is asked for as `{% if page?.description %}` or `page?.description or \"\"`",
        )
    } else if message.starts_with("Unknown filter") {
        Some(
            "filters have Jekyll's names and take named arguments: `page.date | date(format=\"%Y\")`",
        )
    } else {
        None
    }
}
