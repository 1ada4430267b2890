//! What changed about the customers: a page for the whole book, a part of each entry's page, a feed, and what the home page needs to tell
//! what is new since somebody was here. What changed is found in `site/changes.rs`.

use serde::Serialize;

use crate::doc::Date;
use crate::doc::markdown::escape;
use crate::model::history::Past;
use crate::model::{Entry, Key};
use crate::site::changes::EntryChange;
#[cfg(test)]
use crate::site::changes::is_silent;
use crate::site::links::url;
use crate::site::{Day, EntryCard, PagePlace, PageView, Viewer, across, script_of};
use crate::view::{Shared, view};

/// The path of the page.
pub(super) const PATH: &str = "changes.html";
/// The path of the feed.
const FEED: &str = "changes.xml";
/// The path of what the home page needs.
const DATA: &str = "changes-data.js";

/// How many entries with changes the page has, each day of an entry counted.
const ON_THE_PAGE: usize = 400;
/// How many days of changes the page of an entry tells of.
const OF_AN_ENTRY: usize = 6;
/// How many the feed has.
const IN_THE_FEED: usize = 50;
/// How many the home page can tell of.
const ON_HOME: usize = 30;

view! {
    /// What changed in the book.
    pub(crate) struct ChangesOfBook<'a> {
        /// Why nobody knows; nothing where it is known.
        unknown: Option<&'a str>,
        /// The first day of which something is told, if the book says so.
        since: Option<Day>,
        /// Whether older versions were not looked through.
        is_cut: bool,
        /// The days, the newest first.
        days: Vec<ChangesOfDay>,
        /// Whether there are older changes than these.
        has_older: bool,
        /// Where the feed is found, if the site has one.
        feed: Option<&'static str>,
    }
}

view! {
    /// What changed on a day.
    pub(crate) struct ChangesOfDay {
        /// The day.
        day: Day,
        /// The entries in which something changed.
        entries: Vec<ChangedEntry>,
    }
}

view! {
    /// An entry in which something changed.
    pub(crate) struct ChangedEntry {
        /// The entry.
        card: Shared<EntryCard>,
        /// What changed, a sentence each, without markup.
        said: Vec<String>,
    }
}

view! {
    /// What changed in an entry on a day.
    pub(crate) struct ChangedOn {
        /// The day.
        day: Day,
        /// What changed, a sentence each, without markup.
        said: Vec<String>,
    }
}

/// Whether the book asks for its history.
pub(super) fn is_asked_for(viewer: &Viewer<'_>) -> bool {
    viewer.catalog.past != Past::NotAsked
}

/// The page.
pub(super) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let all = &viewer.changes().all;
    let first = &all[..all.len().min(ON_THE_PAGE)];
    let days = first.chunk_by(|one, next| one.day == next.day);
    let days = days.map(|changes| ChangesOfDay {
        day: viewer.day(changes[0].day),
        entries: changes
            .iter()
            .filter_map(|change| {
                Some(ChangedEntry {
                    card: viewer.card(change.key.kind, &change.key.id)?,
                    said: change.said.clone(),
                })
            })
            .collect(),
    });
    let (unknown, since, is_cut) = match &viewer.catalog.past {
        Past::Unknown(why) => (Some(why.as_str()), None, false),
        Past::Known(history) => (None, history.since, history.is_cut),
        Past::NotAsked => (None, None, false),
    };
    let words = &viewer.words;
    across(viewer, place).page(ChangesOfBook {
        unknown: unknown.map(|why| words.choice("changes_unknown", why)),
        since: since.map(|day| viewer.day(day)),
        is_cut,
        days: days.collect(),
        has_older: all.len() > ON_THE_PAGE,
        feed: has_feed(viewer).then_some(FEED),
    })
}

/// What changed in an entry, for its page.
pub(super) fn of_entry(viewer: &Viewer<'_>, entry: &Entry) -> Vec<ChangedOn> {
    let changes = viewer.changes().of(&entry.key).take(OF_AN_ENTRY);
    let changes = changes.map(|change| ChangedOn {
        day: viewer.day(change.day),
        said: change.said.clone(),
    });
    changes.collect()
}

fn has_feed(viewer: &Viewer<'_>) -> bool {
    is_known(viewer) && viewer.book.config.site.url.is_some()
}

fn is_known(viewer: &Viewer<'_>) -> bool {
    matches!(viewer.catalog.past, Past::Known(_))
}

/// Where what the home page needs is found, where there is something to tell.
pub(super) fn data_path(viewer: &Viewer<'_>) -> Option<&'static str> {
    is_known(viewer).then_some(DATA)
}

/// Where the files beside the page are found.
pub(super) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    let feed = has_feed(viewer).then_some(FEED);
    let paths = feed.into_iter().chain(data_path(viewer));
    paths.map(str::to_owned).collect()
}

