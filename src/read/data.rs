//! Data files: `_data/**` (Jekyll docs, "Data Files").

use std::path::Path;

use crate::base::{Diagnostic, Diagnostics, Map, Value};
use crate::lang::data::{csv, json, yaml};
use crate::model::Config;
use crate::model::document::{extension, stem};

use super::{relative, text};

/// How deep folders of data may be nested: more would be a link that leads back.
const DEEPEST_FOLDER: usize = 32;

/// The extensions of data files, in the order in which they are read.
const EXTENSIONS: [&str; 5] = [".yaml", ".yml", ".json", ".csv", ".tsv"];

/// Reads all data files into nested maps, over what the configuration has under `data`.
pub(super) fn read(config: &Config, diagnostics: &mut Diagnostics) -> Value {
    let folder = config.source.join(config.text("data_dir"));
    let mut data = config.get("data").as_map().cloned().unwrap_or_default();
    if folder.is_dir() {
        read_folder(config, &folder, &mut data, 0, diagnostics);
    }
    if data.is_empty() && !config.get("data").is_nil() {
        return config.get("data").clone();
    }
    Value::from(data)
}

/// Reads the files of a folder, then its folders, which win over files of the same name.
fn read_folder(
    config: &Config,
    folder: &Path,
    data: &mut Map,
    depth: usize,
    diagnostics: &mut Diagnostics,
) {
    let mut entries = match text::entries(folder) {
        Ok(entries) => entries,
        Err(error) => {
            diagnostics.push(text::unreadable(&relative(&config.root, folder), &error));
            return;
        }
    };
    entries.sort_by_cached_key(|entry| (reading_order(entry), entry.clone()));
    entries.retain(|entry| {
        let hidden = entry
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        let checked = || text::check_entry(entry, &relative(&config.root, entry));
        !hidden && diagnostics.keep(checked()).is_some()
    });
    let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.is_dir());
    for file in files {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Some(value) =
            read_file(config, &file, extension(&name)).and_then(|read| diagnostics.keep(read))
        {
            data.insert(key(stem(&name)).into(), value);
        }
    }
    for below in folders {
        let name = below
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if depth == DEEPEST_FOLDER {
            continue;
        }
        let mut nested = Map::new();
        read_folder(config, &below, &mut nested, depth + 1, diagnostics);
        data.insert(key(&name).into(), Value::from(nested));
    }
}

/// Files are read by extension in this order; a later one wins over an earlier one of its name.
fn reading_order(file: &Path) -> Option<usize> {
    let extension = file.extension()?.to_str()?;
    EXTENSIONS.iter().position(|known| known[1..] == *extension)
}

/// Reads a file by its extension; `None` if it isn't one of data.
fn read_file(config: &Config, file: &Path, extension: &str) -> Option<Result<Value, Diagnostic>> {
    let path = relative(&config.root, file);
    let read = || text::read(file, &path);
    let parse = |source: crate::base::Source| {
        let (format, read) = match extension {
            ".json" => ("JSON", json::parse(&source.text)),
            ".csv" => ("CSV", csv::parse(&source.text, b',')),
            ".tsv" => ("TSV", csv::parse(&source.text, b'\t')),
            _ => ("YAML", yaml::parse(&source.text).map(|yaml| yaml.value)),
        };
        read.map_err(|error| {
            let message = format!("the data file `{path}` isn't valid {format}");
            let diagnostic =
                Diagnostic::error("data-syntax", message).at(source.at(error.span), error.message);
            match error.hint {
                Some(hint) => diagnostic.hint(hint),
                None => diagnostic,
            }
        })
    };
    EXTENSIONS
        .contains(&extension)
        .then(|| read().and_then(parse))
}

/// The key of a file: its name with only letters, digits, `_` and `-`, blanks as `_`.
fn key(name: &str) -> String {
    let kept: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-') || c.is_ascii_whitespace())
        .collect();
    kept.split_ascii_whitespace().collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_become_keys() {
        for (name, key) in [("a b", "a_b"), ("a.b-c", "ab-c"), ("x & y", "x_y")] {
            assert_eq!(super::key(name), key);
        }
    }
}
