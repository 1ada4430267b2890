//! Entries as Markdown, as an author writes them. Must not know where files lie.

use super::File;
use crate::doc::Value;
use crate::error::Error;
use crate::load::fields_in_markdown;
use crate::model::{Book, Entry};

/// The file of an entry.
///
/// # Errors
/// When it cannot be said in Markdown.
pub(super) fn file(book: &Book, entry: &Entry) -> Result<File, Error> {
    let fields = entry.said().into_iter();
    let fields: Vec<(String, Value)> = fields
        .map(|(key, value)| (key, with_footnotes(value)))
        .collect();
    let text = fields_in_markdown(entry.key.kind, &fields, &book.words)
        .map_err(|why| Error::refused(format!("{}: {}", entry.file, why.message), why.help))?;
    Ok((super::path(entry, "md"), text))
}

/// Claims with their sources as footnotes, as people write them: `Waits too long [^talks]`.
pub(super) fn with_footnotes(value: Value) -> Value {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(with_footnotes).collect()),
        Value::Table(fields) => {
            let fields = fields.into_iter();
            let mut fields: Vec<(String, Value)> = fields
                .map(|(key, value)| (key, with_footnotes(value)))
                .collect();
            let at = |name: &str| fields.iter().position(|(key, _)| key == name);
            let (Some(text), Some(evidence)) = (at("text"), at("evidence")) else {
                return Value::Table(fields);
            };
            let notes = match &fields[evidence].1 {
                Value::List(ids) => ids.iter().map(|id| match id {
                    Value::Text(id) => format!(" [^{id}]"),
                    _ => String::new(),
                }),
                _ => return Value::Table(fields),
            };
            let notes: String = notes.collect();
            if let Value::Text(text) = &mut fields[text].1 {
                text.push_str(&notes);
            }
            fields.remove(evidence);
            match fields.as_slice() {
                [(_, text)] => text.clone(),
                _ => Value::Table(fields),
            }
        }
        other => other,
    }
}
