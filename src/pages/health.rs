//! How honest the book is: what is due by owner, how much is fresh, what to find out next; stale, unowned, assumed, single-source and orphaned entries.

use std::cmp::Reverse;

use super::found::{FoundByRules, found};
use super::health_data::{place_of, to_research};
use super::{health_badge, health_data};
use crate::model::{Entry, FreshTarget};
use crate::score::{ClaimCounts, FreshShare, asked, freshness, queues};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::{Choice, Day, EntryCard, PagePlace, PageView, Viewer, across};
use crate::view::{Shared, view};

/// How many entries of a queue the page names; the numbers have all.
const IN_A_QUEUE: usize = 20;

view! {
    /// How honest the book is.
    pub(crate) struct Health<'a> {
        /// The day that the book is seen from, if it names one.
        as_of: Option<Day>,
        /// How many claims about customers there are.
        claims: u32,
        /// How many of them rest on nothing yet.
        assumptions: u32,
        /// How many of them rest on the sources of their whole page alone.
        whole: u32,
        /// How many questions are open besides.
        open: u32,
        /// How many entries are stale or were never reviewed.
        stale: u32,
        /// How many entries nobody keeps true.
        unowned: u32,
        /// How much of the book is fresh.
        fresh: FreshNow,
        /// What is due to be reviewed, by who looks after it; whoever has what is due for longest stands first.
        queues: Vec<DueQueue<'a>>,
        /// What to find out next, what is worth most first.
        research: Vec<Research<'a>>,
        /// Where the same numbers are found for other programs, from the root of the site.
        data: &'static str,
        /// The same as a small picture.
        badge: &'static str,
        /// What rules found.
        rules: FoundByRules<'a>,
        /// The entries that are not retired, by kind; of each kind first what needs somebody most.
        rows: Vec<HealthRow<'a>>,
        /// Where one is in the list of entries; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// How honest an entry is.
    pub(crate) struct HealthRow<'a> {
        /// The entry.
        card: Shared<EntryCard>,
        /// How many claims about customers it makes.
        claims: u32,
        /// How many of them rest on nothing yet.
        assumptions: u32,
        /// How many of them rest on one source alone.
        single: u32,
        /// `fresh`, `stale` or `never-reviewed`.
        freshness: &'static str,
        /// The same in words.
        freshness_word: &'a str,
        /// The day of the next review, past or to come.
        due: Option<Day>,
        /// Whether it is tied to no other entry, although it should be.
        orphan: bool,
    }
}

view! {
    /// How many entries were looked at recently enough, of those that somebody has to keep true.
    pub(crate) struct FreshNow {
        /// How many are fresh.
        fresh: usize,
        /// Of how many.
        of: usize,
        /// In percent, rounded down; nothing of a book without entries.
        percent: Option<usize>,
        /// How much it shall be, in percent, if the book says so.
        target: Option<f64>,
        /// Whether it is so much.
        reached: bool,
    }
}

view! {
    /// What somebody has to look at again.
    pub(crate) struct DueQueue<'a> {
        /// Who, if somebody.
        owner: Option<&'a str>,
        /// How many entries.
        count: usize,
        /// The first of them, what is due for longest first.
        due: Vec<DueEntry>,
        /// How many more there are.
        more: usize,
    }
}

view! {
    /// An entry that is due to be reviewed.
    pub(crate) struct DueEntry {
        /// The entry.
        card: Shared<EntryCard>,
        /// Since when; nothing when it was never reviewed.
        since: Option<Day>,
        /// How many other entries refer to it.
        referred_to_by: usize,
    }
}

view! {
    /// A claim of which it is worth to know more.
    pub(crate) struct Research<'a> {
        /// The entry that makes it.
        card: Shared<EntryCard>,
        /// What it says, without markup.
        text: String,
        /// Where it stands, from the root of the site.
        url: String,
        /// How well it is known.
        confidence: Choice<'a>,
        /// How many other entries refer to it or to its entry.
        referred_to_by: usize,
    }
}

fn fresh(viewer: &Viewer<'_>) -> FreshNow {
    let share = FreshShare::of(viewer.book, viewer.due());
    let target = viewer.book.config.review.target;
    FreshNow {
        fresh: share.fresh,
        of: share.of,
        percent: share.percent(),
        target: target.map(FreshTarget::percent),
        reached: target.is_none_or(|target| share.reaches(target)),
    }
}

fn due_queues<'a>(viewer: &'a Viewer<'_>) -> Vec<DueQueue<'a>> {
    let queues = queues(viewer.due()).into_iter();
    let queues = queues.map(|queue| {
        let first = queue.due.iter().take(IN_A_QUEUE);
        let first = first.filter_map(|one| {
            Some(DueEntry {
                card: viewer.card(one.key.kind, &one.key.id)?,
                since: one.since.map(|since| viewer.day(since)),
                referred_to_by: one.referred_to_by,
            })
        });
        DueQueue {
            owner: queue.owner,
            count: queue.due.len(),
            due: first.collect(),
            more: queue.due.len().saturating_sub(IN_A_QUEUE),
        }
    });
    queues.collect()
}

