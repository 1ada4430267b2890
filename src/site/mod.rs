//! What pages share: the index of entries, their cards, links and back-links, terms, pictures and colours. Must not
//! know any single page, nor disk.

mod cards;
pub(crate) mod changes;
pub(crate) mod citations;
pub(crate) mod competitors;
pub(crate) mod cut;
pub(crate) mod documents;
pub(crate) mod drawings;
pub(crate) mod feedback;
pub(crate) mod filter;
mod index;
pub(crate) mod introduction;
pub(crate) mod line;
pub(crate) mod links;
pub(crate) mod outcomes;
pub(crate) mod pairs;
pub(crate) mod persona_colours;
pub(crate) mod pictures;
pub(crate) mod plans;
pub(crate) mod shorten;
pub(crate) mod stages;
pub(crate) mod terms;
pub(crate) mod traits;
mod tree;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::doc::Date;
use crate::language::Words;
use crate::model::look::Hue;
use crate::model::persona::Persona;
use crate::model::{Book, Catalog, Entry, Key, Kind, KindData, Part, ShortNames};
use crate::picture::Picture;
use crate::quiz::Quizzes;
use crate::rules::Found;
use crate::score::{Due, Ranked, Shares, abc_ranks, due};
use crate::theme::Value;
use crate::view::{Shared, View, view};

pub(crate) use cards::EntryCard;
use changes::Changes;
use citations::CitedBy;
use index::Index;
use introduction::Introduction;
use terms::Glossary;
pub(crate) use tree::{Choice, Day, Sentence, Statement, mark_in_text};

/// More entries than this on one page are read by nobody, and slow down every browser.
pub(crate) const READABLE: usize = 1000;

/// One page.
#[derive(Debug)]
pub(crate) struct PageView {
    /// Its path on the site.
    pub(crate) path: String,
    /// What leads from it to the root of the site.
    pub(crate) root: String,
    /// The kind of entry it shows, or its own name.
    pub(crate) name: String,
    /// The root `page` of its template.
    pub(crate) page: Value,
    /// The entries whose sheets it holds, in the order of its `held`.
    pub(crate) holds: Vec<Key>,
}

/// Where a page is found that a book has once, and its name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PagePlace {
    /// The path on the site.
    pub(crate) path: &'static str,
    /// The class of its body, and where its words begin.
    pub(crate) name: &'static str,
}

/// A script that sets one name to a value.
pub(crate) fn script_of(name: &str, value: &impl Serialize) -> String {
    let value =
        serde_json::to_string(value).expect("texts, numbers and lists can be written as JSON");
    format!("window.{name} = {value};\n")
}

/// What is known while pages are made.
pub(crate) struct Viewer<'a> {
    pub(crate) book: &'a Book,
    pub(crate) catalog: &'a Catalog,
    pub(crate) today: Date,
    pub(crate) pictures: &'a BTreeMap<String, Arc<Picture>>,
    pub(crate) words: Arc<Words>,
    pub(crate) index: Index<'a>,
    pub(crate) persona_colours: BTreeMap<&'a str, Hue>,
    /// What each persona is called in a sentence.
    pub(crate) short_names: ShortNames<'a>,
    pub(crate) glossary: Glossary<'a>,
    /// What rules found in the book.
    pub(crate) found: &'a [Found],
    /// Per source, what rests on it.
    pub(crate) cited: OnceLock<BTreeMap<String, Vec<CitedBy>>>,
    /// Where each tag is found, from the root of the site.
    pub(crate) tag_pages: OnceLock<BTreeMap<String, String>>,
    /// The page on which is said what to say of each competitor.
    pub(crate) say_pages: OnceLock<BTreeMap<Key, String>>,
    due: OnceLock<Vec<Due>>,
    changes: OnceLock<Changes>,
    persona_places: OnceLock<BTreeMap<String, usize>>,
    /// The ranks of the segments and what they rest on.
    pub(crate) ranks: Option<(Shares, Vec<Ranked<'a>>)>,
    /// One of each kind, for whoever meets the customer for the first time.
    pub(crate) lead: Introduction<'a>,
}

impl<'a> Viewer<'a> {
    pub(crate) fn new(
        book: &'a Book,
        today: Date,
        pictures: &'a BTreeMap<String, Arc<Picture>>,
    ) -> Self {
        let catalog = &book.catalog;
        let ranks = abc_ranks(catalog);
        let ranked = ranks.as_ref().map_or(&[][..], |(_, ranked)| ranked);
        let lead = Introduction::of(catalog, ranked);
        Self {
            book,
            catalog,
            today,
            pictures,
            words: Arc::clone(&book.words),
            index: Index::new(catalog),
            persona_colours: persona_colours::persona_colours(catalog),
            short_names: ShortNames::of(catalog),
            glossary: Glossary::new(catalog),
            found: &[],
            cited: OnceLock::new(),
            tag_pages: OnceLock::new(),
            say_pages: OnceLock::new(),
            due: OnceLock::new(),
            changes: OnceLock::new(),
            persona_places: OnceLock::new(),
            ranks,
            lead,
        }
    }

