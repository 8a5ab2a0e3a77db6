//! What kinds of values the settings of the configuration must have.

use crate::base::{Diagnostic, Diagnostics, Location, Map, Value};
use crate::model::Config;

/// What a setting must be.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Count,
    List,
    ListOrMap,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Count => "a number, 0 or more",
            Kind::List => "a list",
            Kind::ListOrMap => "a list or a map",
        }
    }

    fn fits(self, value: &Value) -> bool {
        match self {
            Kind::Text => matches!(value, Value::Str(_)),
            Kind::Count => matches!(value, Value::Int(0..)),
            Kind::List => matches!(value, Value::Array(_)),
            Kind::ListOrMap => matches!(value, Value::Array(_) | Value::Map(_)),
        }
    }

    fn hint(self, key: &str) -> String {
        match self {
            Kind::Text => format!("write it as `{key}: \"…\"`"),
            Kind::Count => format!("write it as `{key}: 10`"),
            Kind::List => format!("write it as `{key}: [one, another]`"),
            Kind::ListOrMap => format!("write it as `{key}: [one, another]`, or as a map"),
        }
    }
}

/// The settings whose kind matters to a build.
const KINDS: &[(&str, Kind)] = &[
    ("source", Kind::Text),
    ("destination", Kind::Text),
    ("collections_dir", Kind::Text),
    ("data_dir", Kind::Text),
    ("timezone", Kind::Text),
    ("permalink", Kind::Text),
    ("markdown_ext", Kind::Text),
    ("excerpt_separator", Kind::Text),
    ("paginate_path", Kind::Text),
    ("url", Kind::Text),
    ("baseurl", Kind::Text),
    ("limit_posts", Kind::Count),
    ("include", Kind::List),
    ("exclude", Kind::List),
    ("keep_files", Kind::List),
    ("plugins", Kind::List),
    ("defaults", Kind::List),
    ("collections", Kind::ListOrMap),
];

/// The settings that must not be empty.
const REQUIRED: &[&str] = &["include", "exclude", "keep_files", "plugins"];

/// A diagnostic for every setting of the wrong kind; `location` says where one is set.
pub(super) fn check(values: &Map, location: impl Fn(&str) -> Option<Location>) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for (key, kind) in KINDS {
        let value = values.get(*key).unwrap_or(&Value::Nil);
        let fits = kind.fits(value) || (value.is_nil() && !REQUIRED.contains(key));
        if !fits {
            let message = format!("`{key}` should be {}, not {}", kind.name(), value.kind());
            let diagnostic = Diagnostic::error("config-type", message).hint(kind.hint(key));
            diagnostics.push(placed(diagnostic, location(key)));
        }
    }
    diagnostics
}

/// Entries of `defaults` and `collections` that Jekyll passes over.
pub(super) fn passed_over(config: &Config) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut tell = |key: &str, message: String, hint: &str| {
        let diagnostic = Diagnostic::error("config-type", message).hint(hint);
        diagnostics.push(config.tolerated(placed(diagnostic, config.location(key))));
    };
    let defaults = config.get("defaults").as_array().unwrap_or_default();
    for (index, entry) in defaults.iter().enumerate() {
        let scope = entry.get("scope").unwrap_or(&Value::Nil);
        let has_values = entry
            .get("values")
            .is_some_and(|set| set.as_map().is_some());
        if !has_values || !(scope.is_nil() || scope.as_map().is_some()) {
            tell(
                "defaults",
                format!("entry {} of `defaults` has no effect", index + 1),
                "write entries as `- {scope: {path: posts}, values: {layout: post}}`",
            );
        }
    }
    let collections = config.get("collections").as_map();
    for (label, settings) in collections.into_iter().flatten() {
        if !settings.is_nil() && settings.as_map().is_none() {
            tell(
                "collections",
                format!(
                    "the settings of the collection `{label}` should be a map, not {}",
                    settings.kind()
                ),
                "write them as `collections: {recipes: {output: true}}`",
            );
        }
    }
    diagnostics
}

fn placed(diagnostic: Diagnostic, location: Option<Location>) -> Diagnostic {
    match location {
        Some(location) => diagnostic.at(location, ""),
        None => diagnostic,
    }
}