fn research<'a>(viewer: &'a Viewer<'_>) -> Vec<Research<'a>> {
    let found = to_research(viewer).into_iter();
    let found = found.map(|found| Research {
        card: viewer.card_of(found.entry),
        text: found.claim.text.plain(),
        url: place_of(&found),
        confidence: viewer.choice("confidence", found.confidence.as_str()),
        referred_to_by: found.referred_to_by,
    });
    found.collect()
}

/// How much somebody has to look at an entry: first what is due, nobody's or tied to nothing, then by how many of its claims
/// rest on nothing, and on one source.
fn need(entry: &Entry, row: &HealthRow<'_>) -> (usize, u32, u32) {
    let is_due = row.freshness != "fresh";
    let wrong = [is_due, entry.header.owner.is_none(), row.orphan];
    let wrong = wrong.iter().filter(|is_wrong| **is_wrong).count();
    (wrong, row.assumptions, row.single)
}

/// How many entries a page has room for: half a kilobyte each.
const LIMIT: Limit = Limit {
    most: 250,
    front: Front::OfEach,
};

/// The path of the page.
const PATH: &str = "all/health.html";

/// The entries by kind.
fn cut(viewer: &Viewer<'_>) -> Cut {
    let entries = viewer.catalog.current();
    let headings = entries.map(|entry| {
        let kind = entry.key.kind;
        (kind, viewer.words.choice("kinds", kind.name()).to_owned())
    });
    Cut::new(PATH, LIMIT, headings)
}

/// Where the list is found.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    cut(viewer).paths()
}

/// The pages. What is counted and found stands on the front page.
pub(crate) fn pages(viewer: &Viewer<'_>, place: PagePlace) -> Vec<PageView> {
    let entries: Vec<&Entry> = viewer.catalog.current().collect();
    let mut all = Numbers::default();
    for entry in &entries {
        let claims = ClaimCounts::of(entry, viewer.catalog);
        all.claims += claims.all;
        all.assumptions += claims.assumptions;
        all.whole += claims.whole;
        all.open += claims.open;
        all.unowned += u32::from(entry.header.owner.is_none());
    }
    let pieces = cut(viewer).pieces().into_iter();
    let page = |piece: Piece| {
        let shown = piece.places.iter().map(|place| entries[*place]);
        let mut rows: Vec<_> = shown
            .map(|entry| {
                let row = row(viewer, entry);
                ((entry.key.kind, Reverse(need(entry, &row))), row)
            })
            .collect();
        rows.sort_by_key(|(place, _)| *place);
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let health = health(viewer, &all, rows, piece.cut.clone());
        across(viewer, place).of_piece(&piece).page(health)
    };
    pieces.map(page).collect()
}

/// What is counted in the whole book.
#[derive(Default)]
struct Numbers {
    claims: u32,
    assumptions: u32,
    whole: u32,
    open: u32,
    unowned: u32,
}

fn health<'a>(
    viewer: &'a Viewer<'_>,
    all: &Numbers,
    rows: Vec<HealthRow<'a>>,
    cut: Option<CutList>,
) -> Health<'a> {
    let is_front = cut.as_ref().is_none_or(|cut| !cut.is_behind());
    let as_of = viewer.book.config.review.as_of;
    Health {
        as_of: as_of
            .filter(|day| *day == viewer.today)
            .map(|day| viewer.day(day)),
        claims: all.claims,
        assumptions: all.assumptions,
        whole: all.whole,
        open: all.open,
        stale: u32::try_from(viewer.due().len()).unwrap_or(u32::MAX),
        unowned: all.unowned,
        fresh: fresh(viewer),
        queues: if is_front {
            due_queues(viewer)
        } else {
            Vec::new()
        },
        research: if is_front {
            research(viewer)
        } else {
            Vec::new()
        },
        data: health_data::PATH,
        badge: health_badge::PATH,
        rules: found(viewer),
        rows,
        cut,
    }
}

fn row<'a>(viewer: &'a Viewer<'_>, entry: &Entry) -> HealthRow<'a> {
    let claims = ClaimCounts::of(entry, viewer.catalog);
    let fresh = freshness(entry, &viewer.book.config.review, viewer.today);
    HealthRow {
        card: viewer.card_of(entry),
        claims: claims.all,
        assumptions: claims.assumptions,
        single: claims.single,
        freshness: fresh.as_str(),
        freshness_word: viewer.words.choice("freshness", fresh.as_str()),
        due: fresh.due().map(|date| viewer.day(date)),
        orphan: is_orphan(viewer, entry),
    }
}

/// It is tied to no other entry, although it should be.
fn is_orphan(viewer: &Viewer<'_>, entry: &Entry) -> bool {
    let is_referred_to = viewer.index.backlinks(&entry.key).next().is_some();
    asked::is_orphan(viewer.catalog, entry, is_referred_to)
}
