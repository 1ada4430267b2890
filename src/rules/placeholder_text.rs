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
                "write it, or remove the line; an entry that is a draft is kept back as a whole",
            );
            found.push(finding.within(words).after(place.start).of(&entry.key));
        }
    });
    found
}

fn unfinished(written: &Written<'_>) -> Vec<Range<usize>> {
    let mut places = placeholders(written.text);
    places.retain(|place| !is_mentioned(written.text, place));
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

/// Whether words stand between quotation marks in a longer text, which then speaks of them: "never write “TBD” in a letter".
fn is_mentioned(text: &str, place: &Range<usize>) -> bool {
    let is_mark = |letter: char| "\"'“”„‘’«»".contains(letter);
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let is_between = before.ends_with(is_mark) && after.starts_with(is_mark);
    let says_more = |text: &str| text.chars().any(char::is_alphanumeric);
    is_between && (says_more(before) || says_more(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_speaks_of_a_placeholder_leaves_none() {
        for (text, is_one) in [
            ("TBD", true),
            ("\"TBD\"", true),
            ("Keep it short, TBD", true),
            ("Never write \"TBD\" in a letter", false),
            ("Schrijf nooit ‘TODO’ in een brief", false),
        ] {
            let path = crate::text::FieldPath::default();
            let form = None;
            let written = Written {
                path: &path,
                text,
                form,
            };
            assert_eq!(!unfinished(&written).is_empty(), is_one, "{text}");
        }
    }
}
