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
use crate::model::{Catalog, Entry, Finding, OfEntry, Unseen};

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
        alone,
    ]
    .iter()
    .flat_map(|check| check(catalog))
    .collect()
}

fn alone(catalog: &Catalog) -> Vec<Finding> {
    let found = catalog
        .records()
        .map(|record| record.alone::<FoundAlone>(&()));
    found.flat_map(|found| found.1.0.clone()).collect()
}

/// What the checks find that look at each entry by itself.
struct FoundAlone(Vec<Finding>);

impl OfEntry for FoundAlone {
    type Given = ();

    fn of(entry: &Entry, (): &()) -> Self {
        let found = [claims::given_twice, quotes::check];
        let found = found.iter().flat_map(|find| find(entry));
        Self(found.map(|finding| finding.of(&entry.key)).collect())
    }
}

/// Runs the checks that depend on who reads the site, and when.
pub fn check_for(catalog: &Catalog, unseen: &Unseen, today: Date) -> Vec<Finding> {
    let mut found = unseen::check(catalog, unseen);
    found.extend(future::check(catalog, today));
    found.extend(quotes::without_consent(catalog, today));
    found
}
