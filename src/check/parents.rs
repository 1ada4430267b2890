//! No entry is above itself in its tree of parents.

use std::collections::BTreeMap;

use crate::model::{Catalog, Entry, Finding, Key};
use crate::text::FieldPath;

/// How many of the entries of a circle a message names.
const NAMED: usize = 8;

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    // The number of the walk on which an entry was come by. Each is come by once.
    let mut seen: BTreeMap<&Key, usize> = BTreeMap::new();
    for (walk, start) in catalog.entries().enumerate() {
        let mut way: Vec<&Entry> = Vec::new();
        let mut at = Some(start);
        while let Some(entry) = at {
            match seen.get(&entry.key) {
                Some(other) if *other == walk => {
                    let circle = way.iter().position(|one| one.key == entry.key);
                    found.extend(circle_of(&way[circle.unwrap_or(0)..]));
                    break;
                }
                Some(_) => break,
                None => {}
            }
            seen.insert(&entry.key, walk);
            way.push(entry);
            at = parent(catalog, entry);
        }
    }
    found
}

fn parent<'a>(catalog: &'a Catalog, entry: &Entry) -> Option<&'a Entry> {
    let (_, parent) = entry.data.parent()?;
    catalog.get(&Key::new(entry.key.kind, parent))
}

/// A finding for each entry of a circle, which begins and ends with it.
fn circle_of<'a>(circle: &'a [&Entry]) -> impl Iterator<Item = Finding> + 'a {
    circle.iter().enumerate().filter_map(|(start, entry)| {
        let (field, _) = entry.data.parent()?;
        let around = circle[start..].iter().chain(&circle[..=start]);
        let mut names: Vec<&str> = around
            .take(NAMED)
            .map(|entry| entry.key.id.as_str())
            .collect();
        if circle.len() >= NAMED {
            names.extend(["…", &entry.key.id]);
        }
        let message = format!("`{}` is above itself: {}", entry.key.id, names.join(" -> "));
        Some(
            Finding::new(
                "parent-cycle",
                FieldPath::default().key(field),
                message,
                "leave out `parent` in the topmost of these entries",
            )
            .of(&entry.key),
        )
    })
}
