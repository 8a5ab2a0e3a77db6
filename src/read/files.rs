//! Finding the files of a site and the part each plays.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::base::Diagnostics;
use crate::lang::front_matter;
use crate::model::document::{Kind, extension};
use crate::model::{Config, Site};

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

impl Found {
    /// Its path as the user knows it: relative to the site.
    pub(super) fn shown_path(&self, config: &Config) -> Arc<str> {
        relative(&config.root, &self.file).into()
    }
}

/// Finds all files below the source and in `static/`.
pub(super) fn find(site: &Site, roles: &Roles, diagnostics: &mut Diagnostics) -> Vec<Found> {
    let config = &site.config;
    let mut finder = Finder {
        site,
        filter: EntryFilter::new(config),
        collections: config.source.join(config.text("collections_dir")),
        found: Vec::new(),
        diagnostics,
        ancestors: HashSet::new(),
    };
    finder.pages(&config.source);
    finder.included_files();
    finder.posts(&finder.collections.clone());
    let others = site
        .collections
        .values()
        .filter(|collection| &*collection.label != "posts");
    for collection in others {
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
    /// The folder of the collections' folders, posts and drafts: `collections_dir`.
    collections: PathBuf,
    found: Vec<Found>,
    diagnostics: &'a mut Diagnostics,
    /// The folders being listed, resolved: a link back to one of them would never end.
    ancestors: HashSet<PathBuf>,
}

impl Finder<'_> {
    /// Pages and static files of a folder and of all folders below it, these first.
    fn pages(&mut self, directory: &Path) {
        if !self.enter(directory) {
            return;
        }
        let (folders, files) = self.read_entries(directory);
        for folder in folders {
            self.pages(&folder);
        }
        for file in files {
            self.page(file);
        }
        self.leave(directory);
    }

    fn page(&mut self, file: PathBuf) {
        let path = relative(&self.site.config.source, &file);
        let part = match self.has_header(&file) {
            true => Part::Document(Kind::Page),
            false => Part::Copied(None),
        };
        self.push(file, path, part);
    }

    fn push(&mut self, file: PathBuf, path: String, part: Part) {
        self.found.push(Found {
            file,
            path: path.into(),
            part,
        });
    }

    /// Files that `include` names one by one and that lie in folders which are not read.
    fn included_files(&mut self) {
        let config = &self.site.config;
        for name in config.list("include") {
            let inside = !name.is_empty()
                && Path::new(name)
                    .components()
                    .all(|part| matches!(part, Component::Normal(_)));
            let file = config.source.join(name);
            if inside && file.is_file() && !self.found.iter().any(|found| found.file == file) {
                self.page(file);
            }
        }
    }

    /// Posts and drafts in `_posts` and `_drafts` of a folder and of all folders below it.
    fn posts(&mut self, directory: &Path) {
        if !directory.is_dir() || !self.enter(directory) {
            return;
        }
        for (file, path) in self.all_files(&directory.join("_posts")) {
            let part = match super::dates::of_file_name(&path) {
                Some(_) => Part::Document(Kind::Item("posts".into())),
                None => Part::Misnamed,
            };
            self.push(file, path, part);
        }
        for (file, path) in self.all_files(&directory.join("_drafts")) {
            if !extension(path.rsplit('/').next().unwrap_or_default()).is_empty() {
                self.push(file, path, Part::Draft);
            }
        }
        let (folders, _) = self.read_entries(directory);
        for folder in folders {
            self.posts(&folder);
        }
        self.leave(directory);
    }

    /// The folders and files of a folder that pass the filter, by name. The destination is none.
    fn read_entries(&mut self, directory: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let mut read = self.entries(directory);
        let config = &self.site.config;
        read.retain(|file| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            *file != config.destination
                && self
                    .filter
                    .reads(&name, &relative(&config.source, file), file)
        });
        read.retain(|file| self.is_usable(file));
        read.into_iter().partition(|file| file.is_dir())
    }

    /// The documents and files of a collection.
    fn collection(&mut self, label: &Arc<str>, directory: &Path) {
        for (file, path) in self.all_files(directory) {
            let part = match self.has_header(&file) {
                true => Part::Document(Kind::Item(label.clone())),
                false => Part::Copied(Some(label.clone())),
            };
            self.push(file, path, part);
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
            for file in self.entries(&folder) {
                if file.is_dir() {
                    folders.push(file);
                } else if self.is_usable(&file) {
                    let path = relative(base, &file);
                    self.push(file, path, Part::Static);
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
        for file in self.entries(directory) {
            let path = relative(&self.site.config.source, &file);
            if !self.filter.reads(&relative(base, &file), &path, &file) || !self.is_usable(&file) {
                continue;
            }
            if file.is_dir() {
                self.collect_files(base, &file, files);
            } else {
                let path = relative(&self.collections, &file);
                files.push((file, path));
            }
        }
        self.leave(directory);
    }

    /// The entries of a folder by name; none, and a diagnostic, if it can't be listed.
    fn entries(&mut self, directory: &Path) -> Vec<PathBuf> {
        match text::entries(directory) {
            Ok(entries) => entries,
            Err(error) => {
                let path = relative(&self.site.config.root, directory);
                self.diagnostics.push(text::unreadable(&path, &error));
                Vec::new()
            }
        }
    }

    /// Whether an entry can be read; if not, that is told.
    fn is_usable(&mut self, file: &Path) -> bool {
        let shown = relative(&self.site.config.root, file);
        let checked = text::check_entry(file, &shown);
        self.diagnostics.keep(checked).is_some()
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
    fn has_header(&mut self, file: &Path) -> bool {
        match read_start(file) {
            Ok(start) => {
                let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
                front_matter::has_header(start)
            }
            Err(error) => {
                let path = relative(&self.site.config.root, file);
                self.diagnostics.push(text::unreadable(&path, &error));
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
