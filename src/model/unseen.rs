//! What a site does not show: drafts, what is for an audience that nobody asked for, and what cannot stand without either. One
//! step makes a smaller catalog in which nothing tells of them, so that no page has to think of it. Must not know pages.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::catalog::{Catalog, Record};
use super::content::Content as _;
use super::entry::{Entry, Key};
use super::history::{History, Past, Version};
use super::kind::Kind;
use super::reference::Pointer;
use super::short_names::ShortNames;
use crate::doc::markdown::{self, Form, Link};
use crate::text::similarity;

/// What stands for a link that has no words of its own, and that leads to what nobody may hear of.
const NAMELESS: &str = "…";

/// Who a site is for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Whether drafts are shown.
    pub drafts: bool,
    /// The audiences for which it is, besides everybody.
    pub audiences: &'a [String],
}

impl Asked<'_> {
    /// Whether it shows what is for these; nobody named is everybody.
    fn asks_for(self, audience: &[String]) -> bool {
        audience.is_empty() || audience.iter().any(|one| self.audiences.contains(one))
    }
}

/// Why an entry is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is being written.
    Draft,
    /// It is for these, and nobody asked for one of them.
    Audience(Vec<String>),
    /// It cannot stand without something else that is not shown.
    Rests,
}

/// What was left out of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Drafts.
    pub drafts: usize,
    /// By audience, several of one entry or claim as in "sales, support": entries and claims.
    pub for_audiences: BTreeMap<String, (usize, usize)>,
    /// Entries that cannot stand without one of those.
    pub resting: usize,
}

/// Whom claims with an id are for that nobody asked for, by the key of their entry and their id.
type HiddenClaims = BTreeMap<(Key, String), Vec<String>>;

/// The entries of a book that its site does not show, and the others as they are without them.
#[derive(Debug)]
pub struct Unseen {
    entries: BTreeMap<Key, Why>,
    /// The shown entries in which something is left out.
    changed: BTreeMap<Key, Entry>,
    claims: HiddenClaims,
    left_out: LeftOut,
    drafts: bool,
    audiences: Vec<String>,
}

/// What content asks while it takes out what is not shown.
pub struct Hiding<'a> {
    catalog: &'a Catalog,
    asked: Asked<'a>,
    entries: &'a BTreeMap<Key, Why>,
    claims: &'a HiddenClaims,
    names: OnceCell<ShortNames<'a>>,
    /// Only of what an entry said before: the claims of which nothing is told, as [`words_of`] has them.
    withheld: Option<RefCell<BTreeSet<String>>>,
}

