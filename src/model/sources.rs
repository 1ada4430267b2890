//! The sources that something rests on, those among them too that the site does not show: what is known does not change with
//! who reads it. Must not know how sure a source makes anybody.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

use super::content::{Content, Node};
use super::evidence::Evidence;
use super::kind::Kind;
use super::reference::Reference;
use super::unseen::Hiding;
use crate::doc::{Value, Wanted};
use crate::text::Step;

/// The sources of a claim or an entry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sources {
    shown: Vec<Reference<Evidence>>,
    /// They count, and no page may name them.
    not_shown: Vec<Reference<Evidence>>,
}

impl Sources {
    /// Those that pages may name, in the order written.
    pub fn iter(&self) -> std::slice::Iter<'_, Reference<Evidence>> {
        self.shown.iter()
    }

    /// All of them, for what is counted and never named.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Reference<Evidence>> {
        self.shown.iter().chain(&self.not_shown)
    }

    /// How many there are, also of those that the site does not show.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.len() + self.not_shown.len()
    }

    /// Whether there is none, not even one that the site does not show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there are some, and the site shows none of them.
    #[must_use]
    pub fn are_not_shown(&self) -> bool {
        self.shown.is_empty() && !self.not_shown.is_empty()
    }

    /// Adds a source, unless it is named already.
    pub(super) fn add(&mut self, id: &str) {
        if !self.shown.iter().any(|one| one.id == id) {
            self.shown.push(Reference::new(id));
        }
    }
}

impl<'a> IntoIterator for &'a Sources {
    type Item = &'a Reference<Evidence>;
    type IntoIter = std::slice::Iter<'a, Reference<Evidence>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Vec<Reference<Evidence>>> for Sources {
    fn from(shown: Vec<Reference<Evidence>>) -> Self {
        Self {
            shown,
            not_shown: Vec::new(),
        }
    }
}

impl Content for Sources {
    fn node(&self) -> Node<'_> {
        self.shown.node()
    }

    fn said(&self) -> Value {
        self.shown.said()
    }

    fn is_said(&self) -> bool {
        self.shown.is_said()
    }

    fn keys_at(path: &[Step]) -> &'static [&'static str] {
        Vec::<Reference<Evidence>>::keys_at(path)
    }

    fn wanted_at(path: &[Step]) -> Wanted {
        Vec::<Reference<Evidence>>::wanted_at(path)
    }

    fn leave_out(&mut self, hiding: &Hiding<'_>) -> bool {
        let was_empty = self.is_empty();
        let hidden = self
            .shown
            .extract_if(.., |one| hiding.hides(Kind::Evidence, &one.id));
        let counted = hidden.filter(|one| hiding.counts(Kind::Evidence, &one.id));
        self.not_shown.extend(counted);
        was_empty || !self.shown.is_empty()
    }
}

impl<'de> Deserialize<'de> for Sources {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

impl schemars::JsonSchema for Sources {
    fn schema_name() -> Cow<'static, str> {
        Vec::<Reference<Evidence>>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<Reference<Evidence>>::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}
