//! Finding the files of a site and the part each plays.

use std::collections::HashSet;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;

use crate::base::{Diagnostics, Map, Time};
use crate::lang::front_matter;
use crate::model::document::{Kind, extension};
use crate::model::permalink;
use crate::model::{Site, StaticFile};

use super::filter::EntryFilter;
use super::roles::Roles;
use super::{relative, text};

/// The part a file plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// It becomes a document of this kind.
    Document(Kind),
    /// It becomes a document, and it is a draft.
    Draft,
    /// It lies in `_posts` without the name of a post.
    Misnamed,
    /// It is copied, and belongs to the collection of this label, if any.
    Copied(Option<Arc<str>>),
    /// It lies in `static/`.
    Static,
}

/// A file and its part.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Where it is.
    pub(super) file: PathBuf,
    /// Its path relative to the source (of `static/` files, to that folder).
    pub(super) path: Arc<str>,
    /// Its part.
    pub(super) part: Part,
}

/// Finds all files below the source and in `static/`.
pub(super) fn find(site: &Site, roles: &Roles, diagnostics: &mut Diagnostics) -> Vec<Found> {
    let mut finder = Finder {
        site,
        filter: EntryFilter::new(&site.config),
        found: Vec::new(),
        diagnostics,
        ancestors: HashSet::new(),
    };
    let collections_folder = site.config.text("collections_dir");
    finder.folder(&site.config.source.clone(), collections_folder.is_empty());
    if !collections_folder.is_empty() {
        finder.posts_below(&site.config.source.join(collections_folder));
    }
    for collection in site
        .collections
        .values()
        .filter(|collection| &*collection.label != "posts")
    {
        finder.collection(&collection.label, &collection.directory);
    }
    if let Some(copied) = &roles.copied {
        finder.copied(copied);
    }
    finder.found
}

struct Finder<'a> {
    site: &'a Site,
    filter: EntryFilter,
    found: Vec<Found>,
    diagnostics: &'a mut Diagnostics,
    /// The folders being listed, resolved: a link back to one of them would never end.
    ancestors: HashSet<PathBuf>,
}

impl Finder<'_> {
    /// Pages, static files and, if they are looked for here, posts and drafts of a folder and all below.
    fn folder(&mut self, directory: &Path, with_posts: bool) {
        if !self.enter(directory) {
            return;
        }
        if with_posts {
            self.posts_below_here(directory);
        }
        let mut files = Vec::new();
        for entry in self.entries(directory) {
            let file = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = relative(&self.site.config.source, &file);
            if !self.filter.reads(&name, &path, &file) || file == self.site.config.destination {
                continue;
            }
            if file.is_dir() {
                if !self.is_collections_folder(&file) {
                    self.folder(&file, with_posts);
                }
            } else {
                files.push((file, path));
            }
        }
        for (file, path) in files {
            let part = if self.has_header(&file, &path) {
                Part::Document(Kind::Page)
            } else {
                Part::Copied(None)
            };
            self.found.push(Found {
                file,
                path: path.into(),
                part,
            });
        }
        self.leave(directory);
    }

    /// `collections_dir` holds collections only: nothing in it is a page.
    fn is_collections_folder(&self, directory: &Path) -> bool {
        let folder = self.site.config.text("collections_dir");
        !folder.is_empty() && directory == self.site.config.source.join(folder)
    }

    /// Posts and drafts in `_posts` and `_drafts` of a folder and of all folders below it.
    fn posts_below(&mut self, directory: &Path) {
        if !directory.is_dir() || !self.enter(directory) {
            return;
        }
        self.posts_below_here(directory);
        for entry in self.entries(directory) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let file = entry.path();
            if file.is_dir()
                && self
                    .filter
                    .reads(&name, &relative(&self.site.config.source, &file), &file)
            {
                self.posts_below(&file);
            }
        }
        self.leave(directory);
    }

    fn posts_below_here(&mut self, directory: &Path) {
        let posts = directory.join("_posts");
        for (file, path) in self.all_files(&posts) {
            let named = super::dates::of_file_name(&path).is_some();
            let part = if named {
                Part::Document(Kind::Item("posts".into()))
            } else {
                Part::Misnamed
            };
            self.found.push(Found {
                file,
                path: path.into(),
                part,
            });
        }
        let drafts = directory.join("_drafts");
        for (file, path) in self.all_files(&drafts) {
            if !extension(path.rsplit('/').next().unwrap_or_default()).is_empty() {
                self.found.push(Found {
                    file,
                    path: path.into(),
                    part: Part::Draft,
                });
            }
        }
    }

    /// The documents and files of a collection.
    fn collection(&mut self, label: &Arc<str>, directory: &Path) {
        for (file, path) in self.all_files(directory) {
            let part = if self.has_header(&file, &path) {
                Part::Document(Kind::Item(label.clone()))
            } else {
                Part::Copied(Some(label.clone()))
            };
            self.found.push(Found {
                file,
                path: path.into(),
                part,
            });
        }
    }

    /// Every file below `static/`, whatever its name.
    fn copied(&mut self, base: &Path) {
        if !base.is_dir() {
            return;
        }
        let mut folders = vec![base.to_owned()];
        while let Some(folder) = folders.pop() {
            if !self.enter(&folder) {
                continue;
            }
            for entry in self.entries(&folder) {
                let file = entry.path();
                if file.is_dir() {
                    folders.push(file);
                } else {
                    let path = relative(base, &file).into();
                    self.found.push(Found {
                        file,
                        path,
                        part: Part::Static,
                    });
                }
            }
        }
        self.ancestors.clear();
    }

    /// All files below a folder that pass the filter, by path; none if there is no such folder.
    fn all_files(&mut self, base: &Path) -> Vec<(PathBuf, String)> {
        let mut files = Vec::new();
        self.collect_files(base, base, &mut files);
        files.sort_by(|a, b| a.1.cmp(&b.1));
        files
    }

    fn collect_files(&mut self, base: &Path, directory: &Path, files: &mut Vec<(PathBuf, String)>) {
        if !directory.is_dir() || !self.enter(directory) {
            return;
        }
        for entry in self.entries(directory) {
            let file = entry.path();
            let path = relative(&self.site.config.source, &file);
            if !self.filter.reads(&relative(base, &file), &path, &file) {
                continue;
            }
            if file.is_dir() {
                self.collect_files(base, &file, files);
            } else {
                files.push((file, path));
            }
        }
        self.leave(directory);
    }

    /// The entries of a folder by name; none, and a diagnostic, if it can't be listed.
    fn entries(&mut self, directory: &Path) -> Vec<DirEntry> {
        let listed = std::fs::read_dir(directory).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        match listed {
            Ok(mut entries) => {
                entries.sort_by_key(DirEntry::file_name);
                entries
            }
            Err(error) => {
                let path = relative(&self.site.config.root, directory);
                self.diagnostics.push(text::unreadable(&path, &error));
                Vec::new()
            }
        }
    }

    /// Begins a folder; false if it is already being listed (a link to one of its ancestors).
    fn enter(&mut self, directory: &Path) -> bool {
        directory
            .canonicalize()
            .is_ok_and(|resolved| self.ancestors.insert(resolved))
    }

    fn leave(&mut self, directory: &Path) {
        if let Ok(resolved) = directory.canonicalize() {
            self.ancestors.remove(&resolved);
        }
    }

    /// Whether a file begins as front matter does.
    fn has_header(&mut self, file: &Path, path: &str) -> bool {
        match read_start(file) {
            Ok(start) => {
                let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
                front_matter::has_header(start)
            }
            Err(error) => {
                self.diagnostics.push(text::unreadable(path, &error));
                false
            }
        }
    }
}

