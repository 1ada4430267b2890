//! What holds for every language, and for one that is added.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

fn words(code: &str) -> Arc<Words> {
    Words::built_in(Language::of(code).unwrap())
}

/// English with one rule written otherwise.
pub(super) fn with_rule(from: &str, to: &str) -> Words {
    let table = Language::default().table();
    assert!(table.contains(from), "{from}");
    Words::read("xx", &table.replacen(from, to, 1)).unwrap()
}

#[test]
fn every_language_has_the_same_keys_and_forms_of_its_own() {
    let keys = |language| -> BTreeSet<String> {
        let words = Words::built_in(language);
        words.table.keys().cloned().collect()
    };
    let english = keys(Language::default());
    for language in Language::all() {
        assert_eq!(keys(language), english, "{language:?}");
        let words = Words::built_in(language);
        let forms: BTreeSet<&str> = words.rules.plurals.forms().chain([OTHER]).collect();
        for (key, word) in &words.table {
            if let Word::Forms(own) = word {
                let own: BTreeSet<&str> = own.keys().map(String::as_str).collect();
                assert_eq!(own, forms, "{language:?}: {key}");
            }
        }
    }
}

/// The names in braces of a word.
fn slots(word: &Word) -> BTreeSet<&str> {
    let texts: Vec<&str> = match word {
        Word::Text(text) => vec![text],
        Word::Forms(forms) => forms.values().map(String::as_str).collect(),
    };
    let slots = |text: &'_ str| -> Vec<(usize, usize)> {
        text.match_indices('{')
            .filter_map(|(start, _)| Some((start + 1, start + text[start..].find('}')?)))
            .collect()
    };
    texts
        .into_iter()
        .flat_map(|text| {
            slots(text)
                .into_iter()
                .map(move |(from, to)| &text[from..to])
        })
        .collect()
}

#[test]
fn every_language_fills_in_the_same() {
    let english = Words::built_in(Language::default());
    for language in Language::all() {
        let words = Words::built_in(language);
        let own: BTreeMap<_, _> = words
            .table
            .iter()
            .map(|(key, word)| (key, slots(word)))
            .collect();
        for (key, word) in &english.table {
            assert_eq!(own[key], slots(word), "{language:?}: {key}");
        }
    }
}

/// Nothing but the file makes a language.
#[test]
fn a_table_is_all_that_a_language_needs() {
    let table = Language::default()
        .table()
        .replace("point = \".\"", "point = \"·\"")
        .replace("thousands = \",\"", "thousands = \"'\"")
        .replace(
            "pattern = \"{day} {month} {year}\"",
            "pattern = \"{year}, {month} {day}\"",
        )
        .replace("\"March\"", "\"Marzo\"")
        .replace(
            "sign = \"{currency}{amount}\"",
            "sign = \"{amount} {currency}\"",
        )
        .replace("{amount}\\u00a0million", "{amount} Mio")
        .replace("one = \"n = 1\"", "one = \"n = 0, 1\"")
        .replace(
            "week = [\"week\", \"weeks\"]",
            "week = [\"semana\", \"semanas\"]",
        )
        .replace("two = 2", "dos = 2")
        .replace("quotes = [\"“\", \"”\"]", "quotes = [\"«\", \"»\"]")
        .replace("home = \"Home\"", "home = \"Inicio\"");
    let words = Words::read("xx", &table).unwrap();
    assert_eq!(words.code(), "xx");
    assert_eq!(words.get("home"), "Inicio");
    assert_eq!(words.number(12_345.5, 1), "12'345·5");
    assert_eq!(words.date("2026-03-01".parse().unwrap()), "2026, Marzo 1");
    assert_eq!(words.money(5_500_000.0, "EUR"), "5·5 Mio €");
    assert_eq!(words.days("dos semanas"), Some((14.0, 14.0)));
    assert_eq!(words.days("two weeks"), None);
    assert_eq!(words.quote("a"), "«a»");
}

#[test]
fn a_table_that_is_not_whole_is_refused() {
    let table = Language::default().table();
    for (from, to) in [
        ("point = \".\"\n", ""),
        ("point = \".\"", "point = \".\"\nnonsense = 1"),
        ("one = \"n = 1\"", "one = \"1\""),
        ("\"January\", ", ""),
    ] {
        assert!(table.contains(from), "{from}");
        assert!(
            Words::read("xx", &table.replacen(from, to, 1)).is_err(),
            "{from}"
        );
    }
}

#[test]
fn numbers_follow_the_language() {
    let (english, dutch) = (words("en"), words("nl"));
    assert_eq!(english.number(1_234_567.891, 2), "1,234,567.89");
    assert_eq!(dutch.number(1_234_567.5, 2), "1.234.567,5");
    assert_eq!(english.number(1038.0, 2), "1,038");
    assert_eq!(dutch.number(6000.0, 0), "6.000");
    assert_eq!(english.number_or_year(2026.0, 2), "2026");
    assert_eq!(english.number_or_year(2026.5, 2), "2,026.5");
    assert_eq!(english.number_or_year(12_000.0, 2), "12,000");
    assert_eq!(english.number(-0.001, 2), "0");
    assert_eq!(english.number(-2.0, 1), "\u{2212}2");
    assert_eq!(english.number(-1.25, 1), "\u{2212}1.3");
    assert_eq!(english.number(0.25, 1), "0.3");
    assert_eq!(english.number(2.5, 0), "3");
    assert_eq!(english.number(0.285, 2), "0.29");
    assert_eq!(english.number(-1.005, 2), "\u{2212}1.01");
    assert_eq!(english.number(0.284_999, 2), "0.28");
    assert_eq!(english.number_in_column(11.0, 1), "11.0");
    assert_eq!(dutch.number_in_column(-0.04, 1), "0,0");
    assert_eq!(english.number(f64::MAX, 0).len(), 309 + 102);
    assert_eq!(english.money(5_500_000.0, "EUR"), "€5.5\u{a0}million");
    assert_eq!(english.money(12_000.0, "CHF"), "CHF\u{a0}12,000");
    assert_eq!(dutch.money(12_000.0, "EUR"), "€\u{a0}12.000");
}

#[test]
fn dates_follow_the_language() {
    let date: Date = "2026-03-01".parse().unwrap();
    assert_eq!(words("en").date(date), "1 March 2026");
    assert_eq!(words("nl").date(date), "1 maart 2026");
}

#[test]
fn a_word_has_a_form_for_each_way_to_count() {
    let (english, dutch) = (words("en"), words("nl"));
    assert_eq!(english.count("tags_count", 1.0), "1 entry");
    assert_eq!(english.count("tags_count", 12_345.0), "12,345 entries");
    assert_eq!(dutch.count("engagement_half", 1.0), "halveert elke dag");
    assert_eq!(
        dutch.count("engagement_half", 2.5),
        "halveert elke 2,5 dagen"
    );
    let french = with_rule("one = \"n = 1\"", "one = \"n = 0, 1\"");
    assert_eq!(french.count("engagement_half", 0.0), "halves every day");
}
