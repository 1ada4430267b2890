//! The rows of a sheet of a workbook, as they would stand in a CSV file that is exported from it. Must not know what cells mean.

use std::path::Path;

use super::rows::{How, Row};
use crate::disk::Folder;
use crate::error::Error;

/// A sheet.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// How the names of workbooks end.
const ENDINGS: [&str; 5] = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"];

/// Whether a file is a workbook, by its name.
pub(super) fn is_one(name: &str) -> bool {
    let name = name.to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Reads a sheet.
///
/// # Errors
/// When the file is no workbook, has no such sheet, or the sheet has no header.
#[cfg(feature = "xlsx")]
pub(super) fn read(path: &Path, place: (&Folder, &str), how: How<'_>) -> Result<Sheet, Error> {
    sheet::read(path, place, how)
}

/// The names of the sheets that are shown.
///
/// # Errors
/// When the file is no workbook.
#[cfg(feature = "xlsx")]
pub(super) fn names(path: &Path, place: (&Folder, &str)) -> Result<Vec<String>, Error> {
    sheet::names(path, place)
}

/// Says how to read one.
///
/// # Errors
/// Always.
#[cfg(not(feature = "xlsx"))]
pub(super) fn names(path: &Path, place: (&Folder, &str)) -> Result<Vec<String>, Error> {
    read(path, place, How::default()).map(|sheet| vec![sheet.name])
}

/// Says how to read one.
///
/// # Errors
/// Always.
#[cfg(not(feature = "xlsx"))]
pub(super) fn read(path: &Path, _: (&Folder, &str), _: How<'_>) -> Result<Sheet, Error> {
    Err(Error::refused(
        format!(
            "{} is a workbook, and this personabook was built without the feature `xlsx`",
            crate::text::shown_path(path)
        ),
        "save it as CSV, or install personabook with `--features xlsx`",
    ))
}

#[cfg(feature = "xlsx")]
mod sheet {
    use std::io::Cursor;

    use calamine::{
        Data, ExcelDateTime, Range, Reader, SheetType, SheetVisible, Sheets, StyleRange,
        open_workbook_auto_from_rs,
    };

    use super::{Error, Folder, How, Path, Row, Sheet};
    use crate::accounts::rows::Damaged;
    use crate::text::{closest, one_of, shown_path};

    /// A workbook may have so many bytes.
    const LARGEST: u64 = 1 << 30;

    /// A workbook with all of its bytes.
    type Book = Sheets<Cursor<Vec<u8>>>;

    fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Error {
        Error::refused(
            format!("{} cannot be read as a workbook: {error}", shown_path(path)),
            "open it in a spreadsheet program and save it anew, without a password, or as CSV",
        )
    }

    fn opened(path: &Path, (folder, name): (&Folder, &str)) -> Result<Book, Error> {
        let Some(bytes) = folder.read_unless_larger(name, LARGEST)? else {
            return Err(Error::refused(
                format!("{} is larger than 1 GB", shown_path(path)),
                "save the sheet as CSV",
            ));
        };
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| unreadable(path, &error))
    }

    pub(super) fn names(path: &Path, place: (&Folder, &str)) -> Result<Vec<String>, Error> {
        let book = opened(path, place)?;
        let sheets = book.sheets_metadata().iter();
        let shown = sheets.filter(|sheet| {
            sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
        });
        Ok(shown.map(|sheet| sheet.name.clone()).collect())
    }

    pub(super) fn read(path: &Path, place: (&Folder, &str), how: How<'_>) -> Result<Sheet, Error> {
        let shown = shown_path(path);
        let mut book = opened(path, place)?;
        let sheets: Vec<String> = book
            .sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .filter(|sheet| how.sheet.is_some() || sheet.visible == SheetVisible::Visible)
            .map(|sheet| sheet.name.clone())
            .collect();
        let wanted = |sheet: &String| {
            how.sheet
                .is_none_or(|name| sheet.to_lowercase() == name.trim().to_lowercase())
        };
        let Some(name) = sheets.iter().find(|sheet| wanted(sheet)) else {
            let asked = how.sheet.unwrap_or_default();
            let names = || sheets.iter().map(String::as_str);
            return Err(if sheets.is_empty() {
                Error::refused(
                    format!("{shown} has no sheet with cells"),
                    "save the sheet as CSV",
                )
            } else {
                let help = closest(asked, names()).map_or_else(
                    || format!("it has {}", one_of(names())),
                    |close| format!("did you mean `{close}`?"),
                );
                Error::refused(format!("{shown} has no sheet `{asked}`"), help)
            });
        };
        let range = book
            .worksheet_range(name)
            .map_err(|error| unreadable(path, &error))?;
        // Other files than `.xlsx` tell no formats.
        let styles = book.worksheet_style(name).unwrap_or_default();
        let cells = Cells {
            name,
            start: range.start().unwrap_or_default(),
            range: &range,
            styles: &styles,
            comma_decimals: how.comma_decimals == Some(true),
        };
        cells.sheet().ok_or_else(|| {
            Error::refused(
                format!("the sheet `{name}` of {shown} is empty"),
                "write the names of the columns into its first row, or name another one with `--sheet`",
            )
        })?
    }

    struct Cells<'a> {
        name: &'a str,
        start: (u32, u32),
        range: &'a Range<Data>,
        styles: &'a StyleRange,
        comma_decimals: bool,
    }

    impl Cells<'_> {
        /// Nothing when it is empty.
        fn sheet(&self) -> Option<Result<Sheet, Error>> {
            let is_empty = |row: &[Data]| row.iter().all(is_nothing);
            let mut rows = self.range.rows().enumerate();
            let (first, titles) = rows.find(|(_, row)| !is_empty(row))?;
            let width = titles.iter().rposition(|title| !is_nothing(title))? + 1;
            let header = match self.row(first, titles, width) {
                Ok(header) => header,
                Err(damaged) => {
                    return Some(Err(Error::refused(
                        damaged.why,
                        "write the name of the column into that cell",
                    )));
                }
            };
            let rows = rows.map(|(index, row)| Row {
                line: u64::from(self.start.0) + index as u64 + 1,
                cells: self.row(index, row, width),
            });
            let mut rows: Vec<Row> = rows.collect();
            while rows.last().is_some_and(Row::is_empty) {
                rows.pop();
            }
            Some(Ok(Sheet {
                name: self.name.to_owned(),
                header,
                rows,
            }))
        }

        fn row(&self, index: usize, row: &[Data], width: usize) -> Result<Vec<String>, Damaged> {
            let damaged = |why| {
                let texts = row.iter().enumerate();
                let texts = texts.map(|(column, cell)| self.text(index, column, cell));
                Damaged {
                    why,
                    text: texts.collect::<Vec<_>>().join(", "),
                }
            };
            for (column, cell) in row.iter().enumerate() {
                if let Data::Error(error) = cell {
                    let at = self.reference(index, column);
                    return Err(damaged(format!("`{at}` holds the error {error}")));
                }
                if column >= width && !is_nothing(cell) {
                    let at = self.reference(index, column);
                    return Err(damaged(format!("`{at}` stands below no name of a column")));
                }
            }
            let cells = row.iter().take(width).enumerate();
            let cells = cells.map(|(column, cell)| self.text(index, column, cell));
            Ok(cells.collect())
        }

        /// "Leads!C7".
        fn reference(&self, row: usize, column: usize) -> String {
            let mut number = self.start.1 as usize + column;
            let mut letters = Vec::new();
            loop {
                letters.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)));
                match (number / 26).checked_sub(1) {
                    Some(rest) => number = rest,
                    None => break,
                }
            }
            let letters: String = letters.iter().rev().collect();
            let row = self.start.0 as usize + row + 1;
            format!("{}!{letters}{row}", self.name)
        }

        fn text(&self, row: usize, column: usize, cell: &Data) -> String {
            match cell {
                Data::Empty => String::new(),
                Data::String(text) => text.clone(),
                Data::Bool(true) => "TRUE".to_owned(),
                Data::Bool(false) => "FALSE".to_owned(),
                Data::Int(number) => number.to_string(),
                Data::Float(number) if self.is_percentage(row, column) => {
                    self.number(number * 100.0) + "%"
                }
                Data::Float(number) => self.number(*number),
                Data::DateTime(time) => moment(time),
                Data::DateTimeIso(text) => text
                    .trim_end_matches("T00:00:00")
                    .trim_end_matches(".000")
                    .replace('T', " "),
                Data::DurationIso(text) => text.clone(),
                Data::Error(error) => error.to_string(),
            }
        }

        fn is_percentage(&self, row: usize, column: usize) -> bool {
            let place = |start: u32, offset: usize| start + u32::try_from(offset).unwrap_or(0);
            let style = self
                .styles
                .get((place(self.start.0, row), place(self.start.1, column)));
            let format = style.and_then(|style| style.number_format.as_ref());
            format.is_some_and(|format| {
                // What stands in quotation marks is shown as it is.
                let shown = format.format_code.split('"').step_by(2);
                shown.into_iter().any(|part| part.contains('%'))
            })
        }

        /// With the fifteen digits that spreadsheets keep.
        fn number(&self, number: f64) -> String {
            let kept: f64 = format!("{number:.14e}").parse().unwrap_or(number);
            let text = kept.to_string();
            if self.comma_decimals {
                text.replace('.', ",")
            } else {
                text
            }
        }
    }

    fn is_nothing(cell: &Data) -> bool {
        match cell {
            Data::Empty => true,
            Data::String(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// `2026-03-01`, with the time where there is one, or a time of day or a length of time alone.
    fn moment(time: &ExcelDateTime) -> String {
        let days = time.as_f64();
        if time.is_duration() || days < 1.0 {
            let seconds = (days * 86_400.0).round();
            let (hours, rest) = ((seconds / 3600.0).floor(), seconds.rem_euclid(3600.0));
            return format!("{hours:02}:{:02}:{:02}", (rest / 60.0).floor(), rest % 60.0);
        }
        let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
        let date = format!("{year:04}-{month:02}-{day:02}");
        if (hour, minute, second) == (0, 0, 0) {
            date
        } else {
            format!("{date} {hour:02}:{minute:02}:{second:02}")
        }
    }
}
