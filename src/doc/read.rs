//! TOML into typed values, with every mistake of the document in one run.
//!
//! A deserializer stops at its first error. So the wrong value is left out and the reading goes on behind it. What is read
//! from a middle says nothing of the whole: every table and list with a mistake in it is read once more at its end, without
//! what is wrong in it. So the cost is that of reading everything a few times, however many mistakes there are.

use std::collections::{BTreeSet, HashSet};

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::document::{Document, LeftOut};
use super::friendly::{missing_field, words};
use super::walk::{Address, At, Pass, address, field_path};
use crate::diag::{Diagnostic, Report, SHOWN, Severity};
use crate::text::{FieldPath, Span, Step, is_invisible};

/// What a document says.
#[derive(Debug)]
pub struct Reading<H, T> {
    /// The part read from the header's keys, unless a key that it needs is missing.
    pub header: Option<H>,
    /// The part read from all other keys.
    pub data: Option<T>,
    /// Keys that nothing reads: the first ones, so many as are shown of a file.
    pub unknown: Vec<UnknownKey>,
    /// How many more of them there are.
    pub more_unknown: usize,
    /// Mistakes of syntax and type.
    pub report: Report,
    /// The values that could not be read and are left out, by their path in the file.
    pub wrong: Vec<FieldPath>,
}

impl Document {
    /// Tells the document which values were left out, so that it finds the others.
    #[must_use]
    pub fn leaving_out(mut self, wrong: Vec<FieldPath>) -> Self {
        self.left_out = LeftOut::new(&wrong);
        self.wrong = wrong.into_iter().collect::<BTreeSet<_>>();
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
    let table = table.get_ref();
    let mut problems = Problems::default();
    let mut lists = Vec::new();
    lists_for_tables(table, &mut Vec::new(), &is_table, &mut lists);
    for found in lists {
        problems.list_for_table(document, found);
    }
    let mut blank = Vec::new();
    blank_texts(table, None, &mut Vec::new(), &mut blank);
    problems.leave_out_blank(blank);
    let header = problems.part(document, table, &|key| header_keys.contains(&key));
    let data = problems.part(document, table, &|key| !header_keys.contains(&key));
    if broken {
        problems = Problems::default();
    }
    problems.report_blank(document);
    problems.report.leave_out(problems.more, &document.source);
    report.merge(problems.report);
    Reading {
        header,
        data,
        unknown: problems.unknown,
        more_unknown: problems.more_unknown,
        report,
        wrong: problems.wrong,
    }
}

#[derive(Default)]
struct Problems {
    report: Report,
    /// How many errors are not in the report, because enough others are.
    more: usize,
    unknown: Vec<UnknownKey>,
    more_unknown: usize,
    wrong: Vec<FieldPath>,
    /// The same values.
    left_out: HashSet<Address>,
    /// The keys under which they stood, with the address of their table; none for the document itself.
    without: HashSet<(Option<Address>, String)>,
    blank: Vec<Blank>,
}

impl Problems {
    /// Reports a list that stands where a table must stand, and leaves it out.
    fn list_for_table(&mut self, document: &Document, found: ListForTable) {
        let key = found.path.last_key();
        self.report(|| {
            Diagnostic::error(
                "wrong-value",
                format!("`{key}`: expected a table, found a list"),
                &document.source,
            )
            .at(document.absolute(found.span))
            .help(format!(
                "write `[{key}]` with single brackets, or `{key} = {{ … }}`"
            ))
        });
        self.left_out.insert(found.address);
        self.wrong.push(found.path);
    }

    /// A text without a word is a missing text.
    fn leave_out_blank(&mut self, blank: Vec<Blank>) {
        for one in &blank {
            self.left_out.insert(one.address);
            self.wrong.push(one.path.clone());
            if let Some(Step::Key(key)) = one.path.0.last() {
                self.without.insert((one.parent, key.clone()));
            }
        }
        self.blank = blank;
    }

