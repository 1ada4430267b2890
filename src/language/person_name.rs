//! Whether a name is surely that of a person, and which part of it colleagues use. What it goes by is one table for all
//! languages, `person_words.toml`. Must not know entries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::order::plain;
use crate::doc;

/// A name, and what else is known of who has it.
#[derive(Debug, Clone, Default)]
pub(crate) struct NamedPerson<'a> {
    /// The name as it is written.
    pub(crate) name: &'a str,
    /// What they do: a role, titles.
    pub(crate) roles: Vec<String>,
    /// Whether something is said of them that is said of a person only, such as an age.
    pub(crate) is_person: bool,
    /// What the author calls them without a thought for readers: the id.
    pub(crate) called: &'a str,
}

/// The words of `person_words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonWords {
    articles: Words,
    titles: Words,
    particles: Words,
    families: Words,
    joins: Words,
    roles: Words,
    doubts: Words,
    pub(super) she: Words,
    pub(super) he: Words,
    pub(super) they: Words,
    pub(super) gender_labels: Words,
    pub(super) age_labels: Words,
    years: BTreeMap<String, u32>,
}

impl PersonWords {
    /// The age that a word stands for.
    pub(super) fn years_of(&self, word: &str) -> Option<u32> {
        self.years.get(word).copied()
    }
}

#[derive(Deserialize)]
#[serde(from = "String")]
pub(super) struct Words(BTreeSet<String>);

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(text.split_whitespace().map(str::to_owned).collect())
    }
}

impl Words {
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Whether one of them is the word or what it is the plural of.
    fn has_or_plural(&self, word: &str) -> bool {
        let singular = [word.strip_suffix('s'), word.strip_suffix("'s")];
        self.has(word) || singular.into_iter().flatten().any(|word| self.has(word))
    }
}

pub(super) static WORDS: LazyLock<PersonWords> = LazyLock::new(|| {
    doc::table(include_str!("person_words.toml")).expect("the table is part of the crate")
});

/// The first name, when the name is surely a person's. Where it is not sure there is none, and the whole name is right.
pub(crate) fn first_name<'a>(person: &NamedPerson<'a>) -> Option<&'a str> {
    let (name, behind) = without_what_follows(person.name.trim());
    let mut words = spoken_words(name);
    let first = words.next()?;
    let rest: Vec<&str> = words.collect();
    let is_called = plain(first) == person.called;
    let has_other_words = rest.len() + usize::from(behind.is_some()) > 0;
    let is_name = has_other_words
        && may_be_first_name(first, is_called)
        && !shares_word(first, &person.roles)
        && behind.is_none_or(|behind| {
            is_description(behind, &person.roles)
                || !behind.begins_anew && (person.is_person || is_called || rest.len() > 1)
        })
        && may_follow(&rest, person, is_called)
        && (is_called || !WORDS.families.has(&bare(first)))
        && (is_called || !is_doubtful(first, &rest, person.is_person));
    is_name.then_some(first)
}

/// What a name says behind its end: `Sophie, 34`, `Sophie – the owner`, `Sophie (owner)`.
#[derive(Clone, Copy)]
struct Behind<'a> {
    text: &'a str,
    /// Whether a comma stands before it: then it may be the first name, behind the family name.
    begins_anew: bool,
}

fn without_what_follows(name: &str) -> (&str, Option<Behind<'_>>) {
    const ENDS: [&str; 10] = [
        ", ", " – ", " — ", " - ", " | ", ": ", " (", " [", " · ", " • ",
    ];
    let end = ENDS.iter().filter_map(|end| Some((name.find(end)?, *end)));
    match end.min_by_key(|(place, _)| *place) {
        Some((place, end)) => {
            let behind = Behind {
                text: &name[place + end.len()..],
                begins_anew: end == ", ",
            };
            (name[..place].trim_end(), Some(behind))
        }
        None => (name, None),
    }
}

/// Whether what stands behind a name says who that is, and not what else they are called.
fn is_description(behind: Behind<'_>, roles: &[String]) -> bool {
    let text = behind.text.trim_start();
    let mut words = text.split_whitespace().map(bare).peekable();
    text.starts_with(char::is_lowercase)
        || text.contains(|letter: char| letter.is_ascii_digit())
        || words.peek().is_some_and(|word| WORDS.articles.has(word))
        || words.any(|word| WORDS.roles.has_or_plural(&word))
        || shares_word(text, roles)
}

