//! Files that would be written to one place.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::{Diagnostic, Location, Severity};
use crate::model::Site;

/// A diagnostic for every place in the destination that more than one source would be written to.
pub(super) fn find(site: &Site) -> Vec<Diagnostic> {
    let mut sources: BTreeMap<&Path, Vec<Location>> = BTreeMap::new();
    for document in site.documents.iter().filter(|document| document.written) {
        let place = if document.data.contains_key("permalink") {
            "permalink"
        } else {
            ""
        };
        sources
            .entry(&document.destination)
            .or_default()
            .push(document.location(place));
    }
    for file in site.static_files.iter().filter(|file| file.written) {
        sources
            .entry(&file.destination)
            .or_default()
            .push(Location::file(file.path.trim_start_matches('/')));
    }
    sources
        .into_iter()
        .filter(|(_, sources)| sources.len() > 1)
        .map(|(destination, sources)| conflict(site, destination, sources))
        .collect()
}

fn conflict(site: &Site, destination: &Path, sources: Vec<Location>) -> Diagnostic {
    let message = format!(
        "Conflict: The following destination is shared by multiple files: {}",
        destination.display()
    );
    let mut diagnostic = Diagnostic::error("url-conflict", message)
        .hint("give all but one of them another `permalink`, or rename their files");
    if !site.config.flag("strict") {
        diagnostic.severity = Severity::Warning;
    }
    for (index, source) in sources.into_iter().enumerate() {
        let note = if index == 0 {
            "this file is written there"
        } else {
            "and this one"
        };
        diagnostic = diagnostic.at(source, note);
    }
    diagnostic
}
