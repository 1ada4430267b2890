//! TOML into typed values, with every mistake of the document in one run.
//!
//! A deserializer stops at its first error. So after an error the wrong value is taken out of the
//! table and the rest is read again, until it reads: each round removes one value, so it ends.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

use super::document::{Document, written};
use super::friendly::{missing_field, words};
use crate::diag::{Diagnostic, Report};
use crate::text::{FieldPath, Span, Step};

/// What a document says.
#[derive(Debug)]
pub struct Reading<H, T> {
    /// The part read from the header's keys, unless a key that it needs is missing.
    pub header: Option<H>,
    /// The part read from all other keys.
    pub data: Option<T>,
    /// Keys that nothing reads.
    pub unknown: Vec<UnknownKey>,
    /// Mistakes of syntax and type.
    pub report: Report,
    /// The values that could not be read and are left out, by their path in the file.
    pub wrong: Vec<FieldPath>,
}

impl Document {
    /// Tells the document which values were left out, so that it finds the others.
    #[must_use]
    pub fn leaving_out(mut self, wrong: Vec<FieldPath>) -> Self {
        self.left_out = wrong
            .iter()
            .filter(|path| matches!(path.0.last(), Some(Step::Index(_))))
            .cloned()
            .collect();
        self.wrong = wrong;
        self
    }
}

/// A key that nothing reads.
#[derive(Debug, Clone, PartialEq)]
pub struct UnknownKey {
    /// Its path, the key itself last.
    pub path: FieldPath,
    /// The place of the key.
    pub span: Span,
}

/// Reads a document as two values: `H` from the keys named, `T` from the others. `is_table` tells whether
/// the value at a path must be a table: a deserializer would take a list for one, field by field.
pub fn read<H, T>(
    document: &Document,
    header_keys: &[&str],
    is_table: impl Fn(&[Step]) -> bool,
) -> Reading<H, T>
where
    H: DeserializeOwned,
    T: DeserializeOwned,
{
    let (table, mut report) = document.parse();
    // Recovery may leave half a value behind, about which nothing true can be said.
    let broken = report.has_errors();
    let mut problems = Problems::default();
    let mut lists = Vec::new();
    lists_for_tables(table.get_ref(), &mut Vec::new(), &is_table, &mut lists);
    for (path, span) in &lists {
        let key = path.last_key();
        problems.report.push(
            Diagnostic::error(
                "wrong-value",
                format!("`{key}`: expected a table, found a list"),
                &document.source,
            )
            .at(document.absolute(span.clone()))
            .help(format!(
                "write `[{key}]` with single brackets, or `{key} = {{ … }}`"
            )),
        );
        problems.wrong.push(path.clone());
    }
    let table = without(table.into_inner(), &lists);
    let (header_table, data_table) = split(table, header_keys);
    let header = part(document, header_table, &mut problems, |table| {
        split(without(table, &lists), header_keys).0
    });
    let data = part(document, data_table, &mut problems, |table| {
        split(without(table, &lists), header_keys).1
    });
    if broken {
        problems = Problems::default();
    }
    report.merge(problems.report);
    Reading {
        header,
        data,
        unknown: problems.unknown,
        report,
        wrong: problems.wrong,
    }
}

#[derive(Default)]
struct Problems {
    report: Report,
    unknown: Vec<UnknownKey>,
    wrong: Vec<FieldPath>,
}

/// Lists that stand where a table must stand. They are not inside lists themselves but for tables in
/// lists, so taking them out moves nothing.
fn lists_for_tables(
    table: &DeTable<'_>,
    path: &mut Vec<Step>,
    is_table: &impl Fn(&[Step]) -> bool,
    found: &mut Vec<(FieldPath, Span)>,
) {
    for (key, value) in table {
        path.push(Step::Key(key.get_ref().to_string()));
        match value.get_ref() {
            DeValue::Table(table) => lists_for_tables(table, path, is_table, found),
            DeValue::Array(_) if is_table(path) => {
                found.push((FieldPath(path.clone()), value.span()));
            }
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push(Step::Index(index));
                    if let DeValue::Table(table) = item.get_ref() {
                        lists_for_tables(table, path, is_table, found);
                    }
                    path.pop();
                }
            }
            _ => {}
        }
        path.pop();
    }
}

fn without<'a>(mut table: DeTable<'a>, lists: &[(FieldPath, Span)]) -> DeTable<'a> {
    for (path, _) in lists {
        take_out(&mut table, &path.0);
    }
    table
}

fn split<'a>(table: DeTable<'a>, header_keys: &[&str]) -> (DeTable<'a>, DeTable<'a>) {
    table
        .into_iter()
        .partition(|(key, _)| header_keys.contains(&key.get_ref().as_ref()))
}

