//! A list as a whole, for what looks at all of its rows at once: each with its cells, however many there are. Must not know what cells
//! mean.

use std::path::Path;

use super::rows::{FOOT, HEADER_AGAIN, How, open, place};
use super::workbook;
use crate::error::Error;

/// A list.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) header: Vec<String>,
    /// By the numbers of their first lines; rows may have more or fewer cells than the header.
    pub(crate) rows: Vec<(u64, Vec<String>)>,
    /// What belongs to a report and is no row: its line, why, and what stands there.
    pub(crate) left_out: Vec<(u64, String, String)>,
    /// The first row that cannot be read: its line, why, and what stands there.
    pub(crate) damaged: Option<(u64, String, String)>,
    /// Whether there were more rows than were asked for.
    pub(crate) has_more: bool,
}

/// The names of the sheets of a workbook; nothing for any other file.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn sheets(path: &Path) -> Result<Option<Vec<String>>, Error> {
    let (folder, name) = place(path)?;
    if !workbook::is_one(&name) {
        return Ok(None);
    }
    workbook::names(path, (&folder, &name)).map(Some)
}

/// The rows of a list, and no more than `most`.
///
/// # Errors
/// When it cannot be read or has no header.
pub(crate) fn whole(path: &Path, how: How<'_>, most: usize) -> Result<Sheet, Error> {
    let (_, header, rows) = open(path, how)?;
    let mut rows = rows.ragged();
    let mut sheet = Sheet {
        header,
        ..Sheet::default()
    };
    while let Some(row) = rows.next()? {
        if sheet.rows.len() >= most {
            sheet.has_more = true;
            break;
        }
        match row.cells {
            Ok(cells) => sheet.rows.push((row.line, cells)),
            Err(damaged) if [FOOT, HEADER_AGAIN].contains(&damaged.why.as_str()) => {
                sheet.left_out.push((row.line, damaged.why, damaged.text));
            }
            Err(damaged) => {
                sheet.damaged = Some((row.line, damaged.why, damaged.text));
                break;
            }
        }
    }
    Ok(sheet)
}
