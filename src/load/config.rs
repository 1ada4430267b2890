//! Reads personabook.toml.

use serde::Deserialize;

use super::entry::{Told, report_unknown};
use super::files;
use crate::diag::Report;
use crate::disk::{self, Folder, What};
use crate::doc::{self, Document};
use crate::error::Error;
use crate::model::{Config, Content};

/// The file that makes a folder a book.
pub const CONFIG_FILE: &str = "personabook.toml";

/// `Config` has no header beside it.
#[derive(Deserialize)]
struct Nothing {}

/// Refuses a folder that is no book. A config that is a link is none: what it leads to would be shown in messages.
///
/// # Errors
/// When it is none, or cannot be looked at.
pub fn refuse_no_book(root: &Folder) -> Result<(), Error> {
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

pub(super) fn read(root: &Folder, report: &mut Report) -> Result<Option<Config>, Error> {
    refuse_no_book(root)?;
    let source = match files::read(root, CONFIG_FILE)? {
        Ok(source) => source,
        Err(diagnostic) => {
            report.push(diagnostic);
            return Ok(None);
        }
    };
    let document = Document::toml(source);
    let reading = doc::read::<Nothing, Config>(&document, &[], &Config::wanted_at);
    report.merge(reading.report);
    report_unknown(
        &document,
        (&reading.unknown, reading.more_unknown),
        report,
        &Told {
            what: "personabook.toml",
            keys: &|path| Config::keys_at(path).to_vec(),
            wanted: &Config::wanted_at,
        },
    );
    Ok(reading.data)
}
