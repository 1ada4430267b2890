//! Every entry by name: the way to look something up without a script.

use crate::model::{Data, Key};
use crate::site::filter::card_facets;
use crate::site::{PageHead, PageView, Viewer, map};
use crate::theme::Value;

/// A name in the list, and whose it is.
type Line<'a> = (&'a str, &'a Key);

/// The page of all entries. A word of the glossary and its other names each have their place.
pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    let mut head = PageHead::new(viewer.words.get("a_z_title"), "all/a-z.html", "a-z");
    head.description = viewer.words.get("a_z_about").to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    let mut letters: Vec<(String, Vec<Value>)> = Vec::new();
    for (name, key) in lines(viewer) {
        let letter = viewer.words.letter(name);
        if letters.last().is_none_or(|(last, _)| *last != letter) {
            letters.push((letter, Vec::new()));
        }
        if let Some((_, items)) = letters.last_mut() {
            items.push(map(vec![
                ("name", name.into()),
                ("card", viewer.card(key.kind, &key.id)),
            ]));
        }
    }
    let letters = letters
        .into_iter()
        .map(|(letter, items)| map(vec![("letter", letter.into()), ("items", items.into())]));
    let cards: Vec<Value> = viewer
        .catalog
        .entries()
        .map(|entry| viewer.card_of(entry))
        .collect();
    head.with(
        "a-z.html",
        vec![
            ("letters", letters.collect::<Vec<_>>().into()),
            ("facets", card_facets(&["kind", "owner", "status"], &cards)),
        ],
    )
}

fn lines<'a>(viewer: &Viewer<'a>) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for entry in viewer.catalog.entries() {
        let also = match &entry.data {
            Data::Term(term) => term.also.as_slice(),
            _ => &[],
        };
        let names = std::iter::once(&entry.header.name).chain(also);
        lines.extend(names.map(|name| (name.as_str(), &entry.key)));
    }
    lines.sort_by_cached_key(|(name, key)| (viewer.words.sort_key(name), *key));
    lines
}
