//! Diagnostics for programs: one JSON object a line.

use serde::Serialize;

use super::Report;

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
}

/// One JSON object per diagnostic, each on a line of its own. Lines and columns count from 1.
pub fn json(report: &Report) -> String {
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        let start = diagnostic.position();
        let end = diagnostic
            .span
            .as_ref()
            .map(|span| diagnostic.source.position(span.end));
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
        };
        let written = serde_json::to_string(&line).expect("strings and numbers are always JSON");
        out.push_str(&written);
        out.push('\n');
    }
    out
}
