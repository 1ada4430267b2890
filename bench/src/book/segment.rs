//! A segment.

use toml::Table;

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::{claims, header, sentence, things};
use crate::random::Random;

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    let mut fields = header(names.name(Kind::Segment, number), names, random);
    let share = 100 / names.size.of(Kind::Segment) as i64;
    fields.extend(table! {
        "tier": ["A", "B", "C"][number % 3],
        "strategy": ["grow", "keep", "serve-lean"][number % 3],
        "needs": claims(3, names, random),
        "channels": things(3, random),
        "tone": sentence(random),
        "share": table! { "customers": share, "revenue": share, "margin": share },
        "basis": table! {
            "demographic": claims(2, names, random),
            "geographic": claims(1, names, random),
            "behavioural": claims(2, names, random),
        },
        "value_proposition": table! {
            "promise": sentence(random),
            "products": claims(2, names, random),
            "pain_relievers": claims(2, names, random),
            "gain_creators": claims(2, names, random),
        },
    });
    fields
}
