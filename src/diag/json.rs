//! Diagnostics for programs: one JSON object a line.

use serde::Serialize;

use super::place::Places;
use super::{MORE, Report};

#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: &'a str,
    help: Option<&'a str>,
    /// How many more mistakes the file has than are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

/// One JSON object per diagnostic, each on a line of its own. Lines and columns count from 1. Of a file with more mistakes
/// than are shown, the last object has the code `more`, and their number as `more`.
pub fn json(report: &Report) -> String {
    let mut out = String::new();
    let mut places = Places::default();
    for diagnostic in &report.diagnostics {
        let (start, end) = places.of(diagnostic).unzip();
        let line = Line {
            severity: diagnostic.severity.as_str(),
            code: diagnostic.code,
            message: &diagnostic.message,
            file: &diagnostic.source.path,
            line: start.map(|position| position.line),
            column: start.map(|position| position.column),
            end_line: end.map(|position| position.line),
            end_column: end.map(|position| position.column),
            label: &diagnostic.label,
            help: diagnostic.help.as_deref(),
            more: (diagnostic.code == MORE).then_some(diagnostic.count),
        };
        let written = serde_json::to_string(&line).expect("strings and numbers are always JSON");
        out.push_str(&written);
        out.push('\n');
    }
    out
}
