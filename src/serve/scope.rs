//! Which files a build depends on, and so which changes are looked at.

use std::path::{Component, Path, PathBuf};

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
    /// What matters to a site with this configuration.
    pub fn of(config: &Config, options: &BuildOptions) -> Self {
        let root = absolute(&config.root);
        let source = absolute(&config.source);
        let mut folders = vec![source.clone()];
        let mut files: Vec<PathBuf> = options
            .config_files
            .iter()
            .map(|file| absolute(file))
            .collect();
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
        let beside = self.folders.iter().filter(|folder| **folder != self.source);
        let parents = self
            .files
            .iter()
            .chain(beside)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::tests::config;
    use std::fs;

    fn scope(root: &Path, settings: &str, options: BuildOptions) -> Scope {
        fs::write(root.join("_config.yml"), settings).unwrap();
        let options = BuildOptions {
            source: Some(root.to_owned()),
            overrides: [(
                "destination".into(),
                root.join("_site").to_string_lossy().as_ref().into(),
            )]
            .into(),
            ..options
        };
        Scope::of(&config(&options), &options)
    }

    fn concerned(scope: &Scope, root: &Path, names: &[&'static str]) -> Vec<&'static str> {
        names
            .iter()
            .copied()
            .filter(|name| scope.concerns(&root.join(name)))
            .collect()
    }

    #[test]
    fn a_classic_site_is_all_of_its_folder_but_what_is_written_or_excluded() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let scope = scope(
            &root,
            "exclude: [drawings/, '*.psd']",
            BuildOptions::default(),
        );
        let sources = [
            "_config.yml",
            "_posts/2024-01-01-a.md",
            "a.scss",
            ".htaccess",
            "_data/x/y.yml",
        ];
        let others = [
            "_site/index.html",
            ".jekyll-cache/x",
            ".git/index",
            "drawings/a.svg",
            "a/b.psd",
            "node_modules/x/y.js",
            "_posts/.a.md.swp",
            "_posts/a.md~",
            "_posts/#a.md#",
            "_posts/.#a.md",
            "4913",
        ];
        assert_eq!(concerned(&scope, &root, &sources), sources);
        assert_eq!(concerned(&scope, &root, &others), [] as [&str; 0]);
        assert_eq!(scope.watched(), [(root.clone(), true)]);
    }

    #[test]
    fn a_native_site_is_a_few_folders() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("content")).unwrap();
        fs::create_dir_all(root.join("static")).unwrap();
        let scope = scope(&root, "", BuildOptions::default());
        let sources = [
            "_config.yml",
            "content/about.md",
            "templates/base.html",
            "static/a/b.css",
            "sass/main.scss",
        ];
        assert_eq!(concerned(&scope, &root, &sources), sources);
        assert_eq!(
            concerned(
                &scope,
                &root,
                &["README.md", "src/main.rs", "target/debug/x"]
            ),
            [] as [&str; 0]
        );
        assert_eq!(
            scope.watched(),
            [
                (root.join("content"), true),
                (root.join("static"), true),
                (root.clone(), false)
            ]
        );
    }

    #[test]
    fn configuration_files_may_be_anywhere() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("site");
        fs::create_dir(&root).unwrap();
        let file = folder.path().canonicalize().unwrap().join("more.yml");
        fs::write(&file, "a: b").unwrap();
        let options = BuildOptions {
            config_files: vec![file.clone()],
            ..BuildOptions::default()
        };
        let scope = scope(&root, "", options);
        assert!(scope.concerns(&file));
        assert!(!scope.concerns(&file.with_file_name("other.yml")));
        assert!(
            scope
                .watched()
                .contains(&(folder.path().canonicalize().unwrap(), false))
        );
    }
}
