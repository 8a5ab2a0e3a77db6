//! A folder without an `index.html`, shown as a list.

use std::fs;
use std::io;
use std::path::Path;

use crate::base::url::escape_path;

/// An HTML page that lists the entries of a folder; `path` is how the browser asked for it.
///
/// # Errors
/// When the folder can't be read.
pub(super) fn page(folder: &Path, path: &str) -> io::Result<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let mut name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            name.push('/');
        }
        names.push(name);
    }
    names.sort();
    let items: String = names
        .iter()
        .map(|name| {
            // `./` keeps a name such as `a:b` from being read as a URL with a scheme.
            format!(
                "<li><a href=\"./{}\">{}</a></li>\n",
                escape_path(name),
                escape_html(name)
            )
        })
        .collect();
    let title = format!("Index of {}", escape_html(path));
    Ok(super::server::plain_page(
        &title,
        &format!("<ul>\n<li><a href=\"../\">../</a></li>\n{items}</ul>"),
    ))
}

/// Text as HTML shows it.
pub(super) fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_escaped() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        fs::write(folder.path().join("a<b>.txt"), "").unwrap();
        let html = page(folder.path(), "/x&y/").unwrap();
        assert!(html.contains("<title>Index of /x&amp;y/</title>"), "{html}");
        assert!(
            html.contains(
                "<ul>\n<li><a href=\"../\">../</a></li>\n\
                 <li><a href=\"./a%3Cb%3E.txt\">a&lt;b&gt;.txt</a></li>\n\
                 <li><a href=\"./sub/\">sub/</a></li>\n</ul>"
            ),
            "{html}"
        );
    }
}
