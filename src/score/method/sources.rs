//! What an entry rests on: its sources by method.

use crate::model::evidence::{Evidence, Method};
use crate::model::{Catalog, Key};
use crate::score::sources;

/// The sources that an entry cites anywhere, each once.
pub(super) struct Sources<'a>(Vec<&'a Evidence>);

impl<'a> Sources<'a> {
    pub(super) fn of(key: &Key, catalog: &'a Catalog) -> Self {
        let found = sources(key, catalog)
            .into_iter()
            .filter_map(|id| catalog.find(id));
        Self(found.map(|(_, evidence)| evidence).collect())
    }

    /// How many of them were made in one of these ways.
    pub(super) fn made_by(&self, methods: &[Method]) -> usize {
        self.by(methods).count()
    }

    /// How many people or cases they rest on together; a source that does not say counts for one.
    pub(super) fn people(&self, methods: &[Method]) -> usize {
        let people = self.by(methods).map(|one| {
            let n = one.n.map_or(1.0, |n| n.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "more than a million people are a million"
            )]
            let people = n.clamp(0.0, 1e6) as usize;
            people
        });
        people.fold(0, usize::saturating_add)
    }

    fn by<'b>(&'b self, methods: &'b [Method]) -> impl Iterator<Item = &'b &'a Evidence> {
        let made = |one: &&&Evidence| one.method.is_some_and(|method| methods.contains(&method));
        self.0.iter().filter(made)
    }
}
