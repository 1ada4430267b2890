//! How honest the book is: stale, unowned, assumed, single-source and orphaned entries.

use crate::model::Entry;
use crate::score::asked;
use crate::score::{ClaimCounts, Freshness, freshness};
use crate::site::{Day, EntryCard, PagePlace, PageView, Viewer, across};
use crate::view::{Shared, view};

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
        stale: 0,
        unowned: 0,
        rows: Vec::with_capacity(current.len()),
    };
    for entry in current {
        let claims = ClaimCounts::of(entry, viewer.catalog);
        let fresh = freshness(entry, &viewer.book.config.review, viewer.today);
        health.claims += claims.all;
        health.assumptions += claims.assumptions;
        health.whole += claims.whole;
        health.open += claims.open;
        health.stale += u32::from(!matches!(fresh, Freshness::FreshUntil(_)));
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
