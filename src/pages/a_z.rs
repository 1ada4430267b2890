//! Every entry by name: the way to look something up without a script.

use crate::model::{Data, Key, to_id};
use crate::site::filter::card_facets;
use crate::site::{Card, PageHead, PageView, Viewer};
use crate::view::{Shared, view};

/// A name in the list: sorted by its plain letters, then as it is written.
type Line = (String, String, Key);

view! {
    /// Every entry by name.
    pub(crate) struct AToZ {
        /// The headings, in their order.
        letters: Vec<Letter>,
        /// What the entries can be filtered by.
        facets: Vec<&'static str>,
    }
}

view! {
    /// A heading of the list with what stands under it.
    pub(crate) struct Letter {
        /// The heading.
        letter: String,
        /// The names.
        items: Vec<Named>,
    }
}

view! {
    /// A name of an entry.
    pub(crate) struct Named {
        /// The name, or one of the other names of a word.
        name: String,
        /// Whose name it is.
        card: Option<Shared<Card>>,
    }
}

/// The page of all entries. A word of the glossary and its other names each have their place.
pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    let mut head = PageHead::new(viewer.words.get("a_z_title"), "all/a-z.html", "a-z");
    head.description = viewer.words.get("a_z_about").to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    let mut letters: Vec<Letter> = Vec::new();
    for (plain, name, key) in lines(viewer) {
        let letter = letter(&plain, &name);
        if letters.last().is_none_or(|last| last.letter != letter) {
            let items = Vec::new();
            letters.push(Letter { letter, items });
        }
        if let Some(last) = letters.last_mut() {
            let card = viewer.card(key.kind, &key.id);
            last.items.push(Named { name, card });
        }
    }
    let entries = viewer.catalog.entries();
    let cards = entries.map(|entry| viewer.words_of_card(entry));
    let facets = card_facets(&["kind", "owner", "status"], cards);
    head.page("a-z.html", AToZ { letters, facets })
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
