//! Putting one file in its place.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::model::output::Content;

/// Puts a file in its place below `destination` unless it is there already; true if it was written.
/// The file is written beside its place and moved into it, so that it is whole at any moment.
pub(super) fn place(destination: &Path, path: &Path, content: &Content) -> io::Result<bool> {
    let file = destination.join(path);
    if is_there(&file, content)? {
        return Ok(false);
    }
    let folder = file.parent().unwrap_or(destination);
    make_folder(destination, folder)?;
    if file.is_dir() && !file.is_symlink() {
        fs::remove_dir_all(&file)?;
    }
    let mut beside = temporary(folder)?;
    match content {
        Content::Bytes(bytes) => beside.write_all(bytes)?,
        Content::CopyOf(original) => {
            let mut original = File::open(original)?;
            io::copy(&mut original, beside.as_file_mut())?;
            let modified = original.metadata()?.modified()?;
            beside.as_file().set_modified(modified)?;
        }
    }
    beside.persist(&file).map_err(|error| error.error)?;
    Ok(true)
}

/// Whether the file in its place is the right one already. Copies carry the time of their
/// original, so that these need not be read.
fn is_there(file: &Path, content: &Content) -> io::Result<bool> {
    let Ok(existing) = fs::symlink_metadata(file) else {
        return Ok(false);
    };
    if !existing.is_file() {
        return Ok(false);
    }
    match content {
        Content::Bytes(bytes) => {
            let same_length =
                usize::try_from(existing.len()).is_ok_and(|length| length == bytes.len());
            Ok(same_length && fs::read(file)? == **bytes)
        }
        Content::CopyOf(original) => {
            let original = fs::metadata(original)?;
            Ok(original.len() == existing.len() && original.modified()? == existing.modified()?)
        }
    }
}

/// Makes a folder. A file of an earlier build that stands where a folder is needed gives way.
fn make_folder(destination: &Path, folder: &Path) -> io::Result<()> {
    match fs::create_dir_all(folder) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory
            ) =>
        {
            let in_the_way = folder
                .ancestors()
                .take_while(|ancestor| {
                    ancestor.starts_with(destination) && *ancestor != destination
                })
                .find(|ancestor| fs::symlink_metadata(ancestor).is_ok_and(|found| !found.is_dir()));
            match in_the_way {
                Some(file) => {
                    // Another thread may have made way at the same moment.
                    let _ = fs::remove_file(file);
                    fs::create_dir_all(folder)
                }
                None => Err(error),
            }
        }
        result => result,
    }
}

/// A file in `folder` that vanishes unless it is moved, readable for whom new files are readable.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".utterson-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
