//! A scorecard tried on accounts of which is known what became of them: does it deserve trust? Must not know how that is shown.

use std::collections::BTreeMap;
use std::path::Path;

use super::cell;
use super::columns::{columns, named};
use super::events::day;
use super::known;
use super::rows::{How, Written, open};
use crate::doc::Date;
use crate::error::Error;
use crate::model::icp::Icp;
use crate::model::scorecard::{Criterion, Scorecard};
use crate::score::{
    AccountScore, Auc, FEW_ROWS, InWords, auc, count, mid_ranks, score, share, stability, wilson,
};
use crate::text::splitmix64;

pub use crate::score::Verdict;

/// A column of which this area is reached alone tells what became of an account, not what it was like.
const ALMOST_PERFECT: f64 = 0.95;

/// A column with more different words than this is a name, or a note.
const MOST_WORDS: usize = 50;

/// Of three rows two are learned from, and one is judged with.
const JUDGED: u64 = 3;

/// The list, and what tells what became of an account.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    /// The accounts.
    pub leads: &'a Path,
    /// The column and the word in it of those who became customers.
    pub won: (&'a str, &'a str),
    /// Of those who did not; all others who say something when left out.
    pub lost: Option<(&'a str, &'a str)>,
    /// The column with the day, to compare old with new.
    pub date: Option<&'a str>,
    /// Columns that are called otherwise than the values of the model.
    pub map: &'a [(String, String)],
    /// How it is written.
    pub how: How<'a>,
}

/// Accounts that have something in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What they have in common.
    pub name: String,
    /// How many there are.
    pub n: usize,
    /// How many of them became customers.
    pub won: usize,
}

impl Group {
    /// The share that became customers, 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        share(self.won, self.n)
    }

    /// The interval of Wilson around that share.
    #[must_use]
    pub fn interval(&self) -> (f64, f64) {
        wilson(self.won, self.n)
    }

    /// Whether there are too few to say much.
    #[must_use]
    pub fn is_few(&self) -> bool {
        self.n < FEW_ROWS
    }
}

/// What a criterion does.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// The criterion.
    pub attribute: String,
    /// Its weight.
    pub weight: f64,
    /// Per level its points and the accounts that have it; last those that meet none, and those of which it is not known.
    pub levels: Vec<(Option<f64>, Group)>,
    /// The area that its points reach alone.
    pub auc: Option<Auc>,
    /// Two levels of which the one with more points has clearly fewer customers: by position, the one with more points first.
    pub turned: Option<(usize, usize)>,
}

/// Why a column may not have been known before the outcome.
#[derive(Debug, Clone, PartialEq)]
pub enum Leak {
    /// It tells almost all of it, alone.
    AlmostPerfect(f64),
    /// It is filled for one outcome only.
    OneSided,
    /// It tells clearly more than the whole scorecard.
    Stronger(f64),
}

/// Old against new.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// The first day of the newer half.
    pub from: Date,
    /// The area among the older ones.
    pub before: Option<Auc>,
    /// Among the newer ones.
    pub after: Option<Auc>,
    /// How many of the older and of the newer ones there are, and how many of each became customers.
    pub groups: (Group, Group),
    /// The population stability index of their scores.
    pub stability: f64,
    /// Rows without a day that can be read.
    pub undated: usize,
}

