//! Every entry by name: the way to look something up without a script.

use std::collections::BTreeSet;

use crate::model::{Data, Key};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::filter::card_facets;
use crate::site::{EntryCard, PagePlace, PageView, Viewer, across};
use crate::view::{Shared, view};

/// A name in the list, and whose it is.
type Line<'a> = (&'a str, &'a Key);

view! {
    /// Every entry by name.
    pub(crate) struct AToZ {
        /// The headings, in their order.
        letters: Vec<Letter>,
        /// What the entries can be filtered by.
        facets: Vec<&'static str>,
        /// Where one is in the list; nothing where it is one page.
        cut: Option<CutList>,
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
        card: Option<Shared<EntryCard>>,
    }
}

/// How many names a page has room for: half a kilobyte each.
const LIMIT: Limit = Limit {
    most: 400,
    front: Front::OfEach,
};

/// The path of the page.
pub(crate) const PATH: &str = "all/a-z.html";

fn cut(viewer: &Viewer<'_>, lines: &[Line<'_>]) -> Cut {
    let headings = lines.iter().map(|(name, _)| viewer.under_letter(name));
    Cut::new(PATH, LIMIT, headings)
}

/// Where the list is found.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    cut(viewer, &lines(viewer)).paths()
}

/// The pages of all entries. A word of the glossary and its other names each have their place.
pub(crate) fn pages(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let lines = lines(viewer);
    let pieces = cut(viewer, &lines).pieces().into_iter();
    pieces
        .map(|piece| page(viewer, place, &lines, piece))
        .collect()
}

fn page(viewer: &Viewer<'_>, place: PagePlace, lines: &[Line<'_>], piece: Piece) -> PageView {
    let mut letters: Vec<Letter> = Vec::new();
    let mut keys: BTreeSet<&Key> = BTreeSet::new();
    for (name, key) in piece.places.iter().map(|place| lines[*place]) {
        keys.insert(key);
        let letter = viewer.words.letter(name);
        if letters.last().is_none_or(|last| last.letter != letter) {
            let items = Vec::new();
            letters.push(Letter { letter, items });
        }
        if let Some(last) = letters.last_mut() {
            let card = viewer.card(key.kind, &key.id);
            let name = name.to_owned();
            last.items.push(Named { name, card });
        }
    }
    let entries = keys.into_iter().filter_map(|key| viewer.catalog.get(key));
    let cards = entries.map(|entry| viewer.card_texts(entry));
    let facets = card_facets(&["kind", "owner", "status"], cards);
    let head = across(viewer, place).of_piece(&piece);
    let cut = piece.cut;
    head.page(AToZ {
        letters,
        facets,
        cut,
    })
}

fn lines<'a>(viewer: &Viewer<'a>) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for entry in viewer.catalog.current() {
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
