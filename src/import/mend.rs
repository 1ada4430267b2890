//! What the book would refuse: each entry is read by the reader of all entries and checked with the whole book, and what cannot stand as a field is kept beside
//! the fields. Must not know documents.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Shelf;
use super::days;
use super::draft::{Draft, value_at};
use super::found::{pair, texts, written};
use super::kinds::Fields;
use super::names::{Names, plain};
use crate::check;
use crate::doc::{Date, Wanted, What, Written};
use crate::error::Error;
use crate::load::tried;
use crate::model::{Finding, Key, Kind, Pointer};
use crate::score;
use crate::text::{FieldPath, Step};

/// After so many readings nothing gets better by another one.
const MOST_READINGS: usize = 8;

/// Mends entries until the book can be built with them.
///
/// # Errors
///
/// When there is a mistake that nothing mends.
pub(super) fn mend(
    drafts: &mut [Draft],
    book: &Shelf,
    (names, today): (&mut Names, Date),
) -> Result<(), Error> {
    drafts.par_iter_mut().for_each(|draft| settle(draft, today));
    for draft in drafts.iter_mut().filter(|draft| draft.record.is_none()) {
        // What its kind cannot do without is not known: a page can be read all the same.
        draft.put_all_aside();
        draft.key = names.add(Kind::Page, &draft.name, None);
        settle(draft, today);
    }
    let known = &*names;
    drafts.par_iter_mut().for_each(|draft| {
        if refer(draft, known) {
            settle(draft, today);
        }
    });
    for round in 0..MOST_READINGS {
        let mut catalog = book.catalog.clone();
        for draft in drafts.iter() {
            match &draft.record {
                Some(record) => catalog.add(std::sync::Arc::clone(record)),
                None => return Err(cannot(draft)),
            }
        }
        let found = check::check(&catalog)
            .into_iter()
            .chain(score::findings(&catalog));
        let mut errors: BTreeMap<Key, Vec<Finding>> = BTreeMap::new();
        for one in found.filter(|one| !one.is_warning) {
            if let Some(key) = one.entry.clone() {
                errors.entry(key).or_default().push(one);
            }
        }
        let wrong = drafts
            .par_iter_mut()
            .map(|draft| match errors.get(&draft.key) {
                Some(found) => {
                    amend(draft, found, round);
                    settle(draft, today);
                    1
                }
                None => 0,
            });
        if wrong.sum::<usize>() == 0 {
            return Ok(());
        }
    }
    Err(Error::refused(
        "something that was read cannot stand in a book",
        "import the files one by one to see which one it is in",
    ))
}

fn cannot(draft: &Draft) -> Error {
    Error::refused(
        format!("{} cannot be read as an entry", draft.from),
        "leave it out, or write it otherwise",
    )
}

/// Reads an entry, and keeps beside the fields what is refused.
fn settle(draft: &mut Draft, today: Date) {
    for reading in 0..MOST_READINGS {
        complete(draft, today);
        let tried = tried(&draft.key, &draft.path(), draft.text());
        if !tried.has_errors {
            draft.record = tried.record;
            return;
        }
        let mut wrong = tried.wrong;
        wrong.sort();
        wrong.dedup();
        let mut is_mended = false;
        if reading + 2 < MOST_READINGS {
            for path in wrong.iter().rev() {
                is_mended |= draft.put_aside(path);
            }
        }
        if !is_mended {
            draft.put_all_aside();
        }
    }
    draft.record = None;
}

/// Adds what a kind cannot do without and nothing was said of: an empty list, and the day of a source.
fn complete(draft: &mut Draft, today: Date) {
    let missing: Vec<(&str, Wanted)> = Fields::with(draft.key.kind, |fields| {
        let Wanted::Table(keys) = fields.wanted(&[]) else {
            return Vec::new();
        };
        let required = keys.required.iter().copied();
        let is_there = |key: &str| draft.fields.iter().any(|one| one.key == key);
        required
            .filter(|key| !is_there(key))
            .map(|key| (key, fields.wanted(&[Step::Key(key.to_owned())])))
            .collect()
    });
    for (key, wanted) in missing {
        let what = match wanted {
            Wanted::List => What::List(Vec::new()),
            Wanted::Date => {
                let is_day = |label: &str| {
                    ["date", "datum", "day", "when", "period", "year", "jaar"]
                        .contains(&plain(label).as_str())
                };
                let said = draft.aside.iter().filter(|(label, _)| is_day(label));
                let day = said
                    .flat_map(|(_, texts)| texts)
                    .find_map(|text| days::about(text));
                What::Bare(day.unwrap_or(today).to_string())
            }
            _ => continue,
        };
        draft.fields.push(pair(key, what));
    }
}

