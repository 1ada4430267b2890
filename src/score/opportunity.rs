//! How much there is to gain: the opportunity score of an outcome, and the value of an opportunity.

use super::confidence::distinct;
use crate::model::Catalog;
use crate::model::job::{Answers, Outcome};
use crate::model::journey::Opportunity;

/// The score of an outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutcomeScore {
    /// The ratings it is computed from; nothing for a score that was given.
    pub rated: Option<Rated>,
    /// `importance + max(importance - satisfaction, 0)`, 0 to 20, or what was given.
    pub opportunity: f64,
}

/// How an outcome is rated, both 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rated {
    /// Share of respondents that find it important, times 10.
    pub importance: f64,
    /// Share of respondents that are satisfied, times 10.
    pub satisfaction: f64,
}

impl Rated {
    fn is_over_served(self) -> bool {
        self.satisfaction > self.importance
    }
}

/// What an opportunity score means. Limits after Ulwick's opportunity algorithm: 10, 12, 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Below 10, and more satisfying than important: it may cost less.
    OverServed,
    /// Below 10: served well enough.
    Served,
    /// From 10: worth a look.
    Worthwhile,
    /// From 12: a solid opportunity.
    High,
    /// From 15: rare and large.
    Extreme,
}

impl Band {
    /// The name in the tables of interface words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OverServed => "over-served",
            Self::Served => "served",
            Self::Worthwhile => "worthwhile",
            Self::High => "high",
            Self::Extreme => "extreme",
        }
    }
}

impl OutcomeScore {
    /// The band of the score.
    pub fn band(&self) -> Band {
        match self.opportunity {
            score if score >= 15.0 => Band::Extreme,
            score if score >= 12.0 => Band::High,
            score if score >= 10.0 => Band::Worthwhile,
            _ if self.rated.is_some_and(Rated::is_over_served) => Band::OverServed,
            _ => Band::Served,
        }
    }
}

/// The opportunity score of an outcome, from ratings or from raw answers, or else the one given; nothing when there is none
/// of these. Computed unrounded: round once, when it is shown.
pub fn outcome_score(outcome: &Outcome) -> Option<OutcomeScore> {
    let rated = match &outcome.answers {
        Some(answers) => from_answers(answers),
        None => outcome
            .importance
            .zip(outcome.satisfaction)
            .map(|(importance, satisfaction)| (importance.0, satisfaction.0)),
    };
    let Some((importance, satisfaction)) = rated else {
        return outcome.score.map(|given| OutcomeScore {
            rated: None,
            opportunity: given.0,
        });
    };
    Some(OutcomeScore {
        rated: Some(Rated {
            importance,
            satisfaction,
        }),
        opportunity: importance + (importance - satisfaction).max(0.0),
    })
}

fn from_answers(answers: &Answers) -> Option<(f64, f64)> {
    let share = |count: u32, of: u32| (of > 0).then(|| 10.0 * f64::from(count) / f64::from(of));
    Some((
        share(answers.important, answers.n_importance)?,
        share(answers.satisfied, answers.n_satisfaction)?,
    ))
}

/// From so many answers on, a share says something about others than those who answered.
pub const FEW: f64 = 30.0;

/// How many people or cases the ratings or the score of an outcome rest on: those who answered both questions at least, or
/// else those of its sources together; nothing where neither says how many.
#[must_use]
pub fn outcome_n(outcome: &Outcome, catalog: &Catalog) -> Option<f64> {
    if let Some(answers) = &outcome.answers {
        return Some(f64::from(answers.n_importance.min(answers.n_satisfaction)));
    }
    let sources = distinct(&outcome.evidence, catalog).into_iter();
    let counted = sources.filter_map(|source| source.n).map(|n| n.0);
    counted.reduce(|all, n| all + n)
}

/// The value of an opportunity, 0 to 100: the mean of the values given to it.
pub fn opportunity_value(opportunity: &Opportunity) -> Option<f64> {
    let values: Vec<f64> = [opportunity.customer_value, opportunity.business_value]
        .iter()
        .flatten()
        .map(|value| value.0)
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "there are two values at most")]
    let count = values.len() as f64;
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sources;
    use crate::model::value::{Bounded, Text};

    fn rated(importance: f64, satisfaction: f64) -> f64 {
        let outcome = Outcome {
            statement: Text::default(),
            importance: Some(Bounded(importance)),
            satisfaction: Some(Bounded(satisfaction)),
            evidence: Sources::default(),
            answers: None,
            score: None,
        };
        outcome_score(&outcome).unwrap().opportunity
    }

    #[test]
    fn published_cases_are_reproduced() {
        for (importance, satisfaction, score) in [
            (8.57, 1.43, 15.71),
            (9.60, 9.20, 10.00),
            (9.00, 9.33, 9.00),
            (6.67, 7.62, 6.67),
        ] {
            assert!((rated(importance, satisfaction) - score).abs() < 1e-9);
        }
    }

    #[test]
    fn what_is_more_satisfying_than_important_is_over_served() {
        let band = |importance: f64, satisfaction: f64| {
            let rated = Rated {
                importance,
                satisfaction,
            };
            let opportunity = importance + (importance - satisfaction).max(0.0);
            let rated = Some(rated);
            OutcomeScore { rated, opportunity }.band()
        };
        assert_eq!(band(6.67, 7.62), Band::OverServed);
        assert_eq!(band(6.0, 6.0), Band::Served);
        assert_eq!(band(6.0, 3.0), Band::Served);
        assert_eq!(band(10.0, 10.0), Band::Worthwhile);
    }

    #[test]
    fn a_score_may_be_given_and_then_has_no_ratings() {
        let given = Outcome {
            statement: Text::default(),
            importance: Some(Bounded(8.0)),
            satisfaction: None,
            evidence: Sources::default(),
            answers: None,
            score: Some(Bounded(11.8)),
        };
        let score = outcome_score(&given).unwrap();
        assert_eq!((score.rated, score.opportunity), (None, 11.8));
        assert_eq!(score.band(), Band::Worthwhile);
    }

    #[test]
    fn raw_answers_are_rounded_once_at_the_end() {
        let outcome = Outcome {
            statement: Text::default(),
            importance: None,
            satisfaction: None,
            evidence: Sources::default(),
            answers: Some(Answers {
                important: 22,
                satisfied: 12,
                n_importance: 29,
                n_satisfaction: 29,
            }),
            score: None,
        };
        let score = outcome_score(&outcome).unwrap();
        assert_eq!(format!("{:.2}", score.opportunity), "11.03");
        assert_eq!(score.band(), Band::Worthwhile);
    }
}