    /// Reports the texts without a word: where one must stand it is an error, elsewhere a warning.
    fn report_blank(&mut self, document: &Document) {
        for one in std::mem::take(&mut self.blank) {
            let key = one.path.last_key();
            let is_item = matches!(one.path.0.last(), Some(Step::Index(_)));
            let (message, help) = match (is_item, one.is_needed) {
                (true, _) => (
                    format!("an item of `{key}` is empty"),
                    "write it between the quotes, or remove it",
                ),
                (false, true) => (format!("`{key}` is empty"), "write it between the quotes"),
                (false, false) => (
                    format!("`{key}` is empty"),
                    "write it between the quotes, or remove the line",
                ),
            };
            let mut diagnostic = Diagnostic::error("empty-text", message, &document.source)
                .at(document.absolute(one.span))
                .help(help);
            if !one.is_needed {
                diagnostic.severity = Severity::Warning;
            }
            self.report.push(diagnostic);
        }
    }

    fn report(&mut self, diagnostic: impl FnOnce() -> Diagnostic) {
        if self.report.diagnostics.len() < 2 * SHOWN {
            self.report.push(diagnostic());
        } else {
            self.more += 1;
        }
    }

    /// Reads the keys of the document that are to be read.
    fn part<'t, T: DeserializeOwned>(
        &mut self,
        document: &Document,
        table: &'t DeTable<'t>,
        is_read: &'t dyn Fn(&str) -> bool,
    ) -> Option<T> {
        let mut from: Vec<usize> = Vec::new();
        loop {
            let pass = Pass::new(table, is_read, &self.left_out);
            let read = pass.read(&from);
            let Pass { unknown, .. } = pass;
            let stop = match read {
                Ok(value) => {
                    self.add_unknown(document, unknown.into_inner());
                    return Some(value);
                }
                Err(stop) => stop,
            };
            let At { way, value } = stop.at?;
            from = way.iter().map(|into| into.position).collect();
            if stop.only_a_part {
                continue;
            }
            let path = field_path(&way);
            let span = value.map_or(0..0, Spanned::span);
            let missing = missing_field(&stop.message);
            // A field may be missing only because its wrong value was left out.
            let follows = missing.is_some_and(|field| {
                let key = (value.map(address), field.to_owned());
                self.without.contains(&key)
            });
            if let Some(field) = missing {
                let key = (value.map(address), field);
                let blank = self.blank.iter_mut();
                let mut blank = blank.filter(|one| one.is(key.0, key.1));
                if let Some(one) = blank.next() {
                    one.is_needed = true;
                }
            }
            if !follows {
                self.report(|| diagnostic(document, &stop.message, &path, span));
            }
            let (Some(value), Some(last)) = (value, from.last_mut()) else {
                self.add_unknown(document, unknown.into_inner());
                return None;
            };
            *last += 1;
            if let Some(Step::Key(key)) = path.0.last() {
                let parent = way.len().checked_sub(2).map(|above| &way[..=above]);
                let parent = parent.and_then(|way| super::walk::value_at(table, way));
                self.without.insert((parent.map(address), key.clone()));
            }
            self.left_out.insert(address(value));
            self.wrong.push(path);
        }
    }

