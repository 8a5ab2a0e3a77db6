//! The only code that touches the destination: writes what changed, removes what nothing makes any
//! more, deletions last. One entry: [`site`].

mod cleanup;
mod file;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::base::{Diagnostic, Diagnostics, Location};
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
/// `step` is called for each file that is done, from any thread.
///
/// # Errors
/// When the destination holds the site's own sources (nothing is touched then), or when files
/// can't be written or removed. Every file is whole, old or new, whatever happens.
pub fn site(
    config: &Config,
    outputs: Vec<Output>,
    step: &(dyn Fn() + Sync),
) -> Result<Written, Diagnostics> {
    refuse_sources(config)?;
    let files: IndexMap<PathBuf, Content> = outputs
        .into_iter()
        .map(|output| (output.path, output.content))
        .collect();
    let written = AtomicUsize::new(0);
    let failed: Vec<Diagnostic> = files
        .par_iter()
        .filter_map(|(path, content)| {
            let result = file::place(&config.destination, path, content);
            step();
            match result {
                Ok(true) => {
                    written.fetch_add(1, Ordering::Relaxed);
                    None
                }
                Ok(false) => None,
                Err(error) => Some(unwritable(config, path, &error)),
            }
        })
        .collect();
    let mut diagnostics = Diagnostics::new();
    diagnostics.extend(failed);
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    let written = written.into_inner();
    let removed = cleanup::remove_stale(config, &files)
        .map_err(|(path, error)| unwritable(config, &path, &error))?;
    Ok(Written {
        written,
        unchanged: files.len() - written,
        removed,
    })
}

/// A destination that is, or holds, the site's source would be emptied of it.
fn refuse_sources(config: &Config) -> Result<(), Diagnostic> {
    let resolved = |path: &std::path::Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let destination = resolved(&config.destination);
    let holds_sources = [&config.root, &config.source]
        .into_iter()
        .any(|folder| resolved(folder).starts_with(&destination));
    let in_sources = resolved(&config.source) != resolved(&config.root)
        && destination.starts_with(resolved(&config.source));
    if !holds_sources && !in_sources {
        return Ok(());
    }
    let shown = config.destination.display();
    let diagnostic = Diagnostic::error(
        "destination-holds-source",
        format!("the destination `{shown}` is among the site's sources, which writing the site would delete"),
    )
    .hint("name another folder with `--destination` or `destination:` in `_config.yml`");
    Err(match config.location("destination") {
        Some(location) => diagnostic.at(location, ""),
        None => diagnostic,
    })
}

fn unwritable(config: &Config, path: &std::path::Path, error: &std::io::Error) -> Diagnostic {
    let shown = config.destination.join(path).display().to_string();
    Diagnostic::error("unwritable", format!("`{shown}` can't be written: {error}"))
        .at(Location::file(shown), "")
        .hint("check the permissions of the destination and the space on its disk")
}
