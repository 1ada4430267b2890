//! What a file says, apart from the form that it is written in: its values, its text, and the remarks of its author beside what
//! they are about. Must not know what the values mean.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::blocks::widened;
use super::document::Document;
use super::edit::Value;
use super::tree::{Entry, What, Written};
use super::wanted::{Part, Wanted};
use crate::text::{FieldPath, Span, Step};

/// All that a file says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Draft {
    pub(super) entries: Vec<Entry>,
    /// The text, without empty lines around it.
    pub(super) body: String,
    /// What its author noted, by what it is about; what is about nothing stands under the empty path.
    pub(super) remarks: BTreeMap<FieldPath, Vec<String>>,
}

/// The key of the text, where it stands among the fields.
pub(super) const BODY: &str = "body";

impl Draft {
    /// What a document says that was read without a mistake.
    pub(super) fn of(document: &Document) -> Self {
        let table = document.parse_again();
        let mut entries = written_table(table.get_ref(), &|span| document.absolute(span));
        let remarks = remarks(document, &entries);
        let own = document.body().map(str::to_owned);
        let at = entries.iter().position(|entry| entry.key == BODY);
        let among = at.map(|at| entries.remove(at));
        let body = own.or_else(|| match among?.value.what {
            What::Text(text) => Some(text),
            _ => None,
        });
        let body = body.unwrap_or_default();
        let start = body.len() - body.trim_start().len();
        let start = body[..start].rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            entries,
            body: body[start..].trim_end().to_owned(),
            remarks,
        }
    }

    /// What these fields say, in their order.
    pub(super) fn of_fields(fields: &[(String, Value)]) -> Self {
        let mut draft = Self::default();
        for (key, value) in fields {
            match value {
                Value::Text(text) if key == BODY => text.trim_end().clone_into(&mut draft.body),
                value => draft.entries.push(entry(key, value)),
            }
        }
        draft
    }

    /// The first field that another draft says otherwise.
    pub(super) fn differs(
        &self,
        other: &Self,
        wanted: &dyn Fn(&[Step]) -> Wanted,
    ) -> Option<FieldPath> {
        let path = FieldPath::default();
        let found = tables_differ(&self.entries, &other.entries, &path, wanted);
        found.or_else(|| (self.body != other.body).then(|| path.key(BODY)))
    }

    /// The remarks that another draft does not have, in whatever parts and order; remarks in the text are a part of that.
    pub(super) fn remarks_missing_in(&self, other: &Self) -> Vec<String> {
        let others = other.remarks.values().flatten();
        let mut others: String = others.map(|one| letters(one) + "\n").collect();
        let mut missing = Vec::new();
        for remark in self.remarks.values().flatten() {
            let own = letters(remark);
            match others.find(&own) {
                // Not a second time for the same words.
                Some(at) => others.replace_range(at..at + own.len(), "\n"),
                None => missing.push(remark.clone()),
            }
        }
        missing
    }
}

/// A field that stands in no file yet.
fn entry(key: &str, value: &Value) -> Entry {
    Entry {
        key: key.to_owned(),
        place: 0..0,
        value: unplaced(value),
    }
}

