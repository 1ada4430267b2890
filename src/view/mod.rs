//! What templates see: one `site` for all pages and one `page` for each, with every text made into HTML,
//! every reference into a card and every number computed. Must not know disk.

mod a_z;
mod cards;
pub mod chart;
mod compare;
mod condition_words;
mod drawings;
mod entry;
mod facts;
mod filter;
mod home;
mod hues;
mod learn;
mod links;
mod method;
mod overview;
mod paper;
mod parts;
mod picture_card;
mod pictures;
mod portrait;
mod rules;
mod search;
mod sheet;
mod shelf;
mod terms;
mod text_width;
mod tree;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::doc::Date;
use crate::model::look::Hue;
use crate::model::{Book, Catalog, Entry, Key, Kind, KindData};
use crate::picture::Picture;
use crate::quiz::Quizzes;
use crate::score::{Ranked, Shares, abc_ranks};
use crate::theme::Value;

use learn::Lead;
use parts::Part;
use shelf::Shelf;
use terms::Glossary;
pub use words::Words;

/// More entries than this on one page are read by nobody, and slow down every browser.
const READABLE: usize = 1000;

/// Everything a site shows, made in parts when it is drawn.
pub struct View<'a> {
    /// The root `site` of every template.
    pub site: Value,
    viewer: Viewer<'a>,
    parts: Vec<Part<'a>>,
}

impl View<'_> {
    /// How many parts it has; a part is one page, or a few files that belong together.
    #[must_use]
    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    /// What a part consists of. Nothing for a number that is none.
    #[must_use]
    pub fn make(&self, part: usize) -> Vec<Made> {
        let part = self.parts.get(part);
        part.map_or_else(Vec::new, |part| part.make(&self.viewer))
    }

    /// The paths of all files that its parts make.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let parts = self.parts.iter();
        parts.flat_map(|part| part.paths(&self.viewer))
    }

    /// The number of the part that has the file at this path.
    #[must_use]
    pub fn part_of(&self, path: &str) -> Option<usize> {
        parts::part_of(&self.parts, &self.viewer, path)
    }

    /// The words of the book's language.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.viewer.words
    }
}

/// Something that a site has.
#[derive(Debug)]
pub enum Made {
    /// A page that is still to be drawn.
    Page(PageView),
    /// A file that is ready: its path, its bytes. A picture, a face, or a script with data. The names of scripts end in
    /// `.js`, so that no page and no image has them.
    File(String, Vec<u8>),
}

/// One page.
#[derive(Debug)]
pub struct PageView {
    /// Its path on the site.
    pub path: String,
    /// The template that draws it.
    pub template: String,
    /// The root `page` of that template.
    pub page: Value,
}

/// Makes the view of a book as it is on a day. `pictures` are by the path of their image in the content.
#[must_use]
pub fn view<'a>(
    book: &'a Book,
    today: Date,
    pictures: &'a BTreeMap<String, Arc<Picture>>,
) -> View<'a> {
    let viewer = Viewer::new(book, today, pictures);
    View {
        site: home::site(&viewer),
        parts: parts::parts(&viewer),
        viewer,
    }
}

/// A script that sets one name to a value.
fn script_of(name: &str, value: &impl Serialize) -> String {
    let value =
        serde_json::to_string(value).expect("texts, numbers and lists can be written as JSON");
    format!("window.{name} = {value};\n")
}

/// What is known while pages are made.
struct Viewer<'a> {
    book: &'a Book,
    catalog: &'a Catalog,
    today: Date,
    pictures: &'a BTreeMap<String, Arc<Picture>>,
    words: Words,
    shelf: Shelf<'a>,
    hues: BTreeMap<&'a str, Hue>,
    glossary: Glossary<'a>,
    /// Per source, what rests on it.
    cited: OnceLock<BTreeMap<String, Value>>,
    /// The ranks of the segments and what they rest on.
    ranks: Option<(Shares, Vec<Ranked<'a>>)>,
    /// One of each kind, for whoever meets the customer for the first time.
    lead: Lead<'a>,
}

impl<'a> Viewer<'a> {
    fn new(book: &'a Book, today: Date, pictures: &'a BTreeMap<String, Arc<Picture>>) -> Self {
        let catalog = &book.catalog;
        let ranks = abc_ranks(catalog);
        let ranked = ranks.as_ref().map_or(&[][..], |(_, ranked)| ranked);
        let lead = Lead::of(catalog, ranked);
        Self {
            book,
            catalog,
            today,
            pictures,
            words: Words::new(book.language()),
            shelf: Shelf::new(catalog),
            hues: hues::hues(catalog),
            glossary: Glossary::new(catalog),
            cited: OnceLock::new(),
            ranks,
            lead,
        }
    }

