//! Every link to a part of a page leads to a stage of a journey that exists.

use crate::model::journey::Journey;
use crate::model::{Catalog, Finding, Kind, Pointer};

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    for record in catalog.records() {
        for used in record.others() {
            if let Pointer::Part(kind, id, part) = &used.to
                && let Some((message, help)) = wrong(catalog, *kind, id, part)
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

fn wrong(catalog: &Catalog, kind: Kind, id: &str, part: &str) -> Option<(String, String)> {
    let message = || {
        format!(
            "there is no part `{part}` on the page of the {} `{id}`",
            kind.name()
        )
    };
    if kind != Kind::Journey {
        let help = format!("leave out `#{part}`: only the stages of a journey can be linked to");
        return Some((message(), help));
    }
    // A journey that does not exist, or cannot be read, is a mistake of its own.
    let (_, journey) = catalog.find::<Journey>(id)?;
    let last = journey.stages.len();
    let stage = part
        .strip_prefix("stage-")
        .and_then(|number| number.parse().ok());
    let exists = stage.is_some_and(|stage: usize| (1..=last).contains(&stage));
    let help = match last {
        0 => format!("leave out `#{part}`: this journey has no stages"),
        1 => "write `#stage-1`".to_owned(),
        _ => format!("write `#stage-1` to `#stage-{last}`"),
    };
    (!exists).then(|| (message(), help))
}
