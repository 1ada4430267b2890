//! What is worth making once for each entry: its card, and who refers to it. Must not know what a card says.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::cards::EntryCard;
use crate::model::{Backlink, Catalog, Claim, Entry, Key, Kind, Record};
use crate::score::sources;
use crate::text::FieldPath;
use crate::view::Shared;

/// All entries of a book by their numbers. Nothing is made before somebody asks for it.
pub(crate) struct Index<'a> {
    catalog: &'a Catalog,
    records: Vec<&'a Record>,
    cards: Vec<OnceLock<MadeCard>>,
    backlinks: OnceLock<Vec<Vec<Place>>>,
    claims: Vec<OnceLock<BTreeMap<String, (FieldPath, Claim)>>>,
    sources: Vec<OnceLock<Vec<usize>>>,
}

/// A card as the program reads it, and as templates see it.
struct MadeCard {
    card: EntryCard,
    shared: Shared<EntryCard>,
}

/// Where an entry is referred to: the number of the entry that refers, and which of its references it is.
type Place = (usize, usize);

impl<'a> Index<'a> {
    pub(crate) fn new(catalog: &'a Catalog) -> Self {
        Self {
            catalog,
            records: catalog.records().map(AsRef::as_ref).collect(),
            cards: (0..catalog.len()).map(|_| OnceLock::new()).collect(),
            backlinks: OnceLock::new(),
            claims: (0..catalog.len()).map(|_| OnceLock::new()).collect(),
            sources: (0..catalog.len()).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The card of an entry as templates see it, made by the first who needs it.
    pub(crate) fn card(
        &self,
        kind: Kind,
        id: &str,
        make: impl FnOnce(&'a Entry) -> EntryCard,
    ) -> Option<Shared<EntryCard>> {
        Some(self.made(kind, id, make)?.shared.clone())
    }

    /// What a card says.
    pub(crate) fn card_texts(
        &self,
        kind: Kind,
        id: &str,
        make: impl FnOnce(&'a Entry) -> EntryCard,
    ) -> Option<&EntryCard> {
        Some(&self.made(kind, id, make)?.card)
    }

    fn made(
        &self,
        kind: Kind,
        id: &str,
        make: impl FnOnce(&'a Entry) -> EntryCard,
    ) -> Option<&MadeCard> {
        let number = self.catalog.number(kind, id)?;
        Some(self.cards[number].get_or_init(|| {
            let card = make(self.records[number].entry());
            MadeCard {
                shared: Shared::new(card.clone()),
                card,
            }
        }))
    }

    /// The claim of an entry with this id, and where it stands.
    pub(crate) fn claim(&self, of: &Key, id: &str) -> Option<&(FieldPath, Claim)> {
        let number = self.catalog.number(of.kind, &of.id)?;
        let claims = self.claims[number].get_or_init(|| self.records[number].entry().claims());
        claims.get(id)
    }

    /// The sources that an entry cites anywhere and the site shows, in the order of their numbers on its page.
    pub(crate) fn sources(&self, of: &Key) -> impl Iterator<Item = &'a Entry> {
        let numbers = self.source_numbers(of).iter();
        numbers.map(|number| self.records[*number].entry())
    }

    /// The number of a source on the page of an entry that cites it.
    pub(crate) fn source_number(&self, of: &Key, source: &str) -> Option<usize> {
        let number = self.catalog.number(Kind::Evidence, source)?;
        let found = self.source_numbers(of).binary_search(&number);
        found.ok().map(|place| place + 1)
    }

    fn source_numbers(&self, of: &Key) -> &[usize] {
        let Some(number) = self.catalog.number(of.kind, &of.id) else {
            return &[];
        };
        self.sources[number].get_or_init(|| {
            let cited = sources(of, self.catalog).into_iter();
            let numbers = cited.filter_map(|id| self.catalog.number(Kind::Evidence, id));
            let mut numbers: Vec<usize> = numbers.collect();
            numbers.sort_unstable();
            numbers
        })
    }

    /// The entries in use that refer to an entry, by kind and id, and the fields in which they do.
    pub(crate) fn backlinks(&self, to: &Key) -> impl Iterator<Item = Backlink<'a>> {
        let all = self.backlinks.get_or_init(|| backlinks(self.catalog));
        let number = self.catalog.number(to.kind, &to.id);
        let found = number.map_or(&[][..], |number| &all[number]);
        let links = found.iter().map(|(from, place)| Backlink {
            from: self.records[*from].entry(),
            used: &self.records[*from].references()[*place],
        });
        links.filter(|link| !link.from.is_retired())
    }
}

/// Per entry, where it is referred to by others.
fn backlinks(catalog: &Catalog) -> Vec<Vec<Place>> {
    let mut backlinks = vec![Vec::new(); catalog.len()];
    for (from, targets) in catalog.targets().iter().enumerate() {
        for (place, to) in targets.iter().enumerate() {
            if let Some(to) = to.filter(|to| *to != from) {
                backlinks[to].push((from, place));
            }
        }
    }
    backlinks
}
