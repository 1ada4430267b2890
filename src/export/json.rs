//! A book as one JSON document, with the fields of each entry as they are called in TOML. `docs/export.md` says what is in it. Must not
//! know what fields mean.

use serde::{Serialize, Serializer};

use crate::doc::Value;
use crate::error::Error;
use crate::model::{Book, Content as _, Entry};

/// What the document calls itself.
pub const FORMAT: &str = "personabook";
/// Of the shape of the document.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    book: Value,
    entries: Vec<Written<'a>>,
}

#[derive(Serialize)]
struct Written<'a> {
    kind: &'static str,
    id: &'a str,
    path: &'a str,
    #[serde(serialize_with = "as_map")]
    fields: Vec<(String, Value)>,
}

fn as_map<S: Serializer>(fields: &[(String, Value)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(key, value)| (key, value)))
}

/// The document, with a line end at its end.
///
/// # Errors
/// When an entry has a number that JSON has not.
pub(super) fn json(book: &Book, entries: &[&Entry]) -> Result<String, Error> {
    let entries = entries.iter().map(|entry| Written {
        kind: entry.key.kind.name(),
        id: &entry.key.id,
        path: &entry.file,
        fields: entry.said(),
    });
    let document = Document {
        format: FORMAT,
        version: VERSION,
        book: book.config.book.said(),
        entries: entries.collect(),
    };
    let text = serde_json::to_string_pretty(&document).map_err(|error| {
        Error::refused(
            error.to_string(),
            "leave that number out, or write a large one",
        )
    })?;
    Ok(text + "\n")
}
