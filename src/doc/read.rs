//! TOML into typed values, with every mistake of the document in one run.
//!
//! A deserializer stops at its first error. So the wrong value is left out and the reading goes on behind it. What is read
//! from a middle says nothing of the whole: every table and list with a mistake in it is read once more at its end, without
//! what is wrong in it. So the cost is that of reading everything a few times, however many mistakes there are.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::date::NO_DATE;
use super::document::{Document, LeftOut};
use super::friendly::{is_about_a_type, missing_field, words};
use super::walk::{Address, At, Pass, address, field_path};
use super::{Layout, Wanted, amounts, mend, syntax};
use crate::diag::{Diagnostic, Report, SHOWN, Severity};
use crate::text::{FieldPath, Kept, Span, Step, is_invisible, one_of};

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
    /// What is missing in the document as a whole, with what is to be said of it: a key that nothing reads may be meant.
    pub missing: Vec<(String, Diagnostic)>,
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
        self.known = Kept::default();
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

/// Reads a document as two values: `H` from the keys named, `T` from the others. `wanted` tells what must stand at a path.
pub fn read<H, T>(
    document: &Document,
    header_keys: &[&str],
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Reading<H, T>
where
    H: DeserializeOwned,
    T: DeserializeOwned,
{
    let (table, mut report) = document.parse(wanted);
    // Recovery may leave half a value behind, about which nothing true can be said.
    let broken = report.diagnostics.iter().any(|one| one.code != TWICE);
    let table = table.get_ref();
    let mut problems = Problems::default();
    let of = Of {
        document,
        table,
        wanted,
        layout: OnceCell::new(),
    };
    let mut found = Vec::new();
    misread(table, &mut Vec::new(), wanted, &mut found);
    for found in found {
        problems.misread(&of, found);
    }
    let mut blank = Vec::new();
    blank_texts(table, None, &mut Vec::new(), &mut blank);
    problems.leave_out_blank(blank);
    let header = problems.part(&of, &|key| header_keys.contains(&key));
    let data = problems.part(&of, &|key| !header_keys.contains(&key));
    if broken {
        problems = Problems::default();
    }
    problems.report_blank(document);
    problems.report.leave_out(problems.more, &document.source);
    report.merge(problems.report);
    report_unread(document, wanted, &mut report);
    Reading {
        header,
        data,
        unknown: problems.unknown,
        more_unknown: problems.more_unknown,
        missing: problems.missing,
        report,
        wrong: problems.wrong,
    }
}

/// Reports headings that mean a field, above something that has not its shape.
fn report_unread(document: &Document, wanted: &dyn Fn(&[Step]) -> Wanted, report: &mut Report) {
    for one in document.below().iter().flat_map(|below| &below.unread) {
        let field = FieldPath(one.path.clone());
        let mut columns = Vec::new();
        let (is_no, write) = match wanted(&one.path) {
            Wanted::List => {
                let item = [one.path.as_slice(), &[Step::Index(0)]].concat();
                if let Wanted::Table(keys) = wanted(&item) {
                    columns = keys.all.to_vec();
                }
                ("no list", "write each item below it on a line with `- `")
            }
            Wanted::Labels => ("no labels", "write lines such as `- Label: text` below it"),
            Wanted::Table(_) => (
                "no labels",
                "write a label in bold before each part of it, as in `**Label:** text`",
            ),
            Wanted::Image => ("no image", "write the name of its file below it"),
            Wanted::Word(..) => ("none of its words", "write one of its words below it"),
            Wanted::Number(..) => ("no number", "write a number below it"),
            Wanted::Date => ("no day", "write a day such as 2026-03-01 below it"),
            Wanted::Flag => ("neither yes nor no", "write `yes` or `no` below it"),
            _ => ("not one text", "write one paragraph below it"),
        };
        let heading = one.heading.trim();
        let write = match columns.is_empty() {
            true => write.to_owned(),
            false => format!(
                "{write}, or a table with columns of {}",
                one_of(columns.into_iter())
            ),
        };
        let mut diagnostic = Diagnostic::error(
            "heading-is-no-field",
            format!("this heading means the field `{field}`, and what stands below it is {is_no}"),
            &document.source,
        )
        .at(one.place.clone())
        .help(format!(
            "{write}, or `## \\{heading}` if it belongs to the text"
        ));
        diagnostic.severity = Severity::Warning;
        report.push(diagnostic);
    }
}

/// The code of a value that stands in two places, which says nothing of the rest.
const TWICE: &str = "two-places";

/// What is read.
struct Of<'t> {
    document: &'t Document,
    table: &'t DeTable<'t>,
    wanted: &'t dyn Fn(&[Step]) -> Wanted,
    layout: OnceCell<Layout<'t>>,
}

