//! From the path of a request to a file of the site.
//!
//! The rules are those of Jekyll's own server (seen by running it): `/a` is the file `a`, or leads
//! to the folder `/a/`, or is `a.html`; `/a/` is `a/index.html` or `a.html`, or lists the folder.

use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::base::url::escape_path;

use super::current::Served;

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file, by its real path.
    File(PathBuf),
    /// A folder to be listed, by its real path.
    Folder(PathBuf),
    /// Another path, percent-encoded.
    Moved(String),
    /// Nothing, or nothing inside the site.
    Missing,
}

/// Finds what the path of a request (percent-encoded) leads to. Nothing outside the site's folder is ever found,
/// neither by `..` nor by a symbolic link.
pub(super) fn find(site: &Served, path: &str, list_folders: bool) -> Found {
    let Ok(path) = percent_decode_str(path).decode_utf8() else {
        return Found::Missing;
    };
    let Some(path) = path.strip_prefix(site.baseurl.as_str()) else {
        return Found::Missing;
    };
    if path.is_empty() {
        return Found::Moved(format!("{}/", escape_path(&site.baseurl)));
    }
    if !path.starts_with('/') {
        return Found::Missing;
    }
    let (Some(segments), Ok(root)) = (segments(path), site.folder.canonicalize()) else {
        return Found::Missing;
    };
    let relative = segments.join("/");
    let inside = |relative: &str| real_path(&root, relative);
    let as_html = || match relative.as_str() {
        "" => None,
        name => inside(&format!("{name}.html")).filter(|file| file.is_file()),
    };
    let as_folder = path.ends_with('/');
    match inside(&relative) {
        Some(folder) if folder.is_dir() => {
            if !as_folder {
                return Found::Moved(format!(
                    "{}/{}/",
                    escape_path(&site.baseurl),
                    escape_path(&relative)
                ));
            }
            if list_folders {
                return Found::Folder(folder);
            }
            inside(&format!("{relative}/index.html"))
                .filter(|file| file.is_file())
                .or_else(as_html)
                .map_or(Found::Folder(folder), Found::File)
        }
        Some(file) if file.is_file() && !as_folder => Found::File(file),
        _ => as_html().map_or(Found::Missing, Found::File),
    }
}

/// The names in a path; `None` if one of them isn't the name of an entry of a folder.
fn segments(path: &str) -> Option<Vec<&str>> {
    path.split('/')
        .filter(|segment| !matches!(*segment, "" | "."))
        .map(|segment| {
            let mut components = Path::new(segment).components();
            let plain = matches!(components.next(), Some(Component::Normal(_)))
                && components.next().is_none()
                && !segment.contains('\0');
            plain.then_some(segment)
        })
        .collect()
}

/// The real path of an entry, if it exists and is inside `root`.
fn real_path(root: &Path, relative: &str) -> Option<PathBuf> {
    root.join(relative.trim_start_matches('/'))
        .canonicalize()
        .ok()
        .filter(|path| path.starts_with(root))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn site() -> (tempfile::TempDir, Served) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("_site");
        fs::create_dir_all(root.join("both")).unwrap();
        fs::create_dir_all(root.join("with-index")).unwrap();
        fs::create_dir_all(root.join("bare")).unwrap();
        for name in [
            "both.html",
            "only.html",
            "with-index/index.html",
            "with-index.html",
            "a b.txt",
            "index.html",
            "bare/x.txt",
        ] {
            fs::write(root.join(name), name).unwrap();
        }
        fs::write(folder.path().join("secret.txt"), "secret").unwrap();
        let served = Served {
            folder: root.canonicalize().unwrap(),
            baseurl: "/blog".to_owned(),
        };
        (folder, served)
    }

    #[test]
    fn paths_lead_where_jekylls_server_leads() {
        let (_folder, site) = site();
        let file = |name: &str| Found::File(site.folder.join(name));
        for (path, expected) in [
            ("/blog", Found::Moved("/blog/".to_owned())),
            ("/blog/", file("index.html")),
            ("/blog/both", Found::Moved("/blog/both/".to_owned())),
            ("/blog/both/", file("both.html")),
            ("/blog/only", file("only.html")),
            ("/blog/only/", file("only.html")),
            ("/blog/only.html", file("only.html")),
            ("/blog/only.html/", Found::Missing),
            ("/blog//only.html", file("only.html")),
            ("/blog/./only.html", file("only.html")),
            (
                "/blog/with-index",
                Found::Moved("/blog/with-index/".to_owned()),
            ),
            ("/blog/with-index/", file("with-index/index.html")),
            ("/blog/a%20b.txt", file("a b.txt")),
            ("/blog/bare/", Found::Folder(site.folder.join("bare"))),
            ("/blog/none", Found::Missing),
            ("/blogger/", Found::Missing),
            ("/", Found::Missing),
        ] {
            assert_eq!(find(&site, path, false), expected, "{path}");
        }
        assert_eq!(
            find(&site, "/blog/", true),
            Found::Folder(site.folder.clone())
        );
    }

    #[test]
    fn nothing_outside_the_site_is_found() {
        let (_folder, site) = site();
        for path in [
            "/blog/../secret.txt",
            "/blog/%2e%2e/secret.txt",
            "/blog/..%2fsecret.txt",
            "/blog/both/../../secret.txt",
            "/blog/only.html%00",
            "/blog/%ff",
            "/blog//../secret",
        ] {
            assert_eq!(find(&site, path, false), Found::Missing, "{path}");
        }
    }

    #[test]
    fn redirects_never_name_another_host() {
        let (_folder, mut site) = site();
        site.baseurl = String::new();
        fs::create_dir(site.folder.join("evil.example")).unwrap();
        assert_eq!(
            find(&site, "//evil.example", false),
            Found::Moved("/evil.example/".to_owned())
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere_outside() {
        let (folder, site) = site();
        std::os::unix::fs::symlink(
            folder.path().join("secret.txt"),
            site.folder.join("link.txt"),
        )
        .unwrap();
        std::os::unix::fs::symlink(
            site.folder.join("only.html"),
            site.folder.join("inner.html"),
        )
        .unwrap();
        assert_eq!(find(&site, "/blog/link.txt", false), Found::Missing);
        assert_eq!(
            find(&site, "/blog/inner", false),
            Found::File(site.folder.join("only.html"))
        );
    }
}
