//! A document in its other form, with all that it says: what comes out is read again, and must say the same to the last remark. Must
//! not know kinds of entries.

use std::sync::Arc;

use super::document::Document;
use super::draft::{BODY, Draft};
use super::edit::{Refused, Value};
use super::style::Style;
use super::tree::{Entry, Written};
use super::write_markdown::{markdown, read};
use super::write_toml::toml;
use crate::text::{FieldPath, Source};

/// The text of a Markdown file that says what a document says.
///
/// # Errors
///
/// When that cannot be done without losing something.
pub(crate) fn to_markdown(document: &Document, style: &Style<'_>) -> Result<String, Refused> {
    let draft = Draft::of(document);
    let text = markdown(&draft, style).map_err(|field| changed(&field))?;
    let after = read(&text, &style.form).unwrap_or_default();
    with_all_remarks(&draft, &after, text)
}

/// The text of a Markdown file that says these fields.
///
/// # Errors
///
/// When there is no such text.
pub(crate) fn fields_to_markdown(
    fields: &[(String, Value)],
    style: &Style<'_>,
) -> Result<String, Refused> {
    markdown(&Draft::of_fields(fields), style).map_err(|field| changed(&field))
}

/// The text of a TOML file that says what a document says.
///
/// # Errors
///
/// When that cannot be done without losing something.
pub(crate) fn to_toml(document: &Document, style: &Style<'_>) -> Result<String, Refused> {
    let draft = Draft::of(document);
    let mut entries = draft.entries.clone();
    if !draft.body.is_empty() {
        entries.push(Entry {
            key: BODY.to_owned(),
            place: 0..0,
            value: Written::text(0..0, &draft.body),
        });
    }
    let text = toml(&entries, &draft.remarks);
    let source = Source {
        path: String::new(),
        text: text.clone(),
    };
    let read = Document::toml(Arc::new(source));
    let (_, report) = read.parse(style.form.wanted);
    let after = Draft::of(&read);
    let differs = draft.differs(&after, style.form.wanted);
    if report.has_errors() || differs.is_some() {
        return Err(changed(&differs.unwrap_or_default()));
    }
    with_all_remarks(&draft, &after, text)
}

/// The text, when what it says has all remarks.
fn with_all_remarks(before: &Draft, after: &Draft, text: String) -> Result<String, Refused> {
    match before.remarks_missing_in(after).first() {
        None => Ok(text),
        Some(remark) => {
            let start: String = remark.chars().take(40).collect();
            Err(Refused {
                message: format!("there is no place for the remark \"{start}\""),
                help: "put it above a field, or take it out".to_owned(),
            })
        }
    }
}

fn changed(field: &FieldPath) -> Refused {
    Refused {
        message: format!("`{field}` would not say the same in the other form"),
        help: "leave the file as it is, or write that field otherwise".to_owned(),
    }
}
