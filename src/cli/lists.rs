//! How a list is written: flags that say it, and words for what was found out.

use clap::{Args, ValueEnum};
use personabook::accounts::{How, Written};
use personabook::internal::shown;

#[derive(Args)]
pub(super) struct HowArgs {
    /// What stands between cells [default: what the first line has most of]
    #[arg(long, value_name = "SIGN", value_parser = separator)]
    separator: Option<char>,
    /// How numbers are written [default: the Dutch way where cells are separated by `;`]
    #[arg(long, value_enum)]
    numbers: Option<Numbers>,
    /// The sheet of a workbook [default: the first one]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

impl HowArgs {
    pub(super) fn how(&self) -> How<'_> {
        How {
            separator: self.separator,
            comma_decimals: self.numbers.map(|numbers| numbers == Numbers::Dutch),
            sheet: self.sheet.as_deref(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Numbers {
    /// 1,200.5
    English,
    /// 1.200,5
    Dutch,
}

fn separator(text: &str) -> Result<char, String> {
    match text {
        "tab" | "\\t" | "\t" => Ok('\t'),
        "," | ";" | "|" => Ok(text.chars().next().unwrap_or(',')),
        _ => Err("write one of , ; | or tab".to_owned()),
    }
}

/// How a list is written, in words.
pub(super) fn how_written(written: &Written) -> String {
    let numbers = if written.comma_decimals {
        "1.200,5"
    } else {
        "1,200.5"
    };
    if let Some(sheet) = &written.sheet {
        return format!("sheet `{}`, numbers like {numbers}", shown(sheet));
    }
    let separator = match written.separator {
        '\t' => "tab".to_owned(),
        sign => format!("`{sign}`"),
    };
    format!(
        "{}, cells separated by {separator}, numbers like {numbers}",
        written.encoding
    )
}

/// What a row is counted as.
pub(super) fn line_or_row(written: &Written) -> &'static str {
    if written.sheet.is_some() {
        "row"
    } else {
        "line"
    }
}
