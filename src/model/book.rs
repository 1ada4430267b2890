//! The book as a whole: what personabook.toml says, and the entries.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

use super::catalog::Catalog;
use super::content::{Content, Node, choice, content};
use super::kind::Review;
use super::value::{Text, Url};
use crate::doc::{Date, from_text};
use crate::language::Language;
use crate::text::closest;

impl Content for Language {
    fn node(&self) -> Node<'_> {
        Node::Choice {
            group: "language",
            key: self.code(),
        }
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
}

content! {
    /// What `personabook.toml` says.
    pub struct Config {
        /// The book.
        book!: BookConfig,
        /// How long knowledge stays fresh, per kind. Qualification 3 months, all others 1 year, unless said here.
        review: Review,
        /// Levels of the named checks: `allow`, `warn` or `deny`. Example: `{ persona-without-quote = "allow" }`.
        checks: super::value::Labels<CheckLevel>,
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
        /// The language of the interface, of dates and of numbers, by its code. Example: `"en"`.
        language: Option<Language>,
        /// Where the book is read, by its name in the time zone database: it says when a day begins. Without it UTC. Example: `"Europe/Amsterdam"`.
        time_zone: Option<TimeZone>,
        /// The address at which an entry can be edited; `{path}` becomes the path of its file. Example: `"https://git.example.org/customers/edit/main/{path}"`.
        edit_url: Option<Url>,
    }
}

choice! {
    "check-level",
    /// What a check does when it finds something.
    pub enum CheckLevel {
        /// Nothing.
        Allow = "allow",
        /// Says so.
        Warn = "warn",
        /// Says so and stops the build.
        Deny = "deny",
    }
}

/// Everything a book says.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// From personabook.toml.
    pub config: Config,
    /// From the content folder.
    pub catalog: Catalog,
}

impl Book {
    /// The language of the interface.
    pub fn language(&self) -> Language {
        self.config.book.language.unwrap_or_default()
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
