//! Removing what nothing makes any more.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use crate::model::Config;
use crate::model::output::Content;

/// Removes the files of the destination that are not among `files`, and the folders that are
/// then empty, but for `keep_files`; returns how many files were removed.
///
/// # Errors
/// With the path of what can't be removed.
pub(super) fn remove_stale(
    config: &Config,
    files: &IndexMap<PathBuf, Content>,
) -> Result<usize, (PathBuf, io::Error)> {
    let folders: HashSet<&Path> = files
        .keys()
        .flat_map(|file| file.ancestors().skip(1))
        .collect();
    let kept: Vec<PathBuf> = config
        .list("keep_files")
        .into_iter()
        .map(PathBuf::from)
        .collect();
    let mut stale = Vec::new();
    let mut listed = vec![PathBuf::new()];
    while let Some(folder) = listed.pop() {
        let Ok(entries) = fs::read_dir(config.destination.join(&folder)) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = folder.join(entry.file_name());
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if kept.iter().any(|kept| path.starts_with(kept))
                || (!is_folder && files.contains_key(&path))
            {
                continue;
            }
            let leads_to_kept = kept.iter().any(|kept| kept.starts_with(&path));
            if is_folder && (folders.contains(path.as_path()) || leads_to_kept) {
                listed.push(path);
            } else {
                stale.push(path);
            }
        }
    }
    let mut removed = 0;
    for path in stale {
        removed += remove(&config.destination.join(&path)).map_err(|error| (path, error))?;
    }
    Ok(removed)
}

/// Removes a file, or a folder with all it holds; returns how many files these were. A link is
/// removed, not what it leads to.
fn remove(path: &Path) -> io::Result<usize> {
    if !fs::symlink_metadata(path)?.is_dir() {
        fs::remove_file(path)?;
        return Ok(1);
    }
    let mut removed = 0;
    for entry in fs::read_dir(path)? {
        removed += remove(&entry?.path())?;
    }
    fs::remove_dir(path)?;
    Ok(removed)
}
