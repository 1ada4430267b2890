//! What may be typed at a place. Must not know the protocol's messages, but for the shape of an item.

use serde_json::{Value, json};

use super::place::Lines;
use super::scan::At;
use super::text::{Begun, Read};
use crate::doc::Wanted;
use crate::model::{Book, Kind};
use crate::schema::{Field, Fields, Refers, wanted};
use crate::text::{Span, Step};

/// The kinds of items, by the numbers of the protocol.
const FIELD: u8 = 5;
const CHOICE: u8 = 12;
const REFERENCE: u8 = 18;

/// Where is completed, and with what is known.
pub(super) struct Completing<'a> {
    pub read: &'a Read<'a>,
    pub lines: &'a Lines<'a>,
    pub fields: &'a Fields,
    pub book: Option<&'a Book>,
    /// Whether the editor takes a text with places to go on at.
    pub has_snippets: bool,
}

impl Completing<'_> {
    /// All that may be typed there; the editor chooses what begins like what is typed.
    pub(super) fn items(&self, offset: usize) -> Vec<Value> {
        match self.read.begun(offset) {
            Some(Begun::Footnote(span)) => return self.ids((Kind::Evidence, ""), &span, false),
            Some(Begun::Link(span)) => return self.links(&span, false),
            None => {}
        }
        match self.read.at(offset) {
            At::Key(table, span) => self.keys(table, &span),
            At::Heading(path, span) => self.headings(path, &span),
            At::Text(path, span) => self.values(path, &span, true),
            At::Value(path, span) => self.values(path, &span, false),
            At::Nothing => Vec::new(),
        }
    }

    /// The fields of a table that are not there yet.
    fn keys(&self, table: &[Step], span: &Span) -> Vec<Value> {
        let own = self.read.text.get(span.clone()).unwrap_or_default();
        let there: Vec<&str> = self
            .read
            .scan
            .has(table)
            .filter(|key| *key != own)
            .collect();
        let line = self.read.text.get(span.end..).unwrap_or_default();
        let has_value = line.trim_start_matches([' ', '\t']).starts_with(['=', '.']);
        let fields = self.fields.table(self.read.kind, table).iter().enumerate();
        let missing = fields.filter(|(_, field)| !there.contains(&field.name.as_str()));
        missing
            .map(|(position, field)| {
                let name = &field.name;
                let path = [table, &[Step::Key(name.clone())]].concat();
                let text = match has_value {
                    true => name.clone(),
                    false => format!("{name} = {}", self.beginning(&path)),
                };
                let mut item = self.item((name, &text), span, FIELD);
                item["filterText"] = name.as_str().into();
                item["detail"] = field.short_type().into();
                item["documentation"] = json!({ "kind": "markdown", "value": about(field) });
                item["sortText"] = format!("{}{position:03}", u8::from(!field.required)).into();
                if self.has_snippets && !has_value {
                    item["insertTextFormat"] = 2.into();
                }
                item
            })
            .collect()
    }

    /// How a value begins, with the place to go on at.
    fn beginning(&self, path: &[Step]) -> &'static str {
        match wanted(self.read.kind, path) {
            _ if !self.has_snippets => "",
            Wanted::Text | Wanted::Image | Wanted::Word(..) => "\"$1\"",
            Wanted::List => "[$1]",
            Wanted::Labels => "{ $1 }",
            Wanted::Table(keys) if keys.sentence.is_some() => "\"$1\"",
            Wanted::Table(_) => "{ $1 }",
            _ => "$1",
        }
    }

    /// The tables that may stand below a header.
    fn headings(&self, path: &[Step], span: &Span) -> Vec<Value> {
        let keys: Vec<&str> = path
            .iter()
            .filter_map(|step| match step {
                Step::Key(key) => Some(key.as_str()),
                Step::Index(_) => None,
            })
            .collect();
        let above = keys.split_last().map_or(&[][..], |(_, above)| above);
        let table: Vec<Step> = above
            .iter()
            .map(|key| Step::Key((*key).to_owned()))
            .collect();
        let is_list = self.read.text[..span.start].ends_with("[[");
        let fields = self.fields.table(self.read.kind, &table).iter();
        let tables = fields.filter(|field| {
            let path = [&table[..], &[Step::Key(field.name.clone())]].concat();
            let is_table = !self.fields.table(self.read.kind, &path).is_empty();
            is_table && field.is_list == is_list
        });
        tables
            .map(|field| {
                let text = [above, &[field.name.as_str()]].concat().join(".");
                let mut item = self.item((&text, &text), span, FIELD);
                item["documentation"] = json!({ "kind": "markdown", "value": about(field) });
                item
            })
            .collect()
    }

    fn values(&self, path: &[Step], span: &Span, is_quoted: bool) -> Vec<Value> {
        match self.fields.refers(self.read.kind, path) {
            Refers::To(kind) => return self.ids((kind, ""), span, !is_quoted),
            Refers::ToAny => return self.links(span, !is_quoted),
            Refers::No => {}
        }
        match wanted(self.read.kind, path) {
            Wanted::Word(words, _) => {
                let items = words.iter().map(|word| {
                    let text = if is_quoted {
                        (*word).to_owned()
                    } else {
                        format!("\"{word}\"")
                    };
                    self.item((word, &text), span, CHOICE)
                });
                items.collect()
            }
            Wanted::Flag if !is_quoted => ["true", "false"]
                .iter()
                .map(|word| self.item((word, word), span, CHOICE))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn links(&self, span: &Span, quotes: bool) -> Vec<Value> {
        let kinds = Kind::ALL.iter().copied();
        kinds
            .flat_map(|kind| self.ids((kind, &format!("{}:", kind.name())), span, quotes))
            .collect()
    }

    fn ids(&self, (kind, head): (Kind, &str), span: &Span, quotes: bool) -> Vec<Value> {
        let Some(book) = self.book else {
            return Vec::new();
        };
        let item = |id: &str| {
            let label = format!("{head}{id}");
            let text = match quotes {
                true => format!("\"{label}\""),
                false => label.clone(),
            };
            self.item((&label, &text), span, REFERENCE)
        };
        let entries = book.catalog.with_retired(kind).map(|entry| {
            let mut item = item(&entry.key.id);
            item["detail"] = entry.header.name.as_str().into();
            if let Some(summary) = &entry.header.summary {
                item["documentation"] = summary.0.as_str().into();
            }
            item
        });
        // What cannot be read just now is still there.
        let unreadable = book.catalog.unreadable.iter();
        let unreadable = unreadable.filter(|key| key.kind == kind);
        entries.chain(unreadable.map(|key| item(&key.id))).collect()
    }

    fn item(&self, (label, text): (&str, &str), span: &Span, kind: u8) -> Value {
        json!({
            "label": label,
            "kind": kind,
            "filterText": text,
            "textEdit": { "range": self.lines.range(span), "newText": text },
        })
    }
}

/// What a field is, in Markdown.
pub(super) fn about(field: &Field) -> String {
    let needed = if field.required { ", required" } else { "" };
    let mut text = format!(
        "`{}`: {}{needed}\n\n{}",
        field.name, field.type_words, field.description
    );
    if let Some(example) = &field.example {
        text.push_str(&format!("\n\n```toml\n{} = {example}\n```", field.name));
    }
    text
}
