//! `new`: writes a site that builds at once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};

use crate::base::{Diagnostic, Time, TimeZone};

use super::options::NewArguments;
use super::report::shown;

/// Configuration and content of a new site.
static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/scaffold/site");
/// A skeleton without theme and posts.
static BLANK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/scaffold/blank");
/// The theme: this repository's own.
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static STATIC: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// Stands for today's date in names and texts of the scaffold.
const DATE: &str = "DATE";

/// Writes a new site.
///
/// # Errors
/// When the folder isn't empty (without `--force`) or can't be written.
pub fn new(arguments: &NewArguments) -> Result<(), Diagnostic> {
    let root = &arguments.path;
    if !arguments.force && !is_empty(root).map_err(|error| cannot_write(root, &error))? {
        return Err(Diagnostic::error(
            "not-empty",
            format!("{} exists and isn't empty", shown(root)),
        )
        .hint("choose another folder, or replace files of the same names with `--force`"));
    }
    // The scaffold says `timezone: UTC`; by another clock the post might be one of tomorrow.
    let today = Time::now(&TimeZone::UTC).zoned().date().to_string();
    let parts: &[(&Dir<'_>, PathBuf)] = if arguments.blank {
        &[(&BLANK, root.clone())]
    } else {
        &[
            (&SITE, root.clone()),
            (&TEMPLATES, root.join("templates")),
            (&STATIC, root.join("static")),
        ]
    };
    for (folder, target) in parts {
        write(folder, target, &today)?;
    }
    Ok(())
}

/// Writes the files of an embedded folder, and of the folders in it.
fn write(folder: &Dir<'_>, target: &Path, today: &str) -> Result<(), Diagnostic> {
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(folder) => folders.push(folder),
                DirEntry::File(file) => {
                    let name = file.path().to_string_lossy();
                    let path = target.join(name.replace(DATE, today));
                    let dated = name.contains(DATE).then(|| file.contents_utf8()).flatten();
                    let written = match dated {
                        Some(text) => write_file(&path, text.replace(DATE, today).as_bytes()),
                        None => write_file(&path, file.contents()),
                    };
                    written.map_err(|error| cannot_write(&path, &error))?;
                }
            }
        }
    }
    Ok(())
}

fn write_file(path: &Path, contents: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, contents)
}

/// Whether a folder has no entries; one that doesn't exist has none.
fn is_empty(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        "cannot-write",
        format!("{} can't be written: {error}", shown(path)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::options::UnusedOptions;

    fn arguments(path: PathBuf, blank: bool, force: bool) -> NewArguments {
        NewArguments {
            path,
            force,
            blank,
            skip_bundle: false,
            unused: UnusedOptions::default(),
        }
    }

    #[test]
    fn a_site_has_configuration_content_and_a_post_of_today() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("blog");
        new(&arguments(root.clone(), false, false)).unwrap();
        for name in [
            "_config.yml",
            ".gitignore",
            "content/index.html",
            "content/about.md",
            "content/404.html",
            "content/archive.md",
        ] {
            assert!(root.join(name).is_file(), "{name}");
        }
        let today = Time::now(&TimeZone::UTC).zoned().date();
        let post =
            fs::read_to_string(root.join(format!("content/_posts/{today}-welcome.md"))).unwrap();
        assert!(!post.contains(DATE), "{post}");
    }

    #[test]
    fn what_is_there_is_kept_unless_forced() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("_config.yml");
        fs::write(&config, "mine: true").unwrap();
        let refused = new(&arguments(folder.path().to_owned(), true, false)).unwrap_err();
        assert_eq!(refused.code, "not-empty");
        assert_eq!(fs::read_to_string(&config).unwrap(), "mine: true");
        new(&arguments(folder.path().to_owned(), true, true)).unwrap();
        assert_ne!(fs::read_to_string(&config).unwrap(), "mine: true");
        assert!(folder.path().join("templates/default.html").is_file());
    }
}
