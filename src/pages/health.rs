//! How honest the book is: stale, unowned, assumed, single-source and orphaned entries.

use crate::model::content::{Content, Node};
use crate::model::{Entry, Kind, Status};
use crate::score::freshness;
use crate::site::links::EntryLinks;
use crate::site::{PageView, Viewer, across, map};
use crate::theme::Value;

/// The page.
pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    across(viewer, "health").with("health.html", health(viewer))
}

/// How honest the book is: per entry its claims, those without evidence, its owner and its review.
fn health(viewer: &Viewer<'_>) -> Vec<(&'static str, Value)> {
    let (mut all_claims, mut all_assumptions, mut stale, mut unowned) =
        (0_u32, 0_u32, 0_u32, 0_u32);
    let rows: Vec<Value> = viewer
        .catalog
        .entries()
        .filter(|entry| entry.header.status != Some(Status::Retired))
        .map(|entry| {
            let links = EntryLinks { viewer, entry };
            let (claims, assumptions, single) = claim_counts(entry);
            let fresh = freshness(entry, &viewer.book.config.review, viewer.today);
            let key = fresh.as_str();
            all_claims += claims;
            all_assumptions += assumptions;
            stale += u32::from(key != "fresh");
            unowned += u32::from(entry.header.owner.is_none());
            map(vec![
                ("card", viewer.card_of(entry).into()),
                ("claims", claims.into()),
                ("assumptions", assumptions.into()),
                ("single", single.into()),
                ("freshness", key.into()),
                (
                    "freshness_word",
                    viewer.words.choice("freshness", key).into(),
                ),
                ("due", fresh.due().map(|date| links.date(date)).into()),
                ("orphan", is_orphan(viewer, entry).into()),
            ])
        })
        .collect();
    vec![
        ("claims", all_claims.into()),
        ("assumptions", all_assumptions.into()),
        ("stale", stale.into()),
        ("unowned", unowned.into()),
        ("rows", rows.into()),
    ]
}

/// (claims about customers, those without evidence, those with one source). The findings of a source and
/// the questions of a framework are no claims about customers.
fn claim_counts(entry: &Entry) -> (u32, u32, u32) {
    let (mut claims, mut assumptions, mut single) = (0, 0, 0);
    if matches!(entry.key.kind, Kind::Evidence | Kind::Qualification) {
        return (0, 0, 0);
    }
    entry.data.node().leaves(&mut |_, leaf| {
        if let Node::Claim(claim) = leaf {
            claims += 1;
            assumptions += u32::from(claim.evidence.is_empty());
            single += u32::from(claim.evidence.len() == 1);
        }
    });
    (claims, assumptions, single)
}

/// Nothing refers to it, although something should.
fn is_orphan(viewer: &Viewer<'_>, entry: &Entry) -> bool {
    !matches!(
        entry.key.kind,
        Kind::Page | Kind::Path | Kind::Term | Kind::Qualification | Kind::Journey
    ) && viewer.index.backlinks(&entry.key).next().is_none()
}
