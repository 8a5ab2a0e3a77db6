//! Texts with front matter, taken apart.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Diagnostic, Map, Source, Value};
use crate::lang::data::{DataError, yaml};
use crate::lang::front_matter;

/// A file's text taken apart.
pub(super) struct Parsed {
    /// The whole text.
    pub(super) source: Source,
    /// Where the body begins.
    pub(super) body_start: usize,
    /// The front matter.
    pub(super) data: Map,
    /// Where its entries stand in the text.
    pub(super) spans: IndexMap<Arc<str>, Range<usize>>,
    /// What is doubtful about it though Jekyll takes it.
    pub(super) doubt: Option<Diagnostic>,
}

/// Takes a text apart; one without front matter is all body.
///
/// # Errors
/// When the front matter isn't YAML, or YAML other than `key: value` lines.
pub(super) fn parse(source: Source) -> Result<Parsed, Diagnostic> {
    let Some(found) = front_matter::split(&source.text) else {
        return Ok(Parsed {
            doubt: never_closed(&source),
            source,
            body_start: 0,
            data: Map::new(),
            spans: IndexMap::new(),
        });
    };
    let start = found.yaml.start;
    let shifted = |span: &Range<usize>| span.start + start..span.end + start;
    let yaml = yaml::parse(&source.text[found.yaml]).map_err(|error| {
        let span = shifted(&error.span);
        let message = format!("the front matter of `{}` isn't valid YAML", source.path);
        syntax_error(&source, message, DataError { span, ..error })
    })?;
    if !matches!(yaml.value, Value::Map(_) | Value::Nil) {
        let message = format!("Invalid YAML front matter in {}", source.path);
        let note = format!("this is {}, not `key: value` lines", yaml.value.kind());
        return Err(Diagnostic::error("front-matter-not-a-map", message)
            .at(source.line(2), note)
            .hint("write `key: value` lines, such as `title: A title`"));
    }
    let spans = yaml
        .spans
        .iter()
        .map(|(key, span)| (key.clone(), shifted(span)))
        .collect();
    Ok(Parsed {
        source,
        body_start: found.body_start,
        data: yaml.into_map(),
        spans,
        doubt: None,
    })
}

/// The diagnostic for front matter that begins and doesn't end, so that it would be shown as text.
/// (A file may begin with a rule of hyphens; then no `key:` follows.)
fn never_closed(source: &Source) -> Option<Diagnostic> {
    if !front_matter::has_header(source.text.as_bytes()) {
        return None;
    }
    let (key, _) = source.text.lines().nth(1)?.split_once(':')?;
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let message = format!("the front matter of `{}` is never closed", source.path);
    is_key.then(|| {
        Diagnostic::error("front-matter-not-closed", message)
            .at(source.line(1), "it begins here, and would be shown as text")
            .hint("end it with a line of three hyphens, `---`")
    })
}

/// The diagnostic for YAML that can't be read.
pub(super) fn syntax_error(source: &Source, message: String, error: DataError) -> Diagnostic {
    let diagnostic =
        Diagnostic::error("yaml-syntax", message).at(source.at(error.span), error.message);
    match error.hint {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}
