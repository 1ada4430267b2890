//! Why a lead has its points, and what to ask, in the words of a language. Must not know pages.

use std::borrow::Cow;
use std::sync::Arc;

use super::condition_words::{condition_in_words, field_in_words, level_in_words};
use super::lead::{Ask, ItemReason, LeadScore, SignalReason};
use super::scorecard::{AccountScore, CriterionScore, Range};
use crate::language::{LanguageTag, Words};
use crate::model::Book;
use crate::model::icp::Icp;
use crate::model::qualification::{FrameworkLevel, Qualification};
use crate::model::requirement::Requirement;
use crate::model::scorecard::{Criterion, ScoreLevel};

/// Points, and why there are so many.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason<'a> {
    /// What they are for: a criterion, a signal, an item of the framework.
    pub what: Cow<'a, str>,
    /// How many, or from how many to how many.
    pub points: Range,
    /// Why.
    pub because: Cow<'a, str>,
}

/// Gives reasons for one account after the other. What a level, a signal or an answer is called is put into words once.
#[derive(Debug)]
pub struct Explainer<'a> {
    words: &'a Words,
    said: Said<'a>,
    icp: &'a Icp,
    qualification: Option<&'a Qualification>,
    /// Of each criterion.
    levels: Vec<Vec<String>>,
    /// What they are, and that no more points count.
    signals: Vec<(String, Option<String>)>,
    /// Of each item of the framework.
    answers: Vec<Vec<String>>,
}

/// The words that reasons are made of.
#[derive(Debug)]
struct Said<'a> {
    open: &'a str,
    unknown: &'a str,
    no_level: &'a str,
    nobody_counts: &'a str,
    unreadable: &'a str,
    never: &'a str,
    no_points: &'a str,
    given: &'a str,
}

impl<'a> Said<'a> {
    fn of(words: &'a Words) -> Self {
        Self {
            open: words.get("account_open"),
            unknown: words.get("account_unknown"),
            no_level: words.get("account_no_level"),
            nobody_counts: words.get("reason_nobody_counts"),
            unreadable: words.get("reason_unreadable"),
            never: words.get("reason_never"),
            no_points: words.get("reason_no_points"),
            given: words.get("reason_given"),
        }
    }

    fn of_item(&self, why: ItemReason) -> &'a str {
        match why {
            ItemReason::NoPoints => self.no_points,
            ItemReason::Given => self.given,
            ItemReason::Unreadable => self.unreadable,
            ItemReason::NoLevel | ItemReason::Level(_) => self.no_level,
            ItemReason::Open => self.open,
        }
    }

    fn of_no_level(&self, score: &CriterionScore) -> &'a str {
        match score.level {
            _ if !score.points.is_known() => self.open,
            None if score.unknown => self.unknown,
            _ => self.no_level,
        }
    }
}

