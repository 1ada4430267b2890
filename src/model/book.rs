//! The book as a whole: what personabook.toml says, and the entries.

use super::catalog::Catalog;
use super::content::{Content, Node, choice, content, wanted_alone};
use super::kind::Review;
use super::value::{Text, Url};
use crate::doc::Wanted;
use crate::language::Language;
use crate::text::Step;

impl Content for Language {
    fn node(&self) -> Node<'_> {
        Node::Choice {
            group: "language",
            key: self.code(),
        }
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
