//! What differs from language to language: the words of the interface, and how numbers, dates, money and durations are
//! written, things are counted and names are sorted. All of it stands in `languages/<code>.toml`, so that no other room
//! tells languages apart. Must not know entries, drawings and pages.

mod duration;
mod job_words;
mod latin;
mod list;
mod openings;
mod order;
mod own;
mod person_looks;
mod person_name;
mod plural;
mod questions;
mod rules;
mod scales;
mod several;
mod tag;
mod telling_words;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::doc::{self, Date};
use crate::text::{is_in_marks, without_quotation_marks};

pub(crate) use job_words::{second_job, solution_in};
pub(crate) use latin::latin;
pub use list::Language;
pub(crate) use list::OncePerLanguage;
pub(crate) use openings::{Opening, without_opening};
pub(crate) use order::plain;
pub(crate) use own::Mistake;
pub(crate) use person_looks::{SpokenOf, is_age_label, is_gender_label, spoken_of, years};
pub(crate) use person_name::{NamedPerson, first_name, without_article};
pub(crate) use questions::{is_open_question, standard_question};
pub(crate) use rules::Word;
pub(crate) use scales::{
    EFFORT, EMOTION, FREQUENCY, IMPORTANCE, SATISFACTION, SCALE_LANGUAGES, SCALES, SEVERITY, SKILL,
    STRENGTH,
};
pub(crate) use several::with_plurals;
pub use tag::LanguageTag;
pub(crate) use telling_words::{is_afterwards, is_purchase, placeholders, sides, stereotypes};

use person_name::within_sentence;
use plural::OTHER;
use rules::{RuleWords, Rules, Table};

/// Numbers between these may be years.
const YEARS: RangeInclusive<f64> = 1000.0..=2999.0;

/// The digits of a number without its sign, half rounded away from zero.
fn rounded(number: f64, decimals: usize) -> String {
    let size = number.abs();
    let power = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    // 0.285 times 100 is less than 28.5 in the numbers of a machine.
    let scaled = (size * power * (1.0 + 2.0 * f64::EPSILON)).round() / power;
    let size = if scaled.is_finite() { scaled } else { size };
    format!("{size:.decimals$}")
}

/// A text with every `{slot}` filled in. A name that begins with an article, as in "The librarian", is written as it stands
/// within a sentence: "What drives the librarian". A value loses the quotation marks around it where the text has its own.
pub(crate) fn fill_slot(text: &str, slot: &str, value: &str) -> String {
    let mark = format!("{{{slot}}}");
    let within = (slot == "name").then(|| within_sentence(value)).flatten();
    let within = within.as_deref().unwrap_or(value);
    let mut parts = text.split(&mark);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let begins = out
            .trim_end()
            .ends_with(['.', '?', '!', ':', '“', '‘', '„', '"', '«']);
        let begins = begins || out.trim().is_empty();
        let shown = if begins { value } else { within };
        if is_in_marks(&out, part) {
            out.push_str(&without_quotation_marks(shown));
        } else {
            out.push_str(shown);
        }
        out.push_str(part);
    }
    out
}

/// The words and rules of one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    code: String,
    table: BTreeMap<String, Word>,
    of_rules: BTreeMap<String, RuleWords>,
    of_fields: BTreeMap<String, String>,
    rules: Rules,
}

impl Words {
    /// The words of a language that is built in, which are read when somebody first asks for them.
    pub fn built_in(language: Language) -> Arc<Self> {
        static READ: OncePerLanguage<Arc<Words>> = OncePerLanguage::new();
        let words = READ.get_or_init(language, || {
            let words = Self::read(language.code(), language.table());
            let words =
                words.expect("the tables of words are part of the crate, which a test reads");
            Arc::new(words)
        });
        Arc::clone(words)
    }

    /// The language whose words these are, unless a book has some of its own.
    pub(crate) fn built_in_language(words: &Arc<Self>) -> Option<Language> {
        Language::of(&words.code).filter(|one| Arc::ptr_eq(words, &Self::built_in(*one)))
    }

