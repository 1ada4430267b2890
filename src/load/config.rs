//! Reads personabook.toml.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;

use super::entry::{Told, Unread, report_unknown};
use super::files;
use super::words;
use crate::diag::{Diagnostic, Report};
use crate::disk::{self, Folder, What};
use crate::doc::{self, Date, Document};
use crate::error::Error;
use crate::language::Words;
use crate::model::{Config, Content, FaceFiles, Form, TimeZone};
use crate::text::{FieldPath, Source};

/// The file that makes a folder a book.
pub(crate) const CONFIG_FILE: &str = "personabook.toml";

/// `Config` has no header beside it.
#[derive(Deserialize)]
struct Nothing {}

/// Refuses a folder that is no book. A config that is a link is none: what it leads to would be shown in messages.
///
/// # Errors
/// When it is none, or cannot be looked at.
pub(crate) fn refuse_no_book(root: &Folder) -> Result<(), Error> {
    match root.what(CONFIG_FILE)? {
        What::Nothing => Err(Error::refused(
            format!(
                "there is no book here: {} is missing",
                root.path(CONFIG_FILE).display()
            ),
            "go to the folder of your book or name it with `--root`, or begin one with `personabook init my-book`",
        )),
        What::File => Ok(()),
        other => Err(disk::refused(&root.path(CONFIG_FILE), other, "file")),
    }
}

/// The day that the book is seen from: the one that it names, or else the day it is where it is read, so many seconds after the
/// beginning of 1970; in UTC where the book does not say. What is
/// wrong with the config is told when the book is loaded.
///
/// # Errors
/// When the folder is no book, its config cannot be read, or the day lies beyond the calendar.
pub fn day_at(root: &Path, since_1970: Duration) -> Result<Date, Error> {
    let read = read(&Folder::named(root), None, &mut Report::default())?;
    let config = read.map(|read| read.config);
    if let Some(day) = config.as_ref().and_then(|config| config.review.as_of) {
        return Ok(day);
    }
    let zone = config.and_then(|config| config.book.time_zone);
    let zone = zone.unwrap_or_else(|| TimeZone("UTC".to_owned()));
    zone.day_at(since_1970).ok_or_else(|| {
        Error::refused(
            "today lies beyond the calendar",
            "set SOURCE_DATE_EPOCH to the seconds since 1970, or use `--today`",
        )
    })
}

/// How the book says that entries are to be written. What is wrong with the config is told when the book is loaded.
///
/// # Errors
/// When the folder is no book, or its config cannot be read.
pub(crate) fn form_of(root: &Path) -> Result<Form, Error> {
    let read = read(&Folder::named(root), None, &mut Report::default())?;
    let form = read.and_then(|read| read.config.book.form);
    Ok(form.unwrap_or(Form::Markdown))
}

/// The words of a book, as its pages have them. What is wrong with them is told when the book is loaded.
///
/// # Errors
/// When the folder is no book, or its config or its words cannot be read.
pub(crate) fn words_of(root: &Path) -> Result<Arc<Words>, Error> {
    let root = Folder::named(root);
    let read = read(&root, None, &mut Report::default())?;
    let language = read.and_then(|read| read.config.book.language);
    words::read(&root, &language.unwrap_or_default(), &mut Report::default())
}

/// The config as it was read.
pub(super) struct Read {
    pub(super) config: Config,
    /// Its text, to look up places in it.
    pub(super) document: Document,
}

/// Reads it. `unsaved` is read in the place of what lies on disk.
pub(super) fn read(
    root: &Folder,
    unsaved: Option<&Arc<Source>>,
    report: &mut Report,
) -> Result<Option<Read>, Error> {
    refuse_no_book(root)?;
    let read = match unsaved {
        Some(source) => Ok(Arc::clone(source)),
        None => files::read(root, CONFIG_FILE)?,
    };
    let source = match read {
        Ok(source) => source,
        Err(diagnostic) => {
            report.push(diagnostic);
            return Ok(None);
        }
    };
    let document = Document::toml(Arc::clone(&source));
    if !doc::report_conflicts(&source, Some(&document), report) {
        return Ok(None);
    }
    let reading = doc::read::<Nothing, Config>(&document, &[], &Config::wanted_at);
    report.merge(reading.report);
    report_unknown(
        &document,
        Unread {
            unknown: &reading.unknown,
            more: reading.more_unknown,
            missing: reading.missing,
        },
        report,
        &Told {
            what: "personabook.toml",
            keys: &|path| Config::keys_at(path).to_vec(),
            wanted: &Config::wanted_at,
        },
    );
    let document = document.leaving_out(reading.wrong);
    let faces = reading.data.as_ref().and_then(|config| config.site.faces);
    if let (Some(FaceFiles::Png), false) = (faces, cfg!(feature = "png")) {
        let span = document.locate(&FieldPath::default().key("site").key("faces"), None);
        let message =
            "this personabook was built without the feature `png`, which draws faces in pixels";
        let missing = Diagnostic::error("feature-missing", message, &source).at(span);
        report.push(missing.help("install personabook with `--features png`, or remove `faces`"));
    }
    Ok(reading.data.map(|config| Read { config, document }))
}
