//! Entries written anew in one of their forms, each with all that it says. Must not know the terminal.

mod reference;

use std::path::Path;

use crate::disk::{Folder, What};
use crate::error::Error;
use crate::load::{Rewritten, load_book, named, rewritten};
use crate::model::{Entry, Form};

pub use reference::{example, in_markdown};

/// What is to be written anew.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The entries: kinds and ids such as `persona:sophie`, or files; none for all of the book.
    pub entries: &'a [String],
    /// The form; as the book says when left out.
    pub form: Option<Form>,
    /// Whether it is only told, and nothing written.
    pub is_trial: bool,
}

/// A file that was written anew.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// The file of the entry, from the root of the book.
    pub before: String,
    /// The file that it is in now.
    pub after: String,
    /// What that says.
    pub text: String,
    /// Whether anything is otherwise than before.
    pub is_new: bool,
}

/// Writes entries of the book in a folder anew. A file that takes the place of another one is there, and read again, before that goes.
///
/// # Errors
///
/// When one of them cannot be written anew without losing something, then nothing is written; or when a file cannot be read or written.
pub fn write_anew(root: &Path, wish: Wish<'_>) -> Result<Vec<Done>, Error> {
    let book = load_book(root)?;
    let folder = Folder::named(root);
    let form = wish.form.or(book.config.book.form);
    let form = form.unwrap_or(Form::Markdown);
    let entries: Vec<&Entry> = match wish.entries {
        [] => book.catalog.entries().collect(),
        some => some
            .iter()
            .map(|which| named(&book, which))
            .collect::<Result<_, _>>()?,
    };
    let mut done = Vec::new();
    for entry in entries {
        let file = entry.file.as_str();
        let before = text(&folder, file)?;
        let Rewritten { path, text } = rewritten((&entry.key, file), &before, (form, &book.words))
            .map_err(|why| Error::refused(format!("{file}: {}", why.message), why.help))?;
        if path != file && folder.what(&path)? != What::Nothing {
            return Err(Error::refused(
                format!("{path} is there already"),
                "move it away",
            ));
        }
        done.push((
            before.clone(),
            Done {
                before: file.to_owned(),
                is_new: path != file || text != before,
                after: path,
                text,
            },
        ));
    }
    if !wish.is_trial {
        for (before, one) in done.iter().filter(|(_, one)| one.is_new) {
            replace(&folder, before, one)?;
        }
    }
    Ok(done.into_iter().map(|(_, one)| one).collect())
}

fn replace(folder: &Folder, before: &str, done: &Done) -> Result<(), Error> {
    if text(folder, &done.before)? != before {
        return Err(Error::refused(
            format!("{}: somebody else saved it just now", done.before),
            "look at it, and try again",
        ));
    }
    if done.after == done.before {
        return folder.replace(&done.after, done.text.as_bytes());
    }
    folder.create(&done.after, done.text.as_bytes())?;
    if text(folder, &done.after)? != done.text {
        return Err(Error::refused(
            format!("{} was not written as it should be", done.after),
            format!("remove it; {} is as it was", done.before),
        ));
    }
    folder.remove(&done.before).map(|_| ())
}

fn text(folder: &Folder, file: &str) -> Result<String, Error> {
    String::from_utf8(folder.read(file, u64::MAX)?)
        .map_err(|_| Error::refused(format!("{file}: this is no UTF-8"), "save it as UTF-8"))
}
