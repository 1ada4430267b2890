//! The same book for Hugo: the same fields, the same Markdown and back-links, printed by the layouts in the folder
//! `hugo` beside this one. Where there was a choice, it is the one that costs Hugo less.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use toml::{Table, Value};
use walkdir::WalkDir;

use crate::book::{self, Entry, Kind, Size};
use crate::files::{Files, named, write, write_all};

/// Writes a site that Hugo builds.
///
/// # Errors
/// When the disk fails.
pub fn write_site(size: Size, seed: u64, folder: &Path) -> io::Result<()> {
    write_all(&content(size, seed), folder)?;
    let layouts = Path::new(env!("CARGO_MANIFEST_DIR")).join("hugo");
    for found in WalkDir::new(&layouts) {
        let found = found?;
        if found.file_type().is_file() {
            let path = found.path();
            let bytes = fs::read(path).map_err(named("read", path))?;
            let below = path.strip_prefix(&layouts).map_err(io::Error::other)?;
            write(&folder.join(below), &bytes)?;
        }
    }
    Ok(())
}

/// The files with the content.
fn content(size: Size, seed: u64) -> Files {
    let sources = names_of_evidence(size, seed);
    book::entries(size, seed)
        .map(|entry| {
            let path = format!("content/{}/{}.md", entry.kind.folder(), entry.id);
            (path, page(entry, &sources))
        })
        .collect()
}

fn names_of_evidence(size: Size, seed: u64) -> BTreeMap<String, String> {
    book::entries(size, seed)
        .filter(|entry| entry.kind == Kind::Evidence)
        .map(|entry| (entry.id.clone(), name(&entry).to_owned()))
        .collect()
}

fn name(entry: &Entry) -> &str {
    entry.fields["name"]
        .as_str()
        .expect("the generator gives every entry a name")
}

fn page(entry: Entry, sources: &BTreeMap<String, String>) -> String {
    let title = name(&entry).to_owned();
    let mut params = Value::Table(entry.fields);
    link_all(&mut params);
    let fields = Table::from_iter([
        ("title".to_owned(), Value::String(title)),
        ("params".to_owned(), params),
    ]);
    let mut body = linked(&entry.body);
    for (id, name) in sources {
        if body.contains(&format!("[^{id}]")) {
            body.push_str(&format!("\n[^{id}]: [{name}](/evidence/{id}.html)\n"));
        }
    }
    book::text(&fields, &body)
}

fn link_all(value: &mut Value) {
    match value {
        Value::String(text) if text.contains("](") => *text = linked(text),
        Value::Array(items) => items.iter_mut().for_each(link_all),
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| link_all(value)),
        _ => {}
    }
}

/// The text with `[Anna](persona:anna-1)` as `[Anna](/personas/anna-1.html)`.
fn linked(text: &str) -> String {
    let mut parts = text.split("](");
    let mut done = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        done.push_str("](");
        match address(part) {
            Some((address, rest)) => done.push_str(&format!("{address}{rest}")),
            None => done.push_str(part),
        }
    }
    done
}

/// The address with which a text begins, as Hugo has it, and what follows it.
fn address(text: &str) -> Option<(String, &str)> {
    let (link, _) = text.split_once(')')?;
    let (word, id) = link.split_once(':')?;
    let kind = Kind::ALL.iter().find(|kind| kind.name() == word)?;
    Some((format!("/{}/{id}.html", kind.folder()), &text[link.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_addresses() {
        let text = "See [Anna](persona:anna-1) and [us](https://example.org), (really) [x](y.";
        let hugo =
            "See [Anna](/personas/anna-1.html) and [us](https://example.org), (really) [x](y.";
        assert_eq!(linked(text), hugo);
    }
}
