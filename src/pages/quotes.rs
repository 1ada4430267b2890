//! Everything people said in their own words, with who said it, what it rests on and for what it may be used.

use std::collections::BTreeMap;

use crate::model::journey::Journey;
use crate::model::{Claim, Entry, Kind};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::filter::{Marks, facets, lines};
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, PagePlace, PageView, Statement, Viewer, across};
use crate::view::{Shared, view};

view! {
    /// The page of all quotes.
    pub(crate) struct Quotes<'a> {
        /// By the entry in which they stand: personas, then journeys.
        groups: Vec<QuotesOf<'a>>,
        /// How many the book has.
        count: usize,
        /// What they can be filtered by.
        facets: Vec<&'static str>,
        /// Where one is in the list; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// The quotes of an entry.
    pub(crate) struct QuotesOf<'a> {
        /// The entry.
        card: Shared<EntryCard>,
        /// Its quotes.
        items: Vec<QuoteRow<'a>>,
    }
}

view! {
    /// A quote.
    pub(crate) struct QuoteRow<'a> {
        /// What was said, by whom, and for what it may be used.
        quote: Statement<'a>,
        /// Whether the day has passed until which it may be used.
        has_ended: bool,
        /// What it can be filtered by, one a line.
        marks: BTreeMap<&'static str, String>,
    }
}

/// How many quotes a page has room for: a kilobyte each.
const LIMIT: Limit = Limit {
    most: 150,
    front: Front::First,
};

/// The path of the page.
pub(crate) const PATH: &str = "all/quotes.html";

/// A quote and where it stands.
type Quoted<'a> = (&'a Entry, &'a Claim);

fn quoted<'a>(viewer: &Viewer<'a>) -> Vec<Quoted<'a>> {
    let personas = viewer.personas().into_iter().flat_map(|(entry, persona)| {
        let quotes = persona.quote.iter().chain(&persona.quotes);
        quotes.map(move |quote| (entry, quote))
    });
    let journeys = viewer.catalog.all::<Journey>();
    let journeys = journeys
        .flat_map(|(entry, journey)| journey.quotes.iter().map(move |quote| (entry, quote)));
    personas.chain(journeys).collect()
}

/// Whether anybody is quoted.
pub(crate) fn exists(viewer: &Viewer<'_>) -> bool {
    !quoted(viewer).is_empty()
}

fn cut(viewer: &Viewer<'_>, quoted: &[Quoted<'_>]) -> Cut {
    let kinds = quoted.iter().map(|(entry, _)| entry.key.kind);
    let headings = kinds.map(|kind| (kind, viewer.words.choice("kinds", kind.name()).to_owned()));
    Cut::new(PATH, LIMIT, headings)
}

/// Where the list is found.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    cut(viewer, &quoted(viewer)).paths()
}

/// The pages.
pub(crate) fn pages(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let quoted = quoted(viewer);
    let pieces = cut(viewer, &quoted).pieces().into_iter();
    let pages = pieces.map(|piece| page(viewer, place, &quoted, piece));
    pages.collect()
}

fn page(viewer: &Viewer<'_>, place: PagePlace, quoted: &[Quoted<'_>], piece: Piece) -> PageView {
    let shown: Vec<Quoted<'_>> = piece.places.iter().map(|place| quoted[*place]).collect();
    let all_marks: Vec<Marks> = shown
        .iter()
        .map(|(entry, _)| marks(viewer, entry))
        .collect();
    let mut marks = all_marks.iter();
    let groups = shown.chunk_by(|one, next| one.0.key == next.0.key);
    let groups = groups.map(|group| {
        let items = group.iter().zip(&mut marks);
        let items = items.map(|((entry, claim), marks)| {
            let until = claim.consent_until;
            QuoteRow {
                quote: EntryLinks { viewer, entry }.claim(claim),
                has_ended: until.is_some_and(|until| until < viewer.today),
                marks: lines(marks),
            }
        });
        QuotesOf {
            items: items.collect(),
            card: viewer.card_of(group[0].0),
        }
    });
    let groups = groups.collect();
    let head = across(viewer, place).of_piece(&piece);
    head.page(Quotes {
        groups,
        count: quoted.len(),
        facets: facets(&["kind", "persona"], &all_marks),
        cut: piece.cut,
    })
}

fn marks(viewer: &Viewer<'_>, entry: &Entry) -> Marks {
    let kind = entry.key.kind;
    let personas: Vec<String> = match entry.as_kind::<Journey>() {
        Some(journey) => {
            let personas = journey.personas.iter();
            let names = personas.filter_map(|one| viewer.name(Kind::Persona, &one.id));
            names.collect()
        }
        None => vec![entry.header.name.clone()],
    };
    let word = viewer.words.choice("kind", kind.name()).to_owned();
    Marks::from([("kind", vec![word]), ("persona", personas)])
}
