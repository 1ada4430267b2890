//! A segment's rank, and the personas, profiles and smaller segments in it.

use super::persona::worst_first;
use crate::model::persona::Persona;
use crate::model::segment::Segment;
use crate::model::{Data, Kind};
use crate::theme::Value;
use crate::view::links::EntryLinks;
use crate::view::map;

pub(super) fn facts(links: &EntryLinks<'_>, _segment: &Segment) -> Value {
    let viewer = links.viewer;
    let key = &links.entry.key;
    let personas = viewer.referring::<Persona>(key, "segment");
    let children = viewer.referring::<Segment>(key, "parent");
    let personas = personas.iter().map(|(entry, _)| entry.key.id.as_str());
    let children = children.iter().map(|(entry, _)| entry.key.id.as_str());
    map(vec![
        ("abc", abc(links)),
        ("canvas", canvas(links)),
        ("personas", viewer.cards(Kind::Persona, personas).into()),
        ("icps", viewer.cards_from(Kind::Icp, key).into()),
        ("jobs", viewer.cards_from(Kind::Job, key).into()),
        ("children", viewer.cards(Kind::Segment, children).into()),
    ])
}

/// How many pains and gains of each persona a segment's canvas shows.
const TOP_CLAIMS: usize = 2;

/// What hurts the personas of the segment and what they hope for, by person, the worst pains first.
fn canvas(links: &EntryLinks<'_>) -> Value {
    let viewer = links.viewer;
    let (mut pains, mut gains) = (Vec::new(), Vec::new());
    for (entry, persona) in viewer.referring::<Persona>(&links.entry.key, "segment") {
        let links = EntryLinks { viewer, entry };
        for (rows, claims) in [
            (&mut pains, worst_first(&persona.frustrations)),
            (&mut gains, persona.goals.iter().collect()),
        ] {
            let claims: Vec<Value> = claims
                .into_iter()
                .take(TOP_CLAIMS)
                .map(|claim| links.claim(claim))
                .collect();
            if !claims.is_empty() {
                rows.push(map(vec![
                    ("card", viewer.card_of(entry)),
                    ("claims", claims.into()),
                ]));
            }
        }
    }
    map(vec![("pains", pains.into()), ("gains", gains.into())])
}

/// The computed rank: `{ basis, share, cumulated, rank, differs }`, or nothing when shares are not known.
fn abc(links: &EntryLinks<'_>) -> Value {
    let Some((basis, rows)) = &links.viewer.ranks else {
        return Value::none();
    };
    let Some(row) = rows.iter().find(|row| row.entry.key == links.entry.key) else {
        return Value::none();
    };
    let given = match &row.entry.data {
        Data::Segment(segment) => segment.tier,
        _ => None,
    };
    map(vec![
        (
            "basis",
            links.viewer.words.choice("share", basis.as_str()).into(),
        ),
        ("share", row.share.into()),
        ("cumulated", row.cumulated.into()),
        ("rank", row.rank.as_str().into()),
        ("differs", given.is_some_and(|tier| tier != row.rank).into()),
    ])
}
