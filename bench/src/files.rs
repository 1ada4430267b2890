//! Files by path, in memory and on disk.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The text of each file by its path below some folder.
pub type Files = BTreeMap<String, String>;

/// Writes all files below a folder.
///
/// # Errors
/// When the disk fails; the message names the path.
pub fn write_all(files: &Files, folder: &Path) -> io::Result<()> {
    for (path, text) in files {
        write(&folder.join(path), text.as_bytes())?;
    }
    Ok(())
}

/// Writes a file and the folders it lies in.
///
/// # Errors
/// When the disk fails; the message names the path.
pub fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent).map_err(named("create the folder", parent))?;
    }
    fs::write(file, bytes).map_err(named("write", file))
}

/// Removes a folder with all that is in it, if there is one.
///
/// # Errors
/// When the disk fails; the message names the path.
pub fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(named("remove", folder)(error))
        }
        _ => Ok(()),
    }
}

/// The same error with what was tried and on which path.
pub fn named(verb: &str, path: &Path) -> impl Fn(io::Error) -> io::Error {
    let what = format!("cannot {verb} {}", path.display());
    move |error| io::Error::new(error.kind(), format!("{what}: {error}"))
}
