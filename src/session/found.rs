//! What `check` says of an entry and which steps of its method are open, each at the field that it is about, with the edit that ends it where
//! that is known. Must not know how a page shows it.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::wire::path_as_json;
use super::write::errors;
use super::{Read, Session, of_page};
use crate::diag::{Diagnostic, Severity};
use crate::doc::Said;
use crate::load::kind_of;
use crate::model::{Key, Kind};
use crate::pages::{OpenStep, open_steps};
use crate::schema::Field;
use crate::text::{FieldPath, Step};

/// The field with the name of who looks after something.
const OWNER: &str = "owner";

/// The field of an edit that somebody would write, and what is written there.
#[derive(Debug, PartialEq)]
struct Meant<'a> {
    key: &'a str,
    /// As TOML has it; empty for the head of a table.
    value: &'a str,
    /// Whether other edits would do as well.
    is_one_of_many: bool,
}

impl Meant<'_> {
    fn asks_for_an_owner(&self) -> bool {
        self.key == OWNER && self.value.contains('…')
    }
}

/// Where something is told, and what ends it.
struct AtField {
    path: FieldPath,
    mend: Json,
}

impl Session {
    /// What `check` says of a file, warnings and advice too, each at its field.
    pub(super) fn found(&self, read: &Read, said: Option<&Said>) -> Vec<Json> {
        let errors_and_warnings = self.loaded.iter().map(|loaded| &loaded.report);
        let all = errors_and_warnings.chain([&self.advice]);
        let all = all.flat_map(|report| &report.diagnostics);
        let own = all.filter(|one| one.source.path == read.file);
        own.map(|one| self.told(one, said)).collect()
    }

    /// A diagnostic as a page tells it.
    pub(super) fn told(&self, one: &Diagnostic, said: Option<&Said>) -> Json {
        let place = one.span.as_ref();
        let path = place.and_then(|place| said?.path_at(place));
        let at = kind_of(&one.source.path).and_then(|kind| {
            let help = one.help.as_deref().unwrap_or_default();
            let path = path.clone().unwrap_or_default();
            self.at_field((kind, said), &path, (one.code, help))
        });
        let (path, mut mend) = match at {
            Some(at) => (Some(at.path), at.mend),
            None => (path, Json::Null),
        };
        if let (Some(word), Some(place)) = (one.word_to_write(), place) {
            mend = json!({ "do": "rename", "at": place.start, "edit": word });
        }
        let words = self.words().and_then(|words| words.rule(one.code));
        json!({
            "path": path.as_ref().map(path_as_json),
            "title": words.map(|words| &words.title),
            "ends": words.map(|words| &words.ends),
            "message": one.message,
            "help": one.help,
            "code": one.code,
            "line": one.position().map(|place| place.line),
            "severity": one.severity.as_str(),
            "is_error": one.severity == Severity::Error,
            "mend": mend,
        })
    }

    /// Where something about a place is mended, if its help says which field to write.
    fn at_field(
        &self,
        (kind, said): (Kind, Option<&Said>),
        path: &FieldPath,
        (code, help): (&str, &str),
    ) -> Option<AtField> {
        if matches!(code, "stale" | "never-reviewed") {
            let today = self.day()?;
            return Some(AtField {
                path: FieldPath::default().key("reviewed"),
                mend: json!({ "do": "set", "value": today, "say": "mend_reviewed" }),
            });
        }
        let meant = meant(help)?;
        let values = said.and_then(Said::fields);
        // The innermost table around the place that has such a field.
        for length in (0..=path.0.len()).rev() {
            let table = &path.0[..length];
            let is_table = values.and_then(|values| value_at(values, table));
            if !is_table.is_some_and(Json::is_object) {
                continue;
            }
            let mut at = table.to_vec();
            at.push(Step::Key(meant.key.to_owned()));
            let fields = self.fields.table(Some(kind), table);
            if let Some(field) = fields.iter().find(|field| field.name == meant.key) {
                let owner = self.owner().filter(|_| meant.asks_for_an_owner());
                let mend = owner.map_or_else(
                    || mend(&meant, field),
                    |owner| json!({ "do": "set", "value": owner, "edit": format!("{OWNER} = \"{owner}\"") }),
                );
                return Some(AtField {
                    path: FieldPath(at),
                    mend,
                });
            }
        }
        None
    }