/// The words of a name without a nickname in quotation marks, if it does not begin with it.
fn spoken_words(name: &str) -> impl Iterator<Item = &str> {
    let mut is_nickname = false;
    name.split_whitespace()
        .enumerate()
        .filter_map(move |(at, word)| {
            let is_particle = WORDS.particles.has(&plain(word).replace('’', "'"));
            let begins = at > 0 && !is_particle && word.starts_with(is_quote);
            let is_left_out = is_nickname || begins;
            is_nickname = is_left_out && !word.chars().skip(1).any(is_quote);
            (!is_left_out).then_some(word)
        })
}

fn is_quote(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›'
    )
}

/// A word in lower case and without accents and marks around it.
fn bare(word: &str) -> String {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    plain(word).replace('’', "'")
}

/// Whether a word is written as a first name is: a capital and small letters, in each part of it. Of somebody who is called so,
/// small letters do.
fn may_be_first_name(word: &str, is_called: bool) -> bool {
    let word_in_small = bare(word);
    let is_listed = [
        &WORDS.articles,
        &WORDS.titles,
        &WORDS.particles,
        &WORDS.joins,
    ]
    .iter()
    .any(|words| words.has(&word_in_small));
    let is_written_so = word.split(['-', '‑']).all(|part| {
        let mut letters = part.chars();
        letters
            .next()
            .is_some_and(|letter| letter.is_uppercase() || is_called)
            && letters.clone().next().is_some()
            && letters.clone().any(char::is_lowercase)
            && letters.all(|letter| {
                letter.is_alphabetic() || is_mark(letter) || matches!(letter, '\'' | '’')
            })
    });
    is_written_so
        && !word.contains(is_vietnamese)
        && !word_in_small.ends_with("'s")
        && !is_listed
        && !word_in_small
            .split(['-', '‑'])
            .any(|part| WORDS.roles.has_or_plural(part))
}

/// An accent that is a letter of its own.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Letters of Vietnamese only, in which the family name comes first.
fn is_vietnamese(letter: char) -> bool {
    matches!(letter, '\u{1ea0}'..='\u{1ef9}' | 'ơ' | 'Ơ' | 'ư' | 'Ư')
}

/// Whether these words may follow a first name.
fn may_follow(rest: &[&str], person: &NamedPerson<'_>, is_called: bool) -> bool {
    let Some(second) = rest.first() else {
        return true;
    };
    // "Sophie the Saver", "Sophie de spaarder".
    if rest.len() > 1 && WORDS.articles.has(second) {
        return true;
    }
    let mut words = rest.iter().peekable();
    while let Some(word) = words.next() {
        let in_small = bare(word);
        if word.starts_with(char::is_lowercase) || word.starts_with(['\'', '’']) {
            // Behind "van" and "de" comes a name.
            if WORDS.particles.has(&in_small) && words.peek().is_some() {
                continue;
            }
            return false;
        }
        let is_honour = WORDS.titles.has(&in_small) && words.peek().is_none();
        let letters: Vec<char> = word
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .collect();
        let is_initial = letters.len() == 1 && word.ends_with('.');
        let is_short_form = letters.len() < 5 && letters.iter().all(|letter| letter.is_uppercase());
        let is_of_role = WORDS.roles.has_or_plural(&in_small) || shares_word(word, &person.roles);
        let is_other_sign = word.contains(|sign: char| {
            !sign.is_alphabetic() && !is_mark(sign) && !matches!(sign, '-' | '‑' | '.' | '\'' | '’')
        });
        let is_wrong = WORDS.joins.has(&in_small)
            || is_other_sign
            || is_short_form && !is_honour && !is_initial
            || is_of_role && !is_called;
        if is_wrong {
            return false;
        }
    }
    true
}

/// Whether a name that is written like a person's may as well be a role or an invented one: "Bargain Hunter", "Savvy
/// Sam", a name in letters whose roles are not known here.
fn is_doubtful(first: &str, rest: &[&str], is_person: bool) -> bool {
    let in_small = |word: &&str| word.starts_with(|letter: char| !letter.is_uppercase());
    if rest.iter().any(in_small) {
        return false;
    }
    let is_latin = |word: &str| {
        plain(word)
            .chars()
            .any(|letter| letter.is_ascii_alphabetic())
    };
    let last = rest.last().map(|word| bare(word)).unwrap_or_default();
    let is_alliteration =
        matches!(rest, [only] if bare(only).chars().next() == bare(first).chars().next());
    let is_doer = WORDS
        .doubts
        .0
        .iter()
        .any(|end| last.ends_with(end.as_str()));
    is_alliteration || !is_person && (is_doer || !is_latin(first))
}

