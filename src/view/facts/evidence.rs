//! What rests on a source.

use crate::model::content::{Content, Node};
use crate::model::{Entry, Key};
use crate::theme::Value;
use crate::view::links::EntryLinks;
use crate::view::{Viewer, map};

pub(super) fn facts(links: &EntryLinks<'_>) -> Value {
    map(vec![(
        "claims",
        claims_on(links.viewer, &links.entry.key).into(),
    )])
}

/// Per entry that cites the source, its card and the claims that rest on it.
pub(in crate::view) fn claims_on(viewer: &Viewer<'_>, evidence: &Key) -> Vec<Value> {
    let mut citing: Vec<&Entry> = viewer
        .backlinks
        .get(evidence)
        .into_iter()
        .flatten()
        .filter_map(|link| viewer.catalog.get(link.from))
        .collect();
    citing.dedup_by(|left, right| left.key == right.key);
    citing
        .into_iter()
        .map(|entry| {
            map(vec![
                ("card", viewer.card_of(entry)),
                ("claims", claims_of(viewer, entry, &evidence.id).into()),
            ])
        })
        .collect()
}

fn claims_of(viewer: &Viewer<'_>, entry: &Entry, evidence: &str) -> Vec<Value> {
    let links = EntryLinks { viewer, entry };
    let mut claims = Vec::new();
    entry.data.node().leaves(&mut |path, leaf| {
        if let Node::Claim(claim) = leaf
            && claim.evidence.iter().any(|one| one.id == evidence)
        {
            let field = path.last_key();
            let word = viewer.words.choice("field", field).replace('_', " ");
            claims.push(map(vec![
                ("field", word.into()),
                ("claim", links.claim(claim)),
            ]));
        }
    });
    claims
}
