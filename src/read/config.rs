//! The layers of the configuration: Jekyll's defaults, those of the site's kind, the files, the
//! command line (Jekyll docs, "Configuration").

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::value::merge_into;
use crate::base::{Diagnostic, Diagnostics, Location, Map, Source, Time, TimeZone, Value};
use crate::lang::data::yaml;
use crate::model::Config;
use crate::model::config::Origin;
use crate::model::permalink;

use super::roles::Roles;
use super::{dates, front_matter, settings, text};

/// Jekyll's own defaults, in YAML as its users know them.
const DEFAULTS: &str = include_str!("defaults.yml");

/// Reads the configuration: `files`, or `_config.yml` in the site's folder if there are none;
/// `overrides` are values set on the command line, among them `source`, the site's folder.
///
/// # Errors
/// When a file can't be read or a value is of no use.
pub fn read(files: &[PathBuf], overrides: &Map) -> Result<Config, Diagnostics> {
    let root = PathBuf::from(
        overrides
            .get("source")
            .and_then(Value::as_str)
            .unwrap_or("."),
    );
    if !root.is_dir() {
        return Err(no_such_folder(&root).into());
    }
    let files = read_files(&root, files)?;
    let zone = zone(&files, overrides)?;
    let mut layers = Layers::new();
    for file in &files {
        layers.file(file)?;
    }
    let root = match layers.values.get("source").and_then(Value::as_str) {
        Some(source) if !overrides.contains_key("source") => root.join(source),
        _ => root,
    };
    let root = std::path::absolute(&root).unwrap_or(root);
    let roles = Roles::of(&root);
    layers.below(&roles.defaults);
    layers.overrides(overrides);
    layers.complete()?;
    let destination = Path::new(
        layers
            .values
            .get("destination")
            .and_then(Value::as_str)
            .unwrap_or("_site"),
    );
    let destination = std::path::absolute(destination).unwrap_or_else(|_| destination.to_owned());
    let mut config = Config {
        time: Time::now(&zone),
        environment: std::env::var("JEKYLL_ENV")
            .unwrap_or_else(|_| "development".to_owned())
            .into(),
        values: layers.values,
        origins: layers.origins,
        files,
        source: roles.source,
        root,
        destination,
        zone,
    };
    config.time = time(&config)?;
    Ok(config)
}

fn no_such_folder(folder: &Path) -> Diagnostic {
    Diagnostic::error(
        "no-such-folder",
        format!("there is no folder `{}`", folder.display()),
    )
    .hint("name the site's folder with `--source`")
}

fn read_files(root: &Path, files: &[PathBuf]) -> Result<Vec<Source>, Diagnostics> {
    let named: Vec<PathBuf> = if files.is_empty() {
        let standard = ["_config.yml", "_config.yaml"].map(|name| root.join(name));
        standard
            .into_iter()
            .filter(|file| file.exists())
            .take(1)
            .collect()
    } else {
        files.to_vec()
    };
    let mut sources = Vec::new();
    let mut diagnostics = Diagnostics::new();
    for file in named {
        let shown = super::relative(root, &file);
        sources.extend(diagnostics.keep(text::read(&file, &shown)));
    }
    if diagnostics.has_errors() {
        Err(diagnostics)
    } else {
        Ok(sources)
    }
}

/// The time zone, which must be known before any date is read.
fn zone(files: &[Source], overrides: &Map) -> Result<TimeZone, Diagnostics> {
    let mut named = overrides
        .get("timezone")
        .map(|zone| (zone.to_string(), None));
    for file in files.iter().rev() {
        if named.is_some() {
            break;
        }
        let Ok(read) = yaml::parse(&file.text) else {
            continue;
        };
        if let Some(zone) = read.value.get("timezone").filter(|zone| !zone.is_nil()) {
            named = Some((
                zone.to_string(),
                read.spans.get("timezone").map(|span| file.at(span.clone())),
            ));
        }
    }
    let Some((name, location)) = named else {
        return Ok(TimeZone::system());
    };
    TimeZone::get(&name).map_err(|_| {
        let diagnostic = Diagnostic::error(
            "unknown-timezone",
            format!("there is no time zone `{name}`"),
        )
        .hint("use a name of the IANA database, such as `Europe/Berlin`, `Asia/Kolkata` or `UTC`");
        match location {
            Some(location) => diagnostic.at(location, "").into(),
            None => diagnostic.into(),
        }
    })
}

