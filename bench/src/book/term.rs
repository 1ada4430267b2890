//! A word of the glossary.

use toml::Table;

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::header;
use crate::random::Random;

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    let mut fields = header(names.name(Kind::Term, number), names, random);
    fields.extend(table! {
        "also": vec![format!("{} as we say it", names.name(Kind::Term, number))],
        "see": see(names, number, random),
    });
    fields
}

/// Other terms.
fn see(names: Names, number: usize, random: &mut Random) -> Vec<String> {
    let own = names.id(Kind::Term, number);
    let mut see = names.some(Kind::Term, 2, random);
    see.retain(|id| *id != own);
    see
}
