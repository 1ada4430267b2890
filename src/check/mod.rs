//! Checks of the book as a whole: what no single file can know. One file per check.
//! Must not know where things stand in files, nor how they are scored.

mod claims;
mod feedback;
mod files;
mod future;
mod parents;
mod part_links;
mod quotes;
mod references;
mod shares;
mod unseen;
mod written;

use crate::doc::Date;
use crate::model::{Catalog, Finding, Unseen};

/// Runs every check that asks for nothing but the book.
pub fn check(catalog: &Catalog) -> Vec<Finding> {
    [
        references::check,
        part_links::check,
        claims::check,
        feedback::check,
        files::check,
        parents::check,
        written::check,
        shares::check,
        quotes::check,
    ]
    .iter()
    .flat_map(|check| check(catalog))
    .collect()
}

/// Runs the checks that depend on who reads the site, and when.
pub fn check_for(catalog: &Catalog, unseen: &Unseen, today: Date) -> Vec<Finding> {
    let mut found = unseen::check(catalog, unseen);
    found.extend(future::check(catalog, today));
    found.extend(quotes::without_consent(catalog, today));
    found
}
