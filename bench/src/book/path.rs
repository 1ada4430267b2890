//! A learning path: three milestones of four steps, and questions of its own.

use toml::Table;

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::{clause, header, predicate, sentence, thing};
use crate::random::Random;

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    let mut fields = header(names.name(Kind::Path, number), names, random);
    fields.extend(table! {
        "for": *random.pick(&["Sales", "Support", "Marketing"]),
        "milestones": ["Day 1", "Week 1", "Month 1"].map(|name| milestone(name, names, random)).to_vec(),
        "quiz": table! { "questions": (0..3).map(|_| question(names, random)).collect::<Vec<_>>() },
    });
    fields
}

fn milestone(name: &str, names: Names, random: &mut Random) -> Table {
    table! {
        "name": name,
        "steps": (0..4).map(|_| step(names, random)).collect::<Vec<_>>(),
    }
}

fn step(names: Names, random: &mut Random) -> Table {
    let read = [Kind::Persona, Kind::Journey]
        .map(|kind| format!("{}:{}", kind.name(), names.any(kind, random)));
    table! {
        "title": thing(random),
        "minutes": random.between(5, 60) as i64,
        "read": read.to_vec(),
        "do": sentence(random),
        "look_for": sentence(random),
        "ask": sentence(random),
    }
}

fn question(names: Names, random: &mut Random) -> Table {
    table! {
        "ask": format!("Who {}?", predicate(random)),
        "answer": format!("The customer: {}", clause(random)),
        "wrong": (1..4).map(|number| format!("{number}: {}", clause(random))).collect::<Vec<_>>(),
        "why": sentence(random),
        "see": format!("persona:{}", names.any(Kind::Persona, random)),
    }
}
