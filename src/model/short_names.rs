//! What pages call each persona in a sentence. Must not know pages.

use std::collections::BTreeMap;

use super::catalog::Catalog;
use super::entry::Entry;
use super::persona::Persona;
use super::value::Text;
use crate::language::{NamedPerson, first_name, plain, without_article};

/// The short name of every persona of a book, by id.
#[derive(Debug, Clone, Default)]
pub(crate) struct ShortNames<'a> {
    names: BTreeMap<&'a str, ShortName<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct ShortName<'a> {
    whole: &'a str,
    /// What would do if no other persona were called so.
    alone: &'a str,
    shown: &'a str,
}

impl<'a> ShortNames<'a> {
    /// Each is `short`, or else the first name of a person, or else the whole name. Personas who would be called the same
    /// are named in full.
    pub(crate) fn of(catalog: &'a Catalog) -> Self {
        let named = catalog.all::<Persona>().map(|(entry, persona)| {
            let whole = entry.header.name.trim();
            let alone = alone(entry, persona).unwrap_or(whole);
            let name = ShortName {
                whole,
                alone,
                shown: alone,
            };
            (entry.key.id.as_str(), name)
        });
        let mut names: BTreeMap<&str, ShortName<'_>> = named.collect();
        let mut first_words: BTreeMap<String, usize> = BTreeMap::new();
        for name in names.values() {
            *first_words
                .entry(plain(first_word(name.whole)))
                .or_default() += 1;
        }
        for name in names.values_mut() {
            let is_shared = first_words
                .get(&plain(name.alone))
                .is_some_and(|count| *count > 1);
            if is_shared && first_word(name.whole) == name.alone {
                name.shown = name.whole;
            }
        }
        // A whole name may be what another one is called: so again until nothing changes, which is soon, because each time
        // one name at least becomes whole.
        loop {
            let mut called: BTreeMap<String, usize> = BTreeMap::new();
            for name in names.values() {
                *called.entry(plain(name.shown)).or_default() += 1;
            }
            let mut same = names
                .values_mut()
                .filter(|name| called[&plain(name.shown)] > 1 && name.shown != name.whole)
                .peekable();
            if same.peek().is_none() {
                break;
            }
            for name in same {
                name.shown = name.whole;
            }
        }
        Self { names }
    }

    /// What an entry is called: a persona by the short name, any other by its name.
    pub(crate) fn name_of<'b>(&'b self, entry: &'b Entry) -> &'b str {
        match self.names.get(entry.key.id.as_str()) {
            Some(name) if entry.as_kind::<Persona>().is_some() => name.shown,
            _ => &entry.header.name,
        }
    }

    /// Whether a text names a persona, in full, by the short name or without an article.
    pub(crate) fn is_named_in(&self, persona: &str, text: &str) -> bool {
        let Some(name) = self.names.get(persona) else {
            return false;
        };
        let words = words(text);
        let ways = [
            name.whole,
            name.shown,
            name.alone,
            without_article(name.whole),
        ];
        ways.into_iter()
            .map(self::words)
            .any(|way| !way.is_empty() && words.windows(way.len()).any(|window| window == way))
    }
}

fn first_word(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

fn alone<'a>(entry: &'a Entry, persona: &'a Persona) -> Option<&'a str> {
    let short = persona.short.as_deref().map(str::trim);
    if let Some(short) = short.filter(|short| !short.is_empty()) {
        return Some(short);
    }
    let titles = persona.titles.iter().map(Text::plain);
    first_name(&NamedPerson {
        name: &entry.header.name,
        roles: persona.role.iter().cloned().chain(titles).collect(),
        is_person: persona.age.is_some() || persona.pronouns.is_some(),
        called: &entry.key.id,
    })
}

/// The words of a text in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Header, Key, Kind};

    /// Personas: id, name, and the field `short`, empty where there is none.
    fn called(personas: &[(&str, &str, &str)]) -> Vec<String> {
        let catalog = catalog(personas);
        let names = ShortNames::of(&catalog);
        let entries = catalog.of_kind(Kind::Persona);
        entries
            .map(|entry| names.name_of(entry).to_owned())
            .collect()
    }

    fn catalog(personas: &[(&str, &str, &str)]) -> Catalog {
        let mut catalog = Catalog::default();
        for (id, name, short) in personas {
            let header: Header =
                serde_json::from_value(serde_json::json!({ "name": name })).unwrap();
            let mut persona: Persona = serde_json::from_str("{}").unwrap();
            persona.short = (!short.is_empty()).then(|| (*short).to_owned());
            catalog.add(Entry {
                key: Key::new(Kind::Persona, *id),
                header,
                data: persona.into(),
                body: String::new(),
                file: String::new(),
                folder: String::new(),
            });
        }
        catalog
    }

    #[test]
    fn short_is_what_the_author_says() {
        assert_eq!(called(&[("a", "The office manager", "Office")]), ["Office"]);
        assert_eq!(called(&[("a", "Sophie van Dijk", "  ")]), ["Sophie"]);
    }

    #[test]
    fn personas_who_would_be_called_the_same_are_named_in_full() {
        let two = [
            ("a", "Anna Stone", ""),
            ("b", "Anna Field", ""),
            ("c", "Tom Stone", ""),
        ];
        assert_eq!(called(&two), ["Anna Stone", "Anna Field", "Tom"]);
        let one_word = [("a", "Anna", ""), ("b", "Anna Field", "")];
        assert_eq!(called(&one_word), ["Anna", "Anna Field"]);
        let accents = [("a", "Zoë Stone", ""), ("b", "Zoe Field", "")];
        assert_eq!(called(&accents), ["Zoë Stone", "Zoe Field"]);
        let said = [("a", "Head of IT", "Boss"), ("b", "Head of sales", "boss")];
        assert_eq!(called(&said), ["Head of IT", "Head of sales"]);
        let whole = [
            ("a", "Anna Stone", ""),
            ("b", "Anna Field", ""),
            ("c", "Tom", "Anna Stone"),
        ];
        assert_eq!(called(&whole), ["Anna Stone", "Anna Field", "Tom"]);
        // Only a word that would be used is shared.
        let shared = [("a", "Anna Stone", ""), ("b", "Anna-shop owners", "")];
        assert_eq!(called(&shared), ["Anna", "Anna-shop owners"]);
        let settled = [("a", "Anna Stone", "Annie"), ("b", "Anna Field", "")];
        assert_eq!(called(&settled), ["Annie", "Anna Field"]);
    }

    #[test]
    fn a_text_names_a_persona_in_any_of_the_ways() {
        let catalog = catalog(&[
            ("office", "The office manager", ""),
            ("a", "Anna Stone", ""),
            ("b", "Anna Field", ""),
        ]);
        let names = ShortNames::of(&catalog);
        for (persona, text, is_named) in [
            ("office", "For the office manager and her team", true),
            ("office", "Office manager", true),
            ("office", "The board", false),
            ("office", "", false),
            ("a", "Anna Stone", true),
            ("a", "Anna", true),
            ("b", "Anna", true),
            ("b", "Annabel", false),
            ("b", "Stone", false),
            ("nobody", "Anna", false),
        ] {
            assert_eq!(
                names.is_named_in(persona, text),
                is_named,
                "{persona}: {text}"
            );
        }
    }
}