    /// Whether the site has a part that a book may leave out.
    pub(crate) fn has(&self, part: Part) -> bool {
        !self.book.config.site.without.contains(&part)
    }

    /// What questions and flash cards are made from.
    pub(crate) fn quizzes(&self) -> Quizzes<'a> {
        Quizzes::new(self.catalog)
    }

    /// What is due to be reviewed.
    pub(crate) fn due(&self) -> &[Due] {
        self.due.get_or_init(|| due(self.book, self.today))
    }

    /// What changed in the entries.
    pub(crate) fn changes(&self) -> &Changes {
        self.changes.get_or_init(|| Changes::new(self))
    }

    /// Where a persona stands wherever personas are listed: first those with a place, then those that most entries refer to.
    pub(crate) fn persona_place(&self, id: &str) -> usize {
        let places = self.persona_places.get_or_init(|| {
            let mut personas: Vec<&Entry> = self.catalog.of_kind(Kind::Persona).collect();
            personas.sort_by_cached_key(|entry| {
                let used = self.index.backlinks(&entry.key).count();
                (entry.in_order(), Reverse(used))
            });
            let places = personas.into_iter().enumerate();
            places
                .map(|(place, entry)| (entry.key.id.clone(), place))
                .collect()
        });
        places.get(id).copied().unwrap_or(usize::MAX)
    }

    /// Every persona that is in use, in the order in which they stand everywhere.
    pub(crate) fn personas(&self) -> Vec<(&'a Entry, &'a Persona)> {
        let mut personas: Vec<(&'a Entry, &'a Persona)> = self.catalog.all::<Persona>().collect();
        personas.sort_by_cached_key(|(entry, _)| self.persona_place(&entry.key.id));
        personas
    }

    /// Every entry of a kind that is in use, in the order in which they stand everywhere.
    pub(crate) fn in_order(&self, kind: Kind) -> Vec<&'a Entry> {
        let mut entries: Vec<&'a Entry> = self.catalog.of_kind(kind).collect();
        entries.sort_by_cached_key(|entry| self.place_of(entry));
        entries
    }

    /// Where an entry stands among those of its kind: compare it, and then ids.
    fn place_of(&self, entry: &Entry) -> impl Ord + use<> {
        let place = match entry.key.kind {
            Kind::Persona => self.persona_place(&entry.key.id),
            _ => 0,
        };
        (entry.in_order(), place)
    }

    /// The card of an entry; nothing when it is not on the site.
    pub(crate) fn card(&self, kind: Kind, id: &str) -> Option<Shared<EntryCard>> {
        self.index.card(kind, id, |entry| cards::card(self, entry))
    }

    /// What an entry is called; nothing where the site has none with this id.
    pub(crate) fn name(&self, kind: Kind, id: &str) -> Option<String> {
        let entry = self.catalog.get(&Key::new(kind, id))?;
        Some(entry.header.name.clone())
    }

    /// The card of an entry of the catalog.
    pub(crate) fn card_of(&self, entry: &Entry) -> Shared<EntryCard> {
        self.card(entry.key.kind, &entry.key.id)
            .expect("an entry of the catalog is on the site")
    }

    /// What the card of an entry of the catalog says.
    pub(crate) fn card_texts(&self, entry: &Entry) -> &EntryCard {
        let Key { kind, id } = &entry.key;
        self.index
            .card_texts(*kind, id, |entry| cards::card(self, entry))
            .expect("an entry of the catalog is on the site")
    }

    /// What leads to a page: home, and the index of its kind.
    pub(crate) fn crumbs(&self, kind: Option<Kind>) -> Vec<Crumb> {
        let home = Crumb {
            title: self.words.get("home").to_owned(),
            url: "index.html".into(),
        };
        let kind = kind.map(|kind| Crumb {
            title: self.words.choice("kinds", kind.name()).to_owned(),
            url: links::index_url(kind),
        });
        [Some(home), kind].into_iter().flatten().collect()
    }

    /// One of a fixed set of words, such as a tier or a buying role.
    pub(crate) fn choice<'b>(&'b self, group: &str, key: &'b str) -> Choice<'b> {
        Choice {
            key,
            word: self.words.choice(group, key),
        }
    }

    /// A day, for a machine and for readers.
    pub(crate) fn day(&self, date: Date) -> Day {
        Day {
            iso: date.to_string(),
            text: self.words.date(date),
        }
    }

    /// The day on which an entry was last reviewed; one that has not come yet is none.
    pub(crate) fn reviewed(&self, entry: &Entry) -> Option<Day> {
        let day = entry.header.reviewed.filter(|day| *day <= self.today);
        day.map(|day| self.day(day))
    }

    /// The cards of these entries that are on the site.
    pub(crate) fn cards<'b>(
        &self,
        kind: Kind,
        ids: impl IntoIterator<Item = &'b str>,
    ) -> Vec<Shared<EntryCard>> {
        ids.into_iter()
            .filter_map(|id| self.card(kind, id))
            .collect()
    }

    /// The entries that cite a source, each with its kind and its claims that rest on it.
    pub(crate) fn claims_on(&self, evidence: &str) -> &[CitedBy] {
        self.cited
            .get_or_init(|| citations::cited(self))
            .get(evidence)
            .map_or(&[], Vec::as_slice)
    }

    /// The entries of kind `T` that refer to an entry in this field, each once, by place and id.
    pub(crate) fn referring<T: KindData>(&self, to: &Key, field: &str) -> Vec<(&'a Entry, &'a T)> {
        let links = self.index.backlinks(to);
        let mut from: Vec<&'a Entry> = links
            .filter(|link| link.from.key.kind == T::KIND && link.used.path.field() == field)
            .map(|link| link.from)
            .collect();
        from.dedup_by_key(|entry| &entry.key);
        from.sort_by_key(|entry| self.place_of(entry));
        from.into_iter()
            .filter_map(|entry| Some((entry, entry.as_kind::<T>()?)))
            .collect()
    }

    /// The cards of the entries of this kind that refer to an entry, each once.
    pub(crate) fn cards_from(&self, kind: Kind, to: &Key) -> Vec<Shared<EntryCard>> {
        let links = self.index.backlinks(to);
        let mut from: Vec<&Entry> = links
            .map(|link| link.from)
            .filter(|from| from.key.kind == kind)
            .collect();
        from.dedup_by_key(|entry| &entry.key);
        from.sort_by_key(|entry| self.place_of(entry));
        self.cards(kind, from.iter().map(|entry| entry.key.id.as_str()))
    }
}

