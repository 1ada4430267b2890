//! A journey of nobody. Where its text names somebody behind a label, that is who should be written in its field.

use super::{Look, Rule};
use crate::doc::markdown::plain_sentence;
use crate::doc::{Date, labels};
use crate::model::journey::Journey;
use crate::model::persona::Persona;
use crate::model::{Book, Catalog, CheckLevel, Entry, Finding, Kind, ShortNames, id_of_name};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "journey-without-persona",
    level: CheckLevel::Warn,
    kinds: &[Kind::Journey],
    about: "a journey of nobody",
    why: "A journey is somebody's: without a persona nobody finds it from the people of the book.",
    source: None,
    mend: "name at least one persona: `personas = [\"sophie\"]`",
    fires: &[(
        "journeys/start.md",
        r##"# Start

## Search

Looks around.
"##,
    )],
    silent: &[
        (
            "personas/sophie.toml",
            r##"name = "Sophie"
"##,
        ),
        (
            "journeys/start.toml",
            r##"name = "Start"
personas = ["sophie"]

[[stages]]
name = "Search"
"##,
        ),
    ],
    find: Look::Book(find),
};

/// Where the line stands that is written anew.
const WHERE: &str = ", below the title where all is Markdown";

/// Longer words behind a label describe somebody, and are no name.
const LONGEST: usize = 60;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut called = None;
    let journeys = super::in_use_as::<Journey>(book);
    let nobodys = journeys.filter(|(_, journey)| journey.personas.is_empty());
    let mut told = |entry: &Entry| {
        let path = FieldPath::default().key("personas");
        let Some(name) = named_in(&entry.body) else {
            return Finding::new(
                RULE.name,
                path,
                "this journey is nobody's",
                format!("name at least one persona: `personas = [\"…\"]`{WHERE}"),
            );
        };
        let called = called.get_or_insert_with(|| ShortNames::of(&book.catalog));
        let (message, help) = match persona_called(&book.catalog, called, &name) {
            Some(id) => (
                format!("the text names \"{name}\", and the field of this journey nobody"),
                format!("write `personas = [\"{id}\"]`{WHERE}"),
            ),
            None => {
                let id = id_of_name(&name).unwrap_or_else(|| "…".to_owned());
                (
                    format!("the text names \"{name}\", and no persona is called so"),
                    format!(
                        "begin with `personabook new persona {id}`, and write `personas = [\"{id}\"]`{WHERE}"
                    ),
                )
            }
        };
        let finding = Finding::new(RULE.name, FieldPath::default(), message, help);
        finding.within(name)
    };
    nobodys
        .map(|(entry, _)| told(entry).of(&entry.key))
        .collect()
}

/// Whom a text names behind a label that says that a persona follows; rather behind one that says nothing else.
fn named_in(text: &str) -> Option<String> {
    let is_persona =
        |word: &str| matches!(word, "persona" | "personas" | "persona's" | "persona’s");
    let mut found = None;
    for (label, said) in labels(text) {
        let label = label.to_lowercase();
        let is_alone = is_persona(&label);
        let name = name_of(said).filter(|_| is_alone || label.split_whitespace().any(is_persona));
        match name {
            Some(name) if is_alone => return Some(name),
            name => found = found.or(name),
        }
    }
    found
}

/// The first name among words: what stands before a comma, brackets or a dash. Rather none than a sentence.
fn name_of(said: &str) -> Option<String> {
    let words = plain_sentence(said);
    let ends = [",", ";", " (", " - ", " – ", " — ", " / ", " & "];
    let end = ends.iter().filter_map(|end| words.find(end)).min();
    let name = words[..end.unwrap_or(words.len())].trim();
    let is_name = !name.is_empty() && !name.contains(['.', '?', '!', ':', '…', '_']);
    (is_name && name.len() <= LONGEST).then(|| name.to_owned())
}

/// The persona with this id or this name, in full or as pages call them.
fn persona_called<'a>(
    catalog: &'a Catalog,
    called: &ShortNames<'_>,
    name: &str,
) -> Option<&'a str> {
    let id = id_of_name(name);
    let simple = name.to_lowercase();
    let mut personas = catalog.all::<Persona>();
    let found = personas.find(|(entry, _)| {
        id.as_ref() == Some(&entry.key.id)
            || entry.header.name.to_lowercase() == simple
            || called.name_of(entry).to_lowercase() == simple
    });
    found.map(|(entry, _)| entry.key.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_somebody_behind_a_label() {
        for (text, name) in [
            (
                "**Persona**: Maria Rodriguez - Developer (new)",
                Some("Maria Rodriguez"),
            ),
            ("**Persona:** Maria", Some("Maria")),
            (
                "- **Primary persona**: [Maria](persona:maria)",
                Some("Maria"),
            ),
            ("* Persona: Maria, Tom", Some("Maria")),
            (
                "**Related Personas**: Tom\n\n**Persona**: Maria",
                Some("Maria"),
            ),
            ("Persona’s: Jan-Willem (nieuw)", Some("Jan-Willem")),
            ("**Persona**: …", None),
            (
                "**Persona**: Somebody who is new here. She starts on Monday",
                None,
            ),
            ("**Scenario**: Maria joins", None),
            ("A persona: who is it?", None),
            ("", None),
        ] {
            assert_eq!(named_in(text).as_deref(), name, "{text}");
        }
    }
}