impl<'a> Explainer<'a> {
    /// A reason for every criterion of the scorecard, in weighted points.
    #[must_use]
    pub fn fit_reasons(&self, fit: Option<&AccountScore>) -> Vec<Reason<'_>> {
        let criteria = self.icp.scorecard.iter().flat_map(|card| &card.criteria);
        let scored = fit.into_iter().flat_map(|fit| &fit.criteria);
        let reasons = criteria.zip(&self.levels).zip(scored);
        let reasons = reasons.map(|((criterion, levels), one)| Reason {
            what: criterion.attribute.as_str().into(),
            points: one.weighted,
            because: match one.level {
                Some(level) if one.points.is_known() => levels[level].as_str().into(),
                _ => self.said.of_no_level(one).into(),
            },
        });
        reasons.collect()
    }

    /// A reason for every criterion of the scorecard, in weighted points, then for every row of engagement, then for every
    /// item of the framework.
    #[must_use]
    pub fn reasons(&self, score: &LeadScore<'_>) -> Vec<Reason<'_>> {
        let mut reasons = self.fit_reasons(score.fit.as_ref());
        let signals = self.signals.iter().zip(&score.signals);
        reasons.extend(signals.map(|((signal, most), one)| Reason {
            what: signal.as_str().into(),
            points: one.points,
            because: match most.as_ref().filter(|_| one.is_capped) {
                Some(most) => format!("{}; {most}", self.of_signal(&one.why)).into(),
                None => self.of_signal(&one.why),
            },
        }));
        let items = self.qualification.iter().flat_map(|rules| &rules.framework);
        let items = items.zip(&self.answers).zip(&score.items);
        reasons.extend(items.map(|((item, answers), one)| Reason {
            what: item.name.as_str().into(),
            points: one.points,
            because: match one.why {
                ItemReason::Level(level) => answers[level].as_str().into(),
                why => self.said.of_item(why).into(),
            },
        }));
        reasons
    }

    fn of_signal(&self, why: &SignalReason) -> Cow<'a, str> {
        match why {
            SignalReason::NobodyCounts => self.said.nobody_counts.into(),
            SignalReason::Unknown => self.said.unknown.into(),
            SignalReason::Unreadable => self.said.unreadable.into(),
            SignalReason::Times(0.0) => self.said.never.into(),
            SignalReason::Times(times) => self.words.count("reason_times", *times).into(),
            SignalReason::Events(times, last) => {
                #[expect(clippy::cast_precision_loss, reason = "events of one account")]
                let times = *times as f64;
                let told = self.words.count("reason_events", times);
                told.replace("{date}", &self.words.date(*last)).into()
            }
        }
    }
}

/// Says scores in a language.
#[derive(Debug)]
pub struct InWords(Arc<Words>);

impl InWords {
    /// In this language.
    #[must_use]
    pub fn new(language: impl Into<LanguageTag>) -> Self {
        Self(Words::of(&language.into()))
    }

    /// In the language of a book, with its own words.
    #[must_use]
    pub fn of_book(book: &Book) -> Self {
        Self(Arc::clone(&book.words))
    }

    /// With what a book says in other words, as [`InWords::own`] gave it.
    ///
    /// # Errors
    /// With what is wrong in it.
    pub(crate) fn with_own(tag: &LanguageTag, own: serde_json::Value) -> Result<Self, String> {
        let (words, mistakes) = Words::with_own_table(tag, own)?;
        match mistakes.into_iter().next() {
            None => Ok(Self(Arc::new(words))),
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

    /// What gives the reasons of accounts that are scored with this.
    #[must_use]
    pub fn explainer<'a>(
        &'a self,
        icp: &'a Icp,
        qualification: Option<&'a Qualification>,
    ) -> Explainer<'a> {
        let words = &self.0;
        let criteria = icp.scorecard.iter().flat_map(|card| &card.criteria);
        let levels = criteria.map(|criterion| {
            let levels = criterion.levels.iter();
            levels.map(|level| level_in_words(words, level)).collect()
        });
        let rows = qualification.iter().flat_map(|rules| &rules.engagement);
        let signals = rows.map(|row| {
            let most = row.cap.map(|cap| words.count("reason_cap", cap));
            (row.signal.plain(), most)
        });
        let items = qualification.iter().flat_map(|rules| &rules.framework);
        let answers = items.map(|item| {
            let levels = item.levels.iter();
            levels.map(|level| answer_in_words(words, level)).collect()
        });
        Explainer {
            words,
            said: Said::of(words),
            icp,
            qualification,
            levels: levels.collect(),
            signals: signals.collect(),
            answers: answers.collect(),
        }
    }
}

/// Why a criterion gives its points.
pub(crate) fn criterion_reason(
    words: &Words,
    criterion: &Criterion,
    score: &CriterionScore,
) -> String {
    match score.level {
        Some(level) if score.points.is_known() => level_in_words(words, &criterion.levels[level]),
        _ => Said::of(words).of_no_level(score).to_owned(),
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
