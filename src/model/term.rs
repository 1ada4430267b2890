//! Term: a word of the glossary. The definition is the body.

use super::content::content;
use super::kind::{Data, Kind, KindData};
use super::reference::Reference;

content! {
    /// A word of the glossary.
    pub struct Term {
        /// Other words for it. Example: `["pay after delivery", "BNPL"]`.
        also: Vec<String>,
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
