//! How honest the book is: what is due by owner, how much is fresh, what to find out next; stale, unowned, assumed, single-source and orphaned entries.

use super::found::{FoundByRules, found};
use super::health_data::{place_of, to_research};
use super::{health_badge, health_data};
use crate::model::{Entry, FreshTarget};
use crate::score::{ClaimCounts, FreshShare, asked, freshness, queues};
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
        /// The entries that are not retired.
        rows: Vec<HealthRow<'a>>,
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

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let entries = viewer.catalog.current();
    let current: Vec<&Entry> = entries.collect();
    let as_of = viewer.book.config.review.as_of;
    let mut health = Health {
        as_of: as_of
            .filter(|day| *day == viewer.today)
            .map(|day| viewer.day(day)),
        claims: 0,
        assumptions: 0,
        whole: 0,
        open: 0,
        stale: u32::try_from(viewer.due().len()).unwrap_or(u32::MAX),
        unowned: 0,
        fresh: fresh(viewer),
        queues: due_queues(viewer),
        research: research(viewer),
        data: health_data::PATH,
        badge: health_badge::PATH,
        rules: found(viewer),
        rows: Vec::with_capacity(current.len()),
    };
    for entry in current {
        let claims = ClaimCounts::of(entry, viewer.catalog);
        let fresh = freshness(entry, &viewer.book.config.review, viewer.today);
        health.claims += claims.all;
        health.assumptions += claims.assumptions;
        health.whole += claims.whole;
        health.open += claims.open;
        health.unowned += u32::from(entry.header.owner.is_none());
        health.rows.push(HealthRow {
            card: viewer.card_of(entry),
            claims: claims.all,
            assumptions: claims.assumptions,
            single: claims.single,
            freshness: fresh.as_str(),
            freshness_word: viewer.words.choice("freshness", fresh.as_str()),
            due: fresh.due().map(|date| viewer.day(date)),
            orphan: is_orphan(viewer, entry),
        });
    }
    across(viewer, place).page(health)
}

/// It is tied to no other entry, although it should be.
fn is_orphan(viewer: &Viewer<'_>, entry: &Entry) -> bool {
    let is_referred_to = viewer.index.backlinks(&entry.key).next().is_some();
    asked::is_orphan(viewer.catalog, entry, is_referred_to)
}