impl Of<'_> {
    /// The edit that makes of a value what is wanted at its path.
    fn help_for(&self, value: &Spanned<DeValue<'_>>, path: &[Step]) -> Option<String> {
        let text = &self.document.source.text;
        let span = self.document.absolute(value.span());
        if !self.document.toml_range().contains(&span.start) {
            return self.help_below(path);
        }
        let is_heading = match value.get_ref() {
            DeValue::Table(_) => !text[span.clone()].starts_with('{'),
            DeValue::Array(_) => text[span.clone()].starts_with("[[") && self.is_heading(&span),
            _ => false,
        };
        if is_heading {
            return self.help_for_heading(value, path);
        }
        let mended = mend::value(text, span.clone(), path, self.wanted);
        if let Some(mut mended) = mended
            && !mended.slips.is_empty()
        {
            mended.line = mended.line.map(|value| self.line_with(&span, &value));
            return Some(syntax::help(&mended, text, span.start));
        }
        let keys = match (self.wanted)(path) {
            Wanted::Table(keys) => keys,
            Wanted::Labels => return self.help_for_labels(value, path),
            _ => return None,
        };
        let has_text = matches!(value.get_ref(), DeValue::String(_));
        let mut text = has_text.then(|| text[span.clone()].to_owned());
        let parts: Vec<String> = keys
            .required
            .iter()
            .map(|key| {
                let below = [path, &[Step::Key((*key).to_owned())]].concat();
                match (self.wanted)(&below) {
                    Wanted::Text => {
                        let text = text.take().filter(|text| text.len() <= 80);
                        format!("{key} = {}", text.unwrap_or_else(|| "\"…\"".to_owned()))
                    }
                    Wanted::Word(words, _) => {
                        format!("{key} = \"{}\"", words.first().unwrap_or(&"…"))
                    }
                    Wanted::List => format!("{key} = […]"),
                    _ => format!("{key} = …"),
                }
            })
            .collect();
        if parts.is_empty() {
            let (first, all) = (keys.all.first()?, one_of(keys.all.iter().copied()));
            return Some(format!("write a table with {all}: `{{ {first} = … }}`"));
        }
        Some(format!("write `{{ {} }}`", parts.join(", ")))
    }

    /// The edit of a value that stands in Markdown or YAML.
    fn help_below(&self, path: &[Step]) -> Option<String> {
        match (self.wanted)(path) {
            Wanted::Number(i64::MIN, _) | Wanted::Number(_, i64::MAX) => {
                Some("write a number, with a point before decimals: 2.5".to_owned())
            }
            Wanted::Number(least, most) => Some(format!("write a number from {least} to {most}")),
            Wanted::Flag => Some("write `yes` or `no`".to_owned()),
            Wanted::Date => Some("write a day as year-month-day: 2026-03-01".to_owned()),
            Wanted::Table(keys) => {
                let all = one_of(keys.all.iter().copied());
                Some(format!("write each part with its name, of {all}"))
            }
            _ => None,
        }
    }

    /// The key under which the text was written that is missing, where a table needs nothing else.
    fn instead_of<'v>(
        &self,
        field: &str,
        table: &'v Spanned<DeValue<'_>>,
        path: &[Step],
    ) -> Option<&'v str> {
        let DeValue::Table(items) = table.get_ref() else {
            return None;
        };
        let keys = match (self.wanted)(path) {
            Wanted::Table(keys) if keys.sentence == Some(field) => keys,
            _ => return None,
        };
        let (first, value) = items.iter().min_by_key(|(key, _)| key.span().start)?;
        let first = first.get_ref().as_ref();
        let is_text = matches!(value.get_ref(), DeValue::String(_));
        (is_text && !keys.all.contains(&first)).then_some(first)
    }

    /// Items of a list whose names were written as the keys of a table.
    fn items_of_table(&self, value: &Spanned<DeValue<'_>>, path: &FieldPath) -> Option<String> {
        let DeValue::Table(items) = value.get_ref() else {
            return None;
        };
        let Wanted::Table(keys) = (self.wanted)(&path.index(0).0) else {
            return None;
        };
        let sentence = keys.sentence?;
        if items
            .iter()
            .any(|(key, _)| keys.all.contains(&key.get_ref().as_ref()))
        {
            return None;
        }
        let mut items: Vec<_> = items.iter().collect();
        items.sort_by_key(|(key, _)| key.span().start);
        let (first, _) = items.first()?;
        let is_table = |value: &Spanned<DeValue<'_>>| matches!(value.get_ref(), DeValue::Table(_));
        if items.iter().all(|(_, value)| is_table(value)) {
            let (heading, name) = (path.heading(), mend::quoted(first.get_ref()));
            return Some(format!(
                "write `[[{heading}]]` and below it `{sentence} = {name}`, and so for each of them"
            ));
        }
        let sentences: Option<Vec<String>> = items
            .iter()
            .map(|(key, value)| {
                let said = match value.get_ref() {
                    DeValue::String(text) => text.to_string(),
                    DeValue::Integer(digits) => digits.as_str().to_owned(),
                    DeValue::Float(digits) => digits.as_str().to_owned(),
                    _ => return None,
                };
                let one = keys.sentence_of(key.get_ref(), &said)?;
                Some(mend::quoted(&one))
            })
            .collect();
        Some(format!(
            "write `{} = [{}]` above the headers instead of this table",
            path.last_key(),
            sentences?.join(", ")
        ))
    }

    /// The next item without anything in this one.
    fn is_there_again(&self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let DeValue::Table(items) = value.get_ref() else {
            return None;
        };
        let span = self.document.absolute(value.span());
        let line = self.layout().line_of(span.start);
        let own = self.layout().on(line)?;
        let next = self.layout().below(line)?;
        (items.is_empty() && own.is_list && next.keys == own.keys).then(|| {
            format!(
                "remove this line: line {} is `{}` again",
                next.line,
                next.shown()
            )
        })
    }

    /// Values where each needs a label.
    fn help_for_labels(&self, value: &Spanned<DeValue<'_>>, path: &[Step]) -> Option<String> {
        let values = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            DeValue::String(_) => vec![value],
            _ => return None,
        };
        let text = &self.document.source.text;
        let labelled: Vec<String> = values
            .iter()
            .map(|value| format!("… = {}", &text[self.document.absolute(value.span())]))
            .collect();
        let table = format!("{{ {} }}", labelled.join(", "));
        let key = FieldPath(path.to_vec());
        Some(format!(
            "say before each what or whose it is: `{} = {table}`",
            key.last_key()
        ))
    }

    /// The edit of a header that makes a table where a list is wanted, or the other way round.
    fn help_for_heading(&self, value: &Spanned<DeValue<'_>>, path: &[Step]) -> Option<String> {
        let path = FieldPath(path.to_vec());
        let (heading, key) = (path.heading(), path.last_key());
        let span = self.document.absolute(value.span());
        let line = self.layout().line_of(span.start);
        match ((self.wanted)(&path.0), value.get_ref()) {
            (Wanted::List, DeValue::Table(_)) => {
                let keys: Vec<&str> = heading.split('.').collect();
                let remarks = self.layout().remarks_above(line);
                let remark = { remarks }.find(|one| one.is_list && one.keys == keys);
                if let Some(remark) = remark {
                    return Some(syntax::still_a_remark(self.layout(), remark, line));
                }
                if let Some(items) = self.items_of_table(value, &path) {
                    return Some(items);
                }
                let same = self.layout().headings().any(|one| one.keys == keys);
                Some(if same {
                    format!("write `[[{heading}]]` with double brackets")
                } else {
                    format!("write a line `[[{heading}]]` above line {line}")
                })
            }
            (Wanted::Table(_) | Wanted::Labels, DeValue::Array(_)) => {
                Some(format!("write `[{heading}]` with single brackets"))
            }
            (Wanted::Text | Wanted::Image | Wanted::Word(..) | Wanted::TextOrNumber, _) => Some(
                format!("write `{key} = \"…\"` above the headers instead of a table"),
            ),
            _ => None,
        }
    }

    fn layout(&self) -> &Layout<'_> {
        self.layout.get_or_init(|| self.document.layout())
    }

    fn is_heading(&self, span: &Span) -> bool {
        let line = self.layout().line_of(span.start);
        self.layout().on(line).is_some()
    }

    /// Another value with its key, if both stand alone on a line; else the value.
    fn line_with(&self, span: &Span, value: &str) -> String {
        let text = &self.document.source.text;
        let start = text[..span.start]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let before = text[start..span.start]
            .trim_start_matches('\u{feff}')
            .trim();
        let after = text[span.end..].split('\n').next().unwrap_or("").trim();
        let is_alone = before.ends_with('=') && !before.contains(['{', '[', ',']);
        if is_alone && (after.is_empty() || after.starts_with('#')) {
            format!("{before} {value}")
        } else {
            value.to_owned()
        }
    }
}

