//! Which files a build depends on, and so which changes are looked at.

use std::path::{Component, Path, PathBuf};

use crate::base::Value;
use crate::base::glob::Pattern;
use crate::model::Config;
use crate::pipeline::BuildOptions;

/// Folders beside `content/` that a native site reads.
const NATIVE_FOLDERS: [&str; 3] = ["templates", "static", "sass"];
/// Files and folders that tools keep in a site for themselves.
const TOOLS: [&str; 7] = [
    ".git",
    ".hg",
    ".svn",
    ".jekyll-cache",
    ".jekyll-metadata",
    ".sass-cache",
    ".DS_Store",
];

/// The files whose changes matter. All paths are absolute.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    /// Folders that matter with all that is below them; they need not exist.
    folders: Vec<PathBuf>,
    /// Files that matter, wherever they are.
    files: Vec<PathBuf>,
    /// Folders inside the others that the program writes itself.
    written: Vec<PathBuf>,
    /// The folder that `excluded` is relative to.
    source: PathBuf,
    /// The entries of `exclude`.
    excluded: Vec<Pattern>,
}

impl PartialEq for Scope {
    /// Whether the same places have to be watched.
    fn eq(&self, other: &Self) -> bool {
        self.folders == other.folders && self.files == other.files
    }
}

impl Scope {
    /// What matters before the first build, whether the configuration could be read or not.
    pub fn before(options: &BuildOptions, config: Option<&Config>) -> Self {
        if let Some(config) = config {
            return Scope::of(config, options);
        }
        let root = absolute(options.source.as_deref().unwrap_or(Path::new(".")));
        let destination = match options.overrides.get("destination") {
            Some(Value::Str(folder)) => absolute(Path::new(folder.as_ref())),
            _ => root.join("_site"),
        };
        Scope {
            folders: vec![root.clone()],
            files: config_files(options),
            written: vec![destination],
            source: root,
            excluded: Vec::new(),
        }
    }

    /// What matters to a site with this configuration.
    pub fn of(config: &Config, options: &BuildOptions) -> Self {
        let root = absolute(&config.root);
        let source = absolute(&config.source);
        let mut folders = vec![source.clone()];
        let mut files = config_files(options);
        if source != root {
            folders.extend(NATIVE_FOLDERS.map(|name| root.join(name)));
            files.extend(
                ["_config.yml", "_config.yaml", "_config.toml"].map(|name| root.join(name)),
            );
        }
        let cache = Path::new(config.text("cache_dir"));
        let mut written = vec![absolute(&config.destination)];
        if cache.components().next().is_some() {
            written.push(absolute(&root.join(cache)));
        }
        Scope {
            folders,
            files,
            written,
            source,
            excluded: config
                .list("exclude")
                .into_iter()
                .map(|entry| Pattern::fnmatch(entry.trim_matches('/')))
                .collect(),
        }
    }

    /// Whether a change of this file asks for a build.
    pub fn concerns(&self, path: &Path) -> bool {
        if self.files.iter().any(|file| file == path) {
            return true;
        }
        let Some(folder) = self.folders.iter().find(|folder| path.starts_with(folder)) else {
            return false;
        };
        let inside = path.strip_prefix(folder).unwrap_or(path);
        !self.written.iter().any(|folder| path.starts_with(folder))
            && !inside.components().any(is_of_a_tool)
            && !self.is_excluded(path)
    }

    /// Whether `exclude` names the file or a folder above it.
    fn is_excluded(&self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(&self.source) else {
            return false;
        };
        relative.ancestors().any(|part| {
            let name = part.to_string_lossy();
            !name.is_empty() && self.excluded.iter().any(|pattern| pattern.matches(&name))
        })
    }

    /// The existing folders to watch, and whether with all that is below them.
    pub fn watched(&self) -> Vec<(PathBuf, bool)> {
        let mut watched: Vec<(PathBuf, bool)> = Vec::new();
        for folder in self.folders.iter().filter(|folder| folder.is_dir()) {
            watched.push((folder.clone(), true));
        }
        // A file is replaced rather than written by many editors, so its folder is watched; and so
        // is the folder in which a missing one may appear.
        let parents = self
            .files
            .iter()
            .chain(&self.folders)
            .filter_map(|path| path.parent());
        for parent in parents.filter(|parent| parent.is_dir()) {
            let known = watched
                .iter()
                .any(|(folder, below)| parent == folder || (*below && parent.starts_with(folder)));
            if !known {
                watched.push((parent.to_owned(), false));
            }
        }
        watched
    }

    /// A path as `livereload_ignore` names it: relative to the source where it is inside.
    pub fn relative<'a>(&self, path: &'a Path) -> &'a Path {
        path.strip_prefix(&self.source).unwrap_or(path)
    }
}

/// The configuration files named by `--config`.
fn config_files(options: &BuildOptions) -> Vec<PathBuf> {
    options
        .config_files
        .iter()
        .map(|file| absolute(file))
        .collect()
}

/// Whether the name is one of a tool's own or of an editor's backup and swap files.
fn is_of_a_tool(component: Component<'_>) -> bool {
    let name = component.as_os_str().to_string_lossy();
    TOOLS.contains(&name.as_ref())
        || name.ends_with('~')
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swx", ".swo"].iter().any(|end| name.ends_with(end))
        // Vim writes this file to see whether it may.
        || name == "4913"
}

/// The path as the operating system names it in its notices; one that doesn't exist yet is completed
/// from its folder.
fn absolute(path: &Path) -> PathBuf {
    if let Ok(path) = path.canonicalize() {
        return path;
    }
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (path.parent().map(Path::canonicalize), path.file_name()) {
        (Some(Ok(parent)), Some(name)) => parent.join(name),
        _ => path,
    }
}