fn unplaced(value: &Value) -> Written {
    let what = match value {
        Value::Text(text) => What::Text(text.clone()),
        Value::Number(_) | Value::Flag(_) | Value::Date(_) => What::Bare(value.written()),
        Value::List(items) => What::List(items.iter().map(unplaced).collect()),
        Value::Table(fields) => {
            let fields = fields.iter().map(|(key, value)| entry(key, value));
            What::Table(fields.collect())
        }
    };
    Written { place: 0..0, what }
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Where two values part, if they do. The order of keys counts only where their author chose it.
pub(super) fn values_differ(
    one: &Written,
    other: &Written,
    path: &FieldPath,
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Option<FieldPath> {
    match (&one.what, &other.what) {
        (What::Table(one), What::Table(other)) => tables_differ(one, other, path, wanted),
        (What::List(one), What::List(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(at, (one, other))| values_differ(one, other, &path.index(at), wanted))
        }
        (What::Text(text), What::Table(entries)) | (What::Table(entries), What::Text(text)) => {
            // A text may stand for a table.
            let Wanted::Table(keys) = wanted(&path.0) else {
                return Some(path.clone());
            };
            let said = keys.read_sentence(text).into_iter().map(|(key, part)| {
                let what = match part {
                    Part::Text(text) => What::Text(text.to_owned()),
                    Part::Number(number) => What::Bare(number.to_string()),
                };
                Entry {
                    key: key.to_owned(),
                    place: 0..0,
                    value: Written { place: 0..0, what },
                }
            });
            tables_differ(&said.collect::<Vec<_>>(), entries, path, wanted)
        }
        (one, other) => (one != other).then(|| path.clone()),
    }
}

fn tables_differ(
    one: &[Entry],
    other: &[Entry],
    path: &FieldPath,
    wanted: &dyn Fn(&[Step]) -> Wanted,
) -> Option<FieldPath> {
    let keys = |entries: &[Entry]| -> Vec<String> {
        entries.iter().map(|entry| entry.key.clone()).collect()
    };
    if wanted(&path.0) == Wanted::Labels && keys(one) != keys(other) {
        return Some(path.clone());
    }
    for entry in one {
        let path = path.key(&entry.key);
        match other.iter().find(|other| other.key == entry.key) {
            None => return Some(path),
            Some(other) => {
                let found = values_differ(&entry.value, &other.value, &path, wanted);
                if found.is_some() {
                    return found;
                }
            }
        }
    }
    let is_new = |entry: &&Entry| one.iter().all(|one| one.key != entry.key);
    other.iter().find(is_new).map(|entry| path.key(&entry.key))
}

/// The values of a table, whose places in the file `placed` knows.
pub(super) fn written_table(table: &DeTable<'_>, placed: &dyn Fn(Span) -> Span) -> Vec<Entry> {
    let entries = table.iter().map(|(key, value)| Entry {
        key: key.get_ref().to_string(),
        place: placed(key.span()),
        value: written(value, placed),
    });
    entries.collect()
}

fn written(value: &Spanned<DeValue<'_>>, placed: &dyn Fn(Span) -> Span) -> Written {
    let what = match value.get_ref() {
        DeValue::String(text) => What::Text(text.to_string()),
        DeValue::Integer(digits) => {
            let number = i128::from_str_radix(digits.as_str(), digits.radix());
            What::Bare(number.map_or_else(|_| digits.to_string(), |number| number.to_string()))
        }
        DeValue::Float(digits) => What::Bare(digits.as_str().to_owned()),
        DeValue::Boolean(flag) => What::Bare(flag.to_string()),
        DeValue::Datetime(when) => What::Bare(when.to_string()),
        DeValue::Array(items) => {
            What::List(items.iter().map(|item| written(item, placed)).collect())
        }
        DeValue::Table(table) => What::Table(written_table(table, placed)),
    };
    Written {
        place: placed(value.span()),
        what,
    }
}

/// A value with the way to it, and the part of the file that it fills.
struct Node {
    path: FieldPath,
    whole: Span,
    /// Whether it holds others.
    is_container: bool,
    /// Where its brackets are, if it stands between any.
    brackets: Option<Span>,
}

/// All values, what holds others before what it holds; and the place that they fill.
fn nodes(text: &str, entries: &[Entry], path: &FieldPath, all: &mut Vec<Node>) -> Option<Span> {
    let mut whole = None;
    for entry in entries {
        let at = (path.key(&entry.key), Some(&entry.place));
        let part = node(text, &entry.value, at, all);
        whole = Some(widened(whole, &part));
    }
    whole
}

fn node(
    text: &str,
    value: &Written,
    (path, key): (FieldPath, Option<&Span>),
    all: &mut Vec<Node>,
) -> Span {
    let at = all.len();
    all.push(Node {
        path: path.clone(),
        whole: value.place.clone(),
        is_container: matches!(value.what, What::List(_) | What::Table(_)),
        brackets: has_brackets(text, value).then(|| value.place.clone()),
    });
    let mut whole = widened(key.cloned(), &value.place);
    match &value.what {
        What::Table(entries) => {
            let inner = nodes(text, entries, &path, all);
            whole = widened(inner, &whole);
        }
        What::List(items) => {
            for (at, item) in items.iter().enumerate() {
                let part = node(text, item, (path.index(at), None), all);
                whole = widened(Some(whole), &part);
            }
        }
        _ => {}
    }
    all[at].whole = whole.clone();
    whole
}

/// Whether a list or table stands between brackets of its own, instead of below headings.
fn has_brackets(text: &str, value: &Written) -> bool {
    let written = text.get(value.place.clone()).unwrap_or("");
    match &value.what {
        What::Table(_) => written.starts_with('{') && written.ends_with('}'),
        What::List(items) => {
            let is_apart =
                |item: &Written| matches!(item.what, What::Table(_)) && !has_brackets(text, item);
            written.starts_with('[') && written.ends_with(']') && !items.iter().any(is_apart)
        }
        _ => false,
    }
}

/// The remarks of a document, by what they are about.
fn remarks(document: &Document, entries: &[Entry]) -> BTreeMap<FieldPath, Vec<String>> {
    let text = &document.source.text;
    let mut all = Vec::new();
    nodes(text, entries, &FieldPath::default(), &mut all);
    let mut remarks: BTreeMap<FieldPath, Vec<String>> = BTreeMap::new();
    let (above, is_yaml) = document.fields_range();
    let mut last: Option<(FieldPath, Span)> = None;
    for place in after_hashes(text, (&above, is_yaml), &all) {
        let words = text[place.clone()].trim_start_matches('#');
        let words = words.strip_prefix(' ').unwrap_or(words).trim_end();
        let is_whole_line = line_before(text, place.start).trim().is_empty();
        // Lines directly below one another are one remark.
        if let (true, Some((path, before))) = (is_whole_line, &mut last)
            && is_next_line(text, before.end, place.start)
            && let Some(said) = remarks.get_mut(path).and_then(|said| said.last_mut())
        {
            said.push('\n');
            said.push_str(words);
            before.end = place.end;
            continue;
        }
        let path = about_in_fields(text, (&place, &above), &all);
        remarks
            .entry(path.clone())
            .or_default()
            .push(words.to_owned());
        last = is_whole_line.then_some((path, place));
    }
    for place in in_markdown(document) {
        let words = &text[place.start + "<!--".len()..place.end - "-->".len()];
        let lines: Vec<&str> = words.trim().lines().map(str::trim).collect();
        if lines.is_empty() {
            continue;
        }
        let path = about_in_markdown(text, &place, &all);
        remarks.entry(path).or_default().push(lines.join("\n"));
    }
    remarks
}

/// Remarks behind a `#` in fields: they are in no value and in no key.
fn after_hashes(text: &str, (fields, is_yaml): (&Span, bool), nodes: &[Node]) -> Vec<Span> {
    let mut texts: Vec<Span> = { nodes.iter() }
        .filter(|node| !node.is_container && node.whole.end <= fields.end)
        .map(|node| node.whole.clone())
        .collect();
    texts.sort_by_key(|place| place.start);
    let mut places = Vec::new();
    let mut at = fields.start;
    let mut next = 0;
    while at < fields.end {
        while texts.get(next).is_some_and(|place| place.end <= at) {
            next += 1;
        }
        if let Some(place) = texts.get(next).filter(|place| place.contains(&at)) {
            at = place.end.max(at + 1);
            continue;
        }
        let rest = &text[at..fields.end];
        let Some(letter) = rest.chars().next() else {
            break;
        };
        match letter {
            // In YAML a word may hold the sign.
            '#' if !is_yaml || at == fields.start || text[..at].ends_with(char::is_whitespace) => {
                let end = rest.find('\n').map_or(fields.end, |newline| at + newline);
                places.push(at..end);
                at = end;
            }
            // A key in quotes may hold the sign.
            '"' | '\'' => {
                let inner = rest[1..].find([letter, '\n']);
                at += inner.map_or(1, |inner| inner + 2);
            }
            _ => at += letter.len_utf8(),
        }
    }
    places
}

/// Remarks in the Markdown that are no part of the text of the entry.
fn in_markdown(document: &Document) -> Vec<Span> {
    let Some(body) = document.body_range() else {
        return Vec::new();
    };
    let Some(below) = document.below() else {
        return Vec::new();
    };
    let text = &document.source.text;
    let mut places = Vec::new();
    let mut from = body.start;
    while let Some(start) = text[from..body.end].find("<!--").map(|at| from + at) {
        let Some(end) = text[start..body.end].find("-->").map(|at| start + at + 3) else {
            break;
        };
        from = end;
        if end >= start + "<!---->".len() && !below.story.holds(start) {
            places.push(start..end);
        }
    }
    places
}

/// What a remark between fields is about: what stands on its line, or else comes next in the same brackets.
fn about_in_fields(text: &str, (place, fields): (&Span, &Span), nodes: &[Node]) -> FieldPath {
    if !line_before(text, place.start).trim().is_empty()
        && let Some(path) = on_line(text, place.start, nodes)
    {
        return path;
    }
    let around = nodes.iter().rfind(|node| {
        let inside = node.brackets.as_ref();
        inside.is_some_and(|inside| inside.start < place.start && place.end < inside.end)
    });
    let is_field = |node: &&Node| node.whole.start < fields.end;
    let next = next(place, nodes.iter().filter(is_field));
    match (around, next) {
        (Some(around), Some(next)) if next.0.starts_with(&around.path.0) => next,
        (Some(around), _) => {
            let depth = around.path.0.len() + 1;
            let is_child = |node: &&Node| {
                node.path.0.len() == depth && node.path.0.starts_with(&around.path.0)
            };
            let last = nodes.iter().rfind(is_child);
            last.unwrap_or(around).path.clone()
        }
        (None, next) => next.unwrap_or_default(),
    }
}

/// What a remark in Markdown is about: what stands on its line, directly above it, or in the heading above; or else comes next.
fn about_in_markdown(text: &str, place: &Span, nodes: &[Node]) -> FieldPath {
    let before = line_before(text, place.start);
    if !before.trim().is_empty()
        && let Some(path) = on_line(text, place.start, nodes)
    {
        return path;
    }
    let mut end = place.start - before.len();
    let mut is_directly = true;
    while end > 0 {
        let start = text[..end - 1].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..end].trim();
        let is_remark = line.ends_with("-->");
        if line.is_empty() {
            is_directly = false;
        } else if !is_remark {
            if is_directly || line.starts_with('#') {
                let last = nodes.iter().filter(|node| node.whole.start < end);
                let last = last.max_by_key(|node| node.whole.start);
                let found = last.and_then(|node| on_line(text, node.whole.start + 1, nodes));
                if let Some(found) = found {
                    return found;
                }
            }
            break;
        }
        end = start;
    }
    next(place, nodes.iter()).unwrap_or_default()
}

/// The outermost value that begins on the line of a place before it, or else the innermost one that ends there.
fn on_line(text: &str, at: usize, nodes: &[Node]) -> Option<FieldPath> {
    let start = at - line_before(text, at).len();
    let begins = nodes
        .iter()
        .filter(|node| (start..at).contains(&node.whole.start))
        .min_by_key(|node| node.path.0.len());
    let ends = || {
        let ends = nodes
            .iter()
            .filter(|node| (start..=at).contains(&node.whole.end) && node.whole.end > start);
        ends.max_by_key(|node| node.path.0.len())
    };
    begins.or_else(ends).map(|node| node.path.clone())
}

/// The outermost of what begins next behind a place.
fn next<'n>(place: &Span, nodes: impl Iterator<Item = &'n Node>) -> Option<FieldPath> {
    let next = nodes
        .filter(|node| node.whole.start >= place.end)
        .min_by_key(|node| (node.whole.start, node.path.0.len()));
    next.map(|node| node.path.clone())
}

fn line_before(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    &text[start..at]
}

fn is_next_line(text: &str, end: usize, start: usize) -> bool {
    let between = text.get(end..start).unwrap_or("x");
    between.trim().is_empty() && between.matches('\n').count() == 1
}
