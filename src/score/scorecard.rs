//! The score of an account on a scorecard, and whether worked accounts get the tier they expect.

use super::condition::{is_known, truth};
use super::exact::{from_product, percent, product, reaches, with_three_decimals};
use crate::model::icp::{Account, Icp};
use crate::model::qualification::Qualification;
use crate::model::scorecard::{Criterion, Scorecard, When};
use crate::model::segment::Tier;
use crate::model::value::{Labels, Scalar};
use crate::model::{Catalog, Finding};
use crate::text::FieldPath;

/// From the lowest to the highest that is possible; both are the same where everything is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// If what is not known turns out as badly as it can.
    pub low: f64,
    /// If it turns out as well as it can.
    pub high: f64,
}

impl Range {
    /// Whether nothing is open.
    #[must_use]
    pub fn is_known(self) -> bool {
        self.low >= self.high
    }
}

/// How well an account fits, as far as is known of it.
///
/// The ranges of the criteria are added up. That is a bound: two criteria that look at the same unknown value are taken
/// as if each had a value of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountScore {
    /// Per criterion, in the order of the scorecard.
    pub criteria: Vec<CriterionScore>,
    /// Sum of weight times points; may be negative.
    pub total: Range,
    /// The highest possible total of any account.
    pub maximum: f64,
    /// `100 x total / maximum` with six decimals, from 0 to 100.
    pub percent: Range,
    /// The worst and the best tier that are possible: those that hold from these percents; the lowest one if a must is
    /// known to have no points.
    pub tiers: TierRange,
    /// The criteria that must have points and are known to have none, by position.
    pub failed_musts: Vec<usize>,
    /// The criteria that must have points and of which that is not known, by position.
    pub open_musts: Vec<usize>,
}

/// The tiers that are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierRange {
    /// The best one.
    pub best: Tier,
    /// The worst one.
    pub worst: Tier,
}

impl TierRange {
    /// The tier, where only one is possible.
    #[must_use]
    pub fn known(self) -> Option<Tier> {
        (self.best == self.worst).then_some(self.best)
    }

    /// Whether a tier is possible.
    #[must_use]
    pub fn has(self, tier: Tier) -> bool {
        let place = |tier: Tier| tier.as_str();
        (place(self.best)..=place(self.worst)).contains(&place(tier))
    }
}

/// The points for one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionScore {
    /// Points before weighting.
    pub points: Range,
    /// Weight times points.
    pub weighted: Range,
    /// The level that is known to hold, by position; none when no level holds or that is not known.
    pub level: Option<usize>,
    /// Whether none of the values that the levels look at is known.
    pub unknown: bool,
}

impl AccountScore {
    /// Whether something that is not known could change the score.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.criteria.iter().any(|one| !one.points.is_known())
    }
}

/// Scores the values of an account. A maximum of 0 gives 0 percent.
///
/// Points and weights count in whole thousandths and tiers are compared without a division, so that every program that
/// computes them comes to the same tier.
#[must_use]
pub fn score(card: &Scorecard, values: &Labels<Scalar>) -> AccountScore {
    score_exactly(card, values).0
}

/// The least and the highest total that are possible, and the highest of any account, in millionths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Totals {
    pub(super) low: i128,
    pub(super) high: i128,
    pub(super) maximum: i128,
}

pub(super) fn score_exactly(card: &Scorecard, values: &Labels<Scalar>) -> (AccountScore, Totals) {
    let criteria: Vec<CriterionScore> = card
        .criteria
        .iter()
        .map(|criterion| criterion_score(criterion, values))
        .collect();
    let weighted = |points: fn(&CriterionScore) -> f64| -> i128 {
        let pairs = card.criteria.iter().zip(&criteria);
        pairs
            .map(|(criterion, one)| product(criterion.weight.0, points(one)))
            .sum()
    };
    let (low, high) = (
        weighted(|one| one.points.low),
        weighted(|one| one.points.high),
    );
    let maximum = card.criteria.iter();
    let maximum = maximum
        .map(|criterion| product(criterion.weight.0, criterion.highest()))
        .sum();
    let musts = |which: fn(Range) -> bool| -> Vec<usize> {
        let places = criteria.iter().enumerate();
        places
            .filter(|(index, one)| card.criteria[*index].must && which(one.points))
            .map(|(index, _)| index)
            .collect()
    };
    let failed_musts = musts(|points| points.high <= 0.0);
    let open_musts = musts(|points| points.low <= 0.0 && points.high > 0.0);
    let limits = card.tier_limits();
    let tier = |total: i128, is_possible: bool| {
        let mut limits = limits.iter();
        limits
            .find(|(_, from)| is_possible && reaches(total, maximum, *from))
            .map_or(Tier::C, |(tier, _)| *tier)
    };
    let score = AccountScore {
        total: Range {
            low: from_product(low),
            high: from_product(high),
        },
        maximum: from_product(maximum),
        percent: Range {
            low: percent(low, maximum),
            high: percent(high, maximum),
        },
        tiers: TierRange {
            best: tier(high, failed_musts.is_empty()),
            worst: tier(low, failed_musts.is_empty() && open_musts.is_empty()),
        },
        criteria,
        failed_musts,
        open_musts,
    };
    let totals = Totals { low, high, maximum };
    (score, totals)
}

