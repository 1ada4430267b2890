//! A scorecard: weighted criteria with points per level, and the conditions of a level.

use std::collections::BTreeSet;

use super::content::content;
use super::finding::Finding;
use super::limit::PercentLimit;
use super::segment::Tier;
use super::value::{Amount, Labels, Scalar, Text, Texts};
use crate::text::FieldPath;

/// The largest points and weights.
pub(super) const LARGEST: f64 = 1_000_000.0;

content! {
    /// Weighted criteria that tell how well a firm fits. What is not known of a firm stays open: its score is then a range.
    pub struct Scorecard {
        /// From which percent of the maximum each tier holds. Example: `{ A = 80, B = 60, C = 0 }`.
        tiers: Option<Tiers>,
        /// What stands in a list of accounts where something is not known, per value, upper or lower case; an empty cell always says so. Example: `{ employees = ["unknown", "n/a"] }`.
        missing_values: Labels<Texts>,
        /// What is looked at.
        criteria: Vec<Criterion>,
    }
}

content! {
    /// From which percent of the maximum each tier holds: `80` from 80 up, `{ above = 80 }` above 80. Without it A = 80, B = 60, C = 0.
    #[expect(non_snake_case, reason = "the keys are the names of the tiers")]
    pub struct Tiers {
        /// The lowest percent of tier A. Example: `80`.
        A!: PercentLimit,
        /// The lowest percent of tier B. Example: `{ above = 60 }`.
        B!: PercentLimit,
        /// The lowest percent of tier C. Example: `0`.
        C!: PercentLimit,
    }
}

impl Scorecard {
    /// The lowest percent of each tier, best first.
    pub fn tier_limits(&self) -> [(Tier, PercentLimit); 3] {
        let [a, b, c] = match &self.tiers {
            Some(tiers) => [tiers.A, tiers.B, tiers.C],
            None => [80.0, 60.0, 0.0].map(PercentLimit::from),
        };
        [(Tier::A, a), (Tier::B, b), (Tier::C, c)]
    }
}

content! {
    /// One thing a firm is scored on.
    pub struct Criterion {
        /// What is looked at. Example: `"Company size (FTE)"`.
        attribute!: String,
        /// What fits best, in words. Example: `"20-200"`.
        ideal: Option<String>,
        /// How much it counts; 0 or more. Three decimals count. Example: `2`.
        weight!: Amount,
        /// Why it counts. Example: `"Mid-size firms can buy and can decide"`.
        why: Option<Text>,
        /// True: a firm that is known to have no points here gets the lowest tier, whatever else it scores. Example: `false`.
        must: bool,
        /// Points when no value that the levels look at is known; left out: it stays open. Example: `0`.
        missing: Option<f64>,
        /// Points per level; the first one that holds counts.
        levels: Vec<ScoreLevel>,
    }
}

content! {
    /// Points for the firms that meet a condition.
    pub struct ScoreLevel {
        /// Usually 2 fits, 1 partly, 0 not; any number is allowed, three decimals count. Example: `2`.
        points!: f64,
        /// The condition. Example: `{ field = "employees", min = 20, max = 200 }`.
        when!: When,
        /// The condition in words, for readers. Example: `"20 to 200 people"`.
        label: Option<Text>,
    }
}

content! {
    /// A condition on the values of an account. All parts that are given must hold.
    #[derive(Default)]
    pub struct When {
        /// The value that is looked at. Example: `"employees"`.
        field: Option<String>,
        /// It is this number or more. Example: `20`.
        min: Option<f64>,
        /// It is this number or less. Example: `200`.
        max: Option<f64>,
        /// It is more than this number. Example: `1000000`.
        above: Option<f64>,
        /// It is less than this number. Example: `50000000`.
        below: Option<f64>,
        /// It is one of these, upper or lower case. Example: `["NL", "BE"]`.
        any: Vec<Scalar>,
        /// One of its parts, between commas or semicolons, is one of these. Example: `["fashion"]`.
        contains: Vec<Scalar>,
        /// It is none of these, nor is one of its parts. Example: `["gambling"]`.
        matches_none: Vec<Scalar>,
        /// True: it is not known. False: it is known. Example: `true`.
        missing: Option<bool>,
        /// All of these conditions hold.
        all: Vec<When>,
        /// At least one of these conditions holds.
        either: Vec<When>,
        /// This condition does not hold.
        not: Option<Box<When>>,
    }
}

impl When {
    /// Every value that the condition looks at.
    pub fn fields(&self) -> Vec<&str> {
        let mut fields: Vec<&str> = self.field.as_deref().into_iter().collect();
        for part in self
            .all
            .iter()
            .chain(&self.either)
            .chain(self.not.as_deref())
        {
            fields.extend(part.fields());
        }
        fields
    }

    fn asks_about_a_field(&self) -> bool {
        self.min.is_some()
            || self.max.is_some()
            || self.above.is_some()
            || self.below.is_some()
            || !self.any.is_empty()
            || !self.contains.is_empty()
            || !self.matches_none.is_empty()
            || self.missing.is_some()
    }

