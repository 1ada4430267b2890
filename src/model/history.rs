//! What entries said before, as plain data. Must not know where it comes from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::catalog::Record;
use super::entry::Key;
use crate::doc::Date;

/// What is known of the past of a book.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Past {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// Somebody asked, and nobody knows.
    Unknown(WhyUnknown),
    /// What entries said before.
    Known(History),
}

/// Why nobody knows the past of a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyUnknown {
    /// The program git cannot be run.
    NoGit,
    /// The folder is in no repository of git, or in one without a commit.
    NoRepository,
    /// Only the newest commits were fetched.
    Shallow,
    /// Git did not answer in time, or said more than can be looked through.
    TooMuch,
}

impl WhyUnknown {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::NoGit,
        Self::NoRepository,
        Self::Shallow,
        Self::TooMuch,
    ];

    /// The name in the tables of interface words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoGit => "no-git",
            Self::NoRepository => "no-repository",
            Self::Shallow => "shallow",
            Self::TooMuch => "too-much",
        }
    }
}

/// What entries said before.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// By the entry of today, the oldest first.
    pub trails: Arc<BTreeMap<Key, Vec<Version>>>,
    /// Whether there were older versions than the first.
    pub is_cut: bool,
    /// The entries of which nothing earlier is told.
    pub forgotten: BTreeSet<Key>,
    /// The first day of which something is told.
    pub since: Option<Date>,
}

/// What an entry said from a day on.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The day.
    pub day: Date,
    /// What it said; nothing when it was not there, or not for these readers.
    pub record: Option<Arc<Record>>,
}

impl History {
    /// The same with other records where `named` gives one.
    pub(super) fn with_names(&self, named: &dyn Fn(&Record) -> Option<Arc<Record>>) -> Self {
        let trails = self.trails.iter().map(|(key, trail)| {
            let versions = trail.iter().map(|version| Version {
                day: version.day,
                record: version.record.as_ref().map(|record| {
                    let named = named(record);
                    named.unwrap_or_else(|| Arc::clone(record))
                }),
            });
            (key.clone(), versions.collect())
        });
        Self {
            trails: Arc::new(trails.collect()),
            ..self.clone()
        }
    }
}
