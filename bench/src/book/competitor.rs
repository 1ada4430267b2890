//! A competitor.

use toml::Table;

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::{claims, clause, header, sentence};
use crate::random::Random;

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    let mut fields = header(names.name(Kind::Competitor, number), names, random);
    fields.extend(table! {
        "segments": names.some(Kind::Segment, 2, random),
        "icps": names.some(Kind::Icp, 2, random),
        "strengths": claims(3, names, random),
        "weaknesses": claims(3, names, random),
        "says": (0..3).map(|_| saying(random)).collect::<Vec<_>>(),
        "wins_when": claims(2, names, random),
        "loses_when": claims(2, names, random),
        "price": clause(random),
    });
    fields
}

fn saying(random: &mut Random) -> Table {
    table! { "says": sentence(random), "answer": sentence(random) }
}
