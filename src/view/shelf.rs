//! Every entry by its number, with what is worth making once: its card, and who refers to it. Must not know what
//! a card says.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::{Catalog, Entry, Key, Kind, Pointer, Use};
use crate::theme::Value;

/// All entries of a book. Nothing is made before somebody asks for it.
pub(super) struct Shelf<'a> {
    entries: Vec<(&'a Entry, &'a [Use])>,
    /// Only for looking up, so that its order is nobody's.
    numbers: HashMap<(Kind, &'a str), usize>,
    cards: Vec<OnceLock<Value>>,
    /// Per entry the numbers of those that refer to it, each with the place in what that one points at.
    backlinks: OnceLock<Vec<Vec<(usize, usize)>>>,
}

/// One place where an entry is referred to.
#[derive(Clone, Copy)]
pub(super) struct Backlink<'a> {
    /// The entry that refers.
    pub(super) from: &'a Entry,
    /// Where in it.
    pub(super) used: &'a Use,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let entries: Vec<_> = catalog.all_uses().collect();
        let keys = entries.iter().map(|(entry, _)| &entry.key);
        Self {
            numbers: keys
                .enumerate()
                .map(|(number, key)| ((key.kind, key.id.as_str()), number))
                .collect(),
            cards: entries.iter().map(|_| OnceLock::new()).collect(),
            backlinks: OnceLock::new(),
            entries,
        }
    }

    fn number(&self, kind: Kind, id: &str) -> Option<usize> {
        self.numbers.get(&(kind, id)).copied()
    }

    /// The card of an entry, made by the first who needs it.
    pub(super) fn card(
        &self,
        kind: Kind,
        id: &str,
        make: impl FnOnce(&'a Entry) -> Value,
    ) -> Option<Value> {
        let number = self.number(kind, id)?;
        let (entry, _) = self.entries[number];
        Some(self.cards[number].get_or_init(|| make(entry)).clone())
    }

    /// The entries that refer to an entry, by kind and id, and the fields in which they do.
    pub(super) fn backlinks(&self, to: &Key) -> impl Iterator<Item = Backlink<'a>> {
        let all = self.backlinks.get_or_init(|| self.find_backlinks());
        let number = self.number(to.kind, &to.id);
        let found = number.map_or(&[][..], |number| &all[number]);
        found.iter().map(|(from, place)| {
            let (from, uses) = self.entries[*from];
            Backlink {
                from,
                used: &uses[*place],
            }
        })
    }

    fn find_backlinks(&self) -> Vec<Vec<(usize, usize)>> {
        let mut backlinks = vec![Vec::new(); self.entries.len()];
        for (from, (_, uses)) in self.entries.iter().enumerate() {
            for (place, used) in uses.iter().enumerate() {
                if let Pointer::Entry(kind, id) = &used.to
                    && let Some(to) = self.number(*kind, id)
                    && to != from
                {
                    backlinks[to].push((from, place));
                }
            }
        }
        backlinks
    }
}
