//! Which claims of which entries rest on a source.

use std::collections::BTreeMap;

use super::links::EntryLinks;
use super::{Viewer, map};
use crate::model::content::{Content, Node};
use crate::model::{Entry, Kind, Pointer};
use crate::theme::Value;

/// Per source, by id: the entries that cite it, each with its card and its claims that rest on it.
/// Every entry is looked at once, however many sources it cites.
pub(crate) fn cited(viewer: &Viewer<'_>) -> BTreeMap<String, Value> {
    let mut sources: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for entry in viewer.catalog.entries() {
        for (source, claims) in claims_by_source(viewer, entry) {
            sources.entry(source).or_default().push(map(vec![
                ("card", viewer.card_of(entry)),
                ("claims", claims.into()),
            ]));
        }
    }
    sources
        .into_iter()
        .map(|(source, rows)| (source, rows.into()))
        .collect()
}

/// The sources that an entry cites anywhere, with its claims that rest on them.
fn claims_by_source(viewer: &Viewer<'_>, entry: &Entry) -> BTreeMap<String, Vec<Value>> {
    let mut sources: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for used in viewer.catalog.references(&entry.key) {
        if let Pointer::Entry(Kind::Evidence, id) = &used.to
            && (entry.key.kind != Kind::Evidence || entry.key.id != *id)
        {
            sources.entry(id.clone()).or_default();
        }
    }
    if sources.is_empty() {
        return sources;
    }
    let links = EntryLinks { viewer, entry };
    entry.data.node().leaves(&mut |path, leaf| {
        let Node::Claim(claim) = leaf else { return };
        if claim.evidence.is_empty() {
            return;
        }
        let field = path.last_key();
        let word = viewer.words.choice("field", field).replace('_', " ");
        let row = map(vec![("field", word.into()), ("claim", links.claim(claim))]);
        for evidence in &claim.evidence {
            if let Some(claims) = sources.get_mut(&evidence.id) {
                claims.push(row.clone());
            }
        }
    });
    sources
}
