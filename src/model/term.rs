//! Term: a word of the glossary. The definition is the body.

use super::content::content;
use super::kind::{Data, Kind, KindData};
use super::reference::Reference;

content! {
    /// A word of the glossary.
    pub struct Term {
        /// Other words for it. Example: `["pay after delivery", "BNPL"]`.
        also: Vec<String>,
        /// Longer words that it is not part of; hyphens and the roles and names of the book need not be named. Example: `["lead time", "lead singer"]`.
        not_in: Vec<String>,
        /// Words to look up next. Example: `["lead"]`.
        see: Vec<Reference<Term>>,
    }
}

impl KindData for Term {
    const KIND: Kind = Kind::Term;

    fn of(data: &Data) -> Option<&Self> {
        match data {
            Data::Term(term) => Some(term),
            _ => None,
        }
    }
}
