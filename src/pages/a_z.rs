//! Every entry by name: the way to look something up without a script.

use crate::model::{Data, Key, to_id};
use crate::site::filter::card_facets;
use crate::site::{PageHead, PageView, Viewer, map};
use crate::theme::Value;

/// A name in the list: sorted by its plain letters, then as it is written.
type Line = (String, String, Key);

/// The page of all entries. A word of the glossary and its other names each have their place.
pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    let mut head = PageHead::new(viewer.words.get("a_z_title"), "all/a-z.html", "a-z");
    head.description = viewer.words.get("a_z_about").to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    let mut letters: Vec<(String, Vec<Value>)> = Vec::new();
    for (plain, name, key) in lines(viewer) {
        let letter = letter(&plain, &name);
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

fn lines(viewer: &Viewer<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for entry in viewer.catalog.entries() {
        let mut add = |name: &str| lines.push((to_id(name), name.to_owned(), entry.key.clone()));
        add(&entry.header.name);
        if let Data::Term(term) = &entry.data {
            term.also.iter().for_each(|name| add(name));
        }
    }
    // Digits before letters, and names without plain letters at the end, so that each heading comes once.
    lines.sort_by_cached_key(|line| {
        let rank = match line.0.bytes().next() {
            Some(b'0'..=b'9') => 0,
            Some(_) => 1,
            None => 2,
        };
        (rank, line.clone())
    });
    lines
}

/// The heading a name stands under.
fn letter(plain: &str, name: &str) -> String {
    match plain.chars().next() {
        Some('0'..='9') => "0–9".to_owned(),
        Some(letter) => letter.to_uppercase().to_string(),
        None => name
            .chars()
            .find(|letter| letter.is_alphanumeric())
            .map_or_else(
                || "…".to_owned(),
                |letter| letter.to_uppercase().to_string(),
            ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_under_its_plain_first_letter() {
        let of = |name: &str| letter(&to_id(name), name);
        assert_eq!(of("Élodie"), "E");
        assert_eq!(of("(new) shop"), "N");
        assert_eq!(of("3D shop"), "0–9");
        assert_eq!(of("日本"), "日");
        assert_eq!(of("?"), "…");
    }
}