/// The files beside the page.
pub(super) fn files(viewer: &Viewer<'_>) -> Vec<(String, Vec<u8>)> {
    let feed = feed(viewer).map(|feed| (FEED.to_owned(), feed.into_bytes()));
    let data = data_path(viewer).map(|path| (path.to_owned(), data(viewer).into_bytes()));
    feed.into_iter().chain(data).collect()
}

#[derive(Serialize)]
struct News<'a> {
    /// What tells the book from others that a browser keeps something of.
    book: &'a str,
    title: &'a str,
    all: &'a str,
    page: &'static str,
    changes: Vec<New<'a>>,
}

#[derive(Serialize)]
struct New<'a> {
    day: Date,
    date: String,
    url: String,
    name: &'a str,
    count: String,
    /// The first thing that changed.
    said: &'a str,
}

fn data(viewer: &Viewer<'_>) -> String {
    let changes = viewer.changes().all.iter().take(ON_HOME);
    let changes = changes.filter_map(|change| {
        let count = u32::try_from(change.said.len()).unwrap_or(u32::MAX);
        Some(New {
            day: change.day,
            date: viewer.words.date(change.day),
            url: url(&change.key),
            name: name(viewer, &change.key)?,
            count: viewer.words.count("changes_count", f64::from(count)),
            said: change.said.first()?,
        })
    });
    let news = News {
        book: &viewer.book.config.book.title,
        title: viewer.words.get("changes_new_since"),
        all: viewer.words.get("changes_title"),
        page: PATH,
        changes: changes.collect(),
    };
    script_of("personabookChanges", &news)
}

fn name<'a>(viewer: &'a Viewer<'_>, key: &Key) -> Option<&'a str> {
    Some(&viewer.catalog.get(key)?.header.name)
}

/// The feed (RFC 4287): an entry of it for each day of an entry of the book.
fn feed(viewer: &Viewer<'_>) -> Option<String> {
    let site = viewer.book.config.site.url.as_ref()?;
    if !is_known(viewer) {
        return None;
    }
    let words = &viewer.words;
    let book = &viewer.book.config.book;
    let moment = |day: Date| format!("{day}T00:00:00Z");
    let changes = &viewer.changes().all;
    let newest = changes.first().map_or(viewer.today, |change| change.day);
    let title = format!("{} · {}", book.title, words.get("changes_title"));
    let author = book.company.as_ref().unwrap_or(&book.title);
    let [page, own] = [PATH, FEED].map(|path| escape(&site.of_page(path)));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{own}</id>\n<updated>{}</updated>\n<link rel=\"self\" href=\"{own}\"/>\n<link href=\"{page}\"/>\n<author><name>{}</name></author>\n",
        words.code(),
        written(&title),
        moment(newest),
        written(author),
    );
    for change in changes.iter().take(IN_THE_FEED) {
        let EntryChange { day, key, said, .. } = change;
        let Some(name) = name(viewer, key) else {
            continue;
        };
        let (kind, id) = (key.kind.name(), &key.id);
        let lines = said.join("\n");
        out.push_str(&format!(
            "<entry>\n<title>{}</title>\n<id>{own}#{day}-{kind}-{id}</id>\n<updated>{}</updated>\n<link href=\"{}\"/>\n<content type=\"text\">{}</content>\n</entry>\n",
            written(name),
            moment(*day),
            escape(&site.of_page(&url(key))),
            written(&lines),
        ));
    }
    out.push_str("</feed>\n");
    Some(out)
}

/// A text in XML, which has no room for most control characters.
fn written(text: &str) -> String {
    let is_kept = |letter: &char| {
        !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}') || *letter == '\n'
    };
    escape(&text.chars().filter(is_kept).collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::language::{Language, Words};
    use crate::model::Header;
    use crate::model::content::{Content as _, Node};
    use crate::model::history::WhyUnknown;

    #[test]
    fn a_site_says_in_every_language_why_nobody_knows_and_which_field_changed() {
        let header: Header = toml::from_str("name = \"A\"").unwrap();
        let Node::Table(fields) = header.node() else {
            panic!("a header is a table");
        };
        for words in Language::all().map(Words::built_in) {
            let why = WhyUnknown::ALL.map(WhyUnknown::as_str);
            let said: BTreeSet<&str> = why
                .iter()
                .map(|why| words.choice("changes_unknown", why))
                .collect();
            assert_eq!(said.len(), why.len());
            assert!(said.is_disjoint(&why.into()));
            for (key, _) in &fields {
                let known = words.table().contains_key(&format!("field.{key}"));
                assert!(known || super::is_silent(key), "{key}");
            }
        }
    }
}