view! {
    /// What every page says of itself.
    pub(crate) struct PageHead {
        /// The title.
        title: String,
        /// A sentence for search engines and for the top of the page; empty when there is none.
        description: String,
        /// The path on the site.
        url: String,
        /// What leads from the page to the root of the site: empty or `../`, or on the page for addresses that lead nowhere the path of
        /// the site on its server, if the book gives it.
        root: String,
        /// The kind of entry it shows, or the name of the page.
        name: String,
        /// What leads to the page, from the home page on.
        breadcrumbs: Vec<Crumb>,
        /// Where its text can be edited.
        edit_url: Option<String>,
        /// Where a reader writes who heard something else, filled in for the page as a whole; nothing for a page that is no entry.
        feedback_url: Option<String>,
    }
}

view! {
    /// A step on the way to a page.
    pub(crate) struct Crumb {
        /// The title of the page it leads to.
        title: String,
        /// Its address from the root of the site.
        url: String,
    }
}

view! {
    /// A link of the menu, or to what is for new colleagues.
    pub(crate) struct MenuLink<'a> {
        /// The kind or the page, as in `persona`: its icon and its colour.
        name: &'static str,
        /// Whether it is a kind, which has a colour, and not a page.
        is_kind: bool,
        /// What it is called.
        title: &'a str,
        /// What is found there.
        about: &'a str,
        /// The address from the root of the site.
        url: String,
    }
}

view! {
    /// A page that has nothing but its head.
    pub(crate) struct NoParts {}
}

impl Crumb {
    pub(crate) fn of(entry: &Entry) -> Self {
        Self {
            title: entry.header.name.clone(),
            url: links::url(&entry.key),
        }
    }
}

impl PageHead {
    pub(crate) fn new(title: &str, url: &str, name: &str) -> Self {
        Self {
            title: title.to_owned(),
            description: String::new(),
            url: url.to_owned(),
            root: if url.contains('/') { "../" } else { "" }.to_owned(),
            name: name.to_owned(),
            breadcrumbs: Vec::new(),
            edit_url: None,
            feedback_url: None,
        }
    }

    /// The page as its template sees it: the head, and what only this page has.
    pub(crate) fn page(self, own: impl View) -> PageView {
        let (path, root, name) = (self.url.clone(), self.root.clone(), self.name.clone());
        let mut page = self.value().into_map().expect("a view is a map");
        page.extend(own.value().into_map().expect("a view is a map"));
        PageView {
            path,
            root,
            name,
            page: page.into(),
            holds: Vec::new(),
        }
    }
}

/// The head of a page that shows the book across kinds, with the words of its name.
pub(crate) fn across(viewer: &Viewer<'_>, place: PagePlace) -> PageHead {
    let PagePlace { path, name } = place;
    let title = viewer.words.part(name, "title");
    let mut head = PageHead::new(title, path, name);
    head.description = viewer.words.part(name, "about").to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    head
}

/// A map with these keys.
pub(crate) fn map(pairs: Vec<(&'static str, Value)>) -> Value {
    pairs.into_iter().collect::<BTreeMap<_, _>>().into()
}

/// A list in which absent values are left out.
pub(crate) fn present(values: impl IntoIterator<Item = Value>) -> Value {
    values
        .into_iter()
        .filter(|value| !value.is_none())
        .collect::<Vec<_>>()
        .into()
}
