//! How well an account fits: the points of each criterion of the scorecard, in whole thousandths. Must not know leads.

use super::Question;
use super::condition::{UNKNOWN, all_of, condition};
use super::step::Column;
use super::values::Values;
use crate::model::scorecard::{Criterion, When};
use crate::score::thousandths;

/// Levels with their points, of which the first one that holds counts: those of a criterion, or of an item of the framework.
pub(super) struct Levels<'a> {
    /// How its columns begin.
    pub(super) name: String,
    /// Its name for readers.
    pub(super) title: &'a str,
    /// The points of each in thousandths, its condition, and that in words.
    pub(super) levels: Vec<(i64, Option<&'a When>, String)>,
}

impl Levels<'_> {
    fn level(&self, index: usize) -> String {
        format!("{}_level_{}", self.name, index + 1)
    }

    /// Whether each level holds.
    pub(super) fn held(&self, question: &Question<'_>, values: &Values) -> Vec<Column> {
        let levels = self.levels.iter().enumerate();
        let columns = levels.map(|(index, (_, when, words))| {
            let holds = when.map_or(UNKNOWN.to_owned(), |when| {
                condition(question.dialect, when, values)
            });
            Column::new(holds, self.level(index)).about(format!("{}: {words}", self.title))
        });
        columns.collect()
    }

    /// The first level that is known to hold, from 1; one more than there are when none is.
    pub(super) fn first(&self) -> Column {
        let levels = 0..self.levels.len();
        let levels = levels.map(|index| format!("WHEN {} THEN {} ", self.level(index), index + 1));
        let levels: String = levels.collect();
        let none = self.levels.len() + 1;
        let first = if levels.is_empty() {
            none.to_string()
        } else {
            format!("CASE {levels}ELSE {none} END")
        };
        Column::new(first, format!("{}_level", self.name))
    }

    /// The points of the first level that is known to hold, else others.
    pub(super) fn base(&self, of_none: &str) -> Column {
        let levels = self.levels.iter().enumerate();
        let levels =
            levels.map(|(index, (points, ..))| format!("WHEN {} THEN {points} ", index + 1));
        let levels: String = levels.collect();
        let base = if levels.is_empty() {
            of_none.to_owned()
        } else {
            format!("CASE {}_level {levels}ELSE {of_none} END", self.name)
        };
        let base = format!("CAST({base} AS BIGINT)");
        Column::new(base, format!("{}_base", self.name))
    }

    /// The least or the most points that are possible: those of a level that may hold count as well, unless one before it is known to.
    pub(super) fn possible(&self, function: &str) -> String {
        let base = format!("{}_base", self.name);
        let levels = self.levels.iter().enumerate();
        let open = levels.map(|(index, (points, ..))| {
            format!(
                ", CASE WHEN {} IS NULL AND {}_level > {} THEN {points} ELSE {base} END",
                self.level(index),
                self.name,
                index + 1
            )
        });
        let open: String = open.collect();
        if open.is_empty() {
            base
        } else {
            format!("{function}({base}{open})")
        }
    }

    /// Whether it is known of none of the levels whether it holds.
    pub(super) fn are_open(&self) -> String {
        let levels = 0..self.levels.len();
        all_of(
            levels
                .map(|index| format!("{} IS NULL", self.level(index)))
                .collect(),
        )
    }
}

pub(super) fn criterion_name(index: usize) -> String {
    format!("criterion_{}", index + 1)
}

pub(super) fn levels<'a>(
    question: &Question<'a>,
    index: usize,
    criterion: &'a Criterion,
) -> Levels<'a> {
    let levels = criterion.levels.iter();
    let levels = levels.map(|level| {
        (
            thousandths(level.points),
            Some(&level.when),
            question.words.level(level),
        )
    });
    Levels {
        name: criterion_name(index),
        title: &criterion.attribute,
        levels: levels.collect(),
    }
}

/// Whether none of the values that the levels look at is known.
pub(super) fn is_unknown(criterion: &Criterion, values: &Values) -> String {
    let mut names: Vec<&str> = Vec::new();
    for field in criterion
        .levels
        .iter()
        .flat_map(|level| level.when.fields())
    {
        let name = values.name(field);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    all_of(names.iter().map(|name| format!("{name} IS NULL")).collect())
}

/// The least and the most points for a criterion.
pub(super) fn points(levels: &Levels<'_>, criterion: &Criterion) -> [Column; 2] {
    [("LEAST", "low"), ("GREATEST", "high")].map(|(function, end)| {
        let possible = levels.possible(function);
        let name = &levels.name;
        // What `missing` says settles it.
        let points = if criterion.missing.is_some() {
            let none = levels.levels.len() + 1;
            format!(
                "CASE WHEN {name}_unknown AND {name}_level = {none} THEN {name}_base ELSE {possible} END"
            )
        } else {
            possible
        };
        Column::new(points, format!("{name}_{end}"))
    })
}

/// What a criterion gives when no level is known to hold.
pub(super) fn of_none(levels: &Levels<'_>, criterion: &Criterion) -> String {
    match criterion.missing {
        Some(missing) => format!(
            "CASE WHEN {}_unknown THEN {} ELSE 0 END",
            levels.name,
            thousandths(missing)
        ),
        None => "0".to_owned(),
    }
}

/// All points that a criterion may give, in thousandths, each once.
pub(super) fn all_points(criterion: &Criterion) -> Vec<i64> {
    let levels = criterion
        .levels
        .iter()
        .map(|level| thousandths(level.points));
    let mut all: Vec<i64> = levels.chain(criterion.missing.map(thousandths)).collect();
    all.push(0);
    all.sort_unstable();
    all.dedup();
    all
}
