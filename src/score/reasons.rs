//! Why a lead has its points, and what to ask, in the words of a language. Must not know pages.

use super::condition_words::{condition_in_words, field_in_words, level_in_words};
use super::lead::{Ask, ItemReason, LeadScore, SignalReason};
use super::scorecard::{AccountScore, CriterionScore, Range};
use crate::language::{LanguageTag, Words};
use crate::model::Book;
use crate::model::icp::Icp;
use crate::model::qualification::{FrameworkItem, FrameworkLevel, Qualification};
use crate::model::requirement::Requirement;
use crate::model::scorecard::{Criterion, ScoreLevel};

/// Points, and why there are so many.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What they are for: a criterion, a signal, an item of the framework.
    pub what: String,
    /// How many, or from how many to how many.
    pub points: Range,
    /// Why.
    pub because: String,
}

/// Says scores in a language.
#[derive(Debug)]
pub struct InWords(Words);

impl InWords {
    /// In this language.
    #[must_use]
    pub fn new(language: impl Into<LanguageTag>) -> Self {
        Self(Words::of(&language.into()))
    }

    /// In the language of a book, with its own words.
    #[must_use]
    pub fn of_book(book: &Book) -> Self {
        Self(Words::clone(&book.words))
    }

    /// With what a book says in other words, as [`InWords::own`] gave it.
    ///
    /// # Errors
    /// With what is wrong in it.
    pub(crate) fn with_own(tag: &LanguageTag, own: serde_json::Value) -> Result<Self, String> {
        let (words, mistakes) = Words::with_own_table(tag, own)?;
        match mistakes.into_iter().next() {
            None => Ok(Self(words)),
            Some(mistake) => Err(format!("{}: {}", mistake.path.join("."), mistake.message)),
        }
    }

    /// The code of the language.
    pub(crate) fn language(&self) -> &str {
        self.0.code()
    }

    /// What is said otherwise than the program does by itself.
    pub(crate) fn own(&self) -> Option<serde_json::Value> {
        self.0.own()
    }

    /// A level of a criterion: its label, or else its condition.
    #[must_use]
    pub fn level(&self, level: &ScoreLevel) -> String {
        level_in_words(&self.0, level)
    }

    /// That no level is met.
    #[must_use]
    pub fn no_level(&self) -> &str {
        self.0.get("account_no_level")
    }

    /// That something is not known.
    #[must_use]
    pub fn unknown(&self) -> &str {
        self.0.get("account_unknown")
    }

    /// That it is not known yet, and may still be known.
    pub(crate) fn open(&self) -> &str {
        self.0.get("account_open")
    }

    /// That something did not happen.
    pub(crate) fn never(&self) -> &str {
        self.0.get("reason_never")
    }

    /// That only people can tell.
    pub(crate) fn nobody_counts(&self) -> &str {
        self.0.get("reason_nobody_counts")
    }

    /// That somebody gave these points.
    pub(crate) fn given(&self) -> &str {
        self.0.get("reason_given")
    }

    /// That somebody gave points that cannot be.
    pub(crate) fn unreadable(&self) -> &str {
        self.0.get("reason_unreadable")
    }

    /// That there are no points to be had.
    pub(crate) fn no_points(&self) -> &str {
        self.0.get("reason_no_points")
    }

    /// That no more points than these count.
    pub(crate) fn capped(&self, cap: f64) -> String {
        self.0.count("reason_cap", cap)
    }

    /// How often and when something happened, with the slots `{count}` and `{date}`, in the form that goes with a number.
    pub(crate) fn event_form(&self, times: u32) -> &str {
        self.0.form_of("reason_events", f64::from(times))
    }

    /// A day, with the slots `{day}`, `{month}` and `{year}`.
    pub(crate) fn date_pattern(&self) -> &str {
        self.0.date_pattern()
    }

    /// The names of the months.
    pub(crate) fn months(&self) -> Vec<&str> {
        self.0.months()
    }

    /// What stands between the digits of a number of thousands and the last three, in a number as large as this one.
    pub(crate) fn between_thousands(&self, number: f64) -> String {
        let written = self.0.number(number, 0);
        written.replace(|letter: char| letter.is_ascii_digit(), "")
    }

    /// The answer of a level of a framework.
    pub(crate) fn answer(&self, level: &FrameworkLevel) -> String {
        answer_in_words(&self.0, level)
    }

