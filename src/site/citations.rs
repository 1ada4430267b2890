//! Which claims of which entries rest on a source.

use std::collections::BTreeMap;

use super::links::EntryLinks;
use super::{EntryCard, Statement, Viewer};
use crate::model::content::Content;
use crate::model::{Entry, Kind};
use crate::score::sources;
use crate::view::{Shared, view};

view! {
    /// An entry that cites a source.
    pub(crate) struct Citing {
        /// Its card.
        card: Shared<EntryCard>,
        /// Its claims that rest on the source.
        claims: Vec<Shared<CitingClaim<'static>>>,
    }
}

view! {
    /// A claim that rests on a source.
    pub(crate) struct CitingClaim<'a> {
        /// The field it stands in, in words.
        field: String,
        /// What it says.
        claim: Statement<'a>,
    }
}

/// Per source, by id: the entries that cite it. Every entry is looked at once, however many sources it cites.
pub(crate) fn cited(viewer: &Viewer<'_>) -> BTreeMap<String, Vec<Shared<Citing>>> {
    let mut sources: BTreeMap<String, Vec<Shared<Citing>>> = BTreeMap::new();
    for entry in viewer.catalog.current() {
        for (source, claims) in claims_by_source(viewer, entry) {
            let card = viewer.card_of(entry);
            let citing = Shared::new(Citing { card, claims });
            sources.entry(source).or_default().push(citing);
        }
    }
    sources
}

/// The sources that an entry cites anywhere, with its claims that rest on them.
fn claims_by_source(
    viewer: &Viewer<'_>,
    entry: &Entry,
) -> BTreeMap<String, Vec<Shared<CitingClaim<'static>>>> {
    let key = &entry.key;
    let cited = sources(key, viewer.catalog).into_iter();
    let others = cited.filter(|id| key.kind != Kind::Evidence || key.id != *id);
    let mut sources: BTreeMap<String, Vec<_>> =
        others.map(|id| (id.to_owned(), Vec::new())).collect();
    if sources.is_empty() {
        return sources;
    }
    let links = EntryLinks { viewer, entry };
    entry.data.node().claims(&mut |path, claim| {
        if claim.evidence.is_empty() {
            return;
        }
        let field = viewer.words.choice("field", path.last_key());
        let row = Shared::of(CitingClaim {
            field: field.replace('_', " "),
            claim: links.claim(claim),
        });
        for evidence in &claim.evidence {
            if let Some(claims) = sources.get_mut(&evidence.id) {
                claims.push(row.clone());
            }
        }
    });
    sources
}
