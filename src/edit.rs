//! Changes an entry where its author wrote it, and nothing else in its file. Must not know why it is changed, nor the terminal.

use std::path::{Path, PathBuf};

use crate::disk::{Folder, What};
use crate::doc;
use crate::error::Error;
use crate::language::Words;
use crate::load::{kind_of, style_of, words_of};

pub use crate::doc::{Change, Edit, Refused, Value};
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
    let words = words_of(root)?;
    let after = after(file, edits, &words, &|| folder.read(file, u64::MAX))?;
    folder.replace(file, after.as_bytes())?;
    Ok(folder.path(file))
}

/// Puts bytes in the place of what was read of a file: nothing where there was no file, nothing to remove it. Tells whether it was still
/// as it was read; else it stays as it is.
///
/// # Errors
///
/// When the file cannot be read, written or removed.
pub(crate) fn put(
    folder: &Folder,
    file: &str,
    (before, after): (Option<&[u8]>, Option<&[u8]>),
) -> Result<bool, Error> {
    if !is_still(folder, file, before)? {
        return Ok(false);
    }
    match (before, after) {
        (_, None) => folder.remove(file).map(|_| true),
        (None, Some(after)) => folder.create(file, after).map(|()| true),
        (Some(_), Some(after)) => folder.replace(file, after).map(|()| true),
    }
}

/// Whether a file has these bytes; nothing where it should not be there.
///
/// # Errors
///
/// When it cannot be read.
pub(crate) fn is_still(folder: &Folder, file: &str, before: Option<&[u8]>) -> Result<bool, Error> {
    let now = match folder.what(file)? {
        What::Nothing => None,
        _ => Some(folder.read(file, u64::MAX)?),
    };
    Ok(now.as_deref() == before)
}

/// What a file has to say after edits. It is read again when that is known: somebody may have saved it meanwhile.
fn after(
    file: &str,
    edits: &[Edit],
    words: &Words,
    read: &dyn Fn() -> Result<Vec<u8>, Error>,
) -> Result<String, Error> {
    let before = read()?;
    let refused = |why: &str, help: &str| Error::refused(format!("{file}: {why}"), help);
    let Ok(text) = std::str::from_utf8(&before) else {
        return Err(refused("this is no UTF-8", "save it as UTF-8"));
    };
    let after = edited(file, text, edits, words);
    let after = after.map_err(|why| refused(&why.message, &why.help))?;
    if read()? != before {
        return Err(refused(
            "somebody else saved it just now",
            "look at it, and try again",
        ));
    }
    Ok(after)
}

/// The text of a file of a book after several changes. Fields that are new in Markdown get the words of the book.
pub(crate) fn edited(
    file: &str,
    text: &str,
    edits: &[Edit],
    words: &Words,
) -> Result<String, Refused> {
    let Some(kind) = kind_of(file) else {
        return doc::edited(file, text, edits, None);
    };
    style_of(kind, words, |style| {
        doc::edited(file, text, edits, Some(style))
    })
}

#[cfg(test)]
mod tests;