/// The first bytes of a file: enough for a byte order mark and the opening line.
fn read_start(file: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read;
    let mut start = Vec::with_capacity(256);
    std::fs::File::open(file)?
        .take(256)
        .read_to_end(&mut start)?;
    Ok(start)
}

/// The files that are copied as they are.
pub(super) fn static_files(site: &Site, found: &[Found]) -> Vec<StaticFile> {
    let mut files: Vec<StaticFile> = found
        .iter()
        .filter_map(|found| match &found.part {
            Part::Copied(None) | Part::Static => Some(static_file(site, found, None)),
            Part::Copied(Some(label)) => Some(static_file(site, found, Some(label))),
            _ => None,
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn static_file(site: &Site, found: &Found, label: Option<&Arc<str>>) -> StaticFile {
    let collection = label.and_then(|label| site.collections.get(label));
    let kind = label.map_or("static_files", |label| label);
    let destination = match collection {
        Some(collection) => {
            let below = found
                .path
                .split_once(&format!("{}/", collection.folder))
                .map_or(&*found.path, |(_, below)| below);
            collection_destination(site, collection, below)
        }
        None => found.path.split('/').collect(),
    };
    StaticFile {
        file: found.file.clone(),
        path: if label.is_some() {
            found.path.clone()
        } else {
            format!("/{}", found.path).into()
        },
        destination,
        collection: label.cloned(),
        modified: modified(&found.file, site),
        written: collection.is_none_or(|collection| collection.has_output()),
        data: if found.part == Part::Static {
            Map::new()
        } else {
            site.defaults.values(&found.path, kind)
        },
    }
}

/// Where a collection's permalink puts a file of it that has no front matter.
fn collection_destination(
    site: &Site,
    collection: &crate::model::site::Collection,
    below: &str,
) -> PathBuf {
    let template = super::documents::item_template(site, collection);
    let name = below.rsplit('/').next().unwrap_or(below);
    let extension = extension(name);
    let path = below.strip_suffix(extension).unwrap_or(below);
    let data = Map::new();
    let placeholders = permalink::Placeholders {
        collection: &collection.label,
        path,
        basename: path.rsplit('/').next().unwrap_or(path),
        output_extension: extension,
        categories: &[],
        data: &data,
        date: Some(&site.config.time),
    };
    match permalink::expand(&template, &placeholders) {
        Ok(url) => permalink::destination(
            &format!(
                "{}{extension}",
                url.trim_end_matches('/').trim_end_matches(extension)
            ),
            extension,
        ),
        Err(_) => below.split('/').collect(),
    }
}

/// When a file was last changed; the time of the build if the system doesn't say.
pub(super) fn modified(file: &Path, site: &Site) -> Time {
    let time: Option<SystemTime> = file
        .metadata()
        .and_then(|metadata| metadata.modified())
        .ok();
    time.and_then(|time| Timestamp::try_from(time).ok())
        .and_then(|timestamp| Timestamp::from_second(timestamp.as_second()).ok())
        .map_or_else(
            || site.config.time.clone(),
            |timestamp| Time::new(timestamp.to_zoned(site.config.zone.clone())),
        )
}
