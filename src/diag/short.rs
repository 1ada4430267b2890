//! Diagnostics one a line, the way compilers write them for editors: `file:line:column: error: …`.

use super::Report;
use super::place::Places;
use crate::text::shown;

/// One line per diagnostic, the help after a dash.
pub fn short(report: &Report) -> String {
    let mut out = String::new();
    let mut places = Places::default();
    for diagnostic in &report.diagnostics {
        let place = match places.of(diagnostic) {
            Some((start, _)) => format!(":{}:{}", start.line, start.column),
            None => String::new(),
        };
        let help = match &diagnostic.help {
            Some(help) => format!(" - {}", shown(help)),
            None => String::new(),
        };
        out.push_str(&format!(
            "{}{place}: {}[{}]: {}{help}\n",
            shown(&diagnostic.source.path),
            diagnostic.severity.as_str(),
            diagnostic.code,
            shown(&diagnostic.message),
        ));
    }
    out
}
