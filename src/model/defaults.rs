//! Front matter defaults: values for all documents below a path or of a type
//! (Jekyll docs, "Front Matter Defaults").

use std::sync::Arc;

use crate::base::glob::Pattern;
use crate::base::value::merge_into;
use crate::base::{Map, Value};

/// Where the values of one entry of `defaults` apply.
#[derive(Debug, Clone)]
struct Scope {
    /// The path, empty for all.
    path: String,
    /// The path as a pattern, if it has a `*`.
    pattern: Option<Pattern>,
    /// The type: `posts`, `pages` or a collection's label.
    kind: Option<String>,
}

impl Scope {
    fn new(scope: &Value, collections_folder: &str) -> Self {
        let path = scope.get("path").map(Value::to_string).unwrap_or_default();
        let path = path
            .strip_prefix(collections_folder)
            .filter(|_| !collections_folder.is_empty())
            .and_then(|rest| rest.strip_prefix('/'))
            .unwrap_or(&path);
        let kind = scope
            .get("type")
            .filter(|kind| !kind.is_nil())
            .map(|kind| plural(&kind.to_string()));
        Scope {
            path: path.to_owned(),
            pattern: path
                .contains('*')
                .then(|| Pattern::paths(path.trim_end_matches('/'))),
            kind,
        }
    }

    /// A scope's path covers what begins with it: `foo` covers `foo/a.md` and `foobar.md`.
    /// A pattern covers the paths it matches and what lies below them.
    fn covers(&self, path: &str, kind: &str) -> bool {
        let kind_fits = self.kind.as_deref().is_none_or(|own| own == kind);
        kind_fits
            && match &self.pattern {
                Some(pattern) => {
                    pattern.matches(path)
                        || path
                            .match_indices('/')
                            .any(|(end, _)| pattern.matches(&path[..end]))
                }
                None => path.starts_with(&self.path),
            }
    }

    /// Whether this scope's values win over those of `other`: the longer path, then the one with a
    /// type, then the later one.
    fn precedes(&self, other: &Scope) -> bool {
        if self.path.len() == other.path.len() {
            self.kind.is_some() || other.kind.is_none()
        } else {
            self.path.len() > other.path.len()
        }
    }
}

/// Singular type names are accepted for the plural ones.
fn plural(kind: &str) -> String {
    match kind {
        "post" | "page" | "draft" => format!("{kind}s"),
        other => other.to_owned(),
    }
}

/// The entries of `defaults` in the configuration.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    entries: Arc<Vec<(Scope, Arc<Map>)>>,
}

impl Defaults {
    /// Reads the configuration's `defaults`; entries without values are passed over. Paths are
    /// taken relative to `collections_folder` where they lie in it.
    pub fn new(defaults: &Value, collections_folder: &str) -> Self {
        let entry = |set: &Value| match set.get("values") {
            Some(Value::Map(values)) => {
                let scope = Scope::new(set.get("scope").unwrap_or(&Value::Nil), collections_folder);
                Some((scope, values.clone()))
            }
            _ => None,
        };
        let entries = defaults
            .as_array()
            .unwrap_or_default()
            .iter()
            .filter_map(entry)
            .collect();
        Defaults {
            entries: Arc::new(entries),
        }
    }

    /// The values for a document: `kind` is `pages`, `posts`, or its collection's label.
    pub fn values(&self, path: &str, kind: &str) -> Map {
        let mut values = Map::new();
        let mut winner: Option<&Scope> = None;
        for (scope, set) in self
            .entries
            .iter()
            .filter(|(scope, _)| scope.covers(path, kind))
        {
            if winner.is_none_or(|winner| scope.precedes(winner)) {
                merge_into(&mut values, set);
                winner = Some(scope);
            } else {
                let mut below = Map::clone(set);
                merge_into(&mut below, &values);
                values = below;
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::data::yaml;

    /// What Jekyll prints for these paths.
    #[test]
    fn scopes_cover_and_precede_as_in_jekyll() {
        let config = "
- {scope: {path: ''}, values: {v: all, h: {a: {x: 1}, b: 2}}}
- {scope: {path: foo}, values: {w: foo}}
- {scope: {path: 'foo/*/'}, values: {g: glob}}
- {scope: {path: 'foo/**/*.md'}, values: {g: glob2}}
- {scope: {type: post}, values: {w: posts}}
";
        let defaults = Defaults::new(&yaml::parse(config).unwrap().value, "");
        let inspect = |path, kind| Value::from(defaults.values(path, kind)).inspect();
        let all = r#""v"=>"all", "h"=>{"a"=>{"x"=>1}, "b"=>2}"#;
        for (path, kind, extra) in [
            ("foo/a.md", "pages", r#", "w"=>"foo", "g"=>"glob2""#),
            ("foo/x/b.md", "pages", r#", "w"=>"foo", "g"=>"glob2""#),
            ("foo/x/b.txt", "pages", r#", "w"=>"foo", "g"=>"glob""#),
            ("foobar/c.md", "pages", r#", "w"=>"foo""#),
            ("index.html", "pages", ""),
            ("_posts/2020-01-01-p.md", "posts", r#", "w"=>"posts""#),
        ] {
            assert_eq!(inspect(path, kind), format!("{{{all}{extra}}}"), "{path}");
        }
    }
}