    /// What questions and flash cards are made from.
    fn quizzes(&self) -> Quizzes<'a> {
        Quizzes::new(self.catalog)
    }

    /// The card of an entry; nothing when it is not on the site.
    fn card(&self, kind: Kind, id: &str) -> Value {
        self.find_card(kind, id).unwrap_or(Value::none())
    }

    fn find_card(&self, kind: Kind, id: &str) -> Option<Value> {
        self.shelf.card(kind, id, |entry| cards::card(self, entry))
    }

    /// What leads to a page: home, and the index of its kind.
    fn crumbs(&self, kind: Option<Kind>) -> Vec<Crumb> {
        let home = Crumb {
            title: self.words.get("home").to_owned(),
            url: "index.html".into(),
        };
        let kind = kind.map(|kind| Crumb {
            title: self.words.choice("kinds", kind.name()).to_owned(),
            url: format!("{}/index.html", kind.folder()),
        });
        [Some(home), kind].into_iter().flatten().collect()
    }

    fn card_of(&self, entry: &Entry) -> Value {
        self.card(entry.key.kind, &entry.key.id)
    }

    /// The cards of these entries that are on the site.
    fn cards<'b>(&self, kind: Kind, ids: impl IntoIterator<Item = &'b str>) -> Vec<Value> {
        ids.into_iter()
            .filter_map(|id| self.find_card(kind, id))
            .collect()
    }

    /// The entries that cite a source, each with its claims that rest on it.
    fn claims_on(&self, evidence: &str) -> Value {
        self.cited
            .get_or_init(|| facts::cited(self))
            .get(evidence)
            .cloned()
            .unwrap_or_else(|| Vec::<Value>::new().into())
    }

    /// The entries of kind `T` that refer to an entry in this field, each once, by id.
    fn referring<T: KindData>(&self, to: &Key, field: &str) -> Vec<(&'a Entry, &'a T)> {
        let links = self.shelf.backlinks(to);
        let mut from: Vec<&'a Entry> = links
            .filter(|link| link.from.key.kind == T::KIND && link.used.path.field() == field)
            .map(|link| link.from)
            .collect();
        from.dedup_by_key(|entry| &entry.key);
        from.into_iter()
            .filter_map(|entry| Some((entry, entry.as_kind::<T>()?)))
            .collect()
    }

    /// The cards of the entries of this kind that refer to an entry, each once.
    fn cards_from(&self, kind: Kind, to: &Key) -> Vec<Value> {
        let links = self.shelf.backlinks(to);
        let mut from: Vec<&Key> = links
            .map(|link| &link.from.key)
            .filter(|from| from.kind == kind)
            .collect();
        from.dedup();
        self.cards(kind, from.iter().map(|key| key.id.as_str()))
    }
}

/// What every page says of itself.
#[derive(Serialize)]
struct PageHead {
    title: String,
    description: String,
    /// The path on the site.
    url: String,
    /// What leads from the page to the root of the site: empty or `../`.
    root: &'static str,
    /// The kind of entry it shows, or the name of the page.
    name: String,
    breadcrumbs: Vec<Crumb>,
    edit_url: Option<String>,
}

#[derive(Serialize)]
struct Crumb {
    title: String,
    url: String,
}

impl Crumb {
    fn of(entry: &Entry) -> Self {
        Self {
            title: entry.header.name.clone(),
            url: links::url(&entry.key),
        }
    }
}

impl PageHead {
    fn new(title: &str, url: &str, name: &str) -> Self {
        Self {
            title: title.to_owned(),
            description: String::new(),
            url: url.to_owned(),
            root: if url.contains('/') { "../" } else { "" },
            name: name.to_owned(),
            breadcrumbs: Vec::new(),
            edit_url: None,
        }
    }

    /// The page as its template sees it: the head, and the parts that only this page has.
    fn with(self, template: &str, parts: Vec<(&'static str, Value)>) -> PageView {
        let path = self.url.clone();
        let mut page = Value::from_serializable(&self)
            .into_map()
            .expect("a struct becomes a map");
        for (name, part) in parts {
            page.insert(name.into(), part);
        }
        PageView {
            path,
            template: template.to_owned(),
            page: page.into(),
        }
    }
}

/// A map with these keys.
fn map(pairs: Vec<(&'static str, Value)>) -> Value {
    pairs.into_iter().collect::<BTreeMap<_, _>>().into()
}

/// A list in which absent values are left out.
fn present(values: impl IntoIterator<Item = Value>) -> Value {
    values
        .into_iter()
        .filter(|value| !value.is_none())
        .collect::<Vec<_>>()
        .into()
}
