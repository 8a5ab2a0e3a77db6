//! Tera's errors as diagnostics.

use std::ops::Range;

use tera::{Error, ErrorKind};

use crate::base::{Diagnostic, Location};
use crate::model::{Layout, Site};

use super::advice;

/// A mistake that Tera found.
struct Mistake {
    message: String,
    /// The name of the template it is in.
    template: Option<String>,
    /// The place in the template's text.
    span: Option<Range<usize>>,
    /// The includes and components through which it was met, innermost first.
    called_from: Vec<String>,
}

impl Mistake {
    fn diagnostic(self, site: &Site) -> Diagnostic {
        let diagnostic = Diagnostic::error("template", self.message.as_str());
        let layout = self
            .template
            .and_then(|name| site.layouts.get(name.as_str()));
        let word = layout
            .zip(self.span.clone())
            .and_then(|(layout, span)| layout.body().get(span))
            .unwrap_or_default();
        let hint = advice::hint(&self.message, word);
        let diagnostic = match (layout, self.span) {
            (Some(layout), Some(span)) => {
                let span = span.start + layout.body_start..span.end + layout.body_start;
                diagnostic.at(layout.source.at(span), "")
            }
            (Some(layout), None) => diagnostic.at(Location::file(layout.source.path.clone()), ""),
            (None, _) => diagnostic,
        };
        let diagnostic = self
            .called_from
            .into_iter()
            .fold(diagnostic, Diagnostic::came_from);
        match hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        }
    }
}

/// The diagnostic for an error while `template` was being rendered.
pub(super) fn rendering(site: &Site, template: &str, error: &Error) -> Diagnostic {
    let mut mistake = single(site, error);
    mistake.template.get_or_insert_with(|| template.to_owned());
    mistake.called_from = called_from(site, &error.to_string());
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
        vec![single(site, error)]
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
fn single(site: &Site, error: &Error) -> Mistake {
    let named = |template: &str, other: &str| {
        let layout = site.layouts.get(template);
        layout.and_then(|layout| quoted(layout.body(), other))
    };
    let circle = |names: &[String]| names.join("` → `");
    let (message, template, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let message = report.message().lines().next().unwrap_or_default();
            let span = report.span().range.clone();
            (message.to_owned(), Some(report.filename()), Some(span))
        }
        ErrorKind::MissingParent { current, parent } => (
            format!("there is no template `{parent}` to extend"),
            Some(current.as_str()),
            named(current, parent),
        ),
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain: chain,
        } => (
            format!("`{tpl}` extends itself: `{}`", circle(chain)),
            Some(tpl.as_str()),
            chain.iter().find_map(|name| named(tpl, name)),
        ),
        ErrorKind::CircularInclude {
            tpl,
            include_chain: chain,
        } => (
            format!("`{tpl}` includes itself: `{}`", circle(chain)),
            Some(tpl.as_str()),
            chain.iter().find_map(|name| named(tpl, name)),
        ),
        other => (other.to_string(), None, None),
    };
    Mistake {
        message,
        template: template.map(str::to_owned),
        span,
        called_from: Vec::new(),
    }
}

/// Where a template names another one in quotes.
fn quoted(text: &str, name: &str) -> Option<Range<usize>> {
    ['"', '\'']
        .into_iter()
        .find_map(|quote| text.find(&format!("{quote}{name}{quote}")))
        .map(|start| start..start + name.len() + 2)
}

/// The includes and components that lead to an error, of which Tera only tells in the text it
/// draws: `note: called from page.html:3:12`.
fn called_from(site: &Site, drawn: &str) -> Vec<String> {
    let places = drawn
        .lines()
        .filter_map(|line| line.strip_prefix("note: called from "));
    let shown = |place: &str| {
        let mut parts = place.rsplitn(3, ':');
        let (_column, line, template) = (parts.next()?, parts.next()?, parts.next()?);
        let layout = site.layouts.get(template)?;
        let line: usize = line.parse().ok()?;
        let before = layout.source.text.get(..layout.body_start)?;
        let line = line + before.matches('\n').count();
        Some(format!("called from `{}:{line}`", layout.source.path))
    };
    places.filter_map(shown).collect()
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
                called_from: Vec::new(),
            });
            message = None;
        }
    }
    mistakes
}

/// The word or string at a line and column, both counted from 1, of a template's text.
fn word_at(layout: &Layout, line: usize, column: usize) -> Option<Range<usize>> {
    let text = layout.body();
    let line_start: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let start = line_start + column.checked_sub(1)?;
    let rest = text.get(start..)?;
    let length = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].find(quote)? + 2,
        _ => rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len()),
    };
    Some(start..start + length.max(1))
}