/// What other weights and tiers would change, judged on rows that they were not made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// How many rows it was made from.
    pub learned_from: usize,
    /// Per criterion the weight now and the one suggested.
    pub weights: Vec<(String, f64, f64)>,
    /// On the rows it was not made from: the area with the weights as they are, and with those suggested.
    pub areas: (Option<Auc>, Option<Auc>),
    /// The percent from which A and B would hold: the best fifth and the best half of the rows it was made from.
    pub tiers: (f64, f64),
    /// On the rows it was not made from, with the tiers as they are, and with those suggested.
    pub groups: (Vec<Group>, Vec<Group>),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// How the list is written.
    pub written: Written,
    /// All rows with an outcome.
    pub all: Group,
    /// Rows that are neither won nor lost.
    pub left_out: usize,
    /// Rows that cannot be read: line, why.
    pub refused: Vec<(u64, String)>,
    /// Rows of which not all is known: an unknown value has the points that are certain.
    pub open: usize,
    /// Values of the model for which the list has no column.
    pub without_column: Vec<String>,
    /// How well the scores tell.
    pub auc: Option<Auc>,
    /// Per tier, the best first.
    pub tiers: Vec<Group>,
    /// Per tenth of the accounts, those with the highest percent first; scores that are the same stay together.
    pub tenths: Vec<Group>,
    /// From which percent to which each tenth reaches, in their order.
    pub tenth_percents: Vec<(f64, f64)>,
    /// Points of the curve: the share of all accounts, from the best, and the share of all customers among them.
    pub curve: Vec<(f64, f64)>,
    /// Per criterion.
    pub effects: Vec<Effect>,
    /// Columns that may not have been known before.
    pub leaks: Vec<(String, Leak)>,
    /// Old against new, where a date is named.
    pub drift: Option<Drift>,
    /// What would be better, where enough is known.
    pub suggestion: Option<Suggestion>,
}

impl Backtest {
    /// How far the scorecard may be trusted.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.auc {
            None => Verdict::TooFew,
            Some(auc) => Verdict::of(auc.area, auc.interval()),
        }
    }
}

/// An account with what became of it.
struct Past {
    line: u64,
    won: bool,
    score: AccountScore,
    day: Option<Date>,
}

/// Tries the scorecard of a profile on a list.
///
/// # Errors
/// When the list cannot be read, a column is not there, or nobody in it has an outcome.
pub fn backtest(
    icp: &Icp,
    card: &Scorecard,
    words: &InWords,
    history: &History<'_>,
) -> Result<Backtest, Error> {
    let (written, header, mut rows) = open(history.leads, history.how)?;
    let columns = columns(&header, (icp, None), history.map, None)?;
    let outcome = Outcome::find(&header, history.won, history.lost)?;
    let date = history.date.map(|name| named(&header, name)).transpose()?;
    let mut told: Vec<Column> = header.iter().map(|_| Column::default()).collect();
    let mut all: Vec<Past> = Vec::new();
    let (mut left_out, mut refused) = (0, Vec::new());
    while let Some((line, cells)) = rows.next_whole(&mut refused)? {
        let Some(won) = outcome.of(&cells) else {
            left_out += 1;
            continue;
        };
        for (cell, column) in cells.iter().zip(&mut told) {
            column.add(cell.trim(), won, written.comma_decimals);
        }
        let values = known(&columns, &cells, written.comma_decimals).values;
        all.push(Past {
            line,
            won,
            score: score(card, &values),
            day: date.and_then(|column| day(&cells[column])),
        });
    }
    let won = all.iter().filter(|one| one.won).count();
    if won == 0 || won == all.len() {
        return Err(outcome.is_one_sided(won, all.len()));
    }
    let whole = auc(&pairs(all.iter()));
    let outcome_columns = outcome.columns();
    let leaks = header.iter().zip(&told).enumerate();
    let leaks = leaks.filter(|(index, _)| !outcome_columns.contains(index));
    let leaks = leaks.filter_map(|(_, (name, column))| Some((name.clone(), column.leak(whole)?)));
    let leaks = leaks.collect();
    let (by_tenth, tenth_percents) = tenths(&all).into_iter().unzip();
    let without_column = columns.fields.iter().filter(|field| field.column.is_none());
    Ok(Backtest {
        written,
        all: group("all", all.iter()),
        left_out,
        refused,
        open: all.iter().filter(|one| one.score.is_open()).count(),
        without_column: without_column.map(|field| field.name.clone()).collect(),
        auc: whole,
        tiers: by_tier(card, &all.iter().collect::<Vec<_>>()),
        tenths: by_tenth,
        tenth_percents,
        curve: curve(&all),
        effects: effects(card, words, &all),
        leaks,
        drift: date.and_then(|_| drift(&all)),
        suggestion: suggestion(card, &all),
    })
}

/// Where a row says what became of its account.
pub(super) struct Outcome {
    won: (usize, String),
    lost: Option<(usize, String)>,
    name: String,
}

