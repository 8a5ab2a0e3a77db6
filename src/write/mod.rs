//! The only code that touches the destination: writes what changed, removes what nothing makes any
//! more, deletions last. Nothing is touched before everything is ready to be moved into its place.
//! One entry: [`site`].

mod cleanup;
mod destination;
mod file;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use rayon::prelude::*;
use tempfile::TempPath;

use crate::base::{Diagnostic, Diagnostics};
use crate::model::output::Content;
use crate::model::{Config, Output};

/// How many files were treated how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// New or changed.
    pub written: usize,
    /// Right already.
    pub unchanged: usize,
    /// Removed, because nothing makes them any more.
    pub removed: usize,
}

/// Writes a site's files to its destination. Of two files at one place the later one is written.
/// `sources` are the folders of the site's sources, which are never written to. `step` is called
/// for each file that is done, from any thread.
///
/// # Errors
/// When the destination is among the sources, or when files can't be written: then nothing was
/// touched. When files can't be moved into their place or removed: then every file is whole, old
/// or new.
pub fn site(
    config: &Config,
    sources: &[PathBuf],
    outputs: Vec<Output>,
    step: &(dyn Fn() + Sync),
) -> Result<Written, Diagnostics> {
    destination::check(config, sources)?;
    let files: IndexMap<PathBuf, Content> = outputs
        .into_iter()
        .map(|output| (output.path, output.content))
        .collect();
    let changed = changed(config, &files, step)?;
    let written = changed.len();
    replace(config, changed, step)?;
    let removed = cleanup::remove_stale(config, &files)
        .map_err(|(path, error)| unwritable(config, &path, &error))?;
    Ok(Written {
        written,
        unchanged: files.len() - written,
        removed,
    })
}

/// The files that are not in their place already.
fn changed<'a>(
    config: &Config,
    files: &'a IndexMap<PathBuf, Content>,
    step: &(dyn Fn() + Sync),
) -> Result<Vec<(&'a Path, &'a Content)>, Diagnostics> {
    let compared = files.par_iter().map(|(path, content)| {
        match file::is_there(&config.destination.join(path), content) {
            Ok(true) => {
                step();
                Ok(None)
            }
            Ok(false) => Ok(Some((path.as_path(), content))),
            Err(error) => Err(unwritable(config, path, &error)),
        }
    });
    let compared: Vec<Result<Option<_>, Diagnostic>> = compared.collect();
    Ok(all(compared)?.into_iter().flatten().collect())
}

/// Writes files beside the site, and when all are there, moves them into their places.
fn replace(
    config: &Config,
    changed: Vec<(&Path, &Content)>,
    step: &(dyn Fn() + Sync),
) -> Result<(), Diagnostics> {
    if changed.is_empty() {
        return Ok(());
    }
    // Inside the destination, so that it is on the same disk.
    let staging = fs::create_dir_all(&config.destination)
        .and_then(|()| {
            tempfile::Builder::new()
                .prefix(".utterson-")
                .tempdir_in(&config.destination)
        })
        .map_err(|error| unwritable(config, Path::new(""), &error))?;
    let staged: Vec<Result<(&Path, TempPath), Diagnostic>> = changed
        .into_par_iter()
        .map(|(path, content)| {
            let staged = file::stage(staging.path(), content);
            step();
            staged
                .map(|staged| (path, staged))
                .map_err(|error| unwritable(config, path, &error))
        })
        .collect();
    let put = all(staged)?.into_par_iter().map(|(path, staged)| {
        file::put(&config.destination, path, staged)
            .map_err(|error| unwritable(config, path, &error))
    });
    all(put.collect()).map(drop)
}

/// The values of results, or all their errors.
fn all<T>(results: Vec<Result<T, Diagnostic>>) -> Result<Vec<T>, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let values = results
        .into_iter()
        .filter_map(|result| diagnostics.keep(result))
        .collect();
    if diagnostics.has_errors() {
        Err(diagnostics)
    } else {
        Ok(values)
    }
}

fn unwritable(config: &Config, path: &Path, error: &io::Error) -> Diagnostic {
    let file = config.destination.join(path);
    let shown = file.strip_prefix(&config.root).unwrap_or(&file);
    let shown = shown.display().to_string();
    Diagnostic::error("unwritable", format!("`{shown}` can't be written: {error}"))
        .hint("check the permissions of the destination and the space on its disk")
}
