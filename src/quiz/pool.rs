//! The entries that questions are made from, never more than a bounded number of each kind.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::{Said, Voice};
use crate::model::persona::Persona;
use crate::model::{Catalog, Entry, Key, Kind, KindData, Status};
use crate::text::chance;

/// The most entries of a kind that questions are made from.
const MOST_OF_A_KIND: usize = 40;

/// The entries of a book that questions may be about: all of a small book, of a large one some of each kind, the
/// same in each build.
pub(super) fn sample(catalog: &Catalog) -> Vec<&Entry> {
    let mut sample = Vec::new();
    for kind in Kind::ALL {
        let mut entries: Vec<&Entry> = catalog
            .of_kind(*kind)
            .filter(|entry| is_usable(entry))
            .collect();
        if entries.len() > MOST_OF_A_KIND {
            entries.sort_by_key(|entry| chance(&entry.key.id));
            entries.truncate(MOST_OF_A_KIND);
            entries.sort_by(|left, right| left.key.cmp(&right.key));
        }
        sample.extend(entries);
    }
    sample
}

/// Whether it holds today: what is a draft may be wrong, what is retired no longer counts.
fn is_usable(entry: &Entry) -> bool {
    !matches!(entry.header.status, Some(Status::Draft | Status::Retired))
}

/// What questions are made from.
pub(super) struct Pool<'a> {
    pub(super) catalog: &'a Catalog,
    entries: Vec<&'a Entry>,
    voices: BTreeMap<&'a str, Voice>,
}

impl<'a> Pool<'a> {
    /// The entries that are preferred, and a sample of the others.
    pub(super) fn new(catalog: &'a Catalog, sample: &[&'a Entry], prefer: &[Key]) -> Self {
        let mut seen: BTreeSet<&Key> = BTreeSet::new();
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        let mut entries = Vec::new();
        let preferred = prefer
            .iter()
            .filter_map(|key| catalog.get(key))
            .filter(|entry| is_usable(entry));
        for entry in preferred.chain(sample.iter().copied()) {
            let count = counts.entry(entry.key.kind).or_default();
            if *count < MOST_OF_A_KIND && seen.insert(&entry.key) {
                *count += 1;
                entries.push(entry);
            }
        }
        entries.sort_by(|left, right| left.key.cmp(&right.key));
        let voices = entries
            .iter()
            .filter(|entry| entry.key.kind == Kind::Persona)
            .map(|entry| (entry.key.id.as_str(), Voice::new(entry)))
            .collect();
        Self {
            catalog,
            entries,
            voices,
        }
    }

    /// The entries of a kind, by id.
    pub(super) fn all<T: KindData + 'a>(&self) -> impl Iterator<Item = (&'a Entry, &'a T)> {
        self.entries
            .iter()
            .filter_map(|entry| Some((*entry, entry.as_kind::<T>()?)))
    }

    /// A persona that may be an answer.
    pub(super) fn persona(&self, id: &str) -> Option<(&'a Entry, &'a Persona)> {
        let (entry, persona) = self.catalog.find::<Persona>(id)?;
        is_usable(entry).then_some((entry, persona))
    }

    /// Whether a persona of the pool says this too.
    pub(super) fn says(&self, persona: &Entry, said: &Said) -> bool {
        self.voices
            .get(persona.key.id.as_str())
            .is_none_or(|voice| voice.says(said))
    }

    /// The other personas, those most like this one first: of the same pronouns, kind and segment.
    pub(super) fn others_like(&self, id: &str, entry: &Entry, persona: &Persona) -> Vec<&'a Entry> {
        let mut others: Vec<(usize, u64, &'a Entry)> = self
            .all::<Persona>()
            .filter(|(other, _)| other.key != entry.key && other.header.name != entry.header.name)
            .map(|(other, data)| {
                let likeness = 4 * usize::from(data.pronouns == persona.pronouns)
                    + 2 * usize::from(data.kind == persona.kind)
                    + usize::from(data.segment == persona.segment);
                (likeness, chance(&format!("{id}/{}", other.key.id)), other)
            })
            .collect();
        others.sort_by_key(|(likeness, number, _)| (std::cmp::Reverse(*likeness), *number));
        others.into_iter().map(|(_, _, other)| other).collect()
    }
}