impl Outcome {
    pub(super) fn find(
        header: &[String],
        won: (&str, &str),
        lost: Option<(&str, &str)>,
    ) -> Result<Self, Error> {
        let place = |(name, word): (&str, &str)| -> Result<(usize, String), Error> {
            Ok((named(header, name)?, word.trim().to_lowercase()))
        };
        Ok(Self {
            won: place(won)?,
            lost: lost.map(place).transpose()?,
            name: format!("{}={}", won.0, won.1),
        })
    }

    pub(super) fn columns(&self) -> Vec<usize> {
        let lost = self.lost.iter().map(|(column, _)| *column);
        lost.chain([self.won.0]).collect()
    }

    /// Whether it became a customer; nothing when nobody says.
    pub(super) fn of(&self, cells: &[String]) -> Option<bool> {
        let says = |(column, word): &(usize, String)| {
            let cell = cells.get(*column).map_or("", |cell| cell.trim());
            (!cell.is_empty()).then(|| cell.to_lowercase() == *word)
        };
        match (says(&self.won), &self.lost) {
            (Some(true), _) => Some(true),
            (Some(false), None) => Some(false),
            (None, None) => None,
            (_, Some(lost)) => (says(lost) == Some(true)).then_some(false),
        }
    }

    fn is_one_sided(&self, won: usize, all: usize) -> Error {
        let message = match (won, all) {
            (_, 0) => "no row says what became of its account".to_owned(),
            (0, _) => format!("no row has `{}`", self.name),
            _ => "every row became a customer".to_owned(),
        };
        Error::refused(
            message,
            "say who did with `--outcome \"Column=Word\"` and who did not with `--lost`",
        )
    }
}

fn pairs<'a>(all: impl Iterator<Item = &'a Past>) -> Vec<(f64, bool)> {
    all.map(|one| (one.score.percent.low, one.won)).collect()
}

fn group<'a>(name: &str, all: impl Iterator<Item = &'a Past>) -> Group {
    let (mut n, mut won) = (0, 0);
    for one in all {
        n += 1;
        won += usize::from(one.won);
    }
    Group {
        name: name.to_owned(),
        n,
        won,
    }
}

fn by_tier(card: &Scorecard, all: &[&Past]) -> Vec<Group> {
    let tiers = card.tier_limits().map(|(tier, _)| tier);
    let own = tiers.iter().map(|tier| {
        // An unknown has the points that are certain, so the worst tier that is possible counts.
        let own = all
            .iter()
            .copied()
            .filter(|one| one.score.tiers.worst == *tier);
        group(tier.as_str(), own)
    });
    own.collect()
}

fn tenths(all: &[Past]) -> Vec<(Group, (f64, f64))> {
    let scores: Vec<f64> = all.iter().map(|one| one.score.percent.low).collect();
    let ranks = mid_ranks(&scores);
    let total = count(all.len());
    let tenth = |rank: f64| -> usize {
        let place = 10.0 * (rank - 0.5) / total;
        (0..10)
            .rev()
            .find(|tenth| place >= count(*tenth))
            .unwrap_or(0)
    };
    let places: Vec<usize> = ranks.into_iter().map(tenth).collect();
    let groups = (0..10).rev().filter_map(|tenth| {
        let own = || {
            all.iter()
                .zip(&places)
                .filter(move |(_, place)| **place == tenth)
                .map(|(one, _)| one)
        };
        let percents = own().map(|one| one.score.percent.low);
        let (low, high) = percents.fold(
            (f64::INFINITY, f64::NEG_INFINITY),
            |(low, high), percent| (low.min(percent), high.max(percent)),
        );
        let name = match (low.round(), high.round()) {
            (low, high) if low < high => format!("{low} to {high}%"),
            (low, _) => format!("{low}%"),
        };
        (low <= high).then(|| (group(&name, own()), (low, high)))
    });
    groups.collect()
}

fn curve(all: &[Past]) -> Vec<(f64, f64)> {
    let mut sorted: Vec<&Past> = all.iter().collect();
    sorted.sort_by(|one, other| other.score.percent.low.total_cmp(&one.score.percent.low));
    let won = all.iter().filter(|one| one.won).count();
    let mut points = vec![(0.0, 0.0)];
    let (mut seen, mut found) = (0, 0);
    for same in sorted.chunk_by(|one, other| one.score.percent.low == other.score.percent.low) {
        seen += same.len();
        found += same.iter().filter(|one| one.won).count();
        points.push((share(seen, all.len()), share(found, won)));
    }
    points
}