#[derive(Default)]
struct Problems {
    report: Report,
    /// How many errors are not in the report, because enough others are.
    more: usize,
    unknown: Vec<UnknownKey>,
    more_unknown: usize,
    missing: Vec<(String, Diagnostic)>,
    wrong: Vec<FieldPath>,
    /// The same values.
    left_out: HashSet<Address>,
    /// The keys under which they stood, with the address of their table; none for the document itself.
    without: HashSet<(Option<Address>, String)>,
    blank: Vec<Blank>,
}

impl Problems {
    /// Reports a value that a deserializer would take for another, and leaves it out.
    fn misread(&mut self, of: &Of<'_>, found: Misread<'_>) {
        let key = found.path.last_key();
        self.report(|| {
            let message = match found.why {
                Why::ListForTable => format!("`{key}`: expected a table, found a list"),
                Why::Thousands(number) => {
                    format!("`{key}`: `{number}` is one to some readers and a thousand to others")
                }
            };
            let help = match found.why {
                Why::ListForTable => of.help_for(found.value, &found.path.0),
                Why::Thousands(number) => {
                    let whole = number.split('.').next().unwrap_or("");
                    let span = of.document.absolute(found.value.span());
                    let line = |number: &str| of.line_with(&span, number);
                    Some(format!(
                        "write `{}` or `{}`",
                        line(&format!("{whole}000")),
                        line(whole)
                    ))
                }
            };
            let help = help.unwrap_or_else(|| {
                format!(
                    "write `[{}]` with single brackets, or `{key} = {{ … }}`",
                    found.path.heading()
                )
            });
            Diagnostic::error("wrong-value", message, &of.document.source)
                .at(of.document.absolute(found.value.span()))
                .help(help)
        });
        self.left_out.insert(address(found.value));
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
        of: &Of<'t>,
        is_read: &dyn Fn(&str) -> bool,
    ) -> Option<T> {
        let Of {
            document, table, ..
        } = *of;
        let mut from: Vec<usize> = Vec::new();
        loop {
            let pass = Pass::new(table, is_read, &self.left_out, of.wanted);
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
            if let (Some(field), None, false) = (missing, value, follows) {
                let told = diagnostic(of, &stop.message, &path, value);
                self.missing.push((field.to_owned(), told));
            } else if !follows {
                self.report(|| diagnostic(of, &stop.message, &path, value));
            }
            let mut unknown = unknown.into_inner();
            let (Some(value), Some(last)) = (value, from.last_mut()) else {
                self.add_unknown(document, unknown);
                return None;
            };
            if let Some(field) = missing
                && !follows
            {
                // Of the table that is left out nothing is read again.
                let told = of.instead_of(field, value, &path.0);
                let told = told.map(|key| path.key(key));
                unknown.retain(|(key, _)| {
                    let key = field_path(key);
                    key.0.len() > path.0.len()
                        && key.0.starts_with(&path.0)
                        && Some(&key) != told.as_ref()
                });
                self.add_unknown(document, unknown);
            }
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
        let room = (2 * SHOWN).saturating_sub(self.unknown.len()).min(SHOWN);
        self.more_unknown += unknown.len().saturating_sub(room);
        let shown = unknown.into_iter().take(room);
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

/// A value that a deserializer would take for something else than its author meant.
struct Misread<'t> {
    path: FieldPath,
    value: &'t Spanned<DeValue<'t>>,
    why: Why<'t>,
}

enum Why<'t> {
    /// A list where a table must stand: it would be read field by field.
    ListForTable,
    /// A number such as `1.000`.
    Thousands(&'t str),
}

fn misread<'t>(
    table: &'t DeTable<'t>,
    path: &mut Vec<Step>,
    wanted: &dyn Fn(&[Step]) -> Wanted,
    found: &mut Vec<Misread<'t>>,
) {
    for (key, value) in table {
        path.push(Step::Key(key.get_ref().to_string()));
        misread_value(value, path, wanted, found);
        path.pop();
    }
}

fn misread_value<'t>(
    value: &'t Spanned<DeValue<'t>>,
    path: &mut Vec<Step>,
    wanted: &dyn Fn(&[Step]) -> Wanted,
    found: &mut Vec<Misread<'t>>,
) {
    let why = match value.get_ref() {
        DeValue::Table(table) => return misread(table, path, wanted, found),
        DeValue::Array(_) if matches!(wanted(path), Wanted::Table(_)) => Why::ListForTable,
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Index(index));
                misread_value(item, path, wanted, found);
                path.pop();
            }
            return;
        }
        DeValue::Float(number)
            if amounts::is_ambiguous(number.as_str()) && thousand_fits(wanted(path)) =>
        {
            Why::Thousands(number.as_str())
        }
        _ => return,
    };
    found.push(Misread {
        path: FieldPath(path.clone()),
        value,
        why,
    });
}

