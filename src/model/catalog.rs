//! All entries of a book, who refers to whom, and which files lie beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::alone::{self, Found, OfEntry};
use super::content::Content as _;
use super::entry::{Entry, Key, Place};
use super::evidence::Evidence;
use super::feedback::Feedback;
use super::history::Past;
use super::kind::{Kind, KindData};
use super::qualification::Qualification;
use super::reference::{Pointer, Use, look_through};
use super::targets::Targets;
use super::value::Text;
use crate::doc::Date;
use crate::doc::markdown::{self, Form};
use crate::text::FieldPath;

/// An entry with everything it points at. Shared between a book and the next state of the same book.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    entry: Entry,
    references: Vec<Use>,
    others: Vec<Use>,
    /// Whether it may have links to entries without words of their own.
    may_lack_names: bool,
    /// Whether one of its claims is not for everybody.
    has_claims_for_some: bool,
    dates: Vec<(FieldPath, Date)>,
    found: Found,
}

impl Record {
    /// Finds what the entry points at.
    pub fn new(entry: Entry) -> Self {
        let found = look_through(&entry);
        let (references, others) = found
            .uses
            .into_iter()
            .partition(|used| matches!(used.to, Pointer::Entry(..)));
        Self {
            entry,
            references,
            others,
            may_lack_names: found.may_lack_names,
            has_claims_for_some: found.has_claims_for_some,
            dates: found.dates,
            found: Found::default(),
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

    /// What follows from it and from what is given, as the second of the two.
    pub(crate) fn alone<T: OfEntry>(&self, given: &T::Given) -> Arc<(T::Given, T)> {
        alone::of(&self.entry, given, &self.found)
    }

    /// What else it points at: parts of pages, images, and what no page may link to.
    pub fn others(&self) -> &[Use] {
        &self.others
    }
}

impl Record {
    /// The same with the names of entries in the links that have no words of their own; nothing when it has no such link.
    fn with_names(&self, name: &dyn Fn(&str, &str) -> Option<String>) -> Option<Arc<Self>> {
        let mut entry = self.entry.clone();
        let mut has_changed = false;
        let mut change = |text: &mut Text| {
            if let Some(named) = markdown::with_names(&text.0, Form::Sentence, name) {
                text.0 = named;
                has_changed = true;
            }
        };
        entry.header.change_texts(&mut change);
        entry.data.change_texts(&mut change);
        if let Some(named) = markdown::with_names(&entry.body, Form::Blocks, name) {
            entry.body = named;
            has_changed = true;
        }
        has_changed.then(|| {
            Arc::new(Self {
                entry,
                ..self.clone()
            })
        })
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
    /// The ids of the entries to which their authors gave a place, in the order of these places.
    placed: BTreeMap<Kind, BTreeSet<(Place, String)>>,
    /// Entries that exist but could not be read, so that references to them are not wrong as well.
    pub unreadable: BTreeSet<Key>,
    /// Every other file of the content, by its path from the root of the content.
    pub files: BTreeSet<String>,
    /// What tells the bytes of each document that entries lead to from others, by its path from the root of the content.
    pub documents: BTreeMap<String, String>,
    /// What sales said of leads, by the path of its list from the root of the content. Such a list has names of accounts, so it is never a document.
    pub feedback: BTreeMap<String, Arc<Feedback>>,
    /// The sources that the site does not show, by id: only what counts them may look at them.
    pub(super) unseen_sources: BTreeMap<String, Arc<Record>>,
    pub(super) targets: Targets,
    /// What the entries said before.
    pub past: Past,
}

impl PartialEq for Catalog {
    fn eq(&self, other: &Self) -> bool {
        self.unreadable == other.unreadable
            && self.files == other.files
            && self.documents == other.documents
            && self.feedback == other.feedback
            && self.unseen_sources == other.unseen_sources
            && self.past == other.past
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
        let place = record.entry.place();
        let before = self.records.entry(kind).or_default();
        let before = before.insert(id.clone(), record);
        let before = before.and_then(|before| before.entry.place());
        if before.is_some() || place.is_some() {
            let placed = self.placed.entry(kind).or_default();
            if let Some(before) = before {
                placed.remove(&(before, id.clone()));
            }
            placed.extend(place.map(|place| (place, id)));
        }
    }

    /// The entry of this kind with this id, with what it points at.
    pub(crate) fn record(&self, kind: Kind, id: &str) -> Option<&Record> {
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

    /// Where the list lies that a qualification calls its feedback, from the root of the content; nothing where it names none that is there.
    pub fn feedback_path(&self, entry: &Entry) -> Option<String> {
        feedback_path(entry).filter(|path| self.files.contains(path))
    }

    /// The lists that qualifications call their feedback, each with whether one of these is in use.
    pub fn feedback_paths(&self) -> BTreeMap<String, bool> {
        let mut paths = BTreeMap::new();
        for entry in self.records().map(|record| record.entry()) {
            if let Some(path) = self.feedback_path(entry) {
                *paths.entry(path).or_default() |= !entry.is_draft() && !entry.is_retired();
            }
        }
        paths
    }

    /// What sales said of the leads of a qualification.
    pub fn feedback_of(&self, entry: &Entry) -> Option<&Feedback> {
        self.feedback.get(&feedback_path(entry)?).map(AsRef::as_ref)
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

    /// Every entry of a kind with what it points at, by id.
    pub(crate) fn records_of(&self, kind: Kind) -> impl Iterator<Item = &Arc<Record>> {
        self.records
            .get(&kind)
            .into_iter()
            .flat_map(BTreeMap::values)
    }

    /// Every entry of a kind by id, also those that are retired.
    pub(crate) fn by_id(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        self.records_of(kind).map(|record| &record.entry)
    }

    /// Every entry that is in use, by kind and id: what lists, counts and questions are made from.
    pub fn current(&self) -> impl Iterator<Item = &Entry> {
        self.entries().filter(|entry| !entry.is_retired())
    }

    /// Every entry of a kind that is in use: first those with a place, in the order of their places, then the others by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        let entries = self.with_retired(kind);
        entries.filter(|entry| !entry.is_retired())
    }

    /// Every entry of a kind in the same order, also those that are retired.
    pub fn with_retired(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        let placed = self.placed.get(&kind).into_iter().flatten();
        let placed = placed.filter_map(move |(_, id)| self.record(kind, id));
        let others = self.records.get(&kind).into_iter();
        let others = others.flat_map(BTreeMap::values).map(AsRef::as_ref);
        placed
            .chain(others.filter(|record| record.entry.place().is_none()))
            .map(|record| &record.entry)
    }

    /// How many entries of a kind are in use.
    pub fn count(&self, kind: Kind) -> usize {
        self.of_kind(kind).count()
    }

    /// Every entry of the kind `T` that is in use, with its data, in the order of [`Self::of_kind`].
    pub fn all<'a, T: KindData + 'a>(&'a self) -> impl Iterator<Item = (&'a Entry, &'a T)> {
        self.of_kind(T::KIND)
            .filter_map(|entry| Some((entry, entry.as_kind::<T>()?)))
    }

    /// The entries that an entry points at.
    pub fn references(&self, key: &Key) -> &[Use] {
        self.record(key.kind, &key.id)
            .map_or(&[], Record::references)
    }

    /// What else an entry points at.
    pub(crate) fn others(&self, key: &Key) -> &[Use] {
        self.record(key.kind, &key.id).map_or(&[], Record::others)
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
        if let (Some(placed), Some(place)) = (
            self.placed.get_mut(&key.kind),
            record.as_ref().and_then(|record| record.entry.place()),
        ) {
            placed.remove(&(place, key.id.clone()));
        }
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
    pub(super) fn documents_led_to(&self) -> BTreeMap<String, String> {
        let paths = self.records().flat_map(|record| {
            let others = record.others.iter();
            others.flat_map(|used| match &used.to {
                Pointer::Document(path) => record.entry.file_paths(path).to_vec(),
                _ => Vec::new(),
            })
        });
        let led_to = paths.filter_map(|path| {
            let name = self.documents.get(&path)?.clone();
            Some((path, name))
        });
        led_to.collect()
    }

    /// Links to entries that have no words of their own get the name of the entry, so that it is read wherever the text is, also
    /// without markup.
    #[must_use]
    pub fn with_names(mut self) -> Self {
        let name = |scheme: &str, id: &str| {
            let id = id.split_once('#').map_or(id, |(id, _)| id);
            let entry = self.get(&Key::new(Kind::from_name(scheme)?, id))?;
            Some(entry.header.name.clone())
        };
        let named: Vec<Arc<Record>> = self
            .records()
            .filter(|record| record.may_lack_names && !record.references.is_empty())
            .filter_map(|record| record.with_names(&name))
            .collect();
        let past =
            match &self.past {
                Past::Known(history) => Some(history.with_names(&|record| {
                    record.may_lack_names.then(|| record.with_names(&name))?
                })),
                Past::NotAsked | Past::Unknown(_) => None,
            };
        for record in named {
            let Key { kind, id } = record.entry.key.clone();
            // What it points at is the same.
            self.records.entry(kind).or_default().insert(id, record);
        }
        if let Some(past) = past {
            self.past = Past::Known(past);
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

/// Where the list would lie that a qualification calls its feedback: beside it.
fn feedback_path(entry: &Entry) -> Option<String> {
    let name = entry.as_kind::<Qualification>()?.feedback.as_ref()?;
    let is_beside = !name.contains(['/', '\\', ':']) && name.to_ascii_lowercase().ends_with(".csv");
    is_beside.then(|| format!("{}/{name}", entry.folder))
}
