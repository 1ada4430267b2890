//! What a language's file says besides its words: how the language writes numbers, dates, money and durations, counts
//! and sorts. Must not know any language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::plural::Plurals;

/// A file of `languages/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) language: Rules,
    pub(super) words: BTreeMap<String, Word>,
    pub(super) rules: BTreeMap<String, RuleWords>,
    /// By what the declarations say of a field in English.
    pub(super) fields: BTreeMap<String, String>,
}

/// What readers see of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleWords {
    /// What is found, in a few words.
    pub(crate) title: String,
    /// What ends it.
    pub(crate) ends: String,
}

/// A word of the interface, or its forms by the number that stands with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Word {
    /// The same with every number.
    Text(String),
    /// By the names of the language's plural rules, and `other`.
    Forms(BTreeMap<String, String>),
}

/// What opens the parts of a job story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Openings {
    pub(super) when: Vec<String>,
    pub(super) want: Vec<String>,
    pub(super) so_that: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    pub(super) name: String,
    pub(super) quotes: [String; 2],
    pub(super) plural_endings: String,
    pub(super) openings: Openings,
    pub(super) numbers: Numbers,
    pub(super) dates: Dates,
    pub(super) money: Money,
    pub(super) plurals: Plurals,
    pub(super) order: Order,
    pub(super) durations: Durations,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numbers {
    pub(super) point: String,
    pub(super) thousands: String,
    /// So many digits stand without a mark.
    pub(super) unmarked: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates {
    /// With `{day}`, `{month}` and `{year}`.
    pub(super) pattern: String,
    pub(super) months: [String; 12],
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Money {
    /// With `{currency}` and `{amount}`, for a currency that has a sign.
    pub(super) sign: String,
    /// The same for any other.
    pub(super) code: String,
    /// With `{amount}`.
    pub(super) million: String,
    /// With `{amount}`.
    pub(super) billion: String,
    /// Signs by code.
    pub(super) signs: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    /// In lower case, left out at the beginning of a name.
    pub(super) articles: Vec<String>,
    /// Letters in lower case, and as what they sort.
    pub(super) letters: BTreeMap<String, String>,
    /// Letters in lower case that come behind z, in their order.
    pub(super) behind_z: Vec<char>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Durations {
    /// Words for numbers.
    pub(super) numbers: BTreeMap<String, f64>,
    /// Words between the two ends of a range.
    pub(super) between: Vec<String>,
    /// Words that make a length uncertain.
    pub(super) doubts: Vec<String>,
    pub(super) bounds: Bounds,
    pub(super) units: Units,
}

/// Words by which a length is an end only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bounds {
    /// Before a length that is the shortest.
    pub(super) at_least: Vec<String>,
    /// Before a length that is the longest.
    pub(super) at_most: Vec<String>,
    /// Behind a length that is the shortest.
    pub(super) or_more: Vec<String>,
    /// Behind a length that is the longest.
    pub(super) or_less: Vec<String>,
}

/// All words for each unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Units {
    pub(super) hour: Vec<String>,
    pub(super) day: Vec<String>,
    pub(super) week: Vec<String>,
    pub(super) month: Vec<String>,
    pub(super) quarter: Vec<String>,
    pub(super) year: Vec<String>,
}
