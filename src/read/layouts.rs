//! Reading layouts with their front matter.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Diagnostic, Diagnostics};
use crate::model::{Config, Layout};

use super::roles::{LayoutFolder, Roles};
use super::{front_matter, relative, text};

/// Reads all layouts; of two with one name, that of the earlier folder stays.
pub(super) fn read(
    config: &Config,
    roles: &Roles,
    diagnostics: &mut Diagnostics,
) -> IndexMap<Arc<str>, Layout> {
    let mut layouts = IndexMap::new();
    for folder in &roles.layouts {
        let mut files = Vec::new();
        collect(&folder.directory, 0, &mut files);
        files.sort();
        for file in files {
            if let Some(layout) = diagnostics.keep(read_one(config, folder, &file)) {
                layouts.entry(layout.template.clone()).or_insert(layout);
            }
        }
    }
    layouts
}

/// All files of a folder but hidden ones and editors' backups. (Deeper than 32 folders there are
/// only links that lead back.)
fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for file in entries.flatten().map(|entry| entry.path()) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(['.', '#']) || name.ends_with('~') {
            continue;
        }
        if !file.is_dir() {
            files.push(file);
        } else if depth < 32 {
            collect(&file, depth + 1, files);
        }
    }
}

fn read_one(config: &Config, folder: &LayoutFolder, file: &Path) -> Result<Layout, Diagnostic> {
    let parsed = front_matter::parse(text::read(file, &relative(&config.root, file))?)?;
    Ok(Layout {
        template: relative(&folder.directory, file).into(),
        source: parsed.source,
        body_start: parsed.body_start,
        data: parsed.data,
        language: folder.language,
    })
}
