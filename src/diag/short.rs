//! Diagnostics one a line, the way compilers write them for editors: `file:line:column: error: …`.

use super::Report;

/// One line per diagnostic, the help after a dash.
pub fn short(report: &Report) -> String {
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        let place = match diagnostic.position() {
            Some(position) => format!(":{}:{}", position.line, position.column),
            None => String::new(),
        };
        let help = match &diagnostic.help {
            Some(help) => format!(" - {help}"),
            None => String::new(),
        };
        out.push_str(&format!(
            "{}{place}: {}[{}]: {}{help}\n",
            diagnostic.source.path,
            diagnostic.severity.as_str(),
            diagnostic.code,
            diagnostic.message,
        ));
    }
    out
}
