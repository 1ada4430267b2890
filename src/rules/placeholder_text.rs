//! A place that somebody meant to fill in.

use super::{Look, Rule};
use crate::doc::Date;
use std::ops::Range;

use crate::doc::markdown::code;
use crate::language::placeholders;
use crate::model::{CheckLevel, Entry, Finding, Kind, Written};

pub(super) const RULE: Rule = Rule {
    name: "placeholder-text",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a text in which somebody meant to write something",
    why: "Readers take the page for finished, and the gap for carelessness with all of it.",
    source: Some(
        "The words, in English and Dutch, stand in `src/language/telling_words.toml`; code, and drafts, are left in peace.",
    ),
    mend: "write it, or remove the line: a field that is left out shows as a place to fill in; `status = \"draft\"` keeps the whole entry back",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
summary = "TODO"
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
summary = "Keeps a TODO list, and `TODO` in her code."
"#,
    )],
    find: Look::Entry(find),
};

fn find(entry: &Entry, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    // A glossary may explain the words themselves.
    if entry.key.kind == Kind::Term && !placeholders(&entry.header.name).is_empty() {
        return found;
    }
    entry.texts(&mut |written| {
        for place in unfinished(written) {
            let words = &written.text[place.clone()];
            let finding = Finding::new(
                RULE.name,
                written.path.clone(),
                format!("`{words}` says that something is missing here"),
                "write it, or remove the line; `status = \"draft\"` keeps the whole entry back",
            );
            found.push(finding.within(words).after(place.start).of(&entry.key));
        }
    });
    found
}

fn unfinished(written: &Written<'_>) -> Vec<Range<usize>> {
    let mut places = placeholders(written.text);
    if !places.is_empty()
        && let Some(form) = written.form
    {
        let code = code(written.text, form);
        places.retain(|place| {
            let mut code = code.iter();
            !code.any(|code| code.start <= place.start && place.end <= code.end)
        });
    }
    places
}
