//! The file of an entry in its other form, when that says the same. Must not know where files lie.

use std::sync::Arc;

use super::entry::{self, style_of};
use super::files::EntryFile;
use crate::doc::{Refused, Style, Value, fields_to_markdown, to_markdown, to_toml};
use crate::language::Words;
use crate::model::{Finding, Form, Key, Kind, Record};
use crate::text::{FieldPath, Source};

/// A file that says the same as another one.
pub(crate) struct Rewritten {
    /// From the root of the book.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The heading below which a field of a kind of entry is written and read, in these words.
pub(crate) fn heading_of(kind: Kind, field: &str, words: &Words) -> String {
    style_of(kind, words, |style: &Style<'_>| style.label(&[], field))
}

/// A Markdown file of an entry that says these fields, with headings in these words.
///
/// # Errors
///
/// When there is no such file.
pub(crate) fn fields_in_markdown(
    kind: Kind,
    fields: &[(String, Value)],
    words: &Words,
) -> Result<String, Refused> {
    style_of(kind, words, |style: &Style<'_>| {
        fields_to_markdown(fields, style)
    })
}

/// A file of the entry with this key in a form, with headings in these words.
///
/// # Errors
///
/// When the file has mistakes, or would say something else in that form.
pub(crate) fn rewritten(
    (key, file): (&Key, &str),
    text: &str,
    (form, words): (Form, &Words),
) -> Result<Rewritten, Refused> {
    let has_mark = text.starts_with('\u{feff}');
    let has_returns = text.contains("\r\n");
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let before = read(key, file, text);
    let (Some(record), Some(document), false) =
        (&before.record, &before.document, before.report.has_errors())
    else {
        return Err(Refused {
            message: "it has mistakes".to_owned(),
            help: "mend what `personabook check` says of it first".to_owned(),
        });
    };
    let text = style_of(key.kind, words, |style: &Style<'_>| match form {
        Form::Markdown => to_markdown(document, style),
        Form::Toml => to_toml(document, style),
    })?;
    let ending = match form {
        Form::Markdown => "md",
        Form::Toml => "toml",
    };
    let stem = file.rsplit_once('.').map_or("", |(stem, _)| stem);
    let path = format!("{stem}.{ending}");
    let after = read(key, &path, text.clone());
    let same = after.record.as_ref().is_some_and(|after| {
        let (one, other) = (record.entry(), after.entry());
        one.header == other.header && one.data == other.data
    });
    if !same || after.report.has_errors() {
        return Err(Refused {
            message: "it would not say the same in the other form".to_owned(),
            help: "leave the file as it is".to_owned(),
        });
    }
    let text = match has_returns {
        true => text.replace('\n', "\r\n"),
        false => text,
    };
    let mark = if has_mark { "\u{feff}" } else { "" };
    let text = format!("{mark}{text}");
    Ok(Rewritten { path, text })
}

/// What the reader of all entries makes of a text that is not written yet.
pub(crate) struct Tried {
    /// The entry, if it can be read.
    pub(crate) record: Option<Arc<Record>>,
    /// The values that cannot be read, or that their kind does not take.
    pub(crate) wrong: Vec<FieldPath>,
    /// Whether anything is wrong with it.
    pub(crate) has_errors: bool,
}

/// Reads a text as the file of an entry, named from the root of the book.
pub(crate) fn tried(key: &Key, path: &str, text: String) -> Tried {
    let read = read(key, path, text);
    let errors = read.findings.iter().filter(|one| !one.is_warning);
    let mut wrong: Vec<FieldPath> = errors.map(|one: &Finding| one.path.clone()).collect();
    let has_errors = !wrong.is_empty() || read.report.has_errors();
    wrong.extend(
        read.document
            .iter()
            .flat_map(|one| one.wrong_values())
            .cloned(),
    );
    Tried {
        record: read.record,
        wrong,
        has_errors,
    }
}

fn read(key: &Key, path: &str, text: String) -> entry::Read {
    let file = EntryFile {
        key: key.clone(),
        path: super::below_content(path).unwrap_or(path).to_owned(),
        folder: String::new(),
    };
    let path = path.to_owned();
    entry::read(&file, &Arc::new(Source { path, text }))
}
