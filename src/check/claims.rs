//! Every id of a claim names one part of its entry's page, and what we offer answers a claim or a job that there is.

use std::collections::{BTreeMap, BTreeSet};

use crate::doc::markdown::headings;
use crate::model::journey::stage_of_part;
use crate::model::{Catalog, Entry, Finding, Key, Kind, OfEntry, Pointer};
use crate::text::{FieldPath, Meant, one_of};

/// How many ids a message names.
const LISTED: usize = 8;

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut meant = Meant::default();
    for record in catalog.records() {
        let entry = record.entry();
        for used in record.others() {
            let Pointer::Claim(kind, id, claim) = &used.to else {
                continue;
            };
            // A job is answered as a whole.
            if *kind == Kind::Job && claim.is_empty() {
                continue;
            }
            let key = Key::new(*kind, id.as_str());
            // An entry that does not exist, or cannot be read, is a mistake of its own.
            let Some(to) = catalog.record(key.kind, &key.id) else {
                continue;
            };
            let ids = &to.alone::<Ids>(&()).1.0;
            if ids.contains(claim) {
                continue;
            }
            let (message, help) = unknown(to.entry(), ids, claim, &mut meant);
            let within = if claim.is_empty() { id } else { claim };
            found.push(
                Finding::new("unknown-claim", used.path.clone(), message, help)
                    .within(within)
                    .of(&entry.key),
            );
        }
    }
    found
}

/// The ids of the claims of an entry.
struct Ids(BTreeSet<String>);

impl OfEntry for Ids {
    type Given = ();

    fn of(entry: &Entry, (): &()) -> Self {
        Self(entry.claim_ids().into_iter().map(|(_, id)| id).collect())
    }
}

fn unknown(to: &Entry, ids: &BTreeSet<String>, claim: &str, meant: &mut Meant) -> (String, String) {
    let Key { kind, id } = &to.key;
    let name = format!("{}:{id}", kind.name());
    let message = match claim {
        "" => format!("`{name}` does not say which statement is answered"),
        claim => format!(
            "there is no statement with the id `{claim}` in the {} `{id}`",
            kind.name()
        ),
    };
    let all = || ids.iter().map(String::as_str);
    let help = match meant.closest(&name, claim, all) {
        Some(close) => format!("did you mean `{name}#{close}`?"),
        None if ids.is_empty() => {
            let new = if claim.is_empty() {
                "slow-onboarding"
            } else {
                claim
            };
            format!(
                "give the statement an id in {}, as in `{{ text = \"…\", id = \"{new}\" }}`, and write `{name}#{new}`",
                to.file
            )
        }
        None => {
            let some = ids.iter().take(LISTED).map(|id| format!("{name}#{id}"));
            let some: Vec<String> = some.collect();
            format!("write {}", one_of(some.iter().map(String::as_str)))
        }
    };
    (message, help)
}

/// The ids of an entry that name something else of its page already.
pub(super) fn given_twice(entry: &Entry) -> Vec<Finding> {
    let ids = entry.claim_ids();
    if ids.is_empty() {
        return Vec::new();
    }
    let headings: BTreeSet<String> = headings(&entry.body).into_iter().collect();
    let mut places: BTreeMap<&str, &FieldPath> = BTreeMap::new();
    let mut found = Vec::new();
    for (path, id) in &ids {
        let other = if headings.contains(id) {
            Some("a heading of the text".to_owned())
        } else if entry.key.kind == Kind::Journey && stage_of_part(id).is_some() {
            Some("a stage".to_owned())
        } else {
            let first = places.get(id.as_str());
            first.map(|first| format!("the statement at `{first}`"))
        };
        match other {
            None => {
                places.insert(id, path);
            }
            Some(other) => found.push(Finding::new(
                "duplicate-claim-id",
                path.key("id"),
                format!("`{id}` is the name of {other} already"),
                "write another id: within an entry each is there once",
            )),
        }
    }
    found
}
