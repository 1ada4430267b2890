//! No entry is above itself in its tree of parents.

use crate::model::{Catalog, Finding, Key};
use crate::text::FieldPath;

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in catalog.entries() {
        let mut way = vec![entry.key.clone()];
        let mut at = entry;
        let mut first_field = None;
        while let Some((field, parent)) = at.data.parent() {
            first_field.get_or_insert(field);
            let key = Key::new(at.key.kind, parent);
            let closes = key == entry.key;
            let seen = way.contains(&key);
            way.push(key);
            if closes {
                let names: Vec<&str> = way.iter().map(|key| key.id.as_str()).collect();
                found.push(
                    Finding::new(
                        "parent-cycle",
                        FieldPath::default().key(first_field.unwrap_or(field)),
                        format!("`{}` is above itself: {}", entry.key.id, names.join(" -> ")),
                        "leave out `parent` in the topmost of these entries",
                    )
                    .of(&entry.key),
                );
            }
            match catalog.get(&way[way.len() - 1]) {
                Some(next) if !seen => at = next,
                _ => break,
            }
        }
    }
    found
}
