//! Which field an author means by the words of a heading or label: its name, a synonym, or the interface's words in any
//! language. Must not know Markdown.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::doc::{Wanted, key_as_words};
use crate::language::{Language, Words, with_plurals};
use crate::model::{synonym_below, synonyms};
use crate::text::Step;

/// What is known of a kind of document.
pub(super) struct Fields<'a> {
    /// The word for what the document is.
    pub(super) what: &'a str,
    /// The keys of the table at a path.
    pub(super) keys: &'a dyn Fn(&[Step]) -> Vec<&'static str>,
    /// What must stand at a path.
    pub(super) wanted: &'a dyn Fn(&[Step]) -> Wanted,
}

/// Fields that are not written below a heading: the title and the text of an entry.
const NO_HEADING: [&str; 2] = ["name", "body"];

/// The keys of fields by the interface's words for them.
static INTERFACE: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for words in Language::all().map(Words::built_in) {
        for key in words.table().keys() {
            let field = key
                .strip_prefix("field.")
                .or_else(|| key.strip_prefix("lane."));
            let Some(field) = field else { continue };
            let whole = words.get(key);
            for called in [whole, without_unit(whole)] {
                let of_word = keys.entry(simple(called)).or_default();
                if !of_word.iter().any(|known| known == field) {
                    of_word.push(field.to_owned());
                }
            }
        }
    }
    keys
});

/// The words for a field without its unit or range: "Strength" of "Strength (1 to 5)".
fn without_unit(words: &str) -> &str {
    words.split(" (").next().unwrap_or(words)
}

impl Fields<'_> {
    /// The ways from the table at a path to the fields that words may mean, the likeliest first.
    pub(super) fn meant(&self, table: &[Step], words: &str) -> Vec<Vec<&'static str>> {
        let word = simple(words);
        if word.is_empty() || words.chars().count() > 80 {
            return Vec::new();
        }
        let mut keys = (self.keys)(table);
        if table.is_empty() {
            keys.retain(|key| !NO_HEADING.contains(key));
        }
        let mut ways: Vec<Vec<&'static str>> = Vec::new();
        let mut add = |way: Vec<&'static str>| {
            if !ways.contains(&way) {
                ways.push(way);
            }
        };
        called(&word, &keys).for_each(|key| add(vec![key]));
        synonyms(&word, &keys).for_each(|key| add(vec![key]));
        if !table.is_empty() {
            return ways;
        }
        if let Some(below) = synonym_below(self.what, &word).filter(|below| !below.is_label) {
            add(below.path.split('.').collect());
        }
        let mut inner = Vec::new();
        for key in &keys {
            let path = [Step::Key((*key).to_owned())];
            if let Wanted::Table(table) = (self.wanted)(&path) {
                inner.extend(called(&word, table.all).map(|found| vec![*key, found]));
            }
        }
        inner.dedup();
        // Of several tables nobody could tell which one is meant.
        if let [way] = inner.as_slice() {
            add(way.clone());
        }
        ways
    }
}

impl Fields<'_> {
    /// The ways from the table at a path to the lists of which words may mean one item.
    pub(super) fn one_of(&self, table: &[Step], words: &str) -> Vec<Vec<&'static str>> {
        let word = simple(words);
        let in_ies = word.strip_suffix('y').map(|stem| format!("{stem}ies"));
        let several = with_plurals(&word).skip(1).chain(in_ies);
        let mut lists = (self.keys)(table);
        let is_list = |key: &&str| {
            let path = [table, &[Step::Key((*key).to_owned())]].concat();
            (self.wanted)(&path) == Wanted::List
        };
        lists.retain(is_list);
        let mut ways: Vec<Vec<&'static str>> = Vec::new();
        for several in several {
            for key in called(&simple(&several), &lists) {
                if !ways.contains(&vec![key]) {
                    ways.push(vec![key]);
                }
            }
        }
        ways
    }
}

