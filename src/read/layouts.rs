//! Reading layouts with their front matter.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Diagnostics, Map, Source};
use crate::model::{Config, Layout};

use super::front_matter::{self, Parsed};
use super::roles::{LayoutFolder, Roles};
use super::{relative, text};

/// Reads all layouts; of two with one name, that of the earlier folder stays.
pub(super) fn read(
    config: &Config,
    roles: &Roles,
    diagnostics: &mut Diagnostics,
) -> IndexMap<Arc<str>, Layout> {
    let mut layouts = IndexMap::new();
    for folder in &roles.layouts {
        let mut files = Vec::new();
        if folder.directory.exists() {
            collect(config, &folder.directory, 0, &mut files, diagnostics);
        }
        files.sort();
        for file in files {
            let layout = read_one(config, folder, &file, diagnostics);
            layouts.entry(layout.template.clone()).or_insert(layout);
        }
    }
    layouts
}

/// All files of a folder but hidden ones and editors' backups. (Deeper than 32 folders there are
/// only links that lead back.)
pub(super) fn collect(
    config: &Config,
    folder: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
    diagnostics: &mut Diagnostics,
) {
    let entries = text::entries(folder)
        .map_err(|error| text::unreadable(&relative(&config.root, folder), &error));
    for file in diagnostics.keep(entries).unwrap_or_default() {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(['.', '#']) || name.ends_with('~') {
            continue;
        }
        let checked = text::check_entry(&file, &relative(&config.root, &file));
        if diagnostics.keep(checked).is_none() {
            continue;
        }
        if !file.is_dir() {
            files.push(file);
        } else if depth < 32 {
            collect(config, &file, depth + 1, files, diagnostics);
        }
    }
}

/// Reads a layout. One that can't be read is an empty one, so that only its own mistake is told
/// and not that every document which asks for it asks in vain.
fn read_one(
    config: &Config,
    folder: &LayoutFolder,
    file: &Path,
    diagnostics: &mut Diagnostics,
) -> Layout {
    let shown = relative(&config.root, file);
    let parsed = text::read(file, &shown).and_then(front_matter::parse);
    let mut parsed = diagnostics.keep(parsed).unwrap_or_else(|| Parsed {
        source: Source::new(shown, ""),
        body_start: 0,
        data: Map::new(),
        spans: IndexMap::new(),
        doubt: None,
    });
    diagnostics.extend(parsed.doubt.take().map(|doubt| config.tolerated(doubt)));
    Layout {
        template: relative(&folder.directory, file).into(),
        source: parsed.source,
        body_start: parsed.body_start,
        data: parsed.data,
        spans: parsed.spans,
        language: folder.language,
        built_in: false,
    }
}