fn part<'a, T: DeserializeOwned>(
    document: &'a Document,
    table: DeTable<'a>,
    problems: &mut Problems,
    select: impl Fn(DeTable<'a>) -> DeTable<'a>,
) -> Option<T> {
    let mut ignored = Vec::new();
    let first = attempt(table, &mut ignored);
    if first.is_ok() && ignored.is_empty() {
        return first.ok();
    }
    // Only a document with a problem is parsed a second time: the first attempt used up its table.
    let mut table = select(document.parse().0.into_inner());
    let mut removed = Vec::new();
    loop {
        ignored.clear();
        match attempt(table.clone(), &mut ignored) {
            Ok(value) => {
                problems.add_unknown(document, &table, &ignored);
                return Some(value);
            }
            Err(error) => {
                let wrong = Wrong::new(&error, &table);
                if !wrong.follows_from(&removed) {
                    problems.report.push(wrong.diagnostic(document));
                }
                if wrong.path.0.is_empty() {
                    problems.add_unknown(document, &table, &ignored);
                    return None;
                }
                removed.extend(Removed::new(&table, &wrong.path.0));
                problems.wrong.push(written(&wrong.path, &problems.wrong));
                take_out(&mut table, &wrong.path.0);
            }
        }
    }
}

fn attempt<T: DeserializeOwned>(
    table: DeTable<'_>,
    ignored: &mut Vec<FieldPath>,
) -> Result<T, toml::de::Error> {
    let root = Spanned::new(0..0, DeValue::Table(table));
    serde_ignored::deserialize(ValueDeserializer::from(root), |path| {
        ignored.push(field_path(&path));
    })
}

impl Problems {
    fn add_unknown(&mut self, document: &Document, table: &DeTable<'_>, ignored: &[FieldPath]) {
        for path in ignored {
            if let Some(span) = key_span(table, &path.0) {
                self.unknown.push(UnknownKey {
                    path: path.clone(),
                    span: document.absolute(span),
                });
            }
        }
    }
}

/// A key that was taken out of the table at a place. Not its path: positions in lists move.
struct Removed {
    table: Span,
    key: String,
}

impl Removed {
    fn new(table: &DeTable<'_>, steps: &[Step]) -> Option<Self> {
        let (Step::Key(key), parent) = steps.split_last()? else {
            return None;
        };
        Some(Self {
            table: span_at(table, parent)?,
            key: key.clone(),
        })
    }
}

/// A value that does not read.
struct Wrong {
    path: FieldPath,
    span: Span,
    message: String,
    missing: Option<String>,
}

impl Wrong {
    fn new(error: &toml::de::Error, table: &DeTable<'_>) -> Self {
        let span = error.span().unwrap_or(0..0);
        let mut path = Vec::new();
        find(table, &span, &mut path);
        Self {
            path: FieldPath(path),
            span,
            message: error.message().to_owned(),
            missing: missing_field(error.message()).map(str::to_owned),
        }
    }

    /// A field is missing only because its wrong value was taken out before.
    fn follows_from(&self, removed: &[Removed]) -> bool {
        self.missing.as_ref().is_some_and(|field| {
            removed
                .iter()
                .any(|one| one.table == self.span && one.key == *field)
        })
    }

