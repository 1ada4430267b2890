//! Which languages there are: one for each file of `languages/`. Must not know what the files say.

use std::fmt;

/// The code and the table of every language, by code.
static TABLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));
const DEFAULT: &str = "en";

/// A language of the interface, of dates and of numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language(&'static str);

impl Language {
    /// Every language, by code.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + Clone {
        TABLES.iter().map(|(code, _)| Self(code))
    }

    /// The language with a code.
    pub fn of(code: &str) -> Option<Self> {
        Self::all().find(|language| language.0 == code)
    }

    /// The code, as in `lang="en"`.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// What its file says.
    pub(super) fn table(self) -> &'static str {
        let own = TABLES.iter().find(|(code, _)| *code == self.0);
        own.map_or("", |(_, table)| table)
    }
}

/// English, unless a book says otherwise.
impl Default for Language {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}
