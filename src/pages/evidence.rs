//! What rests on a source.

use crate::site::links::EntryLinks;
use crate::site::map;
use crate::theme::Value;

pub(crate) fn facts(links: &EntryLinks<'_>) -> Value {
    map(vec![(
        "claims",
        links.viewer.claims_on(&links.entry.key.id).into(),
    )])
}
