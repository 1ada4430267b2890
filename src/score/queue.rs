//! What is due to be looked at again, and how much of a book is fresh. Whoever shows a queue (the terminal, the health page, its
//! numbers, the calendar) asks here, so that none of them says something else. Must not know words.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Freshness, freshness};
use crate::doc::Date;
use crate::model::{Book, Catalog, Entry, FreshTarget, Key, Pointer};

/// An entry whose review is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Kind and id.
    pub key: Key,
    /// What it is called.
    pub name: String,
    /// Who looks after it, if somebody does.
    pub owner: Option<String>,
    /// Since when; nothing when nobody ever said that it was reviewed.
    pub since: Option<Date>,
    /// How many other entries refer to it.
    pub referred_to_by: usize,
}

/// What somebody has to look at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue<'a> {
    /// Who; nothing for what nobody looks after.
    pub owner: Option<&'a str>,
    /// What, in the order of [`due`].
    pub due: Vec<&'a Due>,
}

/// How much of a book was looked at recently enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreshShare {
    /// How many entries are fresh.
    pub fresh: usize,
    /// Of how many.
    pub of: usize,
}

/// The entries that somebody has to keep true, by kind and id: drafts and what is retired are nobody's duty.
pub fn kept_true(catalog: &Catalog) -> impl Iterator<Item = &Entry> {
    catalog.current().filter(|entry| !entry.is_draft())
}

/// What is due on a day: first what is so for longest (what was never reviewed before all else), then what more entries refer to.
#[must_use]
pub fn due(book: &Book, today: Date) -> Vec<Due> {
    let referred = referred_to(&book.catalog);
    let mut due: Vec<Due> = kept_true(&book.catalog)
        .filter_map(|entry| {
            let since = match freshness(entry, &book.config.review, today) {
                Freshness::FreshUntil(_) => return None,
                Freshness::StaleSince(since) => Some(since),
                Freshness::NeverReviewed => None,
            };
            Some(Due {
                key: entry.key.clone(),
                name: entry.header.name.clone(),
                owner: entry.header.owner.clone(),
                since,
                referred_to_by: referred.get(&entry.key).copied().unwrap_or(0),
            })
        })
        .collect();
    due.sort_by_key(|one| (one.since, Reverse(one.referred_to_by), one.key.clone()));
    due
}

/// The same by who has to do it; whoever has what is due for longest stands first.
#[must_use]
pub fn queues(due: &[Due]) -> Vec<Queue<'_>> {
    let mut queues: Vec<Queue<'_>> = Vec::new();
    let mut places: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for one in due {
        let owner = one.owner.as_deref();
        let place = *places.entry(owner).or_insert_with(|| {
            queues.push(Queue {
                owner,
                due: Vec::new(),
            });
            queues.len() - 1
        });
        queues[place].due.push(one);
    }
    queues
}

impl FreshShare {
    /// Of a book whose entries are due as given.
    #[must_use]
    pub fn of(book: &Book, due: &[Due]) -> Self {
        let of = kept_true(&book.catalog).count();
        Self {
            fresh: of - due.len(),
            of,
        }
    }

    /// In percent, rounded down, so that all is fresh where it says 100; nothing of a book without entries.
    #[must_use]
    pub fn percent(self) -> Option<usize> {
        (100 * self.fresh).checked_div(self.of)
    }

    /// Whether so much is fresh as was wanted.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "no book has 2^52 entries")]
    pub fn reaches(self, target: FreshTarget) -> bool {
        100.0 * self.fresh as f64 >= target.percent() * self.of as f64
    }
}

/// By how many other entries in use each is referred to.
pub(super) fn referred_to(catalog: &Catalog) -> BTreeMap<Key, usize> {
    let entries: Vec<&Entry> = catalog.entries().collect();
    let mut referred: BTreeMap<Key, usize> = BTreeMap::new();
    for (from, targets) in entries.iter().zip(catalog.targets()) {
        if from.is_retired() || from.is_draft() {
            continue;
        }
        let to: BTreeSet<usize> = targets.iter().flatten().copied().collect();
        for to in to.into_iter().filter_map(|number| entries.get(number)) {
            if to.key != from.key {
                *referred.entry(to.key.clone()).or_default() += 1;
            }
        }
    }
    referred
}

/// By how many other entries in use each claim with an id is named, by its entry and its id.
pub(super) fn claims_named(catalog: &Catalog) -> BTreeMap<(Key, String), usize> {
    let mut named: BTreeMap<(Key, String), usize> = BTreeMap::new();
    for record in catalog.records() {
        let from = record.entry();
        if from.is_retired() || from.is_draft() {
            continue;
        }
        let to = record.others().iter().filter_map(|used| match &used.to {
            Pointer::Claim(kind, id, claim) | Pointer::Part(kind, id, claim) => {
                Some((Key::new(*kind, id.as_str()), claim.clone()))
            }
            _ => None,
        });
        let to: BTreeSet<(Key, String)> = to.filter(|(key, _)| *key != from.key).collect();
        for claim in to {
            *named.entry(claim).or_default() += 1;
        }
    }
    named
}
