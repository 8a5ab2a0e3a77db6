//! Reading text files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::{Diagnostic, Location, Source};

/// Reads a file as UTF-8, without its byte order mark.
///
/// # Errors
/// When the file can't be read or isn't UTF-8; then with the line of the first wrong byte.
pub(super) fn read(file: &Path, shown_path: &str) -> Result<Source, Diagnostic> {
    let bytes = std::fs::read(file).map_err(|error| unreadable(shown_path, &error))?;
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text
                .strip_prefix('\u{feff}')
                .map(Arc::from)
                .unwrap_or_else(|| Arc::from(text));
            Ok(Source::new(shown_path, text))
        }
        Err(error) => Err(not_utf8(
            shown_path,
            error.utf8_error().valid_up_to(),
            error.as_bytes(),
        )),
    }
}

/// The entries of a folder, by name.
///
/// # Errors
/// When the folder can't be listed.
pub(super) fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut entries = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    Ok(entries)
}

/// Checks that an entry of a folder is a file or folder whose name is text.
///
/// # Errors
/// When its name isn't UTF-8, when it is a link that leads nowhere, and, as a warning, when it is
/// something that might never end, such as a pipe.
pub(super) fn check_entry(file: &Path, shown_path: &str) -> Result<(), Diagnostic> {
    if file.file_name().is_some_and(|name| name.to_str().is_none()) {
        let message = format!("the name of `{shown_path}` isn't UTF-8 text");
        return Err(Diagnostic::error("not-utf-8", message)
            .at(Location::file(shown_path), "")
            .hint("rename it, for example with `convmv -f LATIN1 -t UTF-8`"));
    }
    let metadata = file
        .metadata()
        .map_err(|error| unreadable(shown_path, &error))?;
    if metadata.is_file() || metadata.is_dir() {
        return Ok(());
    }
    let message = format!("`{shown_path}` is neither a file nor a folder, and is left out");
    Err(Diagnostic::warning("special-file", message)
        .at(Location::file(shown_path), "")
        .hint("remove it, or name it under `exclude` in `_config.yml`"))
}

/// The diagnostic for a file or folder that the system won't let us read.
pub(super) fn unreadable(shown_path: &str, error: &std::io::Error) -> Diagnostic {
    let hint = match error.kind() {
        std::io::ErrorKind::NotFound => {
            "check its name; if it is a link, what it leads to is missing"
        }
        _ => "check its permissions, or name it under `exclude` in `_config.yml`",
    };
    Diagnostic::error(
        "unreadable",
        format!("`{shown_path}` can't be read: {error}"),
    )
    .at(Location::file(shown_path), "")
    .hint(hint)
}

fn not_utf8(shown_path: &str, wrong_byte: usize, bytes: &[u8]) -> Diagnostic {
    let text = String::from_utf8_lossy(bytes);
    // Up to the wrong byte the lossy text is the file's own.
    let location = Source::new(shown_path, text.as_ref()).at(wrong_byte..wrong_byte + 3);
    Diagnostic::error("not-utf-8", format!("`{shown_path}` isn't UTF-8 text"))
        .at(location, "this byte isn't part of any UTF-8 character")
        .hint("save the file as UTF-8, for example with `iconv -f LATIN1 -t UTF-8`")
}