fn effects(card: &Scorecard, words: &InWords, all: &[Past]) -> Vec<Effect> {
    let criteria = card.criteria.iter().enumerate();
    let effects = criteria.map(|(index, criterion)| {
        let of = |one: &Past| one.score.criteria[index].clone();
        let mut levels: Vec<(Option<f64>, Group)> = criterion
            .levels
            .iter()
            .enumerate()
            .map(|(level, rule)| {
                let own = all.iter().filter(|one| of(one).level == Some(level));
                (Some(rule.points), group(&words.level(rule), own))
            })
            .collect();
        let none = all
            .iter()
            .filter(|one| of(one).level.is_none() && of(one).points.is_known() && !of(one).unknown);
        levels.push((Some(0.0), group(words.no_level(), none)));
        let unknown = all.iter().filter(|one| {
            of(one).level.is_none() && (!of(one).points.is_known() || of(one).unknown)
        });
        levels.push((None, group(words.unknown(), unknown)));
        let points = all.iter().map(|one| (of(one).points.low, one.won));
        Effect {
            attribute: criterion.attribute.clone(),
            weight: criterion.weight.0,
            auc: auc(&points.collect::<Vec<_>>()),
            turned: turned(&levels),
            levels,
        }
    });
    effects.collect()
}

/// A level with more points and clearly fewer customers than another: two shares that differ by chance in less than one of twenty samples.
fn turned(levels: &[(Option<f64>, Group)]) -> Option<(usize, usize)> {
    let enough = |place: &usize| !levels[*place].1.is_few();
    let places: Vec<usize> = (0..levels.len()).filter(enough).collect();
    let pairs = places
        .iter()
        .flat_map(|one| places.iter().map(move |other| (*one, *other)));
    pairs
        .filter(|(one, other)| match (levels[*one].0, levels[*other].0) {
            (Some(more), Some(less)) => more > less,
            _ => false,
        })
        .find(|(one, other)| differ(&levels[*other].1, &levels[*one].1))
}

fn differ(more: &Group, less: &Group) -> bool {
    let together = share(more.won + less.won, more.n + less.n);
    let error = (together * (1.0 - together) * (1.0 / count(more.n) + 1.0 / count(less.n))).sqrt();
    more.share() - less.share() > 1.96 * error
}

/// What a column of the list says, and of whom.
#[derive(Default)]
struct Column {
    words: BTreeMap<String, (usize, usize)>,
    numbers: Vec<(f64, bool)>,
    has_others: bool,
    /// Customers and others who have a word in it, and who have none.
    filled: (usize, usize),
    empty: (usize, usize),
}

impl Column {
    fn add(&mut self, cell: &str, won: bool, comma_decimals: bool) {
        let count = |sides: &mut (usize, usize)| {
            if won {
                sides.0 += 1;
            } else {
                sides.1 += 1;
            }
        };
        if cell.is_empty() {
            return count(&mut self.empty);
        }
        count(&mut self.filled);
        if self.words.len() <= MOST_WORDS {
            count(self.words.entry(cell.to_lowercase()).or_default());
        }
        match cell::number(&cell.to_lowercase(), comma_decimals) {
            Some(number) => self.numbers.push((number, won)),
            None => self.has_others = true,
        }
    }

    /// Why it may not have been known before.
    fn leak(&self, whole: Option<Auc>) -> Option<Leak> {
        let (filled, empty) = (self.filled, self.empty);
        let is_one_sided = |one: usize, other: usize| one >= FEW_ROWS && other == 0;
        if (is_one_sided(filled.0, filled.1) && empty.1 >= FEW_ROWS)
            || (is_one_sided(filled.1, filled.0) && empty.0 >= FEW_ROWS)
        {
            return Some(Leak::OneSided);
        }
        let own = self.area()?;
        let area = own.area.max(1.0 - own.area);
        if area >= ALMOST_PERFECT {
            return Some(Leak::AlmostPerfect(area));
        }
        let whole = whole?;
        (area - 1.96 * own.error > whole.area + 1.96 * whole.error).then_some(Leak::Stronger(area))
    }

