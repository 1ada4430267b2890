//! A source.

use toml::Table;

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::{clause, day, header, sentence};
use crate::random::Random;

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    const METHODS: &[&str] = &[
        "interview",
        "survey",
        "support",
        "analytics",
        "panel",
        "workshop",
    ];
    let mut fields = header(names.name(Kind::Evidence, number), names, random);
    // Sources do not rest on sources.
    fields.remove("evidence");
    let findings: Vec<String> = (0..4).map(|_| sentence(random)).collect();
    fields.extend(table! {
        "method": METHODS[number % METHODS.len()],
        "date": day(random),
        "n": random.between(5, 400) as i64,
        "source": clause(random),
        "by": "Amira Haddad",
        "findings": findings,
        "consent": "Inside the firm only; no names",
    });
    fields
}