impl Hiding<'_> {
    /// Whether the site does not show this entry.
    pub(super) fn hides(&self, kind: Kind, id: &str) -> bool {
        // Of what is no longer there nobody knows whom it was for.
        let is_gone = self.withheld.is_some() && !self.catalog.has(kind, id);
        is_gone || self.entries.contains_key(&Key::new(kind, id))
    }

    /// Whether the site does not show the claim of an entry with this id, whatever it does with the entry.
    pub(super) fn hides_claim(&self, kind: Kind, id: &str, claim: &str) -> bool {
        let claim = (Key::new(kind, id), claim.to_owned());
        self.claims.contains_key(&claim)
    }

    /// Whether a text names one of these personas.
    pub(super) fn is_named_in(&self, personas: &[&str], text: &str) -> bool {
        let names = self.names.get_or_init(|| ShortNames::of(self.catalog));
        personas
            .iter()
            .any(|persona| names.is_named_in(persona, text))
    }

    /// Whether an id is that of an entry that the site does not show, and of none that it shows.
    pub(super) fn has_left(&self, id: &str) -> bool {
        let mut is_hidden = false;
        let is_shown = Kind::ALL.iter().any(|kind| {
            let hides = self.hides(*kind, id);
            is_hidden |= hides;
            !hides && self.catalog.has(*kind, id)
        });
        is_hidden && !is_shown
    }

    /// Whether it counts though it is not shown: what is known does not change with who reads it, and a draft is not known yet.
    pub(super) fn counts(&self, kind: Kind, id: &str) -> bool {
        !matches!(self.entries.get(&Key::new(kind, id)), Some(Why::Draft))
    }

    /// Whether the site shows what is for these; nobody named is everybody.
    pub(super) fn asks_for(&self, audience: &[String]) -> bool {
        self.asked.asks_for(audience)
    }

    /// Takes the links to what is hidden out of a sentence, which keeps their words. Whether anything is left of it.
    pub(super) fn in_sentence(&self, text: &mut String) -> bool {
        if let Some(withheld) = &self.withheld
            && withheld.borrow().contains(&words_of(text))
        {
            return false;
        }
        let Some(left) = self.in_markdown(text, Form::Sentence) else {
            return true;
        };
        let words = markdown::plain_sentence(&left);
        *text = left;
        !words.is_empty() && words != NAMELESS
    }

    /// The same for the text of an entry.
    fn in_text(&self, text: &mut String) {
        if let Some(left) = self.in_markdown(text, Form::Blocks) {
            *text = left;
        }
    }

    fn in_markdown(&self, text: &str, form: Form) -> Option<String> {
        markdown::unlinked(text, form, &|link| match link {
            Link::Entry { scheme, id } => {
                let (kind, (id, part)) = (Kind::from_name(scheme)?, split_part(id));
                if self.hides_claim(kind, id, part) {
                    return Some(NAMELESS.to_owned());
                }
                self.instead(&Key::new(kind, id))
            }
            Link::Footnote(id) => self.instead(&Key::new(Kind::Evidence, id.as_str())),
            _ => None,
        })
    }

    /// What stands for a link without words to this entry; nothing when it is shown.
    fn instead(&self, key: &Key) -> Option<String> {
        match self.entries.get(key)? {
            Why::Draft => {
                let name = self.catalog.get(key).map(|entry| &entry.header.name);
                Some(markdown::written_out(name.map_or(NAMELESS, String::as_str)))
            }
            Why::Audience(_) | Why::Rests => Some(NAMELESS.to_owned()),
        }
    }
}

fn hidden_claims(catalog: &Catalog, asked: Asked<'_>) -> HiddenClaims {
    let records = catalog.records();
    let records = records.filter(|record| record.has_claims_for_some());
    let claims = records.flat_map(|record| {
        let entry = record.entry();
        let claims = entry.claims().into_iter();
        let hidden = claims.filter(|(_, (_, claim))| !asked.asks_for(&claim.audience));
        hidden.map(|(id, (_, claim))| ((entry.key.clone(), id), claim.audience))
    });
    claims.collect()
}

/// An id, and the part of a page behind it; empty when none is named.
fn split_part(id: &str) -> (&str, &str) {
    id.split_once('#').unwrap_or((id, ""))
}

impl Unseen {
    /// Finds what a site for these does not show.
    #[must_use]
    pub fn of(catalog: &Catalog, asked: Asked<'_>) -> Self {
        let mut entries: BTreeMap<Key, Why> = catalog
            .entries()
            .filter_map(|entry| {
                let why = if entry.is_draft() && !asked.drafts {
                    Why::Draft
                } else if asked.asks_for(&entry.header.audience) {
                    return None;
                } else {
                    Why::Audience(entry.header.audience.clone())
                };
                Some((entry.key.clone(), why))
            })
            .collect();
        let claims = hidden_claims(catalog, asked);
        // What cannot stand without a hidden entry is hidden, and so on.
        let changed = loop {
            let hiding = Hiding {
                catalog,
                asked,
                entries: &entries,
                claims: &claims,
                names: OnceCell::new(),
                withheld: None,
            };
            let mut changed = BTreeMap::new();
            let mut falling = Vec::new();
            let hidden: Vec<bool> = catalog
                .entries()
                .map(|entry| entries.contains_key(&entry.key))
                .collect();
            let records = catalog.records().zip(catalog.targets());
            for ((record, targets), is_hidden) in records.zip(&hidden) {
                let leads_to_hidden = || targets.iter().flatten().any(|to| hidden[*to]);
                if *is_hidden || !(leads_to_hidden() || hiding.touches(record)) {
                    continue;
                }
                let key = &record.entry().key;
                let mut entry = record.entry().clone();
                if entry.leave_out(&hiding) {
                    changed.insert(key.clone(), entry);
                } else {
                    falling.push(key.clone());
                }
            }
            if falling.is_empty() {
                break changed;
            }
            entries.extend(falling.into_iter().map(|key| (key, Why::Rests)));
        };
        let left_out = LeftOut::of(catalog, asked, (&entries, &changed));
        Self {
            claims,
            entries,
            changed,
            left_out,
            drafts: asked.drafts,
            audiences: asked.audiences.to_vec(),
        }
    }