    /// How well it tells alone: by its number, or by the share of customers per word.
    fn area(&self) -> Option<Auc> {
        if !self.has_others && self.numbers.len() >= 2 * FEW_ROWS {
            return auc(&self.numbers);
        }
        if self.words.len() > MOST_WORDS {
            return None;
        }
        let often = self
            .words
            .values()
            .filter(|(won, lost)| won + lost >= FEW_ROWS);
        let scored = often.flat_map(|(won, lost)| {
            let share = share(*won, won + lost);
            let won = std::iter::repeat_n((share, true), *won);
            won.chain(std::iter::repeat_n((share, false), *lost))
        });
        auc(&scored.collect::<Vec<_>>())
    }
}

fn drift(all: &[Past]) -> Option<Drift> {
    let mut days: Vec<Date> = all.iter().filter_map(|one| one.day).collect();
    days.sort();
    let from = *days.get(days.len() / 2)?;
    let side = |is_new: bool| {
        let own = all
            .iter()
            .filter(move |one| one.day.is_some_and(|day| (day >= from) == is_new));
        own.collect::<Vec<_>>()
    };
    let (before, after) = (side(false), side(true));
    let scores =
        |side: &[&Past]| -> Vec<f64> { side.iter().map(|one| one.score.percent.low).collect() };
    Some(Drift {
        from,
        before: auc(&pairs(before.iter().copied())),
        after: auc(&pairs(after.iter().copied())),
        groups: (
            group("before", before.iter().copied()),
            group("since", after.iter().copied()),
        ),
        stability: stability(&scores(&before), &scores(&after)),
        undated: all.len() - days.len(),
    })
}

/// Weights from a logistic regression on two thirds of the rows, and tiers at the best fifth and half of them.
fn suggestion(card: &Scorecard, all: &[Past]) -> Option<Suggestion> {
    let is_judged = |one: &&Past| splitmix64(one.line).is_multiple_of(JUDGED);
    let (judged, learned): (Vec<&Past>, Vec<&Past>) = all.iter().partition(is_judged);
    let enough = |side: &[&Past]| {
        let won = side.iter().filter(|one| one.won).count();
        won >= FEW_ROWS && side.len() - won >= FEW_ROWS
    };
    if !enough(&judged) || !enough(&learned) {
        return None;
    }
    let points = |one: &Past| -> Vec<f64> {
        one.score
            .criteria
            .iter()
            .map(|one| one.points.low)
            .collect()
    };
    let rows: Vec<(Vec<f64>, bool)> = learned.iter().map(|one| (points(one), one.won)).collect();
    let effects = logistic(&rows);
    let highest: Vec<f64> = card.criteria.iter().map(Criterion::highest).collect();
    let useful: Vec<f64> = effects.iter().map(|effect| effect.max(0.0)).collect();
    let sum: f64 = useful
        .iter()
        .zip(&highest)
        .map(|(effect, highest)| effect * highest)
        .sum();
    if sum <= 0.0 {
        return None;
    }
    let maximum = card.maximum();
    let tenths = |number: f64| (number * 10.0).round() / 10.0;
    let new: Vec<f64> = useful
        .iter()
        .map(|effect| tenths(effect * maximum / sum))
        .collect();
    let total = |one: &Past, weights: &[f64]| -> f64 {
        points(one)
            .iter()
            .zip(weights)
            .map(|(points, weight)| points * weight)
            .sum()
    };
    let old: Vec<f64> = card
        .criteria
        .iter()
        .map(|criterion| criterion.weight.0)
        .collect();
    let area = |weights: &[f64]| {
        auc(&judged
            .iter()
            .map(|one| (total(one, weights), one.won))
            .collect::<Vec<_>>())
    };
    let mut percents: Vec<f64> = learned.iter().map(|one| one.score.percent.low).collect();
    percents.sort_by(|one, other| other.total_cmp(one));
    let at = |part: usize| percents[percents.len() / part].round();
    let tiers = (at(5), at(2));
    let with_tiers = |(a, b): (f64, f64)| -> Vec<Group> {
        let percent = |one: &&Past| one.score.percent.low;
        let own = |from: f64, to: f64| {
            judged
                .iter()
                .copied()
                .filter(move |one| percent(one) >= from && percent(one) < to)
        };
        vec![
            group("A", own(a, f64::INFINITY)),
            group("B", own(b, a)),
            group("C", own(f64::NEG_INFINITY, b)),
        ]
    };
    let names = card
        .criteria
        .iter()
        .map(|criterion| criterion.attribute.clone());
    Some(Suggestion {
        learned_from: learned.len(),
        weights: names
            .zip(old.iter().copied().zip(new.iter().copied()))
            .map(|(name, (old, new))| (name, old, new))
            .collect(),
        areas: (area(&old), area(&new)),
        tiers,
        groups: (by_tier(card, &judged), with_tiers(tiers)),
    })
}

