//! Files that are copied as they are.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;

use crate::base::{Map, Time, Value};
use crate::model::document::extension;
use crate::model::permalink::{self, Placeholders};
use crate::model::site::Collection;
use crate::model::{Site, StaticFile};

use super::documents::items;
use super::files::{Found, Part};

/// The files of a site that are copied as they are: those among the pages by path, then those of
/// each collection.
pub(super) fn of(site: &Site, found: &[Found]) -> Vec<StaticFile> {
    let mut files: Vec<StaticFile> = found
        .iter()
        .filter_map(|found| match &found.part {
            Part::Static => Some(as_is(site, found)),
            Part::Copied(None) => Some(among_pages(site, found)),
            Part::Copied(Some(label)) => of_collection(site, found, label),
            _ => None,
        })
        .collect();
    let place = |file: &StaticFile| {
        let label = file.collection.as_ref()?;
        site.collections.get_index_of(label)
    };
    files.sort_by(|a, b| (place(a), &a.path).cmp(&(place(b), &b.path)));
    files
}

/// A file of `static/`.
fn as_is(site: &Site, found: &Found) -> StaticFile {
    StaticFile {
        file: found.file.clone(),
        path: format!("/{}", found.path).into(),
        destination: found.path.split('/').collect(),
        collection: None,
        modified: modified(&found.file, site),
        written: true,
        data: Map::new(),
    }
}

/// A file without front matter among the pages. Front matter defaults apply to it and may hide it.
fn among_pages(site: &Site, found: &Found) -> StaticFile {
    let data = site.defaults.values(&found.path, "static_files");
    let written = data.get("published").is_none_or(Value::is_truthy);
    StaticFile {
        written,
        data,
        ..as_is(site, found)
    }
}

/// A file without front matter in a collection's folder.
fn of_collection(site: &Site, found: &Found, label: &Arc<str>) -> Option<StaticFile> {
    let collection = site.collections.get(label)?;
    let (_, below) = found.path.split_once('/')?;
    Some(StaticFile {
        path: found.path.clone(),
        destination: collection_destination(site, collection, below),
        collection: Some(label.clone()),
        written: collection.has_output(),
        data: site.defaults.values(&found.path, label),
        ..as_is(site, found)
    })
}

/// Where a collection's permalink puts a file of it that has no front matter.
fn collection_destination(site: &Site, collection: &Collection, below: &str) -> PathBuf {
    let extension = extension(below.rsplit('/').next().unwrap_or(below));
    let path = below.strip_suffix(extension).unwrap_or(below);
    let placeholders = Placeholders {
        collection: &collection.label,
        path,
        basename: path.rsplit('/').next().unwrap_or(path),
        output_extension: extension,
        categories: &[],
        data: &Map::new(),
        date: Some(&site.config.time),
    };
    match permalink::expand(&items::template(site, collection), &placeholders) {
        Ok(url) => {
            let without_extension = url.trim_end_matches('/').trim_end_matches(extension);
            permalink::destination(&format!("{without_extension}{extension}"), extension)
        }
        Err(_) => below.split('/').collect(),
    }
}

/// When a file was last changed, to the second; the time of the build if the system doesn't say.
pub(super) fn modified(file: &Path, site: &Site) -> Time {
    let config = &site.config;
    let time: Option<SystemTime> = file
        .metadata()
        .and_then(|metadata| metadata.modified())
        .ok();
    time.and_then(|time| Timestamp::try_from(time).ok())
        .and_then(|timestamp| Timestamp::from_second(timestamp.as_second()).ok())
        .map(|timestamp| Time::new(timestamp.to_zoned(config.zone.clone())))
        .unwrap_or_else(|| config.time.clone())
}