/// Whether a word of one text, of three letters or more, is one of the others.
fn shares_word(text: &str, others: &[String]) -> bool {
    let words: BTreeSet<String> = others
        .iter()
        .flat_map(|text| text.split_whitespace())
        .map(bare)
        .collect();
    let mut own = text.split_whitespace().map(bare);
    own.any(|word| word.chars().count() > 2 && !WORDS.particles.has(&word) && words.contains(&word))
}

/// A name as it stands within a sentence: the article before a word in small letters is in small letters as well.
pub(super) fn within_sentence(name: &str) -> Option<String> {
    let (article, noun) = name.split_once(' ')?;
    let in_small = article.to_lowercase();
    (noun.starts_with(char::is_lowercase) && article != in_small && WORDS.articles.has(&in_small))
        .then(|| format!("{in_small} {noun}"))
}

/// A name without its article.
pub(crate) fn without_article(name: &str) -> &str {
    match name.split_once(' ') {
        Some((article, noun)) if WORDS.articles.has(&article.to_lowercase()) => noun,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> NamedPerson<'_> {
        NamedPerson {
            name,
            ..NamedPerson::default()
        }
    }

    #[test]
    fn a_person_is_called_by_the_first_name_and_what_is_not_surely_a_person_by_the_whole_one() {
        let names = [
            // Persons.
            ("Sophie van Dijk", Some("Sophie")),
            ("Sophie Jansen", Some("Sophie")),
            ("Zoë Ørsted", Some("Zoë")),
            ("Zoe\u{308} de Boer", Some("Zoe\u{308}")),
            ("Nadia El Amrani", Some("Nadia")),
            ("Jan-Willem op den Berg", Some("Jan-Willem")),
            ("Jan in 't Veld", None),
            ("Jan van 't Hek", Some("Jan")),
            ("Marie DUPONT", Some("Marie")),
            ("Mary Ann O'Neill", Some("Mary")),
            ("D'Angelo Johnson", Some("D'Angelo")),
            ("Jan P. Smit", Some("Jan")),
            ("Anna Smit PhD", Some("Anna")),
            ("Khalid bin Salman", Some("Khalid")),
            ("José Ortega y Gasset", None),
            ("Robert (Bob) Smit", None),
            ("Harry \"de Hark\" Smit", Some("Harry")),
            ("Elizabeth “Liz” Stone", Some("Elizabeth")),
            ("  Sophie   van Dijk ", Some("Sophie")),
            // A name and what follows it.
            ("Sophie, 34", Some("Sophie")),
            ("Sophie, marketing manager", Some("Sophie")),
            ("Sophie, Head of Marketing", Some("Sophie")),
            ("Sophie van Dijk, CFO", Some("Sophie")),
            ("Sophie – the owner", Some("Sophie")),
            ("Sophie – Owner", Some("Sophie")),
            ("Sophie - de eigenaar", Some("Sophie")),
            ("Sophie | CFO", Some("Sophie")),
            ("Sophie (34)", Some("Sophie")),
            ("Sophie (de inkoper)", Some("Sophie")),
            ("Sophie van Dijk (Utrecht)", Some("Sophie")),
            ("Sophie the Saver", Some("Sophie")),
            ("Sophie the saver", Some("Sophie")),
            ("Sophie de Spaarder", Some("Sophie")),
            ("Sophie de spaarder", Some("Sophie")),
            // Nothing to shorten.
            ("Sophie", None),
            ("sophie", None),
            ("The", None),
            ("", None),
            // Articles, titles, forms of address.
            ("The librarian", None),
            ("The office manager", None),
            ("A buyer", None),
            ("An Engineer", None),
            ("De inkoper", None),
            ("De Vries", None),
            ("Het gezin", None),
            ("Een Klant", None),
            ("'t Hof", None),
            ("Dr. A. Example", None),
            ("Dr Anna Smit", None),
            ("Prof. Anna Smit", None),
            ("ir. Jan Smit", None),
            ("Ir. Jan Smit", None),
            ("Drs. Jan Smit", None),
            ("Mr. Smith", None),
            ("Mrs Smith", None),
            ("Ms Smith", None),
            ("Mevrouw Smit", None),
            ("Meneer Smit", None),
            ("Dhr. Smit", None),
            ("Mw. Smit", None),
            ("De heer Smit", None),
            ("Oma Truus", None),
            ("Frau Schmidt", None),
            ("Van Dijk", None),
            ("Familie Jansen", None),
            // Initials and family names first.
            ("J. de Vries", None),
            ("J.P. Coen", None),
            ("J de Vries", None),
            ("JP Morgan", None),
            ("Vries, Jan de", None),
            ("Smith, John", None),
            ("DUPONT Marie", None),
            ("ANNA DE VRIES", None),
            ("Nguyễn Văn An", None),
            ("Zhang Wei", None),
            ("Nagy Anna", None),
            ("Tanaka Hiroshi", None),
            // Roles, departments and groups.
            ("Head of IT", None),
            ("Head of sales", None),
            ("Head Of Sales", None),
            ("Desk manager", None),
            ("Desk Manager", None),
            ("CTO / CIO", None),
            ("FinOps Practitioner", None),
            ("Procurement", None),
            ("Product Owner", None),
            (
                "Maria Rodriguez - Application Developer (New Team Member)",
                Some("Maria"),
            ),
            ("CTO/CIO", None),
            ("IT Manager", None),
            ("HR lead", None),
            ("Marketing Mary", None),
            ("Budget Bob", None),
            ("Savvy Sam", None),
            ("Bargain Hunter", None),
            ("Silver Surfer", None),
            ("Digital Native", None),
            ("Early Adopters", None),
            ("Young families", None),
            ("Young Families", None),
            ("Busy Parents", None),
            ("First-time buyer", None),
            ("Small-shop Owner", None),
            ("Jonge gezinnen", None),
            ("Drukke Ouders", None),
            ("Klanten van Morgen", None),
            ("Hoofd van de afdeling", None),
            ("Vrienden van Amstel", None),
            ("Women in tech", None),
            ("Gen Z", None),
            ("Persona 1", None),
            ("Persona: Sophie", None),
            ("Type A", None),
            ("Sophie and Tom", None),
            ("Sophie & Tom", None),
            ("Sophie en Tom", None),
            ("Sophie/Tom", None),
            ("Sophie's team", None),
            ("Anna from Leeds", None),
            // Marks around it.
            ("'Handige' Harry", None),
            ("“Handy” Harry", None),
            ("(Sophie) van Dijk", None),
            ("[Sophie]", None),
            // Other scripts.
            ("田中花子", None),
            ("田中 花子", None),
            ("王伟", None),
            ("김 민준", None),
            ("雪 Yuki Österreicher", None),
            ("محمد علي", None),
            ("Анна Иванова", None),
            ("Менеджер Отдела", None),
        ];
        let wrong: Vec<_> = names
            .into_iter()
            .map(|(name, first)| (name, first, first_name(&of(name))))
            .filter(|(_, right, found)| right != found)
            .collect();
        assert_eq!(wrong, []);
    }

    #[test]
    fn what_else_is_known_settles_doubts() {
        let person = |name, roles: &[&'static str], is_person, called| {
            first_name(&NamedPerson {
                name,
                roles: roles.iter().map(|role| (*role).to_owned()).collect(),
                is_person,
                called,
            })
        };
        assert_eq!(person("Anna Visser", &[], false, "anna-visser"), None);
        assert_eq!(
            person("Anna Visser", &[], true, "anna-visser"),
            Some("Anna")
        );
        assert_eq!(person("Anna Visser", &[], false, "anna"), Some("Anna"));
        assert_eq!(
            person("Lotte Bakker", &["Shopper"], true, "lotte"),
            Some("Lotte")
        );
        assert_eq!(person("Sophie Smit", &[], true, "sophie"), Some("Sophie"));
        assert_eq!(person("Savvy Sam", &[], true, "savvy-sam"), None);
        assert_eq!(person("Desk Manager", &[], true, "desk"), None);
        assert_eq!(
            person("chris the buyer", &[], false, "chris"),
            Some("chris")
        );
        assert_eq!(person("desk manager", &[], false, "desk"), None);
        assert_eq!(person("the buyer", &[], false, "the"), None);
        assert_eq!(person("Vet Anna", &["Vet"], true, ""), None);
        assert_eq!(
            person("Quilt Anna", &["Makes quilt and cloth"], true, ""),
            None
        );
        assert_eq!(person("Sophie (Utrecht)", &[], true, ""), Some("Sophie"));
        assert_eq!(person("Sophie (Utrecht)", &[], false, ""), None);
        assert_eq!(person("Анна Иванова", &[], true, ""), Some("Анна"));
        assert_eq!(person("Jansen, Sophie", &[], true, ""), None);
    }

    #[test]
    fn an_article_within_a_sentence_is_written_small() {
        for (name, within) in [
            ("The librarian", Some("the librarian")),
            ("De inkoper", Some("de inkoper")),
            ("The Librarian", None),
            ("De Vries", None),
            ("the librarian", None),
            ("Sophie van Dijk", None),
            ("The", None),
        ] {
            assert_eq!(within_sentence(name).as_deref(), within, "{name}");
        }
    }
}
