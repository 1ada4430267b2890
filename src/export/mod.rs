//! A book as files for other programs and people: JSON with all that it says, tables, Markdown, and drawings in the words of Mermaid.
//! Gets a book in which is nothing but what may be shown. Must not know the terminal.

mod csv;
mod json;
mod markdown;
mod mermaid;

use std::path::{Path, PathBuf};

use crate::disk::{Folder, What};
use crate::error::Error;
use crate::load::named;
use crate::model::{Book, Entry, Kind};
use crate::text::shown_path;

pub use json::{FORMAT, VERSION};

/// In which form a book is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One document with all that it says.
    Json,
    /// A table for each kind.
    Csv,
    /// A file for each entry, as an author writes it.
    Markdown,
    /// Who refers to whom, and each journey, as Mermaid draws them.
    Mermaid,
}

/// What is written.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The form.
    pub format: Format,
    /// The entries: kinds and ids such as `persona:sophie`; none for all.
    pub entries: &'a [String],
    /// Only the entries of this kind.
    pub kind: Option<Kind>,
}

/// A file: its path below a folder, and its text.
pub type File = (String, String);

/// The files of a book in a form, by path.
///
/// # Errors
/// When there is no such entry, or it cannot be said in that form.
pub fn files(book: &Book, wish: Wish<'_>) -> Result<Vec<File>, Error> {
    let entries = entries(book, wish)?;
    match wish.format {
        Format::Json => Ok(vec![("book.json".to_owned(), json::json(book, &entries)?)]),
        Format::Csv => Ok(csv::tables(&entries)),
        Format::Markdown => entries
            .iter()
            .map(|entry| markdown::file(book, entry))
            .collect(),
        Format::Mermaid => Ok(mermaid::files(book, &entries)),
    }
}

/// The one text that a wish comes to.
///
/// # Errors
/// As [`files`], and when it comes to several.
pub fn one(book: &Book, wish: Wish<'_>) -> Result<String, Error> {
    let mut files = files(book, wish)?;
    // The drawing of all relations is what most people want to see.
    let is_whole = wish.entries.is_empty() && wish.kind.is_none();
    if wish.format == Format::Mermaid && is_whole {
        files.truncate(1);
    }
    match files.len() {
        1 => Ok(files.remove(0).1),
        0 => Err(Error::refused(
            "there is nothing to write",
            "name another kind, or leave `--kind` out",
        )),
        several => Err(Error::refused(
            format!("these are {several} files"),
            match wish.format {
                Format::Csv => "name a folder for them with `--out`, or one kind with `--kind`",
                _ => "name a folder for them with `--out`, or one entry such as `persona:sophie`",
            },
        )),
    }
}

/// Writes files into a folder.
///
/// # Errors
/// When one of them is there already, then none is written; or when the folder cannot be written to.
pub fn write(files: &[File], folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = Folder::make(folder)?;
    for (path, _) in files {
        if folder.what(path)? != What::Nothing {
            return Err(Error::refused(
                format!("{} is there already", shown_path(&folder.path(path))),
                "move it away, or name another folder",
            ));
        }
    }
    for (path, text) in files {
        folder.create(path, text.as_bytes())?;
    }
    Ok(files.iter().map(|(path, _)| folder.path(path)).collect())
}

/// The entries that are meant, by kind and id.
fn entries<'b>(book: &'b Book, wish: Wish<'_>) -> Result<Vec<&'b Entry>, Error> {
    let mut entries: Vec<&Entry> = match wish.entries {
        [] => book.catalog.entries().collect(),
        some => some
            .iter()
            .map(|which| named(book, which))
            .collect::<Result<_, _>>()?,
    };
    entries.retain(|entry| wish.kind.is_none_or(|kind| kind == entry.key.kind));
    entries.sort_by_key(|entry| &entry.key);
    entries.dedup_by_key(|entry| &entry.key);
    Ok(entries)
}

/// The path of a file about an entry.
fn path(entry: &Entry, ending: &str) -> String {
    format!("{}/{}.{ending}", entry.key.kind.folder(), entry.key.id)
}
