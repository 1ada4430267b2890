//! A free page.

use toml::Table;

use super::Kind;
use super::names::Names;
use super::table::table;
use super::writing::header;
use crate::random::Random;

pub(super) fn fields(names: Names, number: usize, random: &mut Random) -> Table {
    let mut fields = header(names.name(Kind::Page, number), names, random);
    fields.extend(table! {
        "nav_order": number as i64 + 1,
    });
    fields
}
