//! All entries of a book, who refers to whom, and which files lie beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entry::{Entry, Key};
use super::kind::{Kind, KindData};
use super::reference::{Pointer, Use, uses};
use super::targets::Targets;

/// An entry with everything it points at. Shared between a book and the next state of the same book.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    entry: Entry,
    references: Vec<Use>,
    others: Vec<Use>,
}

impl Record {
    /// Finds what the entry points at.
    pub fn new(entry: Entry) -> Self {
        let (references, others) = uses(&entry)
            .into_iter()
            .partition(|used| matches!(used.to, Pointer::Entry(..)));
        Self {
            entry,
            references,
            others,
        }
    }

    /// The entry.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The entries that it points at.
    pub fn references(&self) -> &[Use] {
        &self.references
    }

    /// What else it points at: parts of pages, images, and what no page may link to.
    pub fn others(&self) -> &[Use] {
        &self.others
    }
}

impl From<Entry> for Arc<Record> {
    fn from(entry: Entry) -> Self {
        Self::new(Record::new(entry))
    }
}

/// All entries of a book.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    records: BTreeMap<Kind, BTreeMap<String, Arc<Record>>>,
    /// Entries that exist but could not be read, so that references to them are not wrong as well.
    pub unreadable: BTreeSet<Key>,
    /// Every other file of the content, by its path from the root of the content.
    pub files: BTreeSet<String>,
    /// The documents that entries lead to, by their path from the root of the content.
    pub documents: BTreeMap<String, Arc<Vec<u8>>>,
    /// What the entries are called that the site does not show.
    pub(crate) unseen: BTreeMap<Key, String>,
    pub(super) targets: Targets,
}

impl PartialEq for Catalog {
    fn eq(&self, other: &Self) -> bool {
        self.unreadable == other.unreadable
            && self.files == other.files
            && self.documents == other.documents
            && self.unseen == other.unseen
            && self.len() == other.len()
            // What two states of a book share need not be compared.
            && self
                .records()
                .zip(other.records())
                .all(|(one, other)| Arc::ptr_eq(one, other) || one == other)
    }
}

impl Catalog {
    /// Adds an entry; one with the same key is replaced.
    pub fn add(&mut self, record: impl Into<Arc<Record>>) {
        let record = record.into();
        let Key { kind, id } = record.entry.key.clone();
        self.targets = Targets::default();
        self.records.entry(kind).or_default().insert(id, record);
    }

    fn record(&self, kind: Kind, id: &str) -> Option<&Record> {
        self.records.get(&kind)?.get(id).map(AsRef::as_ref)
    }

    /// Remembers what is the same as in an earlier state of the book.
    pub fn remember(&mut self, before: &Self) {
        self.targets = Targets::after(self, before);
    }

    /// Every entry with what it points at, by kind and id.
    pub fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.values().flat_map(BTreeMap::values)
    }

    /// The entry with this key.
    pub fn get(&self, key: &Key) -> Option<&Entry> {
        Some(&self.record(key.kind, &key.id)?.entry)
    }

    /// Whether there is an entry of this kind with this id.
    pub fn has(&self, kind: Kind, id: &str) -> bool {
        self.record(kind, id).is_some()
    }

    /// The data of the entry with this id, if there is one of that kind.
    pub fn find<T: KindData>(&self, id: &str) -> Option<(&Entry, &T)> {
        let entry = &self.record(T::KIND, id)?.entry;
        Some((entry, entry.as_kind::<T>()?))
    }

    /// Every entry, by kind and id.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.records().map(|record| record.entry())
    }

    /// Every entry of a kind, by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        let records = self.records.get(&kind);
        records
            .into_iter()
            .flat_map(BTreeMap::values)
            .map(|record| &record.entry)
    }

    /// How many entries of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.records.get(&kind).map_or(0, BTreeMap::len)
    }

    /// Every entry of the kind `T` with its data, by id.
    pub fn all<'a, T: KindData + 'a>(&'a self) -> impl Iterator<Item = (&'a Entry, &'a T)> {
        self.of_kind(T::KIND)
            .filter_map(|entry| Some((entry, entry.as_kind::<T>()?)))
    }

    /// The entries that an entry points at.
    pub fn references(&self, key: &Key) -> &[Use] {
        self.record(key.kind, &key.id)
            .map_or(&[], Record::references)
    }

    /// The number of an entry in the order of [`Self::entries`].
    pub fn number(&self, kind: Kind, id: &str) -> Option<usize> {
        self.targets.number(self, kind, id)
    }

    /// Per entry, the number of the entry to which each of its references leads; nothing where there is none.
    pub fn targets(&self) -> &[Arc<[Option<usize>]>] {
        self.targets.all(self)
    }

    /// Leaves out the drafts. Only what they are called is kept, for texts that name them.
    #[must_use]
    pub fn without_drafts(mut self) -> Self {
        if self.entries().any(Entry::is_draft) {
            let drafts = self.entries().filter(|entry| entry.is_draft());
            let names = drafts.map(|entry| (entry.key.clone(), entry.header.name.clone()));
            self.unseen = names.collect();
            for records in self.records.values_mut() {
                records.retain(|_, record| !record.entry.is_draft());
            }
            self.targets = Targets::default();
        }
        self
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.records.values().map(BTreeMap::len).sum()
    }

    /// Whether there is no entry at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One place where an entry is referred to.
#[derive(Debug, Clone, Copy)]
pub struct Backlink<'a> {
    /// The entry that refers.
    pub from: &'a Entry,
    /// Where in it.
    pub used: &'a Use,
}
