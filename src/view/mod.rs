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
mod terms;
mod text_width;
mod tree;
mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::doc::Date;
use crate::model::look::Hue;
use crate::model::{Backlink, Book, Catalog, Entry, Key, Kind, KindData, Language};
use crate::picture::Picture;
use crate::score::{Ranked, Shares, abc_ranks};
use crate::theme::Value;

use parts::Part;
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
    /// How many parts it has; a part is one page or a few.
    #[must_use]
    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    /// The pages of a part. Empty for a number that is none.
    #[must_use]
    pub fn pages(&self, part: usize) -> Vec<PageView> {
        self.parts
            .get(part)
            .map_or_else(Vec::new, |make| make(&self.viewer))
    }

    /// Everything beside the pages: the images that they show, the faces drawn for personas without one, and scripts
    /// with data. The names of scripts end in `.js`, so that no page and no image has them.
    #[must_use]
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = pictures::files(&self.viewer);
        files.insert(search::PATH.to_owned(), search::script(&self.viewer).into());
        let scripts = rules::scripts(&self.viewer);
        files.extend(scripts.map(|(path, script)| (path, script.into())));
        files
    }

    /// The words of the book's language.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.viewer.words
    }
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
pub fn view<'a>(book: &'a Book, today: Date, pictures: &'a BTreeMap<String, Picture>) -> View<'a> {
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
    pictures: &'a BTreeMap<String, Picture>,
    words: Words,
    cards: BTreeMap<Key, Value>,
    hues: BTreeMap<&'a str, Hue>,
    glossary: terms::Glossary<'a>,
    backlinks: BTreeMap<Key, Vec<Backlink<'a>>>,
    /// Per source, what rests on it.
    cited: BTreeMap<String, Value>,
    /// The ranks of the segments and what they rest on.
    ranks: Option<(Shares, Vec<Ranked<'a>>)>,
}

impl<'a> Viewer<'a> {
    fn new(book: &'a Book, today: Date, pictures: &'a BTreeMap<String, Picture>) -> Self {
        let mut viewer = Self {
            book,
            catalog: &book.catalog,
            today,
            pictures,
            words: Words::new(book.config.book.language.unwrap_or(Language::English)),
            cards: BTreeMap::new(),
            hues: hues::hues(&book.catalog),
            glossary: terms::Glossary::new(&book.catalog),
            backlinks: book.catalog.backlinks(),
            cited: BTreeMap::new(),
            ranks: abc_ranks(&book.catalog),
        };
        let entries: Vec<&Entry> = book.catalog.entries().collect();
        viewer.cards = entries
            .par_iter()
            .map(|entry| (entry.key.clone(), cards::card(&viewer, entry)))
            .collect();
        viewer.cited = facts::cited(&viewer);
        viewer
    }

    /// The card of an entry; nothing when it is not on the site.
    fn card(&self, kind: Kind, id: &str) -> Value {
        self.cards
            .get(&Key::new(kind, id))
            .cloned()
            .unwrap_or(Value::none())
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
            .filter_map(|id| self.cards.get(&Key::new(kind, id)).cloned())
            .collect()
    }

    /// The entries that cite a source, each with its claims that rest on it.
    fn claims_on(&self, evidence: &str) -> Value {
        self.cited
            .get(evidence)
            .cloned()
            .unwrap_or_else(|| Vec::<Value>::new().into())
    }

    /// The entries of kind `T` that refer to an entry in this field, each once, by id.
    fn referring<T: KindData>(&self, to: &Key, field: &str) -> Vec<(&'a Entry, &'a T)> {
        let mut from: Vec<&Key> = self
            .backlinks
            .get(to)
            .into_iter()
            .flatten()
            .filter(|link| link.from.kind == T::KIND && link.used.path.field() == field)
            .map(|link| link.from)
            .collect();
        from.dedup();
        from.into_iter()
            .filter_map(|key| self.catalog.find::<T>(&key.id))
            .collect()
    }

    /// The cards of the entries of this kind that refer to an entry, each once.
    fn cards_from(&self, kind: Kind, to: &Key) -> Vec<Value> {
        let mut from: Vec<&Key> = self
            .backlinks
            .get(to)
            .into_iter()
            .flatten()
            .filter(|link| link.from.kind == kind)
            .map(|link| link.from)
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
