//! Destinations that would cost the user something.

use std::fs;
use std::path::{Path, PathBuf};

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

/// A path without links as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let mut missing = Vec::new();
    for ancestor in path.ancestors() {
        if let Ok(found) = ancestor.canonicalize() {
            return missing
                .iter()
                .rev()
                .fold(found, |path, part| path.join(part));
        }
        missing.extend(ancestor.file_name());
    }
    path.to_owned()
}

fn refusal(config: &Config, code: &'static str, message: String) -> Diagnostic {
    let diagnostic = Diagnostic::error(code, message)
        .hint("name another folder with `--destination` or `destination:` in `_config.yml`");
    match config.location("destination") {
        Some(location) => diagnostic.at(location, ""),
        None => diagnostic,
    }
}