fn criterion_score(criterion: &Criterion, values: &Labels<Scalar>) -> CriterionScore {
    let truths = criterion.levels.iter();
    let truths: Vec<Option<bool>> = truths.map(|level| truth(&level.when, values)).collect();
    let level = truths.iter().position(|truth| *truth == Some(true));
    let unknown = criterion
        .levels
        .iter()
        .flat_map(|level| level.when.fields())
        .all(|field| values.get(field).is_none_or(|value| !is_known(value)));
    let mut points = match (level, criterion.missing) {
        (Some(level), _) => Range::of(with_three_decimals(criterion.levels[level].points)),
        (None, Some(missing)) if unknown => Range::of(with_three_decimals(missing)),
        (None, _) => Range::of(0.0),
    };
    let is_settled = level.is_none() && unknown && criterion.missing.is_some();
    if !is_settled {
        // The first level that holds counts, so what stands behind it is out of the question.
        let before = level.unwrap_or(truths.len());
        let possible = truths[..before].iter().zip(&criterion.levels);
        for (_, level) in possible.filter(|(truth, _)| truth.is_none()) {
            let possible = with_three_decimals(level.points);
            points.low = points.low.min(possible);
            points.high = points.high.max(possible);
        }
    }
    CriterionScore {
        weighted: Range {
            low: from_product(product(criterion.weight.0, points.low)),
            high: from_product(product(criterion.weight.0, points.high)),
        },
        points,
        level,
        unknown,
    }
}

impl Range {
    pub(super) const fn of(number: f64) -> Self {
        Self {
            low: number,
            high: number,
        }
    }
}

/// What an ICP says of an account besides its score: which of its disqualifiers hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disqualified {
    /// Those that are known to hold, by position.
    pub by: Vec<usize>,
    /// Those of which that is not known, by position.
    pub open: Vec<usize>,
}

/// Which disqualifiers hold for the values of an account. An account with one that holds has no tier.
#[must_use]
pub fn disqualified(icp: &Icp, values: &Labels<Scalar>) -> Disqualified {
    let conditions = icp.disqualifiers.iter().enumerate();
    let truths: Vec<(usize, Option<bool>)> = conditions
        .filter_map(|(index, one)| Some((index, truth(one.when.as_ref()?, values))))
        .collect();
    let those = |wanted: Option<bool>| {
        let matching = truths.iter().filter(|(_, truth)| *truth == wanted);
        matching.map(|(index, _)| *index).collect()
    };
    Disqualified {
        by: those(Some(true)),
        open: those(None),
    }
}

/// The values that are not known and could change the score, its musts or what disqualifies: what to ask, in the order
/// of the scorecard, each once.
#[must_use]
pub fn what_to_ask<'a>(icp: &'a Icp, values: &Labels<Scalar>) -> Vec<&'a str> {
    let open = icp.scorecard.iter().flat_map(|card| &card.criteria);
    let open = open.filter(|one| !criterion_score(one, values).points.is_known());
    let conditions = open.flat_map(|one| one.levels.iter().map(|level| &level.when));
    let stops = disqualified(icp, values).open.into_iter();
    let stops = stops.filter_map(|index| icp.disqualifiers[index].when.as_ref());
    unknown_fields(conditions.chain(stops), values)
}

