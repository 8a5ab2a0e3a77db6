//! The configuration of a site: Jekyll's defaults, the configuration files, the command line.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::{Diagnostic, Location, Map, Severity, Source, Time, TimeZone, Value};

/// Where a configuration value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Jekyll's own default.
    Default,
    /// A configuration file, at a place.
    File(Location),
    /// The command line.
    CommandLine,
}

/// The configuration of a site, complete: every key that Jekyll gives a default has a value.
#[derive(Debug, Clone)]
pub struct Config {
    /// Every value, as templates see them under `site`.
    pub values: Map,
    /// Where the values of the outermost keys come from; absent for defaults.
    pub origins: HashMap<Arc<str>, Origin>,
    /// The texts of the configuration files, in the order they were read.
    pub files: Vec<Source>,
    /// The folder of `_config.yml`.
    pub root: PathBuf,
    /// The folder under which Jekyll's rules hold: `content/` of a native site, the root of a classic one.
    pub source: PathBuf,
    /// Where the site is written.
    pub destination: PathBuf,
    /// The zone in which dates are shown.
    pub zone: TimeZone,
    /// `JEKYLL_ENV`, which templates see as `jekyll.environment`: `development` unless set.
    pub environment: Arc<str>,
    /// The moment of the build, or `time:` of the configuration.
    pub time: Time,
}

impl Config {
    /// The value of an outermost key; nil if there is none.
    pub fn get(&self, key: &str) -> &Value {
        self.values.get(key).unwrap_or(&Value::Nil)
    }

    /// Whether a key is set to something true.
    pub fn flag(&self, key: &str) -> bool {
        self.get(key).is_truthy()
    }

    /// The text of a key; empty if it is unset or no string.
    pub fn text(&self, key: &str) -> &str {
        self.get(key).as_str().unwrap_or_default()
    }

    /// The strings of a list, or a single string as a list of one.
    pub fn list(&self, key: &str) -> Vec<&str> {
        match self.get(key) {
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
            Value::Str(text) => vec![text],
            _ => Vec::new(),
        }
    }

    /// `baseurl` as URLs are prefixed with it: empty, or beginning with `/` and not ending with one.
    pub fn baseurl(&self) -> String {
        match self.text("baseurl").trim_end_matches('/') {
            "" => String::new(),
            path if path.starts_with('/') => path.to_owned(),
            path => format!("/{path}"),
        }
    }

    /// Where a key was set, for a diagnostic; `None` for defaults and the command line.
    pub fn location(&self, key: &str) -> Option<Location> {
        match self.origins.get(key)? {
            Origin::File(location) => Some(location.clone()),
            Origin::Default | Origin::CommandLine => None,
        }
    }

    /// A mistake that Jekyll builds the site in spite of: an error only if the site is `strict`.
    pub fn tolerated(&self, diagnostic: Diagnostic) -> Diagnostic {
        let severity = match self.flag("strict") {
            true => diagnostic.severity,
            false => Severity::Warning,
        };
        Diagnostic {
            severity,
            ..diagnostic
        }
    }

    /// Whether a plugin is named under `plugins` (or its old name `gems`).
    pub fn has_plugin(&self, name: &str) -> bool {
        self.list("plugins").contains(&name) || self.list("gems").contains(&name)
    }

    /// Whether a file extension (without dot) is one of Markdown: see `markdown_ext`.
    pub fn is_markdown_extension(&self, extension: &str) -> bool {
        self.text("markdown_ext")
            .split(',')
            .any(|known| known.trim().eq_ignore_ascii_case(extension))
    }
}
