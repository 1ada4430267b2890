//! Every link to a part of a page leads to a heading of its text, to a claim with an id, or to a stage of a journey.

use crate::doc::markdown::headings;
use crate::doc::place_meant;
use crate::model::journey::{Journey, stage_of_part};
use crate::model::{Catalog, Entry, Finding, Key, OfEntry, Pointer};
use crate::text::{closest, one_of};

/// How many parts a message names.
const LISTED: usize = 8;

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    for record in catalog.records() {
        for used in record.others() {
            if let Pointer::Part(kind, id, part) = &used.to
                && let Some((message, help)) = wrong(catalog, &Key::new(*kind, id.as_str()), part)
            {
                found.push(
                    Finding::new("unknown-part", used.path.clone(), message, help)
                        .within(part)
                        .after(used.offset)
                        .of(&record.entry().key),
                );
            }
        }
    }
    found
}

/// The names of the headings and claims of an entry.
struct Parts(Vec<String>);

impl OfEntry for Parts {
    type Given = ();

    fn of(entry: &Entry, (): &()) -> Self {
        let claims = entry.claim_ids().into_iter().map(|(_, id)| id);
        Self(headings(&entry.body).into_iter().chain(claims).collect())
    }
}

fn wrong(catalog: &Catalog, key: &Key, part: &str) -> Option<(String, String)> {
    // An entry that does not exist, or cannot be read, is a mistake of its own.
    let record = catalog.record(key.kind, &key.id)?;
    let stages = record.entry().as_kind::<Journey>();
    let stages = stages.map(|journey| journey.stages.len());
    if let (Some(count), Some(stage)) = (stages, stage_of_part(part))
        && stage < count
    {
        return None;
    }
    let parts = &record.alone::<Parts>(&()).1.0;
    let meant = place_meant(part);
    if parts.contains(&meant) {
        return None;
    }
    let message = format!(
        "there is no part `{part}` on the page of the {} `{}`",
        key.kind.name(),
        key.id
    );
    let close = closest(&meant, parts.iter().map(String::as_str));
    let help = match (close, stages, parts.as_slice()) {
        (Some(close), ..) => format!("did you mean `#{close}`?"),
        (None, Some(1), []) => "write `#stage-1`".to_owned(),
        (None, Some(last), []) if last > 1 => format!("write `#stage-1` to `#stage-{last}`"),
        (None, Some(_), []) => {
            format!("leave out `#{part}`: this journey has no stages, and its text no headings")
        }
        (None, _, []) => format!("leave out `#{part}`: the text there has no headings"),
        (None, _, some) => {
            let some = some.iter().take(LISTED).map(|name| format!("#{name}"));
            let some: Vec<String> = some.collect();
            format!("write {}", one_of(some.iter().map(String::as_str)))
        }
    };
    Some((message, help))
}