    fn add_unknown(
        &mut self,
        document: &Document,
        unknown: Vec<(Vec<super::walk::Into<'_>>, Span)>,
    ) {
        self.more_unknown += unknown.len().saturating_sub(SHOWN);
        let shown = unknown.into_iter().take(SHOWN);
        self.unknown.extend(shown.map(|(way, span)| UnknownKey {
            path: field_path(&way),
            span: document.absolute(span),
        }));
    }
}

/// A text without a word.
struct Blank {
    path: FieldPath,
    span: Span,
    address: Address,
    /// The table that it stands in; none for the document itself.
    parent: Option<Address>,
    is_needed: bool,
}

impl Blank {
    fn is(&self, parent: Option<Address>, field: &str) -> bool {
        self.parent == parent && matches!(self.path.0.last(), Some(Step::Key(key)) if key == field)
    }
}

fn blank_texts(
    table: &DeTable<'_>,
    own: Option<Address>,
    path: &mut Vec<Step>,
    found: &mut Vec<Blank>,
) {
    for (key, value) in table {
        path.push(Step::Key(key.get_ref().to_string()));
        blank_in(value, own, path, found);
        path.pop();
    }
}

fn blank_in(
    value: &Spanned<DeValue<'_>>,
    parent: Option<Address>,
    path: &mut Vec<Step>,
    found: &mut Vec<Blank>,
) {
    match value.get_ref() {
        DeValue::String(text)
            if text
                .chars()
                .all(|letter| letter.is_whitespace() || is_invisible(letter)) =>
        {
            found.push(Blank {
                path: FieldPath(path.clone()),
                span: value.span(),
                address: address(value),
                parent,
                is_needed: false,
            });
        }
        DeValue::Table(table) => blank_texts(table, Some(address(value)), path, found),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Index(index));
                blank_in(item, Some(address(value)), path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// A list that stands where a table must stand.
struct ListForTable {
    path: FieldPath,
    span: Span,
    address: Address,
}

fn lists_for_tables(
    table: &DeTable<'_>,
    path: &mut Vec<Step>,
    is_table: &impl Fn(&[Step]) -> bool,
    found: &mut Vec<ListForTable>,
) {
    for (key, value) in table {
        path.push(Step::Key(key.get_ref().to_string()));
        match value.get_ref() {
            DeValue::Table(table) => lists_for_tables(table, path, is_table, found),
            DeValue::Array(_) if is_table(path) => found.push(ListForTable {
                path: FieldPath(path.clone()),
                span: value.span(),
                address: address(value),
            }),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if let DeValue::Table(table) = item.get_ref() {
                        path.push(Step::Index(index));
                        lists_for_tables(table, path, is_table, found);
                        path.pop();
                    }
                }
            }
            _ => {}
        }
        path.pop();
    }
}

fn diagnostic(document: &Document, message: &str, path: &FieldPath, span: Span) -> Diagnostic {
    let missing = missing_field(message);
    let (message, help) = words(message, path);
    let (code, message) = match (missing, path.last_key()) {
        (None, "") => ("wrong-value", message),
        (None, key) => ("wrong-value", format!("`{key}`: {message}")),
        (Some(_), "") => ("missing-key", message),
        (Some(_), key) => ("missing-key", format!("{message} in `{key}`")),
    };
    let diagnostic = Diagnostic::error(code, message, &document.source).at(document.absolute(span));
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
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
        assert_eq!(unknown, ["sise @ sise", "items[2].color @ color"]);
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

    #[test]
    fn what_is_right_between_mistakes_is_kept_and_mistakes_are_counted() {
        let mut text = "name = \"a\"\nsize = 3\n".to_owned();
        for n in 0..500 {
            let title = if n % 2 == 0 { "\"t\"" } else { "1" };
            text.push_str(&format!(
                "[[items]]\ntitle = {title}\ncount = {n}\nunread = 1\n"
            ));
        }
        let source = Arc::new(Source {
            path: "a.toml".into(),
            text,
        });
        let mut reading: Reading<Header, Data> =
            read(&Document::toml(source), &["name"], |_| false);
        let data = reading.data.unwrap();
        assert_eq!(data.items.len(), 250);
        assert!(
            data.items
                .iter()
                .zip((0..).step_by(2))
                .all(|(item, n)| item.count == f64::from(n))
        );
        // A value each, and the table that is nothing without it.
        assert_eq!(reading.wrong.len(), 500);
        assert_eq!(reading.unknown.len() + reading.more_unknown, 250);
        reading.report.sort();
        assert_eq!(reading.report.diagnostics.len(), SHOWN + 1);
        assert_eq!(reading.report.count(Severity::Error), 250);
    }
}
