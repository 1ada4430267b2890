//! A segment's rank, and the personas, profiles and smaller segments in it.

use crate::model::persona::Persona;
use crate::model::segment::Segment;
use crate::model::{Data, Kind};
use crate::site::drawings;
use crate::site::links::EntryLinks;
use crate::site::map;
use crate::theme::Value;

pub(crate) fn facts(links: &EntryLinks<'_>, segment: &Segment) -> Value {
    let viewer = links.viewer;
    let key = &links.entry.key;
    let personas = viewer.referring::<Persona>(key, "segment");
    let children = viewer.referring::<Segment>(key, "parent");
    let personas = personas.iter().map(|(entry, _)| entry.key.id.as_str());
    let children = children.iter().map(|(entry, _)| entry.key.id.as_str());
    map(vec![
        ("abc", abc(links)),
        ("canvas", drawings::segment::value_canvas(links, segment)),
        ("whole", drawings::segment::parts_of_the_whole(links)),
        ("personas", viewer.cards(Kind::Persona, personas).into()),
        ("icps", viewer.cards_from(Kind::Icp, key).into()),
        ("jobs", viewer.cards_from(Kind::Job, key).into()),
        ("children", viewer.cards(Kind::Segment, children).into()),
    ])
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