    /// Why an entry is not shown; nothing when it is.
    #[must_use]
    pub fn why(&self, key: &Key) -> Option<&Why> {
        self.entries.get(key)
    }

    /// Whom a claim with an id is for that nobody asked for.
    #[must_use]
    pub fn claim_is_for(&self, key: &Key, claim: &str) -> Option<&[String]> {
        let claim = self.claims.get(&(key.clone(), claim.to_owned()))?;
        Some(claim)
    }

    /// Whether everything is shown.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.entries.is_empty() && self.changed.is_empty()
    }

    /// Whether something is for an audience that nobody asked for.
    #[must_use]
    pub fn keeps_from_readers(&self) -> bool {
        !self.left_out.for_audiences.is_empty()
    }

    /// What is left out, counted.
    #[must_use]
    pub fn left_out(&self) -> &LeftOut {
        &self.left_out
    }
}

impl Hiding<'_> {
    /// Whether an entry leads to claims that are hidden or has some.
    fn touches(&self, record: &Record) -> bool {
        let mut uses = record.others().iter().filter(|_| !self.claims.is_empty());
        record.has_claims_for_some()
            || uses.any(|used| match &used.to {
                Pointer::Claim(kind, id, part) | Pointer::Part(kind, id, part) => {
                    self.hides_claim(*kind, id, part)
                }
                _ => false,
            })
    }
}

impl Entry {
    /// Takes out what the site does not show. False when the entry cannot stand without it.
    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        self.header.leave_out(hiding);
        hiding.in_text(&mut self.body);
        self.data.leave_out(hiding)
    }
}

impl LeftOut {
    fn of(
        catalog: &Catalog,
        asked: Asked<'_>,
        (entries, changed): (&BTreeMap<Key, Why>, &BTreeMap<Key, Entry>),
    ) -> Self {
        let mut left_out = Self::default();
        for why in entries.values() {
            match why {
                Why::Draft => left_out.drafts += 1,
                Why::Rests => left_out.resting += 1,
                Why::Audience(names) => {
                    let count = left_out.for_audiences.entry(names.join(", "));
                    count.or_default().0 += 1;
                }
            }
        }
        for entry in changed.keys().filter_map(|key| catalog.get(key)) {
            entry.data.node().claims(&mut |_, claim| {
                if !asked.asks_for(&claim.audience) {
                    let names = claim.audience.join(", ");
                    left_out.for_audiences.entry(names).or_default().1 += 1;
                }
            });
        }
        left_out
    }
}

/// Every audience that a book names.
#[must_use]
pub fn audiences(catalog: &Catalog) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for record in catalog.records() {
        names.extend(record.entry().header.audience.iter().cloned());
        if record.has_claims_for_some() {
            names.extend(record.audiences_of_claims());
        }
    }
    names
}

