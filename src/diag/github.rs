//! Diagnostics as commands to GitHub Actions, which shows them beside the changed lines.

use super::context::Context;
use super::place::Places;
use super::{Report, Severity};
use crate::text::shown;

/// One workflow command a line, the help in a second line of its message.
pub fn github(report: &Report, context: &Context) -> String {
    let mut out = String::new();
    let mut places = Places::default();
    for diagnostic in &report.diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let mut properties = vec![format!("file={}", property(&context.path(diagnostic)))];
        if let Some((start, end)) = places.of(diagnostic) {
            properties.push(format!("line={},endLine={}", start.line, end.line));
            // Columns of a place that spans lines are refused.
            if start.line == end.line {
                properties.push(format!("col={},endColumn={}", start.column, end.column));
            }
        }
        properties.push(format!("title={}", property(diagnostic.code)));
        let help = diagnostic.help.iter();
        let help = help.map(|help| format!("\n{}", shown(help)));
        let message = shown(&diagnostic.message).into_owned() + &help.collect::<String>();
        let properties = properties.join(",");
        out.push_str(&format!("::{command} {properties}::{}\n", data(&message)));
    }
    out
}

/// A message as commands take it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A value between commas as commands take it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_written_out() {
        assert_eq!(data("50% a\r\nb: c, d"), "50%25 a%0D%0Ab: c, d");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }
}