    /// A reason for every criterion of the scorecard, in weighted points.
    #[must_use]
    pub fn fit_reasons(&self, icp: &Icp, fit: Option<&AccountScore>) -> Vec<Reason> {
        let criteria = icp.scorecard.iter().flat_map(|card| &card.criteria);
        let scored = fit.into_iter().flat_map(|fit| &fit.criteria);
        let reasons = criteria.zip(scored).map(|(criterion, one)| Reason {
            what: criterion.attribute.clone(),
            points: one.weighted,
            because: criterion_reason(&self.0, criterion, one),
        });
        reasons.collect()
    }

    /// A reason for every criterion of the scorecard, in weighted points, then for every row of engagement, then for every
    /// item of the framework.
    #[must_use]
    pub fn reasons(
        &self,
        icp: &Icp,
        qualification: &Qualification,
        score: &LeadScore<'_>,
    ) -> Vec<Reason> {
        let words = &self.0;
        let fit = self.fit_reasons(icp, score.fit.as_ref());
        let rows = qualification.engagement.iter().zip(&score.signals);
        let signals = rows.map(|(row, one)| Reason {
            what: row.signal.plain(),
            points: one.points,
            because: match row.cap.filter(|_| one.is_capped) {
                Some(cap) => {
                    let most = words.count("reason_cap", cap);
                    format!("{}; {most}", signal_reason(words, &one.why))
                }
                None => signal_reason(words, &one.why),
            },
        });
        let items = qualification.framework.iter().zip(&score.items);
        let items = items.map(|(item, one)| Reason {
            what: item.name.clone(),
            points: one.points,
            because: item_reason(words, item, one.why),
        });
        fit.into_iter().chain(signals).chain(items).collect()
    }
}

fn item_reason(words: &Words, item: &FrameworkItem, why: ItemReason) -> String {
    let key = match why {
        ItemReason::Level(level) => return answer_in_words(words, &item.levels[level]),
        ItemReason::NoPoints => "reason_no_points",
        ItemReason::Given => "reason_given",
        ItemReason::Unreadable => "reason_unreadable",
        ItemReason::NoLevel => "account_no_level",
        ItemReason::Open => "account_open",
    };
    words.get(key).to_owned()
}

/// Why a criterion gives its points.
pub(crate) fn criterion_reason(
    words: &Words,
    criterion: &Criterion,
    score: &CriterionScore,
) -> String {
    match score.level {
        _ if !score.points.is_known() => words.get("account_open").to_owned(),
        Some(level) => level_in_words(words, &criterion.levels[level]),
        None if score.unknown => words.get("account_unknown").to_owned(),
        None => words.get("account_no_level").to_owned(),
    }
}

fn signal_reason(words: &Words, why: &SignalReason) -> String {
    match why {
        SignalReason::NobodyCounts => words.get("reason_nobody_counts").to_owned(),
        SignalReason::Unknown => words.get("account_unknown").to_owned(),
        SignalReason::Unreadable => words.get("reason_unreadable").to_owned(),
        SignalReason::Times(0.0) => words.get("reason_never").to_owned(),
        SignalReason::Times(times) => words.count("reason_times", *times),
        SignalReason::Events(times, last) => {
            #[expect(clippy::cast_precision_loss, reason = "events of one account")]
            let times = *times as f64;
            words
                .count("reason_events", times)
                .replace("{date}", &words.date(*last))
        }
    }
}

/// The answer of a level of a framework: its text, or else its condition in words.
pub(crate) fn answer_in_words(words: &Words, level: &FrameworkLevel) -> String {
    match (&level.text, &level.when) {
        (Some(claim), _) => claim.text.plain(),
        (None, Some(when)) => condition_in_words(words, when),
        (None, None) => String::new(),
    }
}

/// What to ask, as a person would read it.
#[must_use]
pub fn ask_in_words(qualification: &Qualification, ask: Ask<'_>) -> String {
    let claim = |list: fn(&Qualification) -> Option<&Vec<Requirement>>, index: usize| {
        let found = list(qualification).and_then(|list| list.get(index));
        found.map(|one| one.claim.text.plain())
    };
    let found = match ask {
        Ask::Value(field) => Some(field_in_words(field)),
        Ask::Signal(index) => {
            let row = qualification.engagement.get(index);
            row.map(|row| row.signal.plain())
        }
        Ask::Framework(index) => {
            let item = qualification.framework.get(index);
            item.map(|item| item.name.clone())
        }
        Ask::AllOf(index) => claim(|one| one.sql.as_ref().map(|rule| &rule.all_of), index),
        Ask::AnyOf(index) => claim(|one| one.sql.as_ref().map(|rule| &rule.any_of), index),
    };
    found.unwrap_or_default()
}
