//! What rests on a source: on its own page, and on pages behind it where that is more than a page has room for.

use crate::model::{Entry, Kind};
use crate::site::citations::{CitedBy, Citing};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::links::{EntryLinks, url};
use crate::site::{EntryCard, PageHead, PageView, Viewer};
use crate::view::{Shared, view};

view! {
    /// What only the page of a source has.
    pub(crate) struct EvidenceComputed {
        /// The entries that cite it, each with its claims that rest on it.
        claims: Vec<Shared<Citing>>,
        /// Where one is in the list of them; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// More of what rests on a source.
    pub(crate) struct Cited {
        /// The source.
        card: Shared<EntryCard>,
        /// The entries that cite it, each with its claims that rest on it.
        claims: Vec<Shared<Citing>>,
        /// Where one is in the list of them.
        cut: Option<CutList>,
    }
}

/// How many entries a page has room for, each with all its claims: up to two kilobytes.
const LIMIT: Limit = Limit {
    most: 120,
    front: Front::OfEach,
};

/// The entries that cite a source, by kind.
fn cut(viewer: &Viewer<'_>, source: &Entry, claims: &[CitedBy]) -> Cut {
    let headings = claims
        .iter()
        .map(|(kind, _)| (*kind, viewer.words.choice("kinds", kind.name()).to_owned()));
    let stem = format!("all/cited-{}", source.key.id);
    Cut::new(&url(&source.key), LIMIT, headings).with_stem(&stem)
}

pub(crate) fn computed(links: &EntryLinks<'_>) -> EvidenceComputed {
    let EntryLinks { viewer, entry } = links;
    let claims = viewer.claims_on(&entry.key.id);
    let pieces = cut(viewer, entry, claims).pieces();
    let front = pieces.into_iter().next();
    let (places, cut) = front.map_or_else(Default::default, |one| (one.places, one.cut));
    let shown = places.iter().map(|place| claims[*place].1.clone());
    EvidenceComputed {
        claims: shown.collect(),
        cut,
    }
}

/// The pages behind that of a source.
fn behind(viewer: &Viewer<'_>, entry: &Entry, claims: &[CitedBy]) -> Vec<Piece> {
    let pieces = cut(viewer, entry, claims).pieces().into_iter();
    pieces.filter(|piece| !piece.is_front()).collect()
}

/// The addresses of the pages behind those of all sources.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    let sources = viewer.catalog.with_retired(Kind::Evidence);
    let pieces = sources.flat_map(|entry| {
        let claims = viewer.claims_on(&entry.key.id);
        behind(viewer, entry, claims)
    });
    pieces.map(|piece| piece.path).collect()
}

/// The pages behind those of all sources.
pub(crate) fn pages(viewer: &Viewer<'_>) -> Vec<PageView> {
    let sources = viewer.catalog.with_retired(Kind::Evidence);
    let pages = sources.flat_map(|entry| {
        let claims = viewer.claims_on(&entry.key.id);
        let pieces = behind(viewer, entry, claims).into_iter();
        let pages: Vec<PageView> = pieces
            .map(|piece| {
                let mut head = PageHead::new(&entry.header.name, &url(&entry.key), "cited");
                head.breadcrumbs = viewer.crumbs(Some(Kind::Evidence));
                let shown = piece.places.iter().map(|place| claims[*place].1.clone());
                let cited = Cited {
                    card: viewer.card_of(entry),
                    claims: shown.collect(),
                    cut: piece.cut.clone(),
                };
                head.of_piece(&piece).page(cited)
            })
            .collect();
        pages
    });
    pages.collect()
}