    /// What is wrong with the condition at `path`.
    pub(super) fn findings(&self, path: &FieldPath) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut wrong = |message: String, help: &str| {
            found.push(Finding::new("bad-condition", path.clone(), message, help));
        };
        let groups = !self.all.is_empty() || !self.either.is_empty() || self.not.is_some();
        match (&self.field, self.asks_about_a_field()) {
            (None, true) => wrong(
                "this condition does not say which value it looks at".into(),
                "add `field = \"…\"` with a key of the accounts' `values`",
            ),
            (Some(field), false) => wrong(
                format!("this condition looks at `{field}` but asks nothing of it"),
                "add `min`, `max`, `above`, `below`, `any`, `contains`, `matches_none` or `missing`",
            ),
            (None, false) if !groups => wrong(
                "this condition is empty".into(),
                "add `field = \"…\"` and what it must be, or `all`, `either` or `not`",
            ),
            _ => {}
        }
        if let (Some(min), Some(max)) = (self.min, self.max)
            && min > max
        {
            wrong(
                format!("no number is both {min} or more and {max} or less"),
                "swap `min` and `max`",
            );
        }
        for (key, parts) in [("all", &self.all), ("either", &self.either)] {
            for (index, part) in parts.iter().enumerate() {
                found.extend(part.findings(&path.key(key).index(index)));
            }
        }
        if let Some(part) = &self.not {
            found.extend(part.findings(&path.key("not")));
        }
        found
    }
}

impl Scorecard {
    /// What is wrong with the scorecard at `path`.
    pub(super) fn findings(&self, path: &FieldPath) -> Vec<Finding> {
        let mut found = Vec::new();
        let code = "bad-scorecard";
        if self.criteria.is_empty() {
            found.push(Finding::new(
                code,
                path.clone(),
                "this scorecard has no criteria",
                "add a `[[scorecard.criteria]]` with `attribute`, `weight` and `levels`",
            ));
        }
        let [a, b, c] = self.tier_limits().map(|(_, limit)| limit);
        if a.compare(b).is_le() || b.compare(c).is_le() {
            found.push(Finding::new(
                code,
                path.key("tiers"),
                format!("the tiers are out of order: A {a}, B {b}, C {c} percent"),
                "write them falling, for instance `{ A = 80, B = 60, C = 0 }`",
            ));
        } else if c.number > 0.0 || c.is_above {
            let without = if c.is_above {
                "no more than"
            } else {
                "less than"
            };
            found.push(Finding::new(
                code,
                path.key("tiers"),
                format!("a firm with {without} {} percent has no tier", c.number),
                "let the lowest tier begin at 0: `C = 0`",
            ));
        }
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (index, criterion) in self.criteria.iter().enumerate() {
            let path = path.key("criteria").index(index);
            if !seen.insert(&criterion.attribute) {
                found.push(Finding::new(
                    code,
                    path.key("attribute"),
                    format!("there is already a criterion `{}`", criterion.attribute),
                    "give each criterion a name of its own",
                ));
            }
            if criterion.levels.is_empty() {
                found.push(Finding::new(
                    code,
                    path.clone(),
                    format!("the criterion `{}` has no levels", criterion.attribute),
                    "add `levels = [{ points = 2, when = { field = \"…\", min = … } }]`",
                ));
            } else if criterion.levels.iter().all(|level| level.points <= 0.0)
                && criterion.missing.unwrap_or(0.0) <= 0.0
                && criterion.must
            {
                found.push(Finding::new(
                    code,
                    path.key("levels"),
                    format!(
                        "no firm can have points for `{}`, which is a must",
                        criterion.attribute
                    ),
                    "give at least one level more than 0 points, or leave out `must`",
                ));
            }
            let levels = criterion.levels.iter().enumerate();
            let points = levels
                .map(|(level, rule)| (path.key("levels").index(level).key("points"), rule.points));
            let numbers = points
                .chain(
                    criterion
                        .missing
                        .map(|points| (path.key("missing"), points)),
                )
                .chain([(path.key("weight"), criterion.weight.0)]);
            for (path, number) in
                numbers.filter(|(_, number)| !(-LARGEST..=LARGEST).contains(number))
            {
                found.push(Finding::new(
                    code,
                    path,
                    format!("{number} is more than a scorecard can count"),
                    format!("write a number from -{LARGEST} to {LARGEST}"),
                ));
            }
            for (level, rule) in criterion.levels.iter().enumerate() {
                found.extend(
                    rule.when
                        .findings(&path.key("levels").index(level).key("when")),
                );
            }
        }
        if !self.criteria.is_empty() && self.maximum() <= 0.0 {
            found.push(Finding::new(
                code,
                path.clone(),
                "no firm can score more than 0 on this scorecard",
                "give at least one criterion a weight and a level with points above 0",
            ));
        }
        found
    }

    /// The highest score a firm can have: the sum of weight times the highest points.
    pub fn maximum(&self) -> f64 {
        self.criteria
            .iter()
            .map(|criterion| criterion.weight.0 * criterion.highest())
            .sum()
    }
}

impl Criterion {
    /// The most points it can take off, when it gives none: a criterion with nothing but points below 0.
    pub fn penalty(&self) -> Option<f64> {
        let lowest = self
            .levels
            .iter()
            .map(|level| level.points)
            .fold(self.missing.unwrap_or(0.0), f64::min);
        (self.highest() <= 0.0 && lowest < 0.0).then_some(-lowest)
    }

    /// The highest points a firm can have for it.
    pub fn highest(&self) -> f64 {
        self.levels
            .iter()
            .map(|level| level.points)
            .fold(self.missing.unwrap_or(0.0), f64::max)
    }
}