/// Names of entries become their ids. True when something changed.
fn refer(draft: &mut Draft, names: &Names) -> bool {
    let Some(record) = draft.record.clone() else {
        return false;
    };
    let nowhere = record.references().iter().filter(|used| !used.is_link);
    let mut nowhere: Vec<(&FieldPath, Kind)> = nowhere
        .filter_map(|used| match &used.to {
            Pointer::Entry(kind, id) if !names.has(*kind, id) => Some((&used.path, *kind)),
            _ => None,
        })
        .collect();
    nowhere.sort();
    nowhere.dedup();
    // What is taken out of a list moves what stands behind it.
    for (path, kind) in nowhere.iter().rev() {
        let Some(value) = value_at(&mut draft.fields, &path.0) else {
            continue;
        };
        let said = texts(value).join("; ");
        if let Some((id, says_more)) = names.meant(*kind, &said) {
            value.what = What::Text(id);
            if says_more {
                let label = crate::doc::key_as_words(path.last_key());
                draft.keep(&label, vec![said]);
            }
            continue;
        }
        if let Some(ids) = several(&said, (*kind, names)) {
            replace_item(draft, path, ids);
        } else {
            draft.put_aside(path);
        }
    }
    !nowhere.is_empty()
}

/// The entries that a text names with commas between them; nothing where one is unknown.
fn several(said: &str, (kind, names): (Kind, &Names)) -> Option<Vec<String>> {
    let parts: Vec<&str> = said.split([',', '&', '/', '+']).map(str::trim).collect();
    if parts.len() < 2 {
        return None;
    }
    let ids = parts.iter().filter(|part| !part.is_empty()).map(|part| {
        let (id, says_more) = names.meant(kind, part)?;
        (!says_more).then_some(id)
    });
    ids.collect()
}

/// Puts several items into a list in the place of one; beside the fields where there is no list.
fn replace_item(draft: &mut Draft, path: &FieldPath, ids: Vec<String>) {
    let Some((Step::Index(at), list)) = path.0.split_last() else {
        draft.put_aside(path);
        return;
    };
    if let Some(Written {
        what: What::List(items),
        ..
    }) = value_at(&mut draft.fields, list)
        && *at < items.len()
    {
        let ids = ids.into_iter().map(|id| written(What::Text(id)));
        items.splice(*at..=*at, ids);
    }
}

/// Changes what a check of the whole book refuses.
fn amend(draft: &mut Draft, found: &[Finding], round: usize) {
    let is_last = round + 3 >= MOST_READINGS;
    let mut found: Vec<&Finding> = found.iter().collect();
    found.sort_by(|one, other| other.path.cmp(&one.path));
    found.dedup_by(|one, other| one.path == other.path && one.within == other.within);
    for one in found {
        let within = one.within.as_deref().filter(|_| round == 0);
        match one.path.field() {
            "" | "body" => draft.body = escaped(&draft.body, within),
            "extra" => {
                for text in draft.aside.iter_mut().flat_map(|(_, texts)| texts) {
                    *text = escaped(text, within);
                }
            }
            _ => {
                let value = value_at(&mut draft.fields, &one.path.0);
                let is_link = |text: &String| text.contains(['[', '<']);
                match value.map(|value| &mut value.what) {
                    Some(What::Text(text)) if is_link(text) && !is_last && round < 2 => {
                        *text = escaped(text, within);
                    }
                    _ => {
                        if !draft.put_aside(&one.path) {
                            draft.put_all_aside();
                        }
                    }
                }
            }
        }
    }
    if is_last {
        draft.put_all_aside();
    }
}

/// A text in which links are words: those that lead to `within`, or all.
fn escaped(text: &str, within: Option<&str>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if matches!(letter, '[' | '<') && before != '\\' {
            let line = text[at..].lines().next().unwrap_or("");
            let end = match letter {
                '[' => line.find(')').or_else(|| line.find(']')),
                _ => line.find('>'),
            };
            let link = &line[..end.map_or(line.len(), |end| end + 1)];
            if within.is_none_or(|within| link.contains(within)) {
                out.push('\\');
            }
        }
        out.push(letter);
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_leads_nowhere_becomes_words() {
        let text = "See [a](x.pdf), [b](https://a.example) and ![c](d.png)[^e].";
        assert_eq!(
            escaped(text, Some("x.pdf")),
            "See \\[a](x.pdf), [b](https://a.example) and ![c](d.png)[^e]."
        );
        assert_eq!(escaped("![c](d.png)", None), "!\\[c](d.png)");
        assert_eq!(escaped("\\[c]", None), "\\[c]");
    }
}
