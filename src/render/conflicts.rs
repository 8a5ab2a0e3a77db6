//! Files that can't be written: two of them to one place, or to a place that no file can have.

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::{Diagnostic, Location};
use crate::model::Site;

/// The longest name of a file or folder that common file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// What is written where: each place in the destination with the files that go there.
type Places<'a> = BTreeMap<&'a Path, Vec<Location>>;

/// A diagnostic for every place in the destination that can't be written, or that more than one
/// file would be written to.
pub(super) fn find(site: &Site) -> Vec<Diagnostic> {
    let places = places(site);
    let mut found: Vec<Diagnostic> = places
        .iter()
        .filter(|(_, sources)| sources.len() > 1)
        .map(|(place, sources)| conflict(site, place, sources))
        .collect();
    found.extend(impossible(&places));
    found.extend(files_as_folders(&places));
    found.extend(differing_in_case(&places));
    found
}

fn places(site: &Site) -> Places<'_> {
    let mut places = Places::new();
    for document in site.documents.iter().filter(|document| document.written) {
        places
            .entry(&document.destination)
            .or_default()
            .push(document.location("permalink"));
    }
    for file in site.static_files.iter().filter(|file| file.written) {
        let shown = file.file.strip_prefix(&site.config.root);
        let shown = shown.unwrap_or(&file.file).to_string_lossy().into_owned();
        places
            .entry(&file.destination)
            .or_default()
            .push(Location::file(shown));
    }
    places
}

fn conflict(site: &Site, place: &Path, sources: &[Location]) -> Diagnostic {
    let message = format!(
        "Conflict: The following destination is shared by multiple files: {}",
        place.display()
    );
    let mut diagnostic = Diagnostic::error("url-conflict", message)
        .hint("give all but one of them another `permalink`, or rename their files");
    for (index, source) in sources.iter().enumerate() {
        let note = if index == 0 {
            "this file is written there"
        } else {
            "and this one"
        };
        diagnostic = diagnostic.at(source.clone(), note);
    }
    site.config.tolerated(diagnostic)
}

/// Places whose names no file system takes.
fn impossible<'a>(places: &'a Places<'_>) -> impl Iterator<Item = Diagnostic> + 'a {
    places.iter().filter_map(|(place, sources)| {
        let names = || place.iter().map(|name| name.as_encoded_bytes());
        let (message, note) = if names().any(|name| name.contains(&0)) {
            (
                "the URL of this file has a NUL character, which no file name can have",
                "",
            )
        } else if names().any(|name| name.len() > LONGEST_NAME) {
            (
                "the URL of this file has a part that is too long for a file name",
                "no part may be longer than 255 bytes",
            )
        } else {
            return None;
        };
        let diagnostic = Diagnostic::error("invalid-destination", message)
            .hint("give it another `permalink` or `slug`, or rename its file");
        Some(diagnostic.at(sources.first()?.clone(), note))
    })
}

/// Files that stand where other files need a folder.
fn files_as_folders<'a>(places: &'a Places<'_>) -> impl Iterator<Item = Diagnostic> + 'a {
    places.iter().filter_map(|(place, sources)| {
        let (folder, file) = place
            .ancestors()
            .skip(1)
            .find_map(|folder| Some((folder, places.get(folder)?)))?;
        let message = format!(
            "Conflict: `{}` can't be a file and a folder",
            folder.display()
        );
        let diagnostic = Diagnostic::error("url-conflict", message)
            .hint("give one of them another `permalink`, or rename its file")
            .at(file.first()?.clone(), "this file is written there")
            .at(sources.first()?.clone(), "this file needs a folder there");
        Some(diagnostic)
    })
}

/// Places that are one on file systems that know no difference between `A` and `a`.
fn differing_in_case(places: &Places<'_>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, (&Path, &Location)> = BTreeMap::new();
    let mut found = Vec::new();
    for (place, sources) in places {
        let Some(source) = sources.first() else {
            continue;
        };
        let folded = place.to_string_lossy().to_lowercase();
        let Some((other, of_other)) = first.get(&folded) else {
            first.insert(folded, (place, source));
            continue;
        };
        let message = format!(
            "`{}` and `{}` differ only in case: on macOS and Windows they are one file",
            other.display(),
            place.display()
        );
        found.push(
            Diagnostic::warning("url-case", message)
                .at((*of_other).clone(), "this file is written to one")
                .at(source.clone(), "and this one to the other")
                .hint("give one of them another `permalink`, or rename its file"),
        );
    }
    found
}
