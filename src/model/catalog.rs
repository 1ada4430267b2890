//! All entries of a book, who refers to whom, and which files lie beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::Content as _;
use super::entry::{Entry, Key};
use super::evidence::Evidence;
use super::kind::{Kind, KindData};
use super::reference::{Pointer, Use, look_through};
use super::targets::Targets;
use crate::doc::Date;
use crate::text::FieldPath;

/// An entry with everything it points at. Shared between a book and the next state of the same book.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    entry: Entry,
    references: Vec<Use>,
    others: Vec<Use>,
    /// Whether it names sources, and none of its claims does.
    is_sourced_as_a_whole: bool,
    /// Whether one of its claims is not for everybody.
    has_claims_for_some: bool,
    dates: Vec<(FieldPath, Date)>,
}

impl Record {
    /// Finds what the entry points at.
    pub fn new(entry: Entry) -> Self {
        let found = look_through(&entry);
        let (references, others) = found
            .uses
            .into_iter()
            .partition(|used| matches!(used.to, Pointer::Entry(..)));
        let mut is_sourced_as_a_whole = !entry.header.evidence.is_empty();
        if is_sourced_as_a_whole {
            entry.data.node().claims(&mut |_, claim| {
                is_sourced_as_a_whole &= claim.evidence.is_empty();
            });
        }
        Self {
            entry,
            references,
            others,
            is_sourced_as_a_whole,
            has_claims_for_some: found.has_claims_for_some,
            dates: found.dates,
        }
    }

    /// The same with an entry in which something is left out. What its claims rest on is what it was before.
    pub(super) fn without(&self, entry: Entry) -> Self {
        Self {
            is_sourced_as_a_whole: self.is_sourced_as_a_whole,
            ..Self::new(entry)
        }
    }

    /// Whether one of its claims is not for everybody.
    pub(super) fn has_claims_for_some(&self) -> bool {
        self.has_claims_for_some
    }

    /// Whom its claims are for that are not for everybody.
    pub(super) fn audiences_of_claims(&self) -> Vec<String> {
        let mut names = Vec::new();
        self.entry.data.node().claims(&mut |_, claim| {
            names.extend_from_slice(&claim.audience);
        });
        names
    }

    /// The entry.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The entries that it points at.
    pub fn references(&self) -> &[Use] {
        &self.references
    }

    /// Its days, each with its field.
    pub(crate) fn dates(&self) -> &[(FieldPath, Date)] {
        &self.dates
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
    /// The sources that the site does not show, by id: only what counts them may look at them.
    pub(super) unseen_sources: BTreeMap<String, Arc<Record>>,
    pub(super) targets: Targets,
}

impl PartialEq for Catalog {
    fn eq(&self, other: &Self) -> bool {
        self.unreadable == other.unreadable
            && self.files == other.files
            && self.documents == other.documents
            && self.unseen_sources == other.unseen_sources
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

    /// Whether an entry names sources for all that it says, and none of its claims names one of its own.
    pub fn is_sourced_as_a_whole(&self, key: &Key) -> bool {
        self.record(key.kind, &key.id)
            .is_some_and(|record| record.is_sourced_as_a_whole)
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

    /// Every entry, by kind and id, also those that are retired.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.records().map(|record| record.entry())
    }

    /// Every entry that is in use, by kind and id: what lists, counts and questions are made from.
    pub fn current(&self) -> impl Iterator<Item = &Entry> {
        self.entries().filter(|entry| !entry.is_retired())
    }

    /// Every entry of a kind that is in use, by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        let entries = self.with_retired(kind);
        entries.filter(|entry| !entry.is_retired())
    }

    /// Every entry of a kind, by id, also those that are retired.
    pub fn with_retired(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        let records = self.records.get(&kind);
        records
            .into_iter()
            .flat_map(BTreeMap::values)
            .map(|record| &record.entry)
    }

    /// How many entries of a kind are in use.
    pub fn count(&self, kind: Kind) -> usize {
        self.of_kind(kind).count()
    }

    /// Every entry of the kind `T` that is in use, with its data, by id.
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

    /// Takes an entry out.
    pub(super) fn take(&mut self, key: &Key) -> Option<Arc<Record>> {
        self.targets = Targets::default();
        let records = self.records.get_mut(&key.kind)?;
        let record = records.remove(&key.id);
        if records.is_empty() {
            self.records.remove(&key.kind);
        }
        record
    }

    /// A source that counts, whether the site shows it or not. For numbers alone: pages have [`Self::get`].
    pub(crate) fn source(&self, id: &str) -> Option<&Evidence> {
        let hidden = || self.unseen_sources.get(id).map(AsRef::as_ref);
        let record = self.record(Kind::Evidence, id).or_else(hidden)?;
        record.entry.as_kind::<Evidence>()
    }

    /// The documents to which an entry leads.
    pub(super) fn documents_led_to(&self) -> BTreeMap<String, Arc<Vec<u8>>> {
        let paths = self.records().flat_map(|record| {
            let others = record.others.iter();
            others.flat_map(|used| match &used.to {
                Pointer::Document(path) => record.entry.file_paths(path).to_vec(),
                _ => Vec::new(),
            })
        });
        let led_to = paths.filter_map(|path| {
            let bytes = self.documents.get(&path)?;
            Some((path, Arc::clone(bytes)))
        });
        led_to.collect()
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
