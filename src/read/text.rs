//! Reading text files.

use std::path::Path;
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

/// The diagnostic for a file or folder that the system won't let us read.
pub(super) fn unreadable(shown_path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(
        "unreadable",
        format!("`{shown_path}` can't be read: {error}"),
    )
    .at(Location::file(shown_path), "")
    .hint("check its permissions, or name it under `exclude` in `_config.yml`")
}

fn not_utf8(shown_path: &str, wrong_byte: usize, bytes: &[u8]) -> Diagnostic {
    let text = String::from_utf8_lossy(bytes);
    // Up to the wrong byte the lossy text is the file's own.
    let location = Source::new(shown_path, text.as_ref()).at(wrong_byte..wrong_byte + 3);
    Diagnostic::error("not-utf-8", format!("`{shown_path}` isn't UTF-8 text"))
        .at(location, "this byte isn't part of any UTF-8 character")
        .hint("save the file as UTF-8, for example with `iconv -f LATIN1 -t UTF-8`")
}
