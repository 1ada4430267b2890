//! Reads personabook.toml.

use std::path::Path;

use serde::Deserialize;

use super::entry::report_unknown;
use super::files;
use crate::diag::Report;
use crate::doc::{self, Document};
use crate::error::Error;
use crate::model::{Config, Content};

/// The file that makes a folder a book.
pub const CONFIG_FILE: &str = "personabook.toml";

/// `Config` has no header beside it.
#[derive(Deserialize)]
struct Nothing {}

pub(super) fn read(root: &Path, report: &mut Report) -> Result<Option<Config>, Error> {
    if !root.join(CONFIG_FILE).is_file() {
        return Err(Error::refused(
            format!(
                "there is no book here: {} is missing",
                root.join(CONFIG_FILE).display()
            ),
            "go to the folder of your book or name it with `--root`, or begin one with `personabook init my-book`",
        ));
    }
    let source = match files::read(root, CONFIG_FILE)? {
        Ok(source) => source,
        Err(diagnostic) => {
            report.push(diagnostic);
            return Ok(None);
        }
    };
    let document = Document::toml(source);
    let reading =
        doc::read::<Nothing, Config>(&document, &[], |path| !Config::keys_at(path).is_empty());
    report.merge(reading.report);
    report_unknown(
        &document,
        (&reading.unknown, reading.more_unknown),
        report,
        |path| (Config::keys_at(path).to_vec(), "personabook.toml"),
    );
    Ok(reading.data)
}
