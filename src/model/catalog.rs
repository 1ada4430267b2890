//! All entries of a book, who refers to whom, and which files lie beside them.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Entry, Key};
use super::kind::{Kind, KindData};
use super::reference::{Pointer, Use, uses};

/// All entries of a book.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalog {
    entries: BTreeMap<Key, Entry>,
    /// Entries that exist but could not be read, so that references to them are not wrong as well.
    pub unreadable: BTreeSet<Key>,
    /// Every other file of the content, by its path from the root of the content.
    pub files: BTreeSet<String>,
    uses: BTreeMap<Key, Vec<Use>>,
}

impl Catalog {
    /// Adds an entry; one with the same key is replaced.
    pub fn add(&mut self, entry: Entry) {
        self.uses.insert(entry.key.clone(), uses(&entry));
        self.entries.insert(entry.key.clone(), entry);
    }

    /// The entry with this key.
    pub fn get(&self, key: &Key) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// The data of the entry with this id, if there is one of that kind.
    pub fn find<T: KindData>(&self, id: &str) -> Option<(&Entry, &T)> {
        let entry = self.entries.get(&Key::new(T::KIND, id))?;
        Some((entry, entry.as_kind::<T>()?))
    }

    /// Every entry, by kind and id.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// Every entry of a kind, by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        self.entries
            .range(Key::new(kind, "")..)
            .take_while(move |(key, _)| key.kind == kind)
            .map(|(_, entry)| entry)
    }

    /// Every entry of the kind `T` with its data, by id.
    pub fn all<'a, T: KindData + 'a>(&'a self) -> impl Iterator<Item = (&'a Entry, &'a T)> {
        self.of_kind(T::KIND)
            .filter_map(|entry| Some((entry, entry.as_kind::<T>()?)))
    }

    /// Everything an entry points at.
    pub fn uses(&self, key: &Key) -> &[Use] {
        self.uses.get(key).map_or(&[], Vec::as_slice)
    }

    /// For every entry, the entries that refer to it and the fields in which they do.
    pub fn backlinks(&self) -> BTreeMap<Key, Vec<Backlink<'_>>> {
        let mut backlinks: BTreeMap<Key, Vec<Backlink<'_>>> = BTreeMap::new();
        for (from, uses) in &self.uses {
            for used in uses {
                let Pointer::Entry(kind, id) = &used.to else {
                    continue;
                };
                let to = Key::new(*kind, id.as_str());
                if to != *from {
                    backlinks
                        .entry(to)
                        .or_default()
                        .push(Backlink { from, used });
                }
            }
        }
        backlinks
    }

    /// Leaves out the drafts.
    #[must_use]
    pub fn without_drafts(mut self) -> Self {
        let drafts: Vec<Key> = self
            .entries()
            .filter(|entry| entry.is_draft())
            .map(|entry| entry.key.clone())
            .collect();
        for key in drafts {
            self.entries.remove(&key);
            self.uses.remove(&key);
        }
        self
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// One place where an entry is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlink<'a> {
    /// The entry that refers.
    pub from: &'a Key,
    /// Where in it.
    pub used: &'a Use,
}