/// The values that conditions look at and that are not known, each once.
pub(super) fn unknown_fields<'a>(
    conditions: impl Iterator<Item = &'a When>,
    values: &Labels<Scalar>,
) -> Vec<&'a str> {
    let mut fields: Vec<&str> = Vec::new();
    for field in conditions.flat_map(When::fields) {
        let is_unknown = values.get(field).is_none_or(|value| !is_known(value));
        if is_unknown && !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

/// Worked accounts whose tier is not the one they expect: they test the scorecard. And leads of which nothing tells how well
/// they fit.
pub fn findings(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    for (entry, icp) in catalog.all::<Icp>() {
        let Some(card) = &icp.scorecard else { continue };
        let leads = catalog.all::<Qualification>().map(|(_, one)| one);
        let leads = leads.filter(|one| one.icp.id == entry.key.id);
        let fields: Vec<&str> = icp
            .conditions()
            .flat_map(When::fields)
            .chain(leads.flat_map(Qualification::fields))
            .collect();
        for (index, account) in icp.examples.iter().enumerate() {
            let path = FieldPath::default().key("examples").index(index);
            found.extend(
                wrong_tier(card, account, &path)
                    .into_iter()
                    .chain(unused_values(account, &path, &fields))
                    .map(|finding| finding.of(&entry.key)),
            );
        }
    }
    for (entry, qualification) in catalog.all::<Qualification>() {
        let asks = qualification.thresholds.as_ref();
        let asks = asks.is_some_and(|thresholds| thresholds.min_fit.is_some());
        if let Some((profile, icp)) = catalog.find::<Icp>(&qualification.icp.id)
            && asks
            && icp.scorecard.is_none()
        {
            let path = FieldPath::default().key("thresholds").key("min_fit");
            let message = format!(
                "nothing tells how well a firm fits, because `{}` has no scorecard",
                profile.key.id
            );
            let help = "add a `[scorecard]` to that profile, or leave out `min_fit`";
            found.push(Finding::new("bad-thresholds", path, message, help).of(&entry.key));
        }
    }
    found
}

fn wrong_tier(card: &Scorecard, account: &Account, path: &FieldPath) -> Option<Finding> {
    let expected = account.expect?;
    let score = score(card, &account.values);
    (!score.tiers.has(expected)).then(|| {
        let must = match score.failed_musts.first() {
            Some(index) => format!(
                ", because it has no points for the must `{}`",
                card.criteria[*index].attribute
            ),
            None => String::new(),
        };
        let range = |range: Range, factor: f64| {
            let number = |number: f64| (number * factor).round() / factor;
            if range.is_known() {
                number(range.low).to_string()
            } else {
                format!("{} to {}", number(range.low), number(range.high))
            }
        };
        let tiers = match score.tiers.known() {
            Some(tier) => tier.as_str().to_owned(),
            None => format!(
                "{} to {}",
                score.tiers.best.as_str(),
                score.tiers.worst.as_str()
            ),
        };
        Finding::new(
            "unexpected-tier",
            path.key("expect"),
            format!(
                "`{}` is expected to be {} but scores {} of {}, {} percent, which is {tiers}{must}",
                account.account,
                expected.as_str(),
                range(score.total, 1000.0),
                score.maximum,
                range(score.percent, 10.0),
            ),
            format!(
                "write `expect = \"{}\"`, or correct the values or the scorecard",
                score.tiers.best.as_str()
            ),
        )
    })
}

/// Accounts may say more than the conditions look at, but a value whose name is nearly that of one that
/// they do look at is a slip of the pen.
fn unused_values(account: &Account, path: &FieldPath, fields: &[&str]) -> Vec<Finding> {
    account
        .values
        .0
        .iter()
        .filter(|(key, _)| !fields.contains(&key.as_str()))
        .filter_map(|(key, _)| {
            let close = crate::text::closest(key, fields.iter().copied())?;
            (account.values.get(close).is_none()).then(|| {
                Finding::new(
                    "unused-value",
                    path.key("values").key(key),
                    format!("no condition of this profile looks at `{key}`"),
                    format!("did you mean `{close}`?"),
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scorecard::ScoreLevel;
    use crate::model::value::Bounded;

    fn criterion(name: &str, weight: f64, levels: &[(f64, f64)]) -> Criterion {
        Criterion {
            attribute: name.into(),
            ideal: None,
            weight: Bounded(weight),
            why: None,
            must: false,
            missing: None,
            levels: levels
                .iter()
                .map(|(points, min)| ScoreLevel {
                    points: *points,
                    when: When {
                        field: Some(name.into()),
                        min: Some(*min),
                        ..When::default()
                    },
                    label: None,
                })
                .collect(),
        }
    }

    fn account(pairs: &[(&str, f64)]) -> Labels<Scalar> {
        Labels(
            pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), Scalar::Number(*value)))
                .collect(),
        )
    }

    const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

    fn worked_example() -> Scorecard {
        Scorecard {
            tiers: None,
            missing_values: Labels::default(),
            criteria: NAMES
                .iter()
                .zip([3.0, 2.0, 2.0, 1.0, 3.0, 2.0, 2.0, 1.0])
                .map(|(name, weight)| criterion(name, weight, &[(2.0, 10.0), (1.0, 5.0)]))
                .collect(),
        }
    }

    #[test]
    fn eight_criteria_with_two_points_each_give_32_of_32() {
        let values = account(&NAMES.map(|name| (name, 10.0)));
        let score = score(&worked_example(), &values);
        assert_eq!(
            (score.total, score.maximum, score.percent),
            (Range::of(32.0), 32.0, Range::of(100.0))
        );
        assert_eq!(score.tiers.known(), Some(Tier::A));
    }

    #[test]
    fn a_tier_holds_from_its_percent_up() {
        let mut values = NAMES.map(|name| (name, 5.0));
        assert_eq!(
            score(&worked_example(), &account(&values)).percent,
            Range::of(50.0)
        );
        values[0].1 = 10.0;
        let at_59 = score(&worked_example(), &account(&values));
        assert_eq!(
            (at_59.total, at_59.tiers.known()),
            (Range::of(19.0), Some(Tier::C))
        );
        values[3].1 = 10.0;
        let at_62 = score(&worked_example(), &account(&values));
        assert_eq!(at_62.tiers.known(), Some(Tier::B));
    }

    #[test]
    fn a_must_without_points_forces_the_lowest_tier() {
        let mut card = worked_example();
        card.criteria[3].must = true;
        let mut values = NAMES.map(|name| (name, 10.0));
        values[3].1 = 0.0;
        let score = score(&card, &account(&values));
        assert_eq!(
            (score.total, score.tiers.known()),
            (Range::of(30.0), Some(Tier::C))
        );
        assert_eq!(score.failed_musts, [3]);
    }

    #[test]
    fn an_unknown_value_gives_the_points_for_missing() {
        let mut card = worked_example();
        card.criteria[0].missing = Some(1.0);
        let score = score(&card, &account(&[("b", 1.0)]));
        assert_eq!(
            (score.criteria[0].points, score.criteria[0].unknown),
            (Range::of(1.0), true)
        );
        assert_eq!(
            (score.criteria[1].points, score.criteria[1].unknown),
            (Range::of(0.0), false)
        );
    }

    #[test]
    fn what_is_not_known_stays_open_and_a_must_fails_only_when_it_is_known() {
        let mut card = worked_example();
        card.criteria[0].must = true;
        let mut values = NAMES.map(|name| (name, 10.0)).to_vec();
        values.remove(0);
        let open = score(&card, &account(&values));
        let (low, high) = (26.0, 32.0);
        assert_eq!(open.total, Range { low, high });
        assert_eq!(open.percent.low, 100.0 * low / 32.0);
        let (best, worst) = (Tier::A, Tier::C);
        assert_eq!(open.tiers, TierRange { best, worst });
        assert_eq!((open.failed_musts, open.open_musts), (vec![], vec![0]));
        assert!(open.tiers.has(Tier::B) && open.tiers.known().is_none());

        values.push(("a", 0.0));
        let known = score(&card, &account(&values));
        assert_eq!(known.tiers.known(), Some(Tier::C));
        assert_eq!((known.failed_musts, known.open_musts), (vec![0], vec![]));
    }

    #[test]
    fn the_first_level_that_is_known_to_hold_bounds_what_is_possible() {
        let mut one = criterion("a", 2.0, &[(2.0, 10.0), (1.0, 5.0)]);
        // Known by another value, behind a level that is not known.
        one.levels[1].when.field = Some("b".into());
        let card = Scorecard {
            tiers: None,
            missing_values: Labels::default(),
            criteria: vec![one],
        };
        let score = score(&card, &account(&[("b", 5.0)]));
        let (low, high) = (2.0, 4.0);
        assert_eq!(score.criteria[0].weighted, Range { low, high });
        assert_eq!((score.criteria[0].level, score.is_open()), (Some(1), true));
    }

    #[test]
    fn tiers_are_compared_without_a_division() {
        // 0.7 of 1.1 is 63.636... percent, and 0.1 + 0.2 is not 0.3 in binary fractions.
        let mut card = Scorecard {
            tiers: None,
            missing_values: Labels::default(),
            criteria: vec![
                criterion("a", 0.1, &[(1.0, 1.0)]),
                criterion("b", 0.2, &[(1.0, 1.0)]),
                criterion("c", 0.2, &[(1.0, 1.0)]),
            ],
        };
        let values = account(&[("a", 1.0), ("b", 1.0), ("c", 0.0)]);
        assert_eq!(score(&card, &values).tiers.known(), Some(Tier::B));
        card.criteria[2].weight = Bounded(0.075);
        assert_eq!(score(&card, &values).tiers.known(), Some(Tier::A));
    }

    #[test]
    fn what_is_no_number_is_not_known() {
        let values = account(&[("a", f64::NAN)]);
        let score = score(&worked_example(), &values);
        assert!(score.criteria[0].unknown && !score.criteria[0].points.is_known());
    }

    #[test]
    fn points_may_be_negative_and_percent_never_is() {
        let card = Scorecard {
            tiers: None,
            missing_values: Labels::default(),
            criteria: vec![criterion("a", 1.0, &[(6.0, 10.0), (-5.0, 0.0)])],
        };
        let score = score(&card, &account(&[("a", 1.0)]));
        assert_eq!(
            (score.total, score.maximum, score.percent),
            (Range::of(-5.0), 6.0, Range::of(0.0))
        );
    }
}
