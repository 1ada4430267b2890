//! Which entry each reference leads to, by number: entries have numbers in the order of the catalog. The numbers of an
//! entry that did not change stay, as long as the book has the same entries.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::catalog::{Catalog, Record};
use super::kind::Kind;
use super::reference::Pointer;

/// The number of each entry. Only for looking up, so that its order is nobody's.
type Numbers = BTreeMap<Kind, HashMap<String, usize>>;

/// The numbers of the entries to which the references of one entry lead.
type Found = Arc<[Option<usize>]>;

/// Found when somebody first asks.
#[derive(Debug, Clone, Default)]
pub(super) struct Targets {
    numbers: OnceLock<Arc<Numbers>>,
    found: OnceLock<Vec<Found>>,
}

impl Targets {
    pub(super) fn number(&self, catalog: &Catalog, kind: Kind, id: &str) -> Option<usize> {
        self.numbers(catalog).get(&kind)?.get(id).copied()
    }

    fn numbers(&self, catalog: &Catalog) -> &Numbers {
        self.numbers.get_or_init(|| {
            let mut numbers = Numbers::new();
            for (number, record) in catalog.records().enumerate() {
                let key = &record.entry().key;
                let ids = numbers.entry(key.kind).or_default();
                ids.insert(key.id.clone(), number);
            }
            Arc::new(numbers)
        })
    }

    /// Per entry, the number of the entry to which each of its references leads; nothing where there is none.
    pub(super) fn all(&self, catalog: &Catalog) -> &[Found] {
        self.found.get_or_init(|| {
            let numbers = self.numbers(catalog);
            let records: Vec<&Arc<Record>> = catalog.records().collect();
            records
                .par_iter()
                .map(|record| find(numbers, record))
                .collect()
        })
    }

    /// Those of a book that has the same entries as another one; nothing is known if it has not.
    pub(super) fn after(catalog: &Catalog, before: &Catalog) -> Self {
        let same = catalog.len() == before.len()
            && catalog.records().zip(before.records()).all(|(one, other)| {
                Arc::ptr_eq(one, other) || one.entry().key == other.entry().key
            });
        let (true, Some(numbers)) = (same, before.targets.numbers.get()) else {
            return Self::default();
        };
        let found = before.targets.found.get().map(|found| {
            let both = catalog.records().zip(before.records()).zip(found);
            both.map(
                |((record, other), targets)| match Arc::ptr_eq(record, other) {
                    true => Arc::clone(targets),
                    false => find(numbers, record),
                },
            )
            .collect::<Vec<Found>>()
        });
        Self {
            numbers: Arc::clone(numbers).into(),
            found: found.map_or_else(OnceLock::new, OnceLock::from),
        }
    }
}

fn find(numbers: &Numbers, record: &Record) -> Found {
    let references = record.references().iter();
    references
        .map(|used| match &used.to {
            Pointer::Entry(kind, id) => numbers.get(kind)?.get(id).copied(),
            _ => None,
        })
        .collect()
}
