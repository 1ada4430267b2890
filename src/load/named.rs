//! The entry that somebody means by its kind and id, by its id alone, or by its file. Must not know what is done with it.

use crate::error::Error;
use crate::model::{Book, Entry, Key, Kind};
use crate::text::{closest, one_of};

/// The entry that somebody means: `persona:sophie`, `sophie` where only one kind has it, or `content/personas/sophie.md`.
///
/// # Errors
///
/// When there is no such entry, or several.
pub(crate) fn named<'b>(book: &'b Book, which: &str) -> Result<&'b Entry, Error> {
    let shown = |key: &Key| format!("{}:{}", key.kind.name(), key.id);
    let file = which.replace(std::path::MAIN_SEPARATOR, "/");
    let file = file.strip_prefix("./").unwrap_or(&file);
    if let Some(entry) = book.catalog.entries().find(|entry| entry.file == file) {
        return Ok(entry);
    }
    let (kind, id) = match which.split_once(':') {
        Some((kind, id)) => (Some(Kind::from_name(kind)), id),
        None => (None, which),
    };
    let is_meant =
        |entry: &&Entry| entry.key.id == id && kind.is_none_or(|kind| kind == Some(entry.key.kind));
    let meant: Vec<&Entry> = book.catalog.entries().filter(is_meant).collect();
    match meant[..] {
        [entry] => Ok(entry),
        [] => {
            let keys = || book.catalog.entries().map(|entry| &entry.key);
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
            let names: Vec<String> = meant.into_iter().map(|entry| shown(&entry.key)).collect();
            let names = one_of(names.iter().map(String::as_str));
            Err(Error::refused(
                format!("several entries have the id `{id}`"),
                format!("write {names}"),
            ))
        }
    }
}
