//! Entries in YAML, JSON and TOML: a list of them, tables of them by kind or by name, or one. Must not know fields.

use super::found::{Found, is_empty, pair, texts};
use super::inputs::Input;
use super::{kinds, names};
use crate::doc::{Pair, What, Written};
use crate::model::Kind;
use crate::text::Lines;

/// What values say.
pub(super) fn found(input: &Input, text: &str, values: Vec<Written>) -> Vec<Found> {
    let mut walk = Walk {
        input,
        lines: Lines::new(text),
        found: Vec::new(),
    };
    for value in values {
        walk.value(value, None);
    }
    walk.found
}

struct Walk<'a> {
    input: &'a Input,
    lines: Lines<'a>,
    found: Vec<Found>,
}

impl Walk<'_> {
    fn value(&mut self, value: Written, kind: Option<Kind>) {
        let at = value.place.start;
        match value.what {
            What::List(items) if !items.is_empty() && items.iter().all(is_table) => {
                for item in items {
                    self.value(item, kind);
                }
            }
            What::Table(pairs) => self.table(pairs, (kind, at)),
            what => {
                let all = texts(&Written {
                    place: at..at,
                    what,
                });
                if !all.is_empty() {
                    let markdown = all.iter().map(|text| format!("- {text}\n")).collect();
                    let kind = Some(kind.unwrap_or(Kind::Page));
                    self.add(
                        Found {
                            kind,
                            markdown,
                            ..Found::default()
                        },
                        at,
                    );
                }
            }
        }
    }

    /// A table that is an entry, or holds entries.
    fn table(&mut self, pairs: Vec<Pair>, (kind, at): (Option<Kind>, usize)) {
        let is_of_entries =
            |one: &Pair| kinds::called(&one.key).is_some() && holds_entries(&one.value);
        let is_entry = {
            let rest = pairs.iter().filter(|one| !is_of_entries(one));
            let labels: Vec<&str> = rest.map(|one| one.key.as_str()).collect();
            kinds::guessed(&labels).is_some()
        };
        if !is_entry && pairs.iter().any(is_of_entries) {
            let (of_entries, rest): (Vec<Pair>, Vec<Pair>) =
                pairs.into_iter().partition(is_of_entries);
            for one in of_entries {
                let kind = kinds::called(&one.key);
                self.within(one, kind);
            }
            if rest.iter().any(|one| !is_empty(&one.value)) {
                let kind = Some(Kind::Page);
                self.add(
                    Found {
                        kind,
                        pairs: rest,
                        ..Found::default()
                    },
                    at,
                );
            }
            return;
        }
        let has_name = pairs.iter().any(|one| names::is_for_name(&one.key));
        let are_named = !is_entry && !has_name && pairs.len() > 1;
        if are_named && pairs.iter().all(|one| is_table(&one.value)) {
            for one in pairs {
                self.named(one, kind);
            }
            return;
        }
        self.add(
            Found {
                kind,
                pairs,
                ..Found::default()
            },
            at,
        );
    }

    /// The entries that stand under the name of their kind.
    fn within(&mut self, one: Pair, kind: Option<Kind>) {
        match one.value.what {
            What::Table(pairs) if !pairs.iter().any(|own| names::is_for_name(&own.key)) => {
                for own in pairs {
                    self.named(own, kind);
                }
            }
            _ => self.value(one.value, kind),
        }
    }

    /// An entry that stands under its name.
    fn named(&mut self, one: Pair, kind: Option<Kind>) {
        let at = one.place.start;
        let name = Some(one.key);
        let pairs = match one.value.what {
            What::Table(pairs) => pairs,
            what => vec![pair("text", what)],
        };
        self.add(
            Found {
                kind,
                name,
                pairs,
                ..Found::default()
            },
            at,
        );
    }

    fn add(&mut self, found: Found, at: usize) {
        let line = self.lines.position(at).line;
        let title = self.input.title();
        let has_name = found.pairs.iter().any(|one| names::is_for_name(&one.key));
        let name = found.name.or_else(|| (!has_name).then_some(title));
        self.found.push(Found {
            name,
            about: self.input.about(),
            from: self.input.at(line),
            ..found
        });
    }
}

fn is_table(value: &Written) -> bool {
    matches!(value.what, What::Table(_))
}

/// Whether a value is a list of tables, a table of tables, or one with a name.
fn holds_entries(value: &Written) -> bool {
    match &value.what {
        What::List(items) => !items.is_empty() && items.iter().all(is_table),
        What::Table(pairs) => {
            pairs.iter().any(|one| names::is_for_name(&one.key))
                || (!pairs.is_empty() && pairs.iter().all(|one| is_table(&one.value)))
        }
        _ => false,
    }
}
