//! What is said of a quote or of a force, where there is none: `by`, `consent` and `strength` would do nothing there. And
//! quotes whose consent has ended.

use crate::doc::Date;
use crate::model::content::Content as _;
use crate::model::{Catalog, Claim, Entry, Finding};
use crate::text::{FieldPath, Step};

pub(super) fn check(entry: &Entry) -> Vec<Finding> {
    let mut found = Vec::new();
    entry.data.node().claims(&mut |path, claim| {
        found.extend(does_nothing(path, claim));
    });
    found
}

/// The quotes and films that nobody may use any more on this day.
pub(super) fn without_consent(catalog: &Catalog, today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for record in catalog.records() {
        for (path, until) in record.dates() {
            if path.last_key() == "consent_until" && *until < today {
                let what = match path.field() {
                    "films" => "film",
                    _ => "quote",
                };
                let finding = Finding::new(
                    "consent-has-ended",
                    path.clone(),
                    format!("this {what} could be used until {until}"),
                    format!("ask again and write the new day, or remove the {what}"),
                );
                found.push(finding.warning().of(&record.entry().key));
            }
        }
    }
    found
}

fn does_nothing(path: &FieldPath, claim: &Claim) -> Option<Finding> {
    let stands_in = |names: &[&str]| {
        let mut steps = path.0.iter();
        steps.any(|step| matches!(step, Step::Key(key) if names.contains(&key.as_str())))
    };
    let of_quotes = [
        ("by", claim.by.is_some()),
        ("consent", claim.consent.is_some()),
        ("consent_until", claim.consent_until.is_some()),
    ];
    let of_quote = of_quotes.iter().find(|(_, is_said)| *is_said);
    let (key, message, help) = match of_quote {
        Some((key, _)) if !stands_in(&["quote", "quotes", "says"]) => (
            *key,
            format!("`{key}` is said of quotes, and this is none"),
            format!("remove `{key}`, or move the whole statement into `quotes`"),
        ),
        _ if claim.strength.is_some() && !stands_in(&["forces"]) => (
            "strength",
            "only the forces of a job have a `strength`".to_owned(),
            "remove `strength`; how much a pain hurts is its `severity`".to_owned(),
        ),
        _ => return None,
    };
    Some(Finding::new(
        "field-does-nothing",
        path.key(key),
        message,
        help,
    ))
}
