//! Values that are written otherwise than in TOML, each with its place in the file, and how they join a parsed table. Must not
//! know what they mean.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::{FieldPath, Span, Step};

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Written {
    pub(crate) place: Span,
    pub(crate) what: What,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    Text(String),
    /// A number, a day, true or false, as TOML writes it.
    Bare(String),
    List(Vec<Written>),
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    /// The place of the key.
    pub(crate) place: Span,
    pub(crate) value: Written,
}

/// A value that stands in two places.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Twice {
    pub(super) path: FieldPath,
    /// Both places count from where the TOML begins.
    pub(super) first: Span,
    pub(super) second: Span,
}

impl Written {
    pub(crate) fn text(place: Span, text: impl Into<String>) -> Self {
        let what = What::Text(text.into());
        Self { place, what }
    }

    pub(crate) fn table(place: Span, entries: Vec<Entry>) -> Self {
        let what = What::Table(entries);
        Self { place, what }
    }

    pub(crate) fn list(place: Span, items: Vec<Self>) -> Self {
        let what = What::List(items);
        Self { place, what }
    }

    fn texts<'t>(&'t self, path: &mut Vec<Step>, found: &mut Vec<(Vec<Step>, Span, &'t str)>) {
        match &self.what {
            What::Text(text) => found.push((path.clone(), self.place.clone(), text)),
            What::Bare(_) => {}
            What::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push(Step::Index(index));
                    item.texts(path, found);
                    path.pop();
                }
            }
            What::Table(entries) => texts(entries, path, found),
        }
    }

    /// As a parser of TOML would give it, with places that count from `start`.
    fn value(&self, start: usize) -> Spanned<DeValue<'_>> {
        let value = match &self.what {
            What::Text(text) => DeValue::String(Cow::Borrowed(text)),
            What::Bare(bare) => match DeValue::parse(bare) {
                Ok(value) => value.into_inner(),
                Err(_) => DeValue::String(Cow::Borrowed(bare)),
            },
            What::List(items) => {
                let items = items.iter().map(|item| item.value(start));
                DeValue::Array(items.collect())
            }
            What::Table(entries) => {
                let mut table = DeTable::new();
                join(
                    &mut table,
                    (entries, start),
                    &FieldPath::default(),
                    &mut Vec::new(),
                );
                DeValue::Table(table)
            }
        };
        Spanned::new(counted(&self.place, start), value)
    }
}

/// Every text among entries, with its path and its place.
pub(super) fn texts<'t>(
    entries: &'t [Entry],
    path: &mut Vec<Step>,
    found: &mut Vec<(Vec<Step>, Span, &'t str)>,
) {
    for entry in entries {
        path.push(Step::Key(entry.key.clone()));
        entry.value.texts(path, found);
        path.pop();
    }
}

/// Adds an entry, or puts what it holds into the one that is there: lists one after the other, tables key by key. Gives it back
/// when there is another value already.
pub(crate) fn add(entries: &mut Vec<Entry>, new: Entry) -> Option<Entry> {
    let Some(old) = entries.iter_mut().find(|old| old.key == new.key) else {
        entries.push(new);
        return None;
    };
    match (&mut old.value.what, new.value.what) {
        (What::List(items), What::List(more)) => {
            items.extend(more);
            None
        }
        (What::Table(inner), What::Table(more)) => {
            let mut left: Vec<Entry> = Vec::new();
            for one in more {
                left.extend(add(inner, one));
            }
            let value = Written::table(new.value.place, left);
            match &value.what {
                What::Table(left) if left.is_empty() => None,
                _ => Some(Entry { value, ..new }),
            }
        }
        (_, what) => {
            let place = new.value.place;
            let value = Written { place, what };
            Some(Entry { value, ..new })
        }
    }
}

/// Puts entries into a table. What it has already stays, and is told.
pub(super) fn join<'t>(
    table: &mut DeTable<'t>,
    (entries, start): (&'t [Entry], usize),
    path: &FieldPath,
    twice: &mut Vec<Twice>,
) {
    for entry in entries {
        let path = path.key(&entry.key);
        let old = table.get_key_value(entry.key.as_str());
        let Some((old_key, old)) = old else {
            let key = Spanned::new(counted(&entry.place, start), Cow::Borrowed(&*entry.key));
            table.insert(key, entry.value.value(start));
            continue;
        };
        let is_table = matches!(old.get_ref(), DeValue::Table(_));
        if let (true, What::Table(inner)) = (is_table, &entry.value.what) {
            if let Some(DeValue::Table(old)) =
                table.get_mut(entry.key.as_str()).map(Spanned::get_mut)
            {
                join(old, (inner, start), &path, twice);
            }
            continue;
        }
        twice.push(Twice {
            path,
            first: old_key.span(),
            second: counted(&entry.place, start),
        });
    }
}

fn counted(place: &Span, start: usize) -> Span {
    place.start.saturating_sub(start)..place.end.saturating_sub(start)
}
