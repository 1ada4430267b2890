//! Changes an entry where its author wrote it, and nothing else in its file. Must not know why it is changed, nor the terminal.

use std::path::{Path, PathBuf};

use crate::disk::Folder;
use crate::error::Error;

pub use crate::doc::{Change, Edit, Refused, Value, edited};
pub use crate::text::{FieldPath, Step};

/// Makes edits in a file of a book, such as `content/personas/sophie.toml`, and gives its path. Each is made on what the ones before it
/// left.
///
/// # Errors
///
/// When the file cannot be read or written, when one of the edits cannot be made, or when somebody else saves the file meanwhile. It is
/// as it was then.
pub fn rewrite(root: &Path, file: &str, edits: &[Edit]) -> Result<PathBuf, Error> {
    let folder = Folder::named(root);
    let read = || folder.read(file, u64::MAX);
    let before = read()?;
    let refused = |why: &str, help: &str| Error::refused(format!("{file}: {why}"), help);
    let Ok(text) = std::str::from_utf8(&before) else {
        return Err(refused("this is no UTF-8", "save it as UTF-8"));
    };
    let after = edited(file, text, edits).map_err(|why| refused(&why.message, &why.help))?;
    if read()? != before {
        return Err(refused(
            "somebody else saved it just now",
            "look at it, and try again",
        ));
    }
    folder.replace(file, after.as_bytes())?;
    Ok(folder.path(file))
}
