//! What is due to be looked at again, as a list and as a calendar, and writing down that somebody did. Must not know the terminal.

mod calendar;

use std::path::{Path, PathBuf};

use crate::disk::Folder;
use crate::doc::Date;
use crate::edit::{Change, Edit, FieldPath, Value, rewrite};
use crate::error::Error;
use crate::load::load_book;
use crate::model::{Book, Key, Kind};
use crate::text::{closest, one_of};

pub use crate::score::{Due, Queue, due, queues};
pub use calendar::calendar;

/// Writes the [`calendar()`] of a book into a file, in place of one that lies there.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_calendar(book: &Book, today: Date, file: &Path) -> Result<(), Error> {
    let name = file.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| {
        Error::refused(
            format!("{} is no name of a file", file.display()),
            "name the file to write: `--ics reviews.ics`",
        )
    })?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let folder = match folder.as_os_str().is_empty() {
        true => Folder::named(Path::new(".")),
        false => Folder::named(folder),
    };
    folder.replace(name, calendar(book, today).as_bytes())
}

/// Writes into an entry that it was reviewed on a day, and by whom if that is told, and gives its file. `which` is its kind and id with a colon between them, or the id
/// alone where only one kind has it.
///
/// # Errors
///
/// When there is no such entry, its file cannot be read or written, or it changed meanwhile.
pub fn review(root: &Path, which: &str, on: Date, by: Option<&str>) -> Result<PathBuf, Error> {
    let book = load_book(root)?;
    let key = find(&book, which)?;
    let file = book.catalog.get(&key).map(|entry| entry.file.as_str());
    let file = file.unwrap_or_default();
    let set = |field: &str, value: Value| Edit {
        path: FieldPath::default().key(field),
        change: Change::Set(value),
    };
    let reviewed = set("reviewed", Value::Date(on));
    let by = by.map(|by| set("reviewed_by", Value::Text(by.to_owned())));
    let edits: Vec<Edit> = std::iter::once(reviewed).chain(by).collect();
    rewrite(root, file, &edits)
}

/// The entry that somebody means.
fn find(book: &Book, which: &str) -> Result<Key, Error> {
    let keys = || book.catalog.entries().map(|entry| &entry.key);
    let shown = |key: &Key| format!("{}:{}", key.kind.name(), key.id);
    let (kind, id) = match which.split_once(':') {
        Some((kind, id)) => (Some(Kind::from_name(kind)), id),
        None => (None, which),
    };
    let is_meant = |key: &&Key| key.id == id && kind.is_none_or(|kind| kind == Some(key.kind));
    let meant: Vec<&Key> = keys().filter(is_meant).collect();
    match meant[..] {
        [key] => Ok(key.clone()),
        [] => {
            let names: Vec<String> = keys().map(shown).collect();
            let ids = keys().map(|key| key.id.as_str());
            let close = closest(which, names.iter().map(String::as_str));
            let close = close.or_else(|| closest(id, ids));
            let help = match close {
                Some(close) => format!("did you mean `{close}`?"),
                None => "write its kind and its id: `persona:sophie`".to_owned(),
            };
            Err(Error::refused(format!("there is no `{which}`"), help))
        }
        _ => {
            let names: Vec<String> = meant.into_iter().map(shown).collect();
            let names = one_of(names.iter().map(String::as_str));
            Err(Error::refused(
                format!("several entries have the id `{id}`"),
                format!("write {names}"),
            ))
        }
    }
}