    /// The words of a language that is not built in: its code, and a table like those in `languages/`.
    ///
    /// # Errors
    /// With the place and the reason when the table is not complete.
    pub fn read(code: &str, table: &str) -> Result<Self, String> {
        Ok(Self::of_table(code, doc::table(table)?))
    }

    /// The words of a language that is written down in a table.
    fn of_table(code: &str, table: Table) -> Self {
        Self {
            code: code.to_owned(),
            table: table.words,
            of_rules: table.rules,
            of_fields: table.fields,
            rules: table.language,
        }
    }

    /// The language's code, as in `lang="en"`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The name of the language, in English.
    pub fn language_name(&self) -> &str {
        &self.rules.name
    }

    /// All words by key.
    pub fn table(&self) -> &BTreeMap<String, Word> {
        &self.table
    }

    /// What readers see of a rule of `check`; nothing where the language has no words for it.
    pub(crate) fn rule(&self, name: &str) -> Option<&RuleWords> {
        self.of_rules.get(name)
    }

    /// What a field of an entry is for, by what its declaration says in English; nothing where the language has no words for it.
    pub(crate) fn field(&self, declared: &str) -> Option<&str> {
        self.of_fields.get(declared).map(String::as_str)
    }

    /// The declarations of fields that it has words for.
    #[cfg(test)]
    pub(crate) fn fields(&self) -> impl Iterator<Item = &str> {
        self.of_fields.keys().map(String::as_str)
    }

    /// The names of the rules that it has words for.
    #[cfg(test)]
    pub(crate) fn rules(&self) -> impl Iterator<Item = &str> {
        self.of_rules.keys().map(String::as_str)
    }

