//! The book as a whole: what personabook.toml says, and the entries.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

use super::catalog::Catalog;
use super::checks::Checks;
use super::content::{Content, Node, choice, content, wanted_alone};
use super::feedback_address::FeedbackAddress;
use super::kind::Review;
use super::part::Part;
use super::reference::AnyReference;
use super::value::{Bounded, Text, Url};
use crate::doc::{Date, Wanted, from_text};
use crate::language::{LanguageTag, Words};
use crate::text::{Step, closest};

impl Content for LanguageTag {
    fn node(&self) -> Node<'_> {
        Node::Word(self.code())
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }
}

/// A time zone by its name in the IANA database.
#[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(inline)]
pub struct TimeZone(pub String);

impl TimeZone {
    /// The day it is there, so many seconds after the beginning of 1970 (UTC); nothing beyond the calendar.
    #[must_use]
    pub fn day_at(&self, since_1970: Duration) -> Option<Date> {
        let zone = jiff::tz::TimeZone::get(&self.0).ok()?;
        let moment = Timestamp::from_second(i64::try_from(since_1970.as_secs()).ok()?).ok()?;
        Some(Date(moment.to_zoned(zone).date()))
    }
}

impl<'de> Deserialize<'de> for TimeZone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |name| {
            // Names are taken in any case, and as the database writes them from then on.
            let known = jiff::tz::TimeZone::get(name.trim());
            if let Some(name) = known.ok().as_ref().and_then(|zone| zone.iana_name()) {
                return Ok(Self(name.to_owned()));
            }
            let names: Vec<String> = jiff::tz::db()
                .available()
                .map(|name| name.as_str().to_owned())
                .collect();
            // Somebody who writes the city knows half of the name.
            let city = name.trim().replace(' ', "_").to_lowercase();
            let ends = |known: &&String| {
                known
                    .rsplit('/')
                    .next()
                    .is_some_and(|last| last.eq_ignore_ascii_case(&city))
            };
            let close = names
                .iter()
                .find(ends)
                .map(String::as_str)
                .or_else(|| closest(name, names.iter().map(String::as_str)));
            let help = match close {
                Some(close) => format!("did you mean `{close}`?"),
                None => "write a continent and a city: \"Europe/Amsterdam\"".to_owned(),
            };
            Err((format!("`{name}` is no time zone"), help))
        })
    }
}

impl Content for TimeZone {
    fn node(&self) -> Node<'_> {
        Node::Word(&self.0)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }
}

content! {
    /// What `personabook.toml` says.
    pub struct Config {
        /// The book.
        book!: BookConfig,
        /// How long knowledge stays fresh, per kind. Qualification 3 months, all others 1 year, unless said here.
        review: Review,
        /// The site.
        site: SiteConfig,
        /// How rules are taken: `allow`, `warn` or `deny`; docs/rules.md has them all. Example: `{ persona-without-quote = "allow" }`.
        checks: Checks,
    }
}

content! {
    /// The site that is made from the book.
    #[derive(Default)]
    pub struct SiteConfig {
        /// Where the site will be found. The page that a server shows for an address that does not exist then finds its way in every folder; all other pages work at any address. Example: `"https://intranet.example.org/customers/"`.
        url: Option<SiteUrl>,
        /// Where readers write when they heard something else: every section of an entry then leads there. `{entry}` becomes the name of the entry, `{place}` the address of the section, and `{text}` what the reader marked there, or else its heading. Example: `"mailto:customers@example.org"`.
        feedback: Option<FeedbackAddress>,
        /// In which files drawn faces lie besides SVG: `png`, because chat programs show no SVG when somebody shares the address of a persona. Needs a personabook with the feature `png`, and `url`. Example: `"png"`.
        faces: Option<FaceFiles>,
        /// The most megabytes of a film, a sound or another document, 20 when left out. Example: `200`.
        largest_file: Option<Bounded<1, 2000>>,
        /// Whether the site tells what changed, from the git repository in which the book lies. Example: `true`.
        history: bool,
        /// The first day of which it tells. Example: `2026-01-01`.
        history_since: Option<Date>,
        /// The entries of which it tells nothing earlier, each with its kind. Example: `["persona:sophie"]`.
        forget: Vec<AnyReference>,
        /// The parts that the site leaves out; nothing leads to them. "Leave parts out" below says what is in each. Example: `["paper", "learn"]`.
        without: Vec<Part>,
    }
}