impl Catalog {
    /// Leaves out what the site does not show, and everything in the other entries that tells of it.
    #[must_use]
    pub fn without(mut self, unseen: Unseen) -> Self {
        if let Past::Known(history) = &self.past {
            self.past = Past::Known(seen(&self, &unseen, history));
        }
        if unseen.is_nothing() {
            return self;
        }
        for (key, why) in &unseen.entries {
            let record = self.take(key);
            if let (Kind::Evidence, Why::Audience(_) | Why::Rests, Some(record)) =
                (key.kind, why, record)
            {
                self.unseen_sources.insert(key.id.clone(), record);
            }
        }
        for (key, entry) in unseen.changed {
            if self.take(&key).is_some() {
                self.add(entry);
            }
        }
        self.documents = self.documents_led_to();
        self.files.clear();
        self
    }
}

/// Claims with so many words in common may be the same claim at different times.
const MAY_BE_THE_SAME: f64 = 0.4;

/// A text without markup, as it is compared.
fn words_of(text: &str) -> String {
    markdown::plain_sentence(text).trim().to_lowercase()
}

/// What entries said before, as far as these readers may see it today: nothing of entries that are not shown, of versions that were
/// not for them, of claims that are or were for others, and of what is no longer there.
fn seen(catalog: &Catalog, unseen: &Unseen, history: &History) -> History {
    let asked = Asked {
        drafts: unseen.drafts,
        audiences: &unseen.audiences,
    };
    let hiding = Hiding {
        catalog,
        asked,
        entries: &unseen.entries,
        claims: &unseen.claims,
        names: OnceCell::new(),
        withheld: Some(RefCell::default()),
    };
    let trails = history.trails.iter().filter_map(|(key, trail)| {
        let today = catalog.get(key)?;
        if unseen.entries.contains_key(key) || history.forgotten.contains(key) {
            return None;
        }
        if let Some(withheld) = &hiding.withheld {
            *withheld.borrow_mut() = claims_withheld(today, trail, asked);
        }
        let versions = trail.iter().map(|version| {
            let record = version.record.as_ref().and_then(|record| {
                let entry = record.entry();
                let is_shown =
                    (!entry.is_draft() || asked.drafts) && asked.asks_for(&entry.header.audience);
                let mut entry = is_shown.then(|| entry.clone())?;
                let stands = entry.leave_out(&hiding);
                stands.then(|| Arc::new(Record::new(entry)))
            });
            Version {
                day: version.day,
                record,
            }
        });
        Some((key.clone(), versions.collect()))
    });
    History {
        trails: Arc::new(trails.collect()),
        ..history.clone()
    }
}

/// The claims of an entry of which nothing earlier is told: those that are for others today, or ever were, and what may be the same
/// claims at other times. What these readers see today is none of them.
fn claims_withheld(today: &Entry, trail: &[Version], asked: Asked<'_>) -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    let mut others: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut withheld = BTreeSet::new();
    let mut ids = BTreeSet::new();
    let earlier = trail.iter().filter_map(|version| version.record.as_ref());
    let earlier = earlier.map(|record| record.entry());
    for (is_today, entry) in std::iter::once((true, today)).chain(earlier.map(|one| (false, one))) {
        entry.data.node().claims(&mut |_, claim| {
            let said = words_of(&claim.text.0);
            let id = claim.id.iter().map(|id| id.0.clone());
            if !asked.asks_for(&claim.audience) {
                withheld.insert(said);
                ids.extend(id);
            } else if is_today {
                shown.insert(said);
            } else {
                others.entry(said).or_default().extend(id);
            }
        });
    }
    if withheld.is_empty() {
        return withheld;
    }
    loop {
        let more: Vec<String> = others
            .iter()
            .filter(|(said, of)| {
                !of.is_disjoint(&ids)
                    || withheld
                        .iter()
                        .any(|one| similarity(one, said) >= MAY_BE_THE_SAME)
            })
            .map(|(said, _)| said.clone())
            .collect();
        if more.is_empty() {
            break;
        }
        for said in more {
            ids.extend(others.remove(&said).into_iter().flatten());
            withheld.insert(said);
        }
    }
    withheld.retain(|said| !shown.contains(said));
    withheld
}
