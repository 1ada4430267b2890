//! Documents of others, whatever they say: YAML, JSON and TOML as values with their places, Markdown with its headings and with what a form reads in
//! it; and values as a file of fields. Must not know what the values mean.

use std::collections::BTreeMap;

use serde_json::Value;

use super::blocks::{Shape, blocks};
use super::draft::written_table;
use super::form::{self, Form};
use super::tree::{Entry, What, Written};
use super::write_toml::toml;
use super::yaml::{self, Node, NodeForm};
use crate::text::{FieldPath, Span};

/// What keeps a document from being read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wrong {
    /// Where, in bytes.
    pub(crate) offset: usize,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// A heading of Markdown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    /// From 1.
    pub(crate) level: usize,
    /// With its signs.
    pub(crate) whole: Span,
    pub(crate) words: Span,
}

/// What Markdown says.
#[derive(Debug, Default)]
pub(crate) struct InMarkdown {
    pub(crate) fields: Vec<Entry>,
    /// What is no field.
    pub(crate) story: String,
    /// What stands in neither: remarks that no reader sees.
    pub(crate) remarks: Vec<String>,
}

/// The documents of a YAML text. Every value is a text; what is left out is an empty one.
///
/// # Errors
///
/// When it is none.
pub(crate) fn in_yaml(text: &str) -> Result<Vec<Written>, Wrong> {
    let nodes = yaml::documents(text).map_err(|mistake| Wrong {
        offset: mistake.place.start,
        message: mistake.message,
        help: mistake.help.to_owned(),
    })?;
    nodes.into_iter().map(of_yaml).collect()
}

fn of_yaml(node: Node) -> Result<Written, Wrong> {
    let place = node.place;
    let what = match node.form {
        NodeForm::Scalar(text, style) => {
            let is_nothing = yaml::is_plain(style) && matches!(text.as_str(), "~" | "null");
            What::Text(if is_nothing { String::new() } else { text })
        }
        NodeForm::List(items) => {
            What::List(items.into_iter().map(of_yaml).collect::<Result<_, _>>()?)
        }
        NodeForm::Table(fields) => {
            let fields = fields.into_iter().map(|field| {
                Ok(Entry {
                    key: field.key,
                    place: field.place,
                    value: of_yaml(field.value)?,
                })
            });
            What::Table(fields.collect::<Result<_, _>>()?)
        }
        NodeForm::Alias => {
            return Err(Wrong {
                offset: place.start,
                message: "this stands for a value elsewhere".to_owned(),
                help: "write the value itself, once more if it is needed twice".to_owned(),
            });
        }
    };
    Ok(Written { place, what })
}

/// The value of a JSON text. JSON is YAML for all but a few signs: so numbers stay as they are written, and everything has its place.
///
/// # Errors
///
/// When it is none.
pub(crate) fn in_json(text: &str) -> Result<Vec<Written>, Wrong> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let lines = text.split_inclusive('\n');
        let before: usize = lines
            .take(error.line().saturating_sub(1))
            .map(str::len)
            .sum();
        let whole = error.to_string();
        let message = whole.split(" at line ").next().unwrap_or(&whole);
        Wrong {
            offset: (before + error.column().saturating_sub(1)).min(text.len()),
            message: format!("this is no JSON: {message}"),
            help: "save it anew with the program that wrote it".to_owned(),
        }
    })?;
    match in_yaml(text) {
        Err(wrong) if wrong.message.contains("given twice") => Err(wrong),
        Ok(values) => Ok(values),
        Err(_) => Ok(vec![of_json(value)]),
    }
}

fn of_json(value: Value) -> Written {
    let what = match value {
        Value::Null => What::Text(String::new()),
        Value::Bool(flag) => What::Text(flag.to_string()),
        Value::Number(number) => What::Text(number.to_string()),
        Value::String(text) => What::Text(text),
        Value::Array(items) => What::List(items.into_iter().map(of_json).collect()),
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(key, value)| Entry {
                key,
                place: 0..0,
                value: of_json(value),
            });
            What::Table(fields.collect())
        }
    };
    Written { place: 0..0, what }
}

/// The fields of a TOML text.
///
/// # Errors
///
/// When it is none.
pub(crate) fn in_toml(text: &str) -> Result<Vec<Entry>, Wrong> {
    let table = ::toml::de::DeTable::parse(text).map_err(|error| Wrong {
        offset: error.span().map_or(0, |span| span.start),
        message: format!(
            "this is no TOML: {}",
            error.message().lines().next().unwrap_or("")
        ),
        help: "mend the line, or leave the file out".to_owned(),
    })?;
    Ok(written_table(table.get_ref(), &|span| span))
}

/// The headings of a Markdown text, those in lists and quotations left out.
pub(crate) fn headings(text: &str) -> Vec<Place> {
    let all = blocks(text, &(0..text.len())).into_iter();
    let headings = all.filter_map(|block| match block.what {
        Shape::Heading(level, words) => Some(Place {
            level,
            whole: block.place,
            words,
        }),
        _ => None,
    });
    headings.collect()
}

/// The blocks of code between three signs: the word behind these, and where the code stands.
pub(crate) fn code_blocks(text: &str) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut open: Option<(&str, String, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let written = line.trim();
        let sign = ["```", "~~~"]
            .into_iter()
            .find(|sign| written.starts_with(sign));
        match (&open, sign) {
            (None, Some(sign)) => {
                let word = written.trim_start_matches(['`', '~']).trim().to_owned();
                open = Some((sign, word, end));
            }
            (Some((opened, word, from)), Some(sign)) if *opened == sign => {
                found.push((word.clone(), *from..start));
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// What a form reads in a Markdown text.
pub(crate) fn in_markdown(text: &str, form: &Form<'_>) -> InMarkdown {
    let below = form::read(text, &(0..text.len()), form, &|_| false);
    let mut remarks = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("<!--").map(|at| from + at) {
        let Some(end) = text[start..].find("-->").map(|at| start + at + 3) else {
            break;
        };
        from = end;
        let words = text[start..end].trim_start_matches("<!--");
        let words = words.trim_end_matches("-->").trim();
        if !words.is_empty() && !below.story.holds(start) {
            remarks.push(words.to_owned());
        }
    }
    InMarkdown {
        fields: below.entries,
        story: below.story.text.trim().to_owned(),
        remarks,
    }
}

/// A file that is all fields, with remarks at its end.
pub(crate) fn to_fields(fields: &[Entry], remarks: &[String]) -> String {
    let mut all = BTreeMap::new();
    if !remarks.is_empty() {
        all.insert(FieldPath::default(), remarks.to_vec());
    }
    toml(fields, &all)
}
