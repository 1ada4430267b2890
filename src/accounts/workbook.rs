//! The rows of a sheet of a workbook, as they would stand in a CSV file that is exported from it. Must not know what cells mean.

use std::path::Path;

use super::rows::{How, Row};
use crate::disk::Folder;
use crate::error::Error;
use crate::text::shown_path;

/// A sheet.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// How the names of workbooks end.
const ENDINGS: [&str; 6] = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".xlam"];

/// Whether a file is a workbook, by its name.
pub(super) fn is_one(name: &str) -> bool {
    let name = name.to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

pub(super) fn read(path: &Path, _place: (&Folder, &str), _how: How<'_>) -> Result<Sheet, Error> {
    Err(Error::refused(
        format!(
            "{} is a workbook, which this personabook cannot read",
            shown_path(path)
        ),
        "save it as CSV, or install personabook with `--features xlsx`",
    ))
}
