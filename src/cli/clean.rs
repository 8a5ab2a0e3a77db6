//! `clean`: removes what builds have written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::Diagnostic;
use crate::model::Config;

use super::report::shown;

/// What a site's builds write, and what must never be removed with it.
#[derive(Debug)]
pub struct Site {
    /// The folder of `_config.yml`.
    pub root: PathBuf,
    /// The folder of the sources.
    pub source: PathBuf,
    /// Where the site is written.
    pub destination: PathBuf,
    /// The folder of caches, `.jekyll-cache` unless configured.
    pub cache: PathBuf,
}

impl Site {
    /// The folders of a site with this configuration.
    pub fn of(config: &Config) -> Self {
        let cache = match config.text("cache_dir") {
            "" => ".jekyll-cache",
            folder => folder,
        };
        Site {
            root: config.root.clone(),
            source: config.source.clone(),
            destination: config.destination.clone(),
            cache: config.root.join(cache),
        }
    }

    /// The folders that hold nothing but sources.
    fn source_folders(&self) -> Vec<PathBuf> {
        let beside = ["templates", "static", "sass"].map(|name| self.root.join(name));
        let inside = [
            "_posts",
            "_drafts",
            "_layouts",
            "_includes",
            "_data",
            "_sass",
            "_plugins",
        ]
        .map(|name| self.source.join(name));
        let content = (self.source != self.root).then(|| self.source.clone());
        beside.into_iter().chain(inside).chain(content).collect()
    }
}

/// Removes the destination and the caches; names what it removed.
///
/// # Errors
/// When a folder to be removed holds the sources, or can't be removed. Nothing is removed in the first case.
pub fn clean(site: &Site) -> Result<Vec<PathBuf>, Diagnostic> {
    let targets = [
        site.destination.clone(),
        site.cache.clone(),
        site.source.join(".jekyll-metadata"),
        site.source.join(".sass-cache"),
        site.root.join(".jekyll-metadata"),
        site.root.join(".sass-cache"),
    ];
    for target in &targets {
        guard(site, target)?;
    }
    guard_inside(site, &site.destination)?;
    let mut removed = Vec::new();
    for target in targets {
        match remove(&target) {
            Ok(true) => removed.push(target),
            Ok(false) => {}
            Err(error) => {
                return Err(Diagnostic::error(
                    "cannot-remove",
                    format!("{} can't be removed: {error}", shown(&target)),
                ));
            }
        }
    }
    Ok(removed)
}

/// Refuses to remove a folder that holds what can't be built again, or the folder one stands in.
fn guard(site: &Site, target: &Path) -> Result<(), Diagnostic> {
    let Ok(real) = target.canonicalize() else {
        return Ok(());
    };
    let mut kept = site.source_folders();
    kept.extend([site.root.clone(), site.source.clone()]);
    kept.extend(std::env::current_dir());
    let holds = |kept: PathBuf| {
        kept.canonicalize()
            .is_ok_and(|kept| kept.starts_with(&real))
    };
    if kept.into_iter().any(holds) {
        return Err(refused(target));
    }
    Ok(())
}

/// Refuses to remove a folder among the sources, such as `_posts/2024`.
fn guard_inside(site: &Site, target: &Path) -> Result<(), Diagnostic> {
    let Ok(real) = target.canonicalize() else {
        return Ok(());
    };
    let holds = |folder: PathBuf| {
        folder
            .canonicalize()
            .is_ok_and(|folder| real.starts_with(folder))
    };
    if site.source_folders().into_iter().any(holds) {
        return Err(refused(target));
    }
    Ok(())
}

fn refused(target: &Path) -> Diagnostic {
    Diagnostic::error(
        "holds-sources",
        format!(
            "{} isn't removed: it has sources of the site",
            shown(target)
        ),
    )
    .hint("`destination` and `cache_dir` should be folders that hold nothing else")
}

/// Removes a file, a link or a folder with all that is in it; says whether it was there.
fn remove(target: &Path) -> io::Result<bool> {
    let removed = match fs::symlink_metadata(target) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(target),
        Ok(_) => fs::remove_file(target),
        Err(error) => Err(error),
    };
    match removed {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(root: &Path, destination: &str) -> Site {
        Site {
            root: root.to_owned(),
            source: root.join("content"),
            destination: root.join(destination),
            cache: root.join(".jekyll-cache"),
        }
    }

    fn sources() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("blog");
        fs::create_dir_all(root.join("content/_posts")).unwrap();
        fs::create_dir_all(root.join("templates")).unwrap();
        fs::create_dir_all(root.join("_site/a")).unwrap();
        fs::write(root.join(".jekyll-metadata"), "").unwrap();
        fs::write(root.join("_config.yml"), "").unwrap();
        (folder, root)
    }

    #[test]
    fn removes_what_was_built_and_nothing_else() {
        let (_folder, root) = sources();
        let removed = clean(&site(&root, "_site")).unwrap();
        assert_eq!(removed, [root.join("_site"), root.join(".jekyll-metadata")]);
        assert!(root.join("_config.yml").is_file() && root.join("content/_posts").is_dir());
        assert_eq!(clean(&site(&root, "_site")).unwrap(), [] as [PathBuf; 0]);
    }

    #[test]
    fn never_removes_the_sources() {
        let (folder, root) = sources();
        for destination in [
            ".",
            "..",
            "content",
            "content/..",
            "templates",
            "content/_posts",
        ] {
            let refused = clean(&site(&root, destination)).unwrap_err();
            assert_eq!(refused.code, "holds-sources", "{destination}");
        }
        assert!(root.join("_site").is_dir() && folder.path().is_dir());
    }
}
