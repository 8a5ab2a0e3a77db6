//! Destinations that would cost the user something.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::base::Diagnostic;
use crate::model::Config;

/// Refuses a destination that holds, is or lies in a folder of sources, since what nothing makes
/// is removed from the destination; and one that is a file.
///
/// # Errors
/// With what is wrong with it.
pub(super) fn check(config: &Config, sources: &[PathBuf]) -> Result<(), Diagnostic> {
    let shown = config.destination.display();
    let destination = resolved(&config.destination);
    if fs::metadata(&destination).is_ok_and(|found| !found.is_dir()) {
        let message = format!("the destination `{shown}` is a file, not a folder");
        return Err(refusal(config, "destination-not-a-folder", message));
    }
    let holds_site = [&config.root, &config.source]
        .into_iter()
        .any(|folder| resolved(folder).starts_with(&destination));
    let in_sources = sources
        .iter()
        .map(|folder| resolved(folder))
        .any(|folder| destination.starts_with(&folder) || folder.starts_with(&destination));
    if !holds_site && !in_sources {
        return Ok(());
    }
    let message = format!(
        "the destination `{shown}` is among the site's sources, which writing the site would delete"
    );
    Err(refusal(config, "destination-holds-source", message))
}

/// A path without links and `..`, whether or not all of it exists.
fn resolved(path: &Path) -> PathBuf {
    let mut resolved = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            part => resolved.push(part),
        }
        if let Ok(found) = resolved.canonicalize() {
            resolved = found;
        }
    }
    resolved
}

fn refusal(config: &Config, code: &'static str, message: String) -> Diagnostic {
    let diagnostic = Diagnostic::error(code, message)
        .hint("name another folder with `--destination` or `destination:` in `_config.yml`");
    match config.location("destination") {
        Some(location) => diagnostic.at(location, ""),
        None => diagnostic,
    }
}