    fn diagnostic(&self, document: &Document) -> Diagnostic {
        let (message, help) = words(&self.message, &self.path);
        let (code, message) = match (&self.missing, self.path.last_key()) {
            (None, "") => ("wrong-value", message),
            (None, key) => ("wrong-value", format!("`{key}`: {message}")),
            (Some(_), "") => ("missing-key", message),
            (Some(_), key) => ("missing-key", format!("{message} in `{key}`")),
        };
        let diagnostic = Diagnostic::error(code, message, &document.source)
            .at(document.absolute(self.span.clone()));
        match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

/// Finds the deepest value that stands exactly at `span`.
fn find(table: &DeTable<'_>, span: &Span, path: &mut Vec<Step>) -> bool {
    table.iter().any(|(key, value)| {
        path.push(Step::Key(key.get_ref().to_string()));
        let found = find_in(value, span, path);
        if !found {
            path.pop();
        }
        found
    })
}

fn find_in(value: &Spanned<DeValue<'_>>, span: &Span, path: &mut Vec<Step>) -> bool {
    let deeper = match value.get_ref() {
        DeValue::Table(table) => find(table, span, path),
        DeValue::Array(items) => items.iter().enumerate().any(|(index, item)| {
            path.push(Step::Index(index));
            let found = find_in(item, span, path);
            if !found {
                path.pop();
            }
            found
        }),
        _ => false,
    };
    deeper || value.span() == *span
}

fn take_out(table: &mut DeTable<'_>, steps: &[Step]) {
    let Some((Step::Key(key), rest)) = steps.split_first() else {
        return;
    };
    if rest.is_empty() {
        *table = std::mem::take(table)
            .into_iter()
            .filter(|(name, _)| name.get_ref() != key)
            .collect();
    } else if let Some((_, value)) = table.iter_mut().find(|(name, _)| name.get_ref() == key) {
        take_out_of(value, rest);
    }
}

fn take_out_of(value: &mut Spanned<DeValue<'_>>, steps: &[Step]) {
    match (value.get_mut(), steps) {
        (DeValue::Table(table), _) => take_out(table, steps),
        (DeValue::Array(items), [Step::Index(index)]) => {
            *items = std::mem::replace(items, DeArray::new())
                .into_iter()
                .enumerate()
                .filter(|(at, _)| at != index)
                .map(|(_, item)| item)
                .collect();
        }
        (DeValue::Array(items), [Step::Index(index), rest @ ..]) => {
            if let Some(item) = items.get_mut(*index) {
                take_out_of(item, rest);
            }
        }
        _ => {}
    }
}

fn span_at(table: &DeTable<'_>, steps: &[Step]) -> Option<Span> {
    let Some((Step::Key(key), rest)) = steps.split_first() else {
        return Some(0..0);
    };
    let (_, value) = table.iter().find(|(name, _)| name.get_ref() == key)?;
    let mut value = value;
    for step in rest {
        value = match (value.get_ref(), step) {
            (DeValue::Array(items), Step::Index(index)) => items.get(*index)?,
            (DeValue::Table(table), Step::Key(key)) => {
                table.iter().find(|(name, _)| name.get_ref() == key)?.1
            }
            _ => return None,
        };
    }
    Some(value.span())
}

fn key_span(table: &DeTable<'_>, steps: &[Step]) -> Option<Span> {
    let (Step::Key(key), rest) = steps.split_first()? else {
        return None;
    };
    let (name, value) = table.iter().find(|(name, _)| name.get_ref() == key)?;
    if rest.is_empty() {
        return Some(name.span());
    }
    let (mut value, mut rest) = (value.get_ref(), rest);
    while let (DeValue::Array(items), [Step::Index(index), deeper @ ..]) = (value, rest) {
        value = items.get(*index)?.get_ref();
        rest = deeper;
    }
    match value {
        DeValue::Table(table) => key_span(table, rest),
        _ => None,
    }
}

fn field_path(path: &serde_ignored::Path<'_>) -> FieldPath {
    use serde_ignored::Path;
    match path {
        Path::Root => FieldPath::default(),
        Path::Seq { parent, index } => field_path(parent).index(*index),
        Path::Map { parent, key } => field_path(parent).key(key),
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => field_path(parent),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde::Deserialize;

    use super::*;
    use crate::text::Source;

    #[derive(Debug, Deserialize)]
    struct Header {
        #[expect(dead_code, reason = "only whether it reads is tested")]
        name: String,
    }

    #[derive(Debug, Deserialize)]
    struct Data {
        #[serde(default)]
        items: Vec<Item>,
        size: Option<u8>,
    }

    #[derive(Debug, Deserialize)]
    struct Item {
        title: String,
        #[serde(default)]
        count: f64,
    }

    fn messages(text: &str) -> (Vec<String>, Vec<String>) {
        let source = Arc::new(Source {
            path: "a.toml".into(),
            text: text.into(),
        });
        let reading: Reading<Header, Data> = read(&Document::toml(source), &["name"], |_| false);
        let place = |span: &Span| text[span.clone()].to_owned();
        (
            reading
                .report
                .diagnostics
                .iter()
                .map(|found| {
                    format!(
                        "{} @ {}",
                        found.message,
                        place(found.span.as_ref().unwrap())
                    )
                })
                .collect(),
            reading
                .unknown
                .iter()
                .map(|key| format!("{} @ {}", key.path, place(&key.span)))
                .collect(),
        )
    }

    #[test]
    fn every_mistake_of_a_document_is_found_in_one_run() {
        let (wrong, unknown) = messages(
            "name = 5\nsise = 1\nsize = \"x\"\n[[items]]\ntitle = true\nextra = 1\n[[items]]\ncount = \"two\"\n[[items]]\ntitle = \"a\"\ncolor = 2\n",
        );
        assert_eq!(
            wrong,
            [
                "`name`: expected a text, found the number `5` @ 5",
                "`size`: expected a whole number from 0 up, found the text \"x\" @ \"x\"",
                "`title`: expected a text, found `true` @ true",
                "`count`: expected a number, found the text \"two\" @ \"two\"",
                "`title` is missing in `items` @ [[items]]",
            ]
        );
        assert_eq!(unknown, ["sise @ sise", "items[0].color @ color"]);
    }

    #[test]
    fn a_table_without_problems_reads_as_it_is() {
        let source = Arc::new(Source {
            path: "a.toml".into(),
            text: "name = \"a\"\nsize = 3\nitems = [{ title = \"b\", count = 2 }]".into(),
        });
        let reading: Reading<Header, Data> = read(&Document::toml(source), &["name"], |_| false);
        let data = reading.data.unwrap();
        assert_eq!((data.size, data.items[0].count), (Some(3), 2.0));
        assert_eq!(data.items[0].title, "b");
        assert!(reading.header.is_some() && reading.unknown.is_empty());
    }
}