/// What a field of the table at a path may be called in a language, the likeliest first.
pub(super) fn called_in(words: &Words, table: &[Step], key: &str) -> Vec<String> {
    let lane = format!("lane.{key}");
    let field = format!("field.{key}");
    let of_interface = { [(lane, !table.is_empty()), (field, true)].into_iter() }
        .filter(|(key, is_asked)| *is_asked && words.table().contains_key(key.as_str()))
        .map(|(key, _)| without_unit(words.get(&key)).to_owned());
    of_interface.chain([key_as_words(key)]).collect()
}

/// The keys that are called so.
fn called<'a>(word: &'a str, keys: &'a [&'static str]) -> impl Iterator<Item = &'static str> {
    let own = keys.iter().copied().find(|key| *key == word);
    let of_interface = INTERFACE.get(word).into_iter().flatten();
    let of_interface =
        of_interface.filter_map(|field| keys.iter().copied().find(|key| key == field));
    own.into_iter().chain(of_interface)
}

/// Words without case, numbers before them and signs around them, as keys are written.
fn simple(words: &str) -> String {
    let words = words.replace(['’', '‘'], "'").to_lowercase();
    let words = words.trim_start_matches(|letter: char| !letter.is_alphabetic());
    let words = words.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let words = words.split(|letter: char| letter.is_whitespace() || "-_".contains(letter));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Content as _, Header, Kind};

    fn meant(kind: Kind, table: &[Step], words: &str) -> Vec<String> {
        ways(kind, |fields| fields.meant(table, words))
    }

    fn one_of(kind: Kind, table: &[Step], words: &str) -> Vec<String> {
        ways(kind, |fields| fields.one_of(table, words))
    }

    fn ways(kind: Kind, ways: impl FnOnce(&Fields<'_>) -> Vec<Vec<&'static str>>) -> Vec<String> {
        let fields = Fields {
            what: kind.name(),
            keys: &|path| [kind.keys_at(path), Header::keys_at(path)].concat(),
            wanted: &|path| kind.wanted_at(path),
        };
        let ways = ways(&fields).into_iter();
        ways.map(|way| way.join(".")).collect()
    }

    #[test]
    fn words_mean_fields_in_every_language() {
        for (words, field) in [
            ("Goals", "goals"),
            ("Doelen", "goals"),
            ("Pain points", "frustrations"),
            ("Pains", "frustrations"),
            ("2. Frustraties:", "frustrations"),
            ("Bezwaren", "decision.objections"),
            ("A day", "day"),
            ("convinced_by", "decision.convinced_by"),
        ] {
            let found = meant(Kind::Persona, &[], words);
            assert_eq!(
                found.first().map(String::as_str),
                Some(field),
                "{words}: {found:?}"
            );
        }
        for (kind, words, field) in [
            (Kind::Persona, "Goal", "goals"),
            (Kind::Persona, "Doel", "goals"),
            (Kind::Persona, "Frustratie", "frustrations"),
            (Kind::Journey, "Persona", "personas"),
            (Kind::Icp, "Trigger", "triggers"),
        ] {
            let found = one_of(kind, &[], words);
            assert_eq!(found, [field], "{words}");
        }
        assert!(one_of(Kind::Persona, &[], "").is_empty());
        let stage = [Step::Key("stages".to_owned()), Step::Index(0)];
        assert_eq!(
            one_of(Kind::Journey, &stage, "Opportunity"),
            ["opportunities"]
        );
        assert!(meant(Kind::Persona, &[], "Her Saturday").is_empty());
        assert!(meant(Kind::Persona, &[], "Name").is_empty());
        let stage = [Step::Key("stages".to_owned()), Step::Index(0)];
        assert_eq!(
            meant(Kind::Journey, &stage, "Emotions"),
            ["emotions", "emotion", "feeling"]
        );
        assert_eq!(meant(Kind::Journey, &stage, "Thoughts"), ["thinking"]);
    }
}
