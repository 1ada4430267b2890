//! A new id for an entry, wherever the book names it. Must not know the protocol's messages.

use super::text::{Read, Which};
use crate::load::Loaded;
use crate::model::{Key, id_of_name, is_id, why_no_id};
use crate::schema::Fields;
use crate::text::{Source, Span};

/// The edits of a rename.
pub(super) struct Rename<'a> {
    /// The text of each file that names the entry, and where.
    pub texts: Vec<(&'a Source, Vec<Span>)>,
    /// The file or folder of the entry, and what it is called afterwards; from the root of the book.
    pub file: (String, String),
}

/// Where the book names an entry: each text with the places of the id.
pub(super) fn mentions<'a>(
    loaded: &'a Loaded,
    fields: &Fields,
    key: &Key,
) -> Vec<(&'a Source, Vec<Span>)> {
    let texts = loaded.texts().map(|(_, source)| source);
    let texts = texts.chain(loaded.config_text());
    texts
        .filter(|source| source.text.contains(&key.id))
        .filter_map(|source| {
            let which = Which::of(&source.path)?;
            let read = Read::new(&source.path, &which, &source.text);
            let mentions = read.mentions(fields).into_iter();
            let spans: Vec<Span> = mentions
                .filter(|mention| mention.key == *key)
                .map(|mention| mention.span)
                .collect();
            (!spans.is_empty()).then_some((source.as_ref(), spans))
        })
        .collect()
}

/// The edits that give an entry another id.
///
/// # Errors
/// With why it cannot be, when the id is none or is taken, or there is no such entry.
pub(super) fn rename<'a>(
    loaded: &'a Loaded,
    fields: &Fields,
    key: &Key,
    id: &str,
) -> Result<Rename<'a>, String> {
    if !is_id(id) {
        let why = why_no_id(id);
        let help = id_of_name(id).map_or(String::new(), |better| format!("; write `{better}`"));
        return Err(format!("`{id}` cannot be an id: {why}{help}"));
    }
    let kind = key.kind.name();
    let new = Key::new(key.kind, id);
    if loaded.texts().any(|(other, _)| *other == new) {
        return Err(format!(
            "there is already a {kind} `{id}`; choose another id"
        ));
    }
    let own = loaded.texts().find(|(other, _)| *other == key);
    let Some((_, source)) = own else {
        return Err(format!("there is no {kind} `{}` to rename", key.id));
    };
    let folder = source.path.rsplit_once("/index.").map(|(folder, _)| folder);
    let old = folder.unwrap_or(&source.path);
    let ending = match folder {
        Some(_) => "",
        None => old
            .rsplit_once('.')
            .map_or("", |(stem, _)| &old[stem.len()..]),
    };
    let parent = old.rsplit_once('/').map_or("", |(parent, _)| parent);
    Ok(Rename {
        texts: mentions(loaded, fields, key),
        file: (old.to_owned(), format!("{parent}/{id}{ending}")),
    })
}
