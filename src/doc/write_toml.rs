//! Values as TOML with the remarks of their author: single values first, then what needs lines of its own below a heading. Must
//! not know what the values mean.

use std::collections::BTreeMap;

use super::edit::quoted;
use super::tree::{Entry, What, Written};
use crate::text::{FieldPath, Step};

/// What is longer is spread over several lines.
const WIDEST: usize = 100;
/// A table that is longer stands below a heading of its own.
const WIDEST_TABLE: usize = 260;

pub(super) type Remarks = BTreeMap<FieldPath, Vec<String>>;

/// Fields as TOML, each with the remarks about it, and those about nothing at the end.
pub(super) fn toml(entries: &[Entry], remarks: &Remarks) -> String {
    let mut out = String::new();
    let writer = Writer { remarks };
    writer.table(&mut out, &FieldPath::default(), entries);
    if let Some(last) = remarks.get(&FieldPath::default()) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&lines(last));
    }
    out
}

/// A text, on lines of its own where it has several.
fn text_value(text: &str) -> String {
    let is_plain = |letter: char| letter == '\n' || letter == '\t' || !letter.is_control();
    let ends = text.contains("'''") || text.ends_with('\'');
    if text.contains('\n') && text.chars().all(is_plain) && !ends {
        return format!("'''\n{text}'''");
    }
    toml::Value::from(text).to_string()
}

struct Writer<'a> {
    remarks: &'a Remarks,
}

impl Writer<'_> {
    fn table(&self, out: &mut String, path: &FieldPath, entries: &[Entry]) {
        let is_apart = |entry: &&Entry| self.needs_heading(&path.key(&entry.key), &entry.value);
        for entry in entries.iter().filter(|entry| !is_apart(entry)) {
            let path = path.key(&entry.key);
            self.remark(out, &path);
            out.push_str(&format!("{} = ", quoted(&entry.key)));
            self.value(out, &path, &entry.value);
            out.push('\n');
        }
        for entry in entries.iter().filter(is_apart) {
            let path = path.key(&entry.key);
            match &entry.value.what {
                What::Table(inner) => self.section(out, (&path, ["[", "]"], &[]), inner),
                What::List(items) => {
                    for (at, item) in items.iter().enumerate() {
                        let above = match at {
                            0 => self.remarks.get(&path).map_or(&[][..], Vec::as_slice),
                            _ => &[],
                        };
                        if let What::Table(inner) = &item.what {
                            self.section(out, (&path.index(at), ["[[", "]]"], above), inner);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn section(
        &self,
        out: &mut String,
        (path, [open, close], above): (&FieldPath, [&str; 2], &[String]),
        entries: &[Entry],
    ) {
        let keys = path.0.iter().filter_map(|step| match step {
            Step::Key(key) => Some(quoted(key)),
            Step::Index(_) => None,
        });
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&lines(above));
        self.remark(out, path);
        let keys: Vec<String> = keys.collect();
        out.push_str(&format!("{open}{}{close}\n", keys.join(".")));
        self.table(out, path, entries);
    }

    /// Whether a value stands below a heading.
    fn needs_heading(&self, path: &FieldPath, value: &Written) -> bool {
        match &value.what {
            What::Table(_) => inline(value).len() > WIDEST || self.has_remarks_below(path),
            What::List(items) => {
                let is_table = |item: &Written| matches!(item.what, What::Table(_));
                let is_large = |(at, item): (usize, &Written)| {
                    let path = path.index(at);
                    inline(item).len() > WIDEST_TABLE
                        || holds_tables(item)
                        || self.has_remarks_below(&path)
                };
                !items.is_empty()
                    && items.iter().all(is_table)
                    && items.iter().enumerate().any(is_large)
            }
            _ => false,
        }
    }

    fn has_remarks_below(&self, path: &FieldPath) -> bool {
        self.below(path).any(|(other, _)| other != path)
    }

    /// The remarks about a value and what it holds.
    fn below<'a>(
        &'a self,
        path: &'a FieldPath,
    ) -> impl Iterator<Item = (&'a FieldPath, &'a Vec<String>)> {
        let all = self.remarks.range(path.clone()..);
        all.take_while(|(other, _)| other.0.starts_with(&path.0))
    }

    fn remark(&self, out: &mut String, path: &FieldPath) {
        let about = self.remarks.get(path).map_or(&[][..], Vec::as_slice);
        out.push_str(&lines(about));
    }

    fn value(&self, out: &mut String, path: &FieldPath, value: &Written) {
        let line = inline(value);
        match &value.what {
            What::List(items) if line.len() > WIDEST || self.has_remarks_below(path) => {
                out.push_str("[\n");
                for (at, item) in items.iter().enumerate() {
                    for (_, about) in self.below(&path.index(at)) {
                        for line in about.iter().flat_map(|one| one.lines()) {
                            out.push_str(&format!("  {}", remark(line)));
                        }
                    }
                    out.push_str(&format!("  {},\n", inline(item)));
                }
                out.push(']');
            }
            _ => out.push_str(&line),
        }
    }
}

fn holds_tables(value: &Written) -> bool {
    let What::Table(entries) = &value.what else {
        return false;
    };
    entries.iter().any(|entry| match &entry.value.what {
        What::List(items) => items.iter().any(|item| matches!(item.what, What::Table(_))),
        _ => false,
    })
}

/// Remarks, each with an empty line between it and the next.
fn lines(all: &[String]) -> String {
    let all: Vec<String> = all.iter().map(|one| remark(one)).collect();
    all.join("\n")
}

/// Lines behind a `#`.
fn remark(words: &str) -> String {
    let lines = words.lines().map(|line| {
        // TOML has no other control characters in remarks.
        let line: String = line
            .chars()
            .map(|letter| match letter.is_control() && letter != '\t' {
                true => ' ',
                false => letter,
            })
            .collect();
        format!("# {line}").trim_end().to_owned() + "\n"
    });
    lines.collect()
}

/// A value on one line, but for texts of several.
fn inline(value: &Written) -> String {
    match &value.what {
        What::Text(text) => text_value(text),
        What::Bare(bare) => bare.clone(),
        What::List(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        What::Table(entries) if entries.is_empty() => "{}".to_owned(),
        What::Table(entries) => {
            let entries = entries.iter();
            let entries =
                entries.map(|entry| format!("{} = {}", quoted(&entry.key), inline(&entry.value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}
