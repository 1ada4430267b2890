//! Diagnostics as a Code Quality report of GitLab, which shows them in a merge request.

use serde::Serialize;

use super::context::{Context, Fingerprints};
use super::place::Places;
use super::{Report, Severity};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// A list of issues. What is about a whole file stands at its first line.
pub fn gitlab(report: &Report, context: &Context) -> String {
    let mut places = Places::default();
    let mut fingerprints = Fingerprints::default();
    let issues: Vec<Issue<'_>> = report
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let path = context.path(diagnostic);
            let (begin, end) = places
                .of(diagnostic)
                .map_or((1, 1), |(start, end)| (start.line, end.line));
            let help = diagnostic.help.iter().map(|help| format!(" - {help}"));
            Issue {
                description: diagnostic.message.clone() + &help.collect::<String>(),
                check_name: diagnostic.code,
                fingerprint: fingerprints.next(&path, diagnostic),
                severity: match diagnostic.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Advice => "info",
                },
                location: Location {
                    path,
                    lines: Lines { begin, end },
                },
            }
        })
        .collect();
    let written = serde_json::to_string_pretty(&issues);
    written.expect("strings and numbers are always JSON") + "\n"
}
