//! Which languages there are: one for each file of `languages/`. Must not know what the files say.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

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

/// What is made once for each language, when it is first asked for.
pub(crate) struct OncePerLanguage<T>(LazyLock<BTreeMap<Language, OnceLock<T>>>);

impl<T> OncePerLanguage<T> {
    pub(crate) const fn new() -> Self {
        Self(LazyLock::new(|| {
            Language::all().map(|one| (one, OnceLock::new())).collect()
        }))
    }

    /// That of a language.
    pub(crate) fn get_or_init(&self, language: Language, make: impl FnOnce() -> T) -> &T {
        self.0[&language].get_or_init(make)
    }
}