/// Whether a thousand and more may stand here.
fn thousand_fits(wanted: Wanted) -> bool {
    !matches!(wanted, Wanted::Number(_, most) if most < 1000)
}

fn diagnostic(
    of: &Of<'_>,
    message: &str,
    path: &FieldPath,
    value: Option<&Spanned<DeValue<'_>>>,
) -> Diagnostic {
    let missing = missing_field(message);
    let (words, help) = words(message, path);
    let is_type = is_about_a_type(message) || words == NO_DATE;
    let better = value
        .filter(|_| is_type)
        .and_then(|value| of.help_for(value, &path.0));
    let better = better.or_else(|| of.is_there_again(value.filter(|_| missing.is_some())?));
    let better = better.or_else(|| {
        let first = of.instead_of(missing?, value?, &path.0)?;
        Some(format!("write `{}` instead of `{first}`", missing?))
    });
    let words = match value.map(Spanned::get_ref) {
        Some(DeValue::Datetime(when)) => words.replace("found a table", &format!("found `{when}`")),
        _ => words,
    };
    let (code, message) = match (missing, path.last_key()) {
        (None, "") => ("wrong-value", words),
        (None, key) => ("wrong-value", format!("`{key}`: {words}")),
        (Some(_), "") => ("missing-key", words),
        (Some(_), key) => ("missing-key", format!("{words} in `{key}`")),
    };
    let span = value.map_or(0..0, Spanned::span);
    let document = of.document;
    let diagnostic = Diagnostic::error(code, message, &document.source).at(document.absolute(span));
    match better.or(help) {
        Some(help) => diagnostic.help(document.advice(help, path)),
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
        let reading: Reading<Header, Data> =
            read(&Document::toml(source), &["name"], &|_| Wanted::Nothing);
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
        let reading: Reading<Header, Data> =
            read(&Document::toml(source), &["name"], &|_| Wanted::Nothing);
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
            read(&Document::toml(source), &["name"], &|_| Wanted::Nothing);
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
