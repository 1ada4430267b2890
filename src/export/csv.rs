//! A table for each kind of entry: a row for each entry, a column for each field in use. Must not know what fields mean.

use std::collections::BTreeMap;

use super::File;
use super::markdown::with_footnotes;
use crate::accounts::csv_line;
use crate::doc::{Value, Wanted};
use crate::model::{Content as _, Entry, Header, Kind};
use crate::text::{Step, one_line};

/// What identifies a row, before its fields.
const FIRST: [&str; 2] = ["id", "path"];

/// The tables of these entries, each as a file.
pub(super) fn tables(entries: &[&Entry]) -> Vec<File> {
    let of_kinds = entries.chunk_by(|one, next| one.key.kind == next.key.kind);
    of_kinds
        .map(|entries| {
            let kind = entries[0].key.kind;
            (format!("{}.csv", kind.folder()), table(kind, entries))
        })
        .collect()
}

fn table(kind: Kind, entries: &[&Entry]) -> String {
    let rows: Vec<BTreeMap<String, String>> = entries.iter().map(|entry| row(entry)).collect();
    let columns = columns(kind, entries);
    let titles = FIRST.into_iter().chain(columns.iter().map(String::as_str));
    let mut text = csv_line(titles, ',', false);
    for (entry, row) in entries.iter().zip(&rows) {
        let first = [entry.key.id.as_str(), entry.file.as_str()];
        let cells = columns
            .iter()
            .map(|column| row.get(column).map_or("", String::as_str));
        text.push_str(&csv_line(first.into_iter().chain(cells), ',', false));
    }
    text
}

/// The columns that some entry fills, in the order in which fields are declared; the text last.
fn columns(kind: Kind, entries: &[&Entry]) -> Vec<String> {
    let declared = [Header::keys_at(&[]), kind.keys_at(&[])].concat();
    let place = |key: &str| match key {
        "extra" => declared.len(),
        "body" => declared.len() + 1,
        key => declared
            .iter()
            .position(|one| *one == key)
            .unwrap_or_default(),
    };
    let mut columns: Vec<(usize, String)> = Vec::new();
    for entry in entries {
        for (key, value) in entry.said() {
            for (column, _) in cells(kind, &key, value) {
                if !columns.iter().any(|(_, known)| *known == column) {
                    columns.push((place(&key), column));
                }
            }
        }
    }
    columns.sort_by_key(|(place, _)| *place);
    columns.into_iter().map(|(_, column)| column).collect()
}

fn row(entry: &Entry) -> BTreeMap<String, String> {
    let fields = entry.said().into_iter();
    fields
        .flat_map(|(key, value)| cells(entry.key.kind, &key, value))
        .collect()
}

/// The cells of a field, by column: one, or one for each field of a table.
fn cells(kind: Kind, key: &str, value: Value) -> Vec<(String, String)> {
    let path = [Step::Key(key.to_owned())];
    let wanted = match Header::keys_at(&[]).contains(&key) {
        true => Header::wanted_at(&path),
        false => kind.wanted_at(&path),
    };
    match (wanted, with_footnotes(value)) {
        (Wanted::Table(_) | Wanted::Labels, Value::Table(fields)) => fields
            .into_iter()
            .map(|(inner, value)| (format!("{key}.{inner}"), cell(&value)))
            .collect(),
        (_, value) => vec![(key.to_owned(), cell(&value))],
    }
}

/// A value in a cell: the items of a list on lines of their own.
fn cell(value: &Value) -> String {
    match value {
        Value::List(items) => {
            let lines: Vec<String> = items.iter().map(in_line).collect();
            lines.join("\n")
        }
        Value::Text(text) => text.clone(),
        value => in_line(value),
    }
}

/// A value on one line: `key: value; key: value`.
fn in_line(value: &Value) -> String {
    match value {
        Value::Text(text) => one_line(text),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(in_line).collect();
            items.join(" | ")
        }
        Value::Table(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(key, value)| match key.as_str() {
                "text" => in_line(value),
                key => format!("{key}: {}", in_line(value)),
            });
            fields.collect::<Vec<_>>().join("; ")
        }
        Value::Number(_) | Value::Flag(_) | Value::Date(_) => value.written(),
    }
}
