//! Putting one file in its place.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::TempPath;

use crate::model::output::Content;

/// Whether the file in its place is the right one already. Copies carry the time of their
/// original, so that these need not be read.
pub(super) fn is_there(file: &Path, content: &Content) -> io::Result<bool> {
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

/// Writes a file into the folder `staging`, under a name of its own. It vanishes unless it is put
/// in its place.
pub(super) fn stage(staging: &Path, content: &Content) -> io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    // Readable for whom new files are readable.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut staged = builder.tempfile_in(staging)?;
    match content {
        Content::Bytes(bytes) => staged.write_all(bytes)?,
        Content::CopyOf(original) => {
            let mut original = File::open(original)?;
            io::copy(&mut original, staged.as_file_mut())?;
            let modified = original.metadata()?.modified()?;
            staged.as_file().set_modified(modified)?;
        }
    }
    Ok(staged.into_temp_path())
}

/// Moves a staged file into its place below `destination`, which is whole at any moment.
pub(super) fn put(destination: &Path, path: &Path, staged: TempPath) -> io::Result<()> {
    let file = destination.join(path);
    make_folder(destination, file.parent().unwrap_or(destination))?;
    if file.is_dir() && !file.is_symlink() {
        fs::remove_dir_all(&file)?;
    }
    staged.persist(&file).map_err(|error| error.error)
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