/// `time:` of the configuration, else now.
fn time(config: &Config) -> Result<Time, Diagnostics> {
    match config.get("time") {
        Value::Nil => Ok(config.time.clone()),
        value => dates::in_front_matter(config, value).ok_or_else(|| {
            let diagnostic = Diagnostic::error("invalid-date", "`time` isn't a date")
                .hint("write it as `time: 2025-07-16 18:50:11 +0530` or `time: 2025-07-16`");
            match config.location("time") {
                Some(location) => diagnostic.at(location, "").into(),
                None => diagnostic.into(),
            }
        }),
    }
}

/// Configuration values while layer is put on layer.
struct Layers {
    values: Map,
    origins: HashMap<Arc<str>, Origin>,
}

impl Layers {
    fn new() -> Self {
        Layers {
            values: defaults(),
            origins: HashMap::new(),
        }
    }

    fn file(&mut self, source: &Source) -> Result<(), Diagnostic> {
        let read = yaml::parse(&source.text).map_err(|error| {
            let message = format!("`{}` isn't valid YAML", source.path);
            front_matter::syntax_error(source, message, error)
        })?;
        if !matches!(read.value, Value::Map(_) | Value::Nil) {
            return Err(Diagnostic::error(
                "config-not-a-map",
                format!("`{}` holds no settings", source.path),
            )
            .at(
                source.line(1),
                format!("this is {}, not `key: value` lines", read.value.kind()),
            )
            .hint("write `key: value` lines, such as `title: A blog`"));
        }
        for (key, span) in &read.spans {
            self.origins
                .insert(key.clone(), Origin::File(source.at(span.clone())));
        }
        merge_into(&mut self.values, &read.into_map());
        Ok(())
    }

    /// Defaults in which this kind of site differs from Jekyll's: they yield to the files.
    fn below(&mut self, defaults: &Map) {
        for (key, value) in defaults {
            if !self.origins.contains_key(key) {
                self.values.insert(key.clone(), value.clone());
            }
        }
    }

    fn overrides(&mut self, overrides: &Map) {
        for key in overrides.keys() {
            self.origins.insert(key.clone(), Origin::CommandLine);
        }
        merge_into(&mut self.values, overrides);
    }

    /// Brings values into the form everything else relies on.
    fn complete(&mut self) -> Result<(), Diagnostics> {
        let diagnostics = settings::check(&self.values, |key| self.location(key));
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        self.extend_excludes();
        self.complete_collections();
        Ok(())
    }

    fn location(&self, key: &str) -> Option<Location> {
        match self.origins.get(key)? {
            Origin::File(location) => Some(location.clone()),
            _ => None,
        }
    }

    /// What Jekyll always leaves out is left out whatever else is.
    fn extend_excludes(&mut self) {
        let own = self
            .values
            .get("exclude")
            .and_then(Value::as_array)
            .unwrap_or_default();
        let mut all = own.to_vec();
        for value in defaults()
            .get("exclude")
            .and_then(Value::as_array)
            .unwrap_or_default()
        {
            if !all.contains(value) {
                all.push(value.clone());
            }
        }
        self.values.insert("exclude".into(), Value::from(all));
    }

    /// Collections as a map, `posts` first, with its permalink written out.
    fn complete_collections(&mut self) {
        let mut collections = Map::from_iter([(Arc::from("posts"), Value::from(Map::new()))]);
        match self.values.get("collections") {
            Some(Value::Array(labels)) => {
                collections.extend(
                    labels
                        .iter()
                        .map(|label| (Arc::from(label.to_string()), Value::from(Map::new()))),
                );
            }
            Some(Value::Map(named)) => merge_into(&mut collections, named),
            _ => {}
        }
        let mut posts = collections
            .get("posts")
            .and_then(Value::as_map)
            .cloned()
            .unwrap_or_default();
        posts.insert("output".into(), Value::Bool(true));
        if posts.get("permalink").is_none_or(Value::is_nil) {
            let style = self
                .values
                .get("permalink")
                .map(Value::to_string)
                .unwrap_or_default();
            posts.insert(
                "permalink".into(),
                Value::from(permalink::post_template(&style)),
            );
        }
        collections.insert("posts".into(), Value::from(posts));
        self.values
            .insert("collections".into(), Value::from(collections));
    }
}

fn defaults() -> Map {
    yaml::parse(DEFAULTS)
        .map(yaml::Yaml::into_map)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_defaults_are_readable() {
        assert_eq!(defaults().get("permalink"), Some(&Value::from("date")));
        assert_eq!(
            defaults().get("excerpt_separator"),
            Some(&Value::from("\n\n"))
        );
    }
}