    /// The word under a key; the key itself shows that it is missing.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    fn find(&self, key: &str) -> Option<&str> {
        match self.table.get(key)? {
            Word::Text(text) => Some(text),
            Word::Forms(forms) => forms.get(OTHER).map(String::as_str),
        }
    }

    /// The form of a word that goes with a number, with `{count}` filled in: "1 step", "2 steps".
    pub fn count(&self, key: &str, number: f64) -> String {
        let word = self.table.get(key);
        let form = word.map_or(key, |word| self.form(word, number));
        form.replace("{count}", &self.number(number, 1))
    }

    /// The form of a word that goes with a number, as it is written, with its slots.
    pub(crate) fn form_of<'a>(&'a self, key: &'a str, number: f64) -> &'a str {
        let word = self.table.get(key);
        word.map_or(key, |word| self.form(word, number))
    }

    /// How a day is written, with slots for its parts.
    pub(crate) fn date_pattern(&self) -> &str {
        &self.rules.dates.pattern
    }

    /// The names of the months, from January.
    pub(crate) fn months(&self) -> Vec<&str> {
        self.rules.dates.months.iter().map(String::as_str).collect()
    }

    /// The name of the form that goes with a number, such as `one`.
    pub fn form_for(&self, number: f64) -> &str {
        self.rules.plurals.form(number)
    }

    fn form<'a>(&self, word: &'a Word, number: f64) -> &'a str {
        match word {
            Word::Text(text) => text,
            Word::Forms(forms) => forms
                .get(self.form_for(number))
                .or_else(|| forms.get(OTHER))
                .map_or("", String::as_str),
        }
    }

    /// The word under a key with `{name}` filled in, see [`fill_slot`].
    pub fn fill(&self, key: &str, name: &str, value: &str) -> String {
        fill_slot(self.get(key), name, value)
    }

    /// A feeling from -2 to 2.
    pub fn emotion(&self, felt: f64) -> &str {
        let key = match felt {
            felt if felt <= -1.5 => "very-bad",
            felt if felt <= -0.5 => "bad",
            felt if felt < 0.5 => "neutral",
            felt if felt < 1.5 => "good",
            _ => "very-good",
        };
        self.choice("emotion", key)
    }

    /// A feeling that changes, or stays.
    pub fn emotions(&self, from: f64, to: f64) -> String {
        let (first, last) = (self.emotion(from), self.emotion(to));
        if first == last {
            return last.to_owned();
        }
        self.fill("emotion_from", "from", first)
            .replace("{to}", last)
    }

    /// The word for one of a fixed set, such as a tier or a buying role.
    pub fn choice<'a>(&'a self, group: &str, key: &'a str) -> &'a str {
        self.find(&format!("{group}.{key}")).unwrap_or(key)
    }

    /// A text in quotation marks.
    pub fn quote(&self, text: &str) -> String {
        let [before, after] = &self.rules.quotes;
        format!("{before}{}{after}", without_quotation_marks(text))
    }

    /// Several things in a sentence: "3, 5 and 6".
    pub(crate) fn listed(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.get("and")),
        }
    }

    /// The word about a page or a group that is written as one key, such as `say_title`; the name itself shows that it is
    /// missing.
    pub fn part<'a>(&'a self, name: &'a str, part: &str) -> &'a str {
        let key = format!("{name}_{part}").replace('-', "_");
        self.find(&key).unwrap_or(name)
    }

    /// "21 November 2026".
    pub fn date(&self, date: Date) -> String {
        let rules = &self.rules.dates;
        let month = usize::try_from(date.0.month() - 1).unwrap_or(0);
        rules
            .pattern
            .replace("{day}", &date.0.day().to_string())
            .replace(
                "{month}",
                rules.months.get(month).map_or("", String::as_str),
            )
            .replace("{year}", &date.0.year().to_string())
    }

    /// A number, or "{low} to {high}" where the two are written differently.
    pub(crate) fn range(&self, low: f64, high: f64, decimals: usize) -> String {
        let (low, high) = (self.number(low, decimals), self.number(high, decimals));
        if low == high {
            low
        } else {
            self.fill("range", "low", &low).replace("{high}", &high)
        }
    }

    /// "1,234.5", at most `decimals` behind the point and no zeros at the end. Half is rounded away from zero, as people do.
    pub fn number(&self, number: f64, decimals: usize) -> String {
        let rounded = rounded(number, decimals);
        let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
        self.in_digits(number < 0.0, whole, fraction.trim_end_matches('0'))
    }

    /// The same with all decimals, for numbers that stand below one another: "11.0" below "12.4".
    pub(crate) fn number_in_column(&self, number: f64, decimals: usize) -> String {
        let rounded = rounded(number, decimals);
        let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
        self.in_digits(number < 0.0, whole, fraction)
    }

    /// A number of which nobody knows what it counts: one that may be a year has no mark for thousands.
    pub(crate) fn number_or_year(&self, number: f64, decimals: usize) -> String {
        let is_year = number.fract() == 0.0 && YEARS.contains(&number);
        match is_year {
            true => rounded(number, 0),
            false => self.number(number, decimals),
        }
    }

    fn in_digits(&self, is_negative: bool, whole: &str, fraction: &str) -> String {
        let rules = &self.rules.numbers;
        let mut out = String::new();
        if is_negative
            && whole
                .bytes()
                .chain(fraction.bytes())
                .any(|digit| digit != b'0')
        {
            out.push('\u{2212}');
        }
        for (index, digit) in whole.chars().enumerate() {
            let is_mark = index > 0 && (whole.len() - index).is_multiple_of(3);
            if is_mark && whole.len() > rules.unmarked {
                out.push_str(&rules.thousands);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push_str(&rules.point);
            out.push_str(fraction);
        }
        out
    }

    /// "€5 million", "€ 5 miljoen", "CHF 12,000".
    pub fn money(&self, amount: f64, currency: &str) -> String {
        let rules = &self.rules.money;
        let (number, pattern) = if amount >= 1e9 {
            (amount / 1e9, rules.billion.as_str())
        } else if amount >= 1e6 {
            (amount / 1e6, rules.million.as_str())
        } else {
            (amount, "{amount}")
        };
        let amount = pattern.replace("{amount}", &self.number(number, 2));
        let (pattern, currency) = match rules.signs.get(currency) {
            Some(sign) => (&rules.sign, sign.as_str()),
            None => (&rules.code, currency),
        };
        pattern
            .replace("{currency}", currency)
            .replace("{amount}", &amount)
    }
}