/// The address of a site.
#[derive(Debug, Clone, PartialEq, Eq, schemars::JsonSchema)]
#[schemars(inline)]
pub struct SiteUrl(pub String);

impl SiteUrl {
    /// Where the site begins on its server: `/customers/` of `https://example.org/customers/`, and of any page in it.
    #[must_use]
    pub fn path(&self) -> String {
        let behind = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let behind = behind.split(['?', '#']).next().unwrap_or("");
        let path = behind.find('/').map_or("", |slash| &behind[slash..]);
        let folder = match path.rsplit_once('/') {
            Some((folder, page)) if page.ends_with(".html") || page.is_empty() => folder,
            _ => path,
        };
        // Two slashes would begin the name of another server.
        match folder.trim_matches('/') {
            "" => "/".to_owned(),
            folder => format!("/{folder}/"),
        }
    }
}

impl SiteUrl {
    /// The address of a page of the site.
    #[must_use]
    pub fn of_page(&self, path: &str) -> String {
        let whole = self.0.split(['?', '#']).next().unwrap_or("");
        let folder = match whole.rsplit_once('/') {
            Some((folder, page)) if page.ends_with(".html") => folder,
            _ => whole.trim_end_matches('/'),
        };
        format!("{folder}/{path}")
    }
}

impl<'de> Deserialize<'de> for SiteUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |url| {
            let url = url.trim();
            let lower = url.to_ascii_lowercase();
            let host = ["https://", "http://"]
                .iter()
                .find_map(|scheme| lower.strip_prefix(scheme));
            let is_address = host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
            let is_plain = !url.contains(|letter: char| {
                letter.is_whitespace() || letter.is_control() || "\"<>\\^`{|}".contains(letter)
            });
            if is_address && is_plain {
                Ok(Self(url.to_owned()))
            } else {
                Err((
                    format!("`{url}` is no address of a site"),
                    "write it as a browser shows it: \"https://intranet.example.org/customers/\""
                        .to_owned(),
                ))
            }
        })
    }
}

impl Content for SiteUrl {
    fn node(&self) -> Node<'_> {
        Node::Word(&self.0)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        wanted_alone(path, Wanted::Text)
    }
}

content! {
    /// The book itself.
    pub struct BookConfig {
        /// The title of the site. Example: `"Meet our customers"`.
        title!: String,
        /// The organisation whose customers these are. Example: `"Helder Betalen"`.
        company: Option<String>,
        /// A sentence under the title of the home page. Example: `"Everybody we work for, in one place."`.
        welcome: Option<Text>,
        /// The language of the interface, of dates and of numbers, by its code. Words that are not built in for it are English, and may stand in a file of the book, see [languages](#languages). Example: `"en"`.
        language: Option<LanguageTag>,
        /// How `personabook new` writes an entry: `markdown` or `toml`; Markdown when left out. Example: `"markdown"`.
        form: Option<Form>,
        /// Where the book is read, by its name in the time zone database: it says when a day begins. Without it UTC. Example: `"Europe/Amsterdam"`.
        time_zone: Option<TimeZone>,
        /// The address at which an entry can be edited; `{path}` becomes the path of its file. Example: `"https://git.example.org/customers/edit/main/{path}"`.
        edit_url: Option<Url>,
        /// Who stands behind the book, so that it is used. Example: `"Fenna de Wit, chief marketing officer"`.
        sponsor: Option<String>,
        /// Who speaks for it in the teams. Example: `["Ruben Kok (sales)", "Pieter Vos (support)"]`.
        ambassadors: Vec<String>,
        /// What the organisation does with it, again and again. Pages with `rituals = true` show them.
        rituals: Vec<Ritual>,
    }
}

