//! Diagnostics in SARIF 2.1.0, the format of OASIS that code hosts and editors read.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::context::{Context, Fingerprints};
use super::place::Places;
use super::{Diagnostic, Report, Severity};

/// What a path in a URI keeps as it is.
const IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// One run, with every rule and what else was found.
pub fn sarif(report: &Report, context: &Context) -> String {
    let mut rules: Vec<Value> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in &context.rules {
        known.insert(rule.name, rules.len());
        rules.push(json!({
            "id": rule.name,
            "shortDescription": { "text": rule.about },
            "help": { "text": rule.help, "markdown": rule.help },
            "defaultConfiguration": { "level": level(rule.severity) },
        }));
    }
    for diagnostic in &report.diagnostics {
        known.entry(diagnostic.code).or_insert_with(|| {
            rules.push(json!({ "id": diagnostic.code }));
            rules.len() - 1
        });
    }
    let mut places = Places::default();
    let mut fingerprints = Fingerprints::default();
    let results = report.diagnostics.iter().map(|diagnostic| {
        let path = context.path(diagnostic);
        let mut place = json!({ "artifactLocation": { "uri": uri(&path) } });
        if let Some(region) = region(diagnostic, &mut places) {
            place["region"] = region;
        }
        let help = diagnostic.help.iter().map(|help| format!("\n{help}"));
        json!({
            "ruleId": diagnostic.code,
            "ruleIndex": known.get(diagnostic.code),
            "level": level(diagnostic.severity),
            "message": { "text": diagnostic.message.clone() + &help.collect::<String>() },
            "locations": [{ "physicalLocation": place }],
            "partialFingerprints": { "personabook/v1": fingerprints.next(&path, diagnostic) },
        })
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "personabook",
                "version": context.version,
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<Value>>(),
        }],
    });
    let written = serde_json::to_string_pretty(&log);
    written.expect("strings and numbers are always JSON") + "\n"
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// The end is behind the last character, as it is with us.
fn region<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'a>) -> Option<Value> {
    let (start, end) = places.of(diagnostic)?;
    Some(json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }))
}

fn uri(path: &str) -> String {
    utf8_percent_encode(path, IN_PATHS).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(
            uri("content/terms/50% a:b ë.md"),
            "content/terms/50%25%20a%3Ab%20%C3%AB.md"
        );
    }
}
