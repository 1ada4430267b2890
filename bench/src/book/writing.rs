//! Sentences and claims. They mean little, but have the length and the variety of what people write.

use toml::Value;
use toml::value::{Date, Datetime};

use super::Kind;
use super::names::Names;
use super::table::table;
use crate::random::Random;

const WHO: &[&str] = &[
    "The team",
    "Her manager",
    "A colleague of finance",
    "The supplier",
    "Nobody in the office",
    "The customer",
    "A new trainee",
    "The director",
    "Half of the shops",
    "Somebody from support",
    "The bookkeeper",
    "Every second buyer",
];
const DOES: &[&str] = &[
    "asks for",
    "looks at",
    "sends back",
    "explains",
    "waits for",
    "forgets",
    "prints",
    "compares",
    "signs",
    "postpones",
    "checks",
    "talks about",
    "copies",
    "discovers",
    "trusts",
    "reads",
];
const WHAT: &[&str] = &[
    "the monthly figures",
    "an offer of forty pages",
    "the number of open orders",
    "a short demo",
    "the price per order",
    "an old spreadsheet",
    "the terms of delivery",
    "a list of references",
    "the first invoice",
    "a screen with three buttons",
    "the plan for the season",
    "a message from the warehouse",
    "the contract of last year",
    "a question about returns",
];
/// What needs to be explained of [`WHAT`].
pub(super) const TERMS: &[&str] = &[
    "Monthly figures",
    "Open orders",
    "Demo",
    "Price per order",
    "Spreadsheet",
    "Terms of delivery",
    "References",
    "First invoice",
    "Season",
    "Warehouse",
    "Contract",
    "Returns",
    "Finance",
    "Support",
];
const HOW: &[&str] = &[
    "before the first coffee",
    "on a Friday afternoon",
    "without telling anyone",
    "twice a week",
    "in a room that is too small",
    "because the old way took too long",
    "while the phone rings",
    "after the meeting of Monday",
    "with a pencil behind the ear",
    "when the season begins",
    "as long as it costs nothing",
    "and then does nothing for a month",
    "in less than an hour",
    "although the system says otherwise",
    "until somebody else decides",
];

/// A sentence of about twelve words.
pub(super) fn sentence(random: &mut Random) -> String {
    format!("{}.", clause(random))
}

/// The same without the point at its end.
pub(super) fn clause(random: &mut Random) -> String {
    let who = random.pick(WHO);
    let (times, of) = (random.between(1, 30), random.between(31, 99));
    match random.below(3) {
        0 => format!("{who} {}, {times} times out of {of}", predicate(random)),
        _ => format!("{who} {}", predicate(random)),
    }
}

/// What somebody does.
pub(super) fn predicate(random: &mut Random) -> String {
    let (does, what) = (random.pick(DOES), random.pick(WHAT));
    format!("{does} {what} {}", random.pick(HOW))
}

/// A short thing.
pub(super) fn thing(random: &mut Random) -> String {
    let what = random.pick(WHAT);
    let mut letters = what.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// So many short things.
pub(super) fn things(count: usize, random: &mut Random) -> Vec<String> {
    (0..count).map(|_| thing(random)).collect()
}

/// So many claims. As people write them: most are sentences, some are tables, some have links and emphasis.
pub(super) fn claims(count: usize, names: Names, random: &mut Random) -> Vec<Value> {
    (0..count).map(|_| claim(names, random)).collect()
}

fn claim(names: Names, random: &mut Random) -> Value {
    let evidence = Kind::Evidence;
    match random.below(8) {
        0 => {
            table! { "text": sentence(random), "evidence": names.some(evidence, 2, random) }.into()
        }
        1 => table! { "text": sentence(random), "note": clause(random) }.into(),
        2 => {
            let person = random.below(names.size.of(Kind::Persona));
            let link = names.link(Kind::Persona, person);
            format!("{link} {}.", predicate(random)).into()
        }
        3 => format!("**{}**: {}.", thing(random), clause(random)).into(),
        _ => sentence(random).into(),
    }
}

/// So many claims with a severity, a source and what is done about it today.
pub(super) fn severe_claims(count: usize, names: Names, random: &mut Random) -> Vec<Value> {
    let severe = |_| {
        let claim = table! {
            "text": sentence(random),
            "severity": random.between(1, 5) as i64,
            "evidence": names.some(Kind::Evidence, 1, random),
            "workaround": sentence(random),
        };
        claim.into()
    };
    (0..count).map(severe).collect()
}

/// A number with one decimal between two whole ones.
pub(super) fn decimal(first: i32, last: i32, random: &mut Random) -> f64 {
    let steps = random.below((last - first) as usize * 10 + 1);
    (f64::from(first) * 10.0 + steps as f64) / 10.0
}

/// Some day of 2026.
pub(super) fn day(random: &mut Random) -> Datetime {
    let date = Date {
        year: 2026,
        month: random.between(1, 12) as u8,
        day: random.between(1, 28) as u8,
    };
    date.into()
}

/// The fields that all kinds share.
pub(super) fn header(name: String, names: Names, random: &mut Random) -> toml::Table {
    const OWNERS: &[&str] = &["Fenna de Wit", "Joris Maas", "Pieter Vos", "Amira Haddad"];
    const TAGS: &[&str] = &[
        "checkout",
        "finance",
        "season",
        "returns",
        "first contact",
        "sales",
    ];
    let mut tags: Vec<&str> = random
        .distinct(2, TAGS.len())
        .into_iter()
        .map(|tag| TAGS[tag])
        .collect();
    tags.sort_unstable();
    table! {
        "name": name,
        "summary": sentence(random),
        "owner": *random.pick(OWNERS),
        "status": *random.pick(&["assumed", "validated"]),
        "reviewed": day(random),
        "tags": tags,
        "evidence": names.some(Kind::Evidence, 2, random),
    }
}