    /// Who looks after most entries of the book.
    fn owner(&self) -> Option<&str> {
        let mut entries: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in self.book()?.catalog.entries() {
            if let Some(owner) = &entry.header.owner {
                *entries.entry(owner).or_default() += 1;
            }
        }
        let most = entries.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(owner, _)| owner)
    }

    /// The steps of the method that are open, each rule at its field.
    pub(super) fn open(&self, key: &Key, said: Option<&Said>) -> Vec<Json> {
        let (Some(book), Some(today)) = (self.book(), self.today()) else {
            return Vec::new();
        };
        let steps = open_steps(book, today, key);
        let open = steps.into_iter().map(|open| {
            let OpenStep {
                step,
                rule,
                todo,
                edit,
            } = open;
            let help = edit.unwrap_or_default();
            let help = help.lines().next().unwrap_or_default();
            let help = format!("`{help}`");
            let at = self.at_field((key.kind, said), &FieldPath::default(), ("", &help));
            json!({
                "step": step,
                "rule": rule,
                "todo": todo,
                "path": at.as_ref().map(|at| path_as_json(&at.path)),
                "mend": at.map(|at| at.mend),
            })
        });
        open.collect()
    }

    /// What keeps the book from becoming a site: each mistake with its file and line, and its entry where there is one.
    pub(super) fn faults(&self) -> Vec<Json> {
        let Some(loaded) = &self.loaded else {
            return Vec::new();
        };
        let faults = errors(loaded).map(|one| {
            let file = one.source.path.as_str();
            let mut texts = loaded.texts();
            let key = texts.find_map(|(key, source)| (source.path == file).then_some(key));
            json!({
                "file": file,
                "line": one.position().map(|place| place.line),
                "message": one.message,
                "help": one.help,
                "entry": key.map(of_page),
                "name": key.map(|key| self.name_of(key)),
            })
        });
        faults.collect()
    }
}

/// The value at a place, in tables and lists.
fn value_at<'v>(values: &'v Json, path: &[Step]) -> Option<&'v Json> {
    path.iter().try_fold(values, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}

/// What a control is given: the value that the help writes, or the example of the field, or nothing but the focus.
fn mend(meant: &Meant<'_>, field: &Field) -> Json {
    let edit = format!("{} = {}", meant.key, meant.value);
    let is_whole = !meant.value.contains('…') && !meant.is_one_of_many;
    if let Some(value) = plain_value(meant.value).filter(|_| is_whole) {
        return json!({ "do": "set", "value": value, "edit": edit });
    }
    let example = field.example.as_deref().and_then(plain_value);
    match example {
        Some(value) => json!({ "do": "example", "value": value }),
        None => json!({ "do": "go" }),
    }
}

/// A text, a number, true, false, a day, or a list of these, as TOML has it.
fn plain_value(toml: &str) -> Option<Json> {
    let is_day = toml.len() == 10 && toml.parse::<crate::doc::Date>().is_ok();
    if is_day {
        return Some(toml.into());
    }
    serde_json::from_str(toml)
        .ok()
        .filter(|value: &Json| !value.is_object() && !value.is_null())
}

/// The first edit in a text, between backticks: `quote = "…"` or `[[committee]]`.
fn meant(help: &str) -> Option<Meant<'_>> {
    let edits = || {
        let pieces = help.split('`').skip(1).step_by(2);
        pieces.filter_map(|piece| {
            let table = piece.trim_start_matches('[');
            if table.len() < piece.len() && !table.starts_with('^') {
                let key = table.split([']', '.']).next()?;
                return Some((key, ""));
            }
            piece.split_once(" = ")
        })
    };
    let is_key = |key: &str| {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
        !key.is_empty() && key.chars().all(is_plain)
    };
    let (key, value) = edits().find(|(key, _)| is_key(key))?;
    Some(Meant {
        key,
        value,
        is_one_of_many: edits().count() > 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_to_write_is_read_from_the_help() {
        let key = |help: &'static str| meant(help).map(|meant| (meant.key, meant.value));
        assert_eq!(
            key(
                "write `quote = \"…\"` as somebody said it, and its source behind it: `[^interviews]`"
            ),
            Some(("quote", "\"…\""))
        );
        assert_eq!(key("write `[handover.sla]` first"), Some(("handover", "")));
        assert_eq!(key("write `[[committee]]`"), Some(("committee", "")));
        assert_eq!(key("write `goals`"), None);
        assert_eq!(key("write `[^talks]` behind it"), None);
        assert!(meant("write `a = 1` or `a = 2`").unwrap().is_one_of_many);
    }

    #[test]
    fn only_plain_values_are_filled_in() {
        assert_eq!(plain_value("\"assumed\""), Some(json!("assumed")));
        assert_eq!(plain_value("[\"a\", \"b\"]"), Some(json!(["a", "b"])));
        assert_eq!(plain_value("2026-11-21"), Some(json!("2026-11-21")));
        assert_eq!(plain_value("{ a = 1 }"), None);
        assert_eq!(plain_value("null"), None);
    }
}
