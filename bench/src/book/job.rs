//! A job to be done.

use toml::{Table, Value};

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::{claims, clause, decimal, header, predicate, sentence, thing};
use crate::random::Random;

const PHASES: &[&str] = &[
    "define", "locate", "prepare", "confirm", "execute", "monitor", "modify", "conclude",
];

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    let mut fields = header(names.name(Kind::Job, number), names, random);
    fields.extend(table! {
        "statement": clause(random),
        "when": clause(random),
        "want": format!("to see who {}", predicate(random)),
        "so_that": clause(random),
        "dimension": *random.pick(&["functional", "emotional", "social"]),
        "level": *random.pick(&["aspiration", "main", "small"]),
        "personas": names.some(Kind::Persona, 3, random),
        "segments": names.some(Kind::Segment, 1, random),
        "circumstances": claims(3, names, random),
        "feel": claims(2, names, random),
        "avoid_feeling": claims(2, names, random),
        "seen_as": claims(1, names, random),
        "outcomes": outcomes(random),
        "steps": PHASES.iter().map(|phase| step(phase, random)).collect::<Vec<_>>(),
        "alternatives": (0..2).map(|_| alternative(random)).collect::<Vec<_>>(),
        "forces": table! {
            "push": claims(2, names, random),
            "pull": claims(2, names, random),
            "anxiety": claims(2, names, random),
            "habit": claims(1, names, random),
        },
    });
    fields
}

fn outcomes(random: &mut Random) -> Vec<Value> {
    let outcome = |_| {
        let outcome = table! {
            "statement": format!("Minimise the time in which {}", clause(random).to_lowercase()),
            "importance": decimal(4, 10, random),
            "satisfaction": decimal(1, 8, random),
        };
        outcome.into()
    };
    (0..6).map(outcome).collect()
}

fn step(phase: &str, random: &mut Random) -> Table {
    table! { "phase": phase, "what": clause(random) }
}

fn alternative(random: &mut Random) -> Table {
    table! { "name": thing(random), "why_hired": sentence(random), "why_fired": sentence(random) }
}