/// The effects of a logistic regression with a small ridge, by Newton's method; without the constant.
fn logistic(rows: &[(Vec<f64>, bool)]) -> Vec<f64> {
    const RIDGE: f64 = 1.0;
    const STEPS: usize = 25;
    let wide = rows.first().map_or(0, |(points, _)| points.len()) + 1;
    let mut effects = vec![0.0; wide];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = effects.iter().map(|effect| -RIDGE * effect).collect();
        let mut bend = vec![vec![0.0; wide]; wide];
        slope[wide - 1] = 0.0;
        for (place, row) in bend.iter_mut().enumerate() {
            row[place] = if place + 1 < wide { RIDGE } else { 1e-9 };
        }
        for (points, won) in rows {
            let with_constant = || points.iter().copied().chain([1.0]);
            let sum: f64 = with_constant()
                .zip(&effects)
                .map(|(point, effect)| point * effect)
                .sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            let miss = f64::from(u8::from(*won)) - chance;
            let weight = chance * (1.0 - chance);
            for (one, point) in with_constant().enumerate() {
                slope[one] += miss * point;
                for (other, second) in with_constant().enumerate() {
                    bend[one][other] += weight * point * second;
                }
            }
        }
        let Some(step) = solved(bend, slope) else {
            break;
        };
        let far: f64 = step.iter().map(|one| one.abs()).fold(0.0, f64::max);
        for (effect, one) in effects.iter_mut().zip(&step) {
            *effect += one.clamp(-5.0, 5.0);
        }
        if far < 1e-9 {
            break;
        }
    }
    effects.pop();
    effects
}

/// The solution of linear equations by elimination; nothing when they have none.
fn solved(mut left: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let wide = right.len();
    for column in 0..wide {
        let rows = column..wide;
        let pivot = rows.max_by(|one, other| {
            left[*one][column]
                .abs()
                .total_cmp(&left[*other][column].abs())
        })?;
        if left[pivot][column].abs() < 1e-12 {
            return None;
        }
        left.swap(column, pivot);
        right.swap(column, pivot);
        for row in column + 1..wide {
            let factor = left[row][column] / left[column][column];
            let (above, below) = left.split_at_mut(row);
            for (one, other) in below[0].iter_mut().zip(&above[column]) {
                *one -= factor * other;
            }
            right[row] -= factor * right[column];
        }
    }
    for column in (0..wide).rev() {
        let known: f64 = (column + 1..wide)
            .map(|later| left[column][later] * right[later])
            .sum();
        right[column] = (right[column] - known) / left[column][column];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regression_finds_what_the_outcome_follows() {
        // The outcome follows the first number; the second is noise.
        let rows: Vec<(Vec<f64>, bool)> = (0..400_u32)
            .map(|row| {
                let first = f64::from(row % 3);
                let noise = f64::from(row / 3 % 3);
                (vec![first, noise], (row * 7 + row / 5) % 3 < row % 3)
            })
            .collect();
        let effects = logistic(&rows);
        assert!(effects[0] > 0.5 && effects[1].abs() < 0.3, "{effects:?}");
    }

    #[test]
    fn equations_are_solved_and_those_without_a_solution_told() {
        let solution = solved(vec![vec![0.0, 2.0], vec![3.0, 1.0]], vec![4.0, 5.0]).unwrap();
        assert!((solution[0] - 1.0).abs() < 1e-12 && (solution[1] - 2.0).abs() < 1e-12);
        assert_eq!(
            solved(vec![vec![1.0, 1.0], vec![2.0, 2.0]], vec![1.0, 3.0]),
            None
        );
    }
}
