//! The score of an account on a scorecard, and whether worked accounts get the tier they expect.

use super::condition::holds;
use crate::model::icp::{Account, Icp};
use crate::model::scorecard::{Criterion, Scorecard};
use crate::model::segment::Tier;
use crate::model::value::{Labels, Scalar};
use crate::model::{Catalog, Finding};
use crate::text::FieldPath;

/// The score of an account.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountScore {
    /// Per criterion, in the order of the scorecard.
    pub criteria: Vec<CriterionScore>,
    /// Sum of weight times points; may be negative.
    pub total: f64,
    /// The highest possible total.
    pub maximum: f64,
    /// `100 x total / maximum`, from 0 to 100.
    pub percent: f64,
    /// The tier that holds from this percent, or the lowest one if a must has no points.
    pub tier: Tier,
    /// The criteria that must have points and have none, by position.
    pub failed_musts: Vec<usize>,
}

/// The points for one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionScore {
    /// Points before weighting.
    pub points: f64,
    /// Weight times points.
    pub weighted: f64,
    /// The level that held, by position; none when no level held or the value is not known.
    pub level: Option<usize>,
    /// Whether none of the values that the levels look at is known.
    pub unknown: bool,
}

/// Scores the values of an account. A maximum of 0 gives 0 percent.
pub fn score(card: &Scorecard, values: &Labels<Scalar>) -> AccountScore {
    let criteria: Vec<CriterionScore> = card
        .criteria
        .iter()
        .map(|criterion| criterion_score(criterion, values))
        .collect();
    let total: f64 = criteria.iter().map(|one| one.weighted).sum();
    let maximum = card.maximum();
    let percent = if maximum > 0.0 {
        (100.0 * total / maximum).clamp(0.0, 100.0)
    } else {
        0.0
    };
    let failed_musts: Vec<usize> = criteria
        .iter()
        .enumerate()
        .filter(|(index, one)| card.criteria[*index].must && one.points <= 0.0)
        .map(|(index, _)| index)
        .collect();
    let limits = card.tier_limits();
    let tier = limits
        .iter()
        .find(|(_, from)| failed_musts.is_empty() && percent >= *from)
        .map_or(limits[2].0, |(tier, _)| *tier);
    AccountScore {
        criteria,
        total,
        maximum,
        percent,
        tier,
        failed_musts,
    }
}

fn criterion_score(criterion: &Criterion, values: &Labels<Scalar>) -> CriterionScore {
    let level = criterion
        .levels
        .iter()
        .position(|level| holds(&level.when, values));
    let unknown = criterion
        .levels
        .iter()
        .flat_map(|level| level.when.fields())
        .all(|field| values.get(field).is_none());
    let points = match level {
        Some(level) => criterion.levels[level].points,
        None if unknown => criterion.missing,
        None => 0.0,
    };
    CriterionScore {
        points,
        weighted: criterion.weight.0 * points,
        level,
        unknown,
    }
}

/// Worked accounts whose tier is not the one they expect: they test the scorecard.
pub fn findings(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    for (entry, icp) in catalog.all::<Icp>() {
        let Some(card) = &icp.scorecard else { continue };
        for (index, account) in icp.examples.iter().enumerate() {
            let path = FieldPath::default().key("examples").index(index);
            found.extend(
                wrong_tier(card, account, &path)
                    .into_iter()
                    .chain(unused_values(card, account, &path, icp))
                    .map(|finding| finding.of(&entry.key)),
            );
        }
    }
    found
}

fn wrong_tier(card: &Scorecard, account: &Account, path: &FieldPath) -> Option<Finding> {
    let expected = account.expect?;
    let score = score(card, &account.values);
    (score.tier != expected).then(|| {
        let must = match score.failed_musts.first() {
            Some(index) => format!(
                ", because it has no points for the must `{}`",
                card.criteria[*index].attribute
            ),
            None => String::new(),
        };
        Finding::new(
            "unexpected-tier",
            path.key("expect"),
            format!(
                "`{}` is expected to be {} but scores {} of {}, {} percent, which is {}{must}",
                account.account,
                expected.as_str(),
                score.total,
                score.maximum,
                (score.percent * 10.0).round() / 10.0,
                score.tier.as_str(),
            ),
            format!(
                "write `expect = \"{}\"`, or correct the values or the scorecard",
                score.tier.as_str()
            ),
        )
    })
}

/// Accounts may say more than the conditions look at, but a value whose name is nearly that of one that
/// they do look at is a slip of the pen.
fn unused_values(card: &Scorecard, account: &Account, path: &FieldPath, icp: &Icp) -> Vec<Finding> {
    let fields: Vec<&str> = card
        .criteria
        .iter()
        .flat_map(|criterion| &criterion.levels)
        .flat_map(|level| level.when.fields())
        .chain(
            icp.disqualifiers
                .iter()
                .filter_map(|one| one.when.as_ref())
                .flat_map(|when| when.fields()),
        )
        .collect();
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
    use crate::model::scorecard::{ScoreLevel, When};
    use crate::model::value::Bounded;

    fn criterion(name: &str, weight: f64, levels: &[(f64, f64)]) -> Criterion {
        Criterion {
            attribute: name.into(),
            ideal: None,
            weight: Bounded(weight),
            why: None,
            must: false,
            missing: 0.0,
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
            (32.0, 32.0, 100.0)
        );
        assert_eq!(score.tier, Tier::A);
    }

    #[test]
    fn a_tier_holds_from_its_percent_up() {
        let mut values = NAMES.map(|name| (name, 5.0));
        assert_eq!(score(&worked_example(), &account(&values)).percent, 50.0);
        values[0].1 = 10.0;
        let at_59 = score(&worked_example(), &account(&values));
        assert_eq!((at_59.total, at_59.tier), (19.0, Tier::C));
        values[3].1 = 10.0;
        assert_eq!(score(&worked_example(), &account(&values)).tier, Tier::B);
    }

    #[test]
    fn a_must_without_points_forces_the_lowest_tier() {
        let mut card = worked_example();
        card.criteria[3].must = true;
        let mut values = NAMES.map(|name| (name, 10.0));
        values[3].1 = 0.0;
        let score = score(&card, &account(&values));
        assert_eq!((score.total, score.tier), (30.0, Tier::C));
        assert_eq!(score.failed_musts, [3]);
    }

    #[test]
    fn an_unknown_value_gives_the_points_for_missing() {
        let mut card = worked_example();
        card.criteria[0].missing = 1.0;
        let score = score(&card, &account(&[("b", 1.0)]));
        assert_eq!(
            (score.criteria[0].points, score.criteria[0].unknown),
            (1.0, true)
        );
        assert_eq!(
            (score.criteria[1].points, score.criteria[1].unknown),
            (0.0, false)
        );
    }

    #[test]
    fn points_may_be_negative_and_percent_never_is() {
        let card = Scorecard {
            tiers: None,
            criteria: vec![criterion("a", 1.0, &[(6.0, 10.0), (-5.0, 0.0)])],
        };
        let score = score(&card, &account(&[("a", 1.0)]));
        assert_eq!(
            (score.total, score.maximum, score.percent),
            (-5.0, 6.0, 0.0)
        );
    }
}
