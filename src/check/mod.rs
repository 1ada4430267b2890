//! Checks of the book as a whole: what no single file can know. One file per check.
//! Must not know where things stand in files, nor how they are scored.

mod claims;
mod drafts;
mod files;
mod parents;
mod part_links;
mod quotes;
mod references;
mod shares;
mod written;

use crate::doc::Date;
use crate::model::{Catalog, Finding};

/// Runs every check.
pub fn check(catalog: &Catalog) -> Vec<Finding> {
    [
        references::check,
        part_links::check,
        claims::check,
        files::check,
        drafts::check,
        parents::check,
        written::check,
        shares::check,
        quotes::check,
    ]
    .iter()
    .flat_map(|check| check(catalog))
    .collect()
}

/// Finds what was right until a day that has passed.
pub fn check_on(catalog: &Catalog, today: Date) -> Vec<Finding> {
    quotes::without_consent(catalog, today)
}
