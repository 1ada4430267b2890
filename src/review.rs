//! What is due to be looked at again, as a list and as a calendar, and writing down that somebody did. Must not know the terminal.

mod calendar;

use std::path::{Path, PathBuf};

use crate::disk::Folder;
use crate::doc::Date;
use crate::edit::{Change, Edit, FieldPath, Value, rewrite};
use crate::error::Error;
use crate::load::{load_book, named};
use crate::model::Book;

pub use crate::score::{Due, Queue, due, queues};
pub use calendar::calendar;

/// Writes the [`calendar()`] of a book into a file, in place of one that lies there.
///
/// # Errors
///
/// When it cannot be written.
pub fn write_calendar(book: &Book, today: Date, file: &Path) -> Result<(), Error> {
    let (folder, name) = Folder::of_file(file, "--ics reviews.ics")?;
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
    let file = &named(&book, which)?.file;
    let set = |field: &str, value: Value| Edit {
        path: FieldPath::default().key(field),
        change: Change::Set(value),
    };
    let reviewed = set("reviewed", Value::Date(on));
    let by = by.map(|by| set("reviewed_by", Value::Text(by.to_owned())));
    let edits: Vec<Edit> = std::iter::once(reviewed).chain(by).collect();
    rewrite(root, file, &edits)
}
