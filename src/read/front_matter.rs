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
}

/// Takes a text apart; one without front matter is all body.
///
/// # Errors
/// When the front matter isn't YAML, or YAML other than `key: value` lines.
pub(super) fn parse(source: Source) -> Result<Parsed, Diagnostic> {
    let Some(found) = front_matter::split(&source.text) else {
        return Ok(Parsed {
            source,
            body_start: 0,
            data: Map::new(),
            spans: IndexMap::new(),
        });
    };
    let start = found.yaml.start;
    let shifted = |span: &Range<usize>| span.start + start..span.end + start;
    let yaml = yaml::parse(&source.text[found.yaml.clone()]).map_err(|error| {
        let span = shifted(&error.span);
        let message = format!("the front matter of `{}` isn't valid YAML", source.path);
        yaml_error(&source, message, DataError { span, ..error })
    })?;
    if !matches!(yaml.value, Value::Map(_) | Value::Nil) {
        let message = format!("Invalid YAML front matter in {}", source.path);
        let note = format!("this is {}, not `key: value` lines", yaml.value.kind());
        return Err(
            Diagnostic::error("front-matter-not-a-map", message).at(source.at(found.yaml), note)
        );
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
    })
}

/// The diagnostic for YAML that can't be read.
pub(super) fn yaml_error(source: &Source, message: String, error: DataError) -> Diagnostic {
    Diagnostic::error("yaml-syntax", message)
        .at(source.at(error.span), error.message)
        .hint("quote values that hold `: `, `#`, `[` or `{`, and close every quote and bracket")
}