content! {
    /// Something that is done with the book again and again.
    pub struct Ritual {
        /// What is done. Example: `"A customer opens the Monday meeting"`.
        name!: String,
        /// How often, in your words. Example: `"Every Monday, half past nine"`.
        every: Option<String>,
        /// The next time. Example: `2026-12-07`.
        next: Option<Date>,
        /// Who sees to it. Example: `"Amira Haddad"`.
        who: Option<String>,
    }
}

choice! {
    "faces",
    /// In which files drawn faces lie besides SVG.
    pub enum FaceFiles {
        /// Pixels, which every program shows.
        Png = "png",
    }
}

choice! {
    "form",
    /// How an entry is written.
    pub enum Form {
        /// As text with headings, with a few fields above it.
        Markdown = "markdown",
        /// As fields only.
        Toml = "toml",
    }
}

/// Everything a book says.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// From personabook.toml.
    pub config: Config,
    /// From the content folder.
    pub catalog: Catalog,
    /// The words of the interface, with those that the book has of its own.
    pub words: Arc<Words>,
}

impl Book {
    /// The language of the interface.
    pub fn language(&self) -> LanguageTag {
        self.config.book.language.clone().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_earlier_in_the_east() {
        let late_in_greenwich = Duration::from_secs(1_795_822_200);
        let day = |zone: &str| {
            let zone = TimeZone(zone.into());
            zone.day_at(late_in_greenwich).unwrap().to_string()
        };
        assert_eq!(day("UTC"), "2026-11-27");
        assert_eq!(day("Europe/Amsterdam"), "2026-11-28");
        assert_eq!(day("America/New_York"), "2026-11-27");
    }

    #[test]
    fn a_site_begins_at_the_path_of_its_address() {
        let path = |url: &str| SiteUrl(url.to_owned()).path();
        for (url, wanted) in [
            ("https://example.org/customers/", "/customers/"),
            ("https://example.org/customers", "/customers/"),
            ("https://example.org/a/b/index.html?x#y", "/a/b/"),
            ("https://example.org", "/"),
            ("https://example.org/", "/"),
            ("http://localhost:8080//evil.example/", "/evil.example/"),
        ] {
            assert_eq!(path(url), wanted, "of {url}");
        }
    }

    #[test]
    fn a_page_lies_below_the_address_of_its_site() {
        let page = |url: &str| SiteUrl(url.to_owned()).of_page("all/health.html");
        for (url, wanted) in [
            (
                "https://example.org/a/",
                "https://example.org/a/all/health.html",
            ),
            (
                "https://example.org/a",
                "https://example.org/a/all/health.html",
            ),
            (
                "https://example.org/a/index.html?x#y",
                "https://example.org/a/all/health.html",
            ),
            ("https://example.org", "https://example.org/all/health.html"),
        ] {
            assert_eq!(page(url), wanted, "of {url}");
        }
    }

    #[test]
    fn a_time_zone_is_known_by_its_name_and_a_city_is_half_of_one() {
        let read = |name: &str| -> Result<TimeZone, String> {
            let table: toml::Table = format!("x = {name:?}").parse().unwrap();
            TimeZone::deserialize(table["x"].clone()).map_err(|error| error.to_string())
        };
        assert_eq!(read("europe/amsterdam").unwrap().0, "Europe/Amsterdam");
        assert_eq!(read("UTC").unwrap().0, "UTC");
        assert!(
            read("Amsterdam")
                .unwrap_err()
                .contains("did you mean `Europe/Amsterdam`?")
        );
        assert!(
            read("New York")
                .unwrap_err()
                .contains("did you mean `America/New_York`?")
        );
        assert!(
            read("nowhere at all")
                .unwrap_err()
                .contains("is no time zone")
        );
    }
}
