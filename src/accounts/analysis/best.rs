//! What the best customers have in common and the others have not, column by column. Must not know segments.

use std::collections::BTreeMap;
use std::fmt;

use super::super::columns::bare;
use super::{Row, Won, cell_of, number_of};
use crate::score::{self, Shares, wilson};

/// A column with more different words than this is a name, or a note.
const MOST_WORDS: usize = 50;

/// Fewer customers than this with a trait say little of it.
const FEW: usize = 5;

/// Up to so many different numbers are looked at one by one; more are put into bands.
const FEW_NUMBERS: usize = 5;

/// Why a trait may say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It stands out: the intervals of Wilson of both shares have nothing in common.
    None,
    /// It may be chance.
    Chance,
    /// Fewer than five customers have it.
    Few,
}

/// What stands in a cell, as far as customers have it in common.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// This word.
    Word(String),
    /// A number from the one to below the other.
    Band {
        /// The lowest; nothing where there is none.
        from: Option<f64>,
        /// The first that is too high; nothing where none is.
        to: Option<f64>,
    },
}

impl fmt::Display for Said {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => formatter.write_str(word),
            Self::Band {
                from: Some(from),
                to: Some(to),
            } => {
                write!(formatter, "from {from} to below {to}")
            }
            Self::Band {
                from: Some(from),
                to: None,
            } => write!(formatter, "{from} and more"),
            Self::Band {
                from: None,
                to: Some(to),
            } => write!(formatter, "below {to}"),
            Self::Band {
                from: None,
                to: None,
            } => formatter.write_str("any number"),
        }
    }
}

/// What more of the best have than of the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Trait {
    /// The column.
    pub column: String,
    /// What stands in it.
    pub value: Said,
    /// How many of the best have it, and of how many it is known.
    pub top: (usize, usize),
    /// Of the others.
    pub rest: (usize, usize),
    /// Whether it says much.
    pub mark: Mark,
}

impl Trait {
    /// How many times as frequent it is among the best; infinite when none of the others has it.
    #[must_use]
    pub fn lift(&self) -> f64 {
        share(self.top) / share(self.rest)
    }
}

/// What the best have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// Of what they bring most.
    pub shares: Shares,
    /// How many they are: more than asked for where several bring as much as the last.
    pub top: usize,
    /// How many others there are.
    pub rest: usize,
    /// How many words and bands were looked at.
    pub looked_at: usize,
    /// Those that say something first, each by lift.
    pub traits: Vec<Trait>,
}

fn share((of, n): (usize, usize)) -> f64 {
    score::share(of, n)
}

/// Looks at every column but those named.
pub(super) fn best(won: &Won<'_>, but: &[usize], top: usize) -> Option<Best> {
    let Won {
        header,
        rows,
        pareto,
        comma_decimals,
    } = *won;
    let revenue = pareto.iter().find(|one| one.shares == Shares::Revenue);
    let margin = pareto.iter().find(|one| one.shares == Shares::Margin);
    // A margin that is known of fewer would leave some of the best out.
    let basis = match (margin, revenue) {
        (Some(margin), Some(revenue)) if margin.customers < revenue.customers => revenue,
        (Some(margin), _) => margin,
        (None, revenue) => revenue?,
    };
    let known: Vec<(&Row, i128)> = rows
        .iter()
        .filter_map(|row| Some((*row, basis.amount(row)?)))
        .collect();
    let mut amounts: Vec<i128> = known.iter().map(|(_, amount)| *amount).collect();
    amounts.sort_unstable_by(|one, other| other.cmp(one));
    let last = amounts.get(top.clamp(1, amounts.len().max(1)) - 1)?;
    let side = |is_best: bool| -> Vec<&Row> {
        let own = known
            .iter()
            .filter(|(_, amount)| (amount >= last) == is_best);
        own.map(|(row, _)| *row).collect()
    };
    let (best, rest) = (side(true), side(false));
    let mut found = Best {
        shares: basis.shares,
        top: best.len(),
        rest: rest.len(),
        looked_at: 0,
        traits: Vec::new(),
    };
    if rest.is_empty() {
        return Some(found);
    }
    for (column, title) in header
        .iter()
        .enumerate()
        .filter(|(at, _)| !but.contains(at))
    {
        let told = Told::of(column, [&best, &rest], comma_decimals);
        for (value, top, rest) in told.counts() {
            found.looked_at += 1;
            let one = Trait {
                column: title.clone(),
                value,
                top,
                rest,
                mark: mark(top, rest),
            };
            if top.0 >= 2.min(found.top) && share(top) > share(rest) {
                found.traits.push(one);
            }
        }
    }
    found.traits.sort_by(|one, other| {
        let far = |one: &Trait| share(one.top) - share(one.rest);
        let name = |one: &Trait| (bare(&one.column), one.column.clone(), one.value.to_string());
        { one.mark.cmp(&other.mark) }
            .then(other.lift().total_cmp(&one.lift()))
            .then(far(other).total_cmp(&far(one)))
            .then_with(|| name(one).cmp(&name(other)))
    });
    Some(found)
}

fn mark(top: (usize, usize), rest: (usize, usize)) -> Mark {
    if top.0 + rest.0 < FEW {
        return Mark::Few;
    }
    if wilson(top.0, top.1).0 > wilson(rest.0, rest.1).1 {
        Mark::None
    } else {
        Mark::Chance
    }
}

/// How many have something, and of how many it is known.
type Of = (usize, usize);

/// What a column says of the best and of the others.
enum Told {
    /// A word with its first spelling, and how many of each have it.
    Words(BTreeMap<String, (String, [usize; 2])>, [usize; 2]),
    Numbers([Vec<f64>; 2]),
}

impl Told {
    fn of(column: usize, sides: [&[&Row]; 2], comma_decimals: bool) -> Self {
        let filled = |side: &[&'_ Row]| {
            side.iter()
                .filter(|row| !cell_of(row, column).is_empty())
                .count()
        };
        let numbers = sides.map(|side| {
            let numbers = side
                .iter()
                .filter_map(|row| number_of(row, column, comma_decimals));
            numbers.collect::<Vec<f64>>()
        });
        let known = sides.map(filled);
        let mut different: Vec<f64> = numbers.iter().flatten().copied().collect();
        different.sort_by(f64::total_cmp);
        different.dedup();
        let read: usize = numbers.iter().map(Vec::len).sum();
        let filled: usize = known.iter().sum();
        // A few cells that say it otherwise make no words of a column of numbers.
        let are_numbers = read * 5 >= filled * 4;
        if are_numbers && different.len() > FEW_NUMBERS {
            return Self::Numbers(numbers);
        }
        let mut words: BTreeMap<String, (String, [usize; 2])> = BTreeMap::new();
        for (side, rows) in sides.into_iter().enumerate() {
            for row in rows {
                let cell = cell_of(row, column);
                let parts = if are_numbers {
                    vec![cell]
                } else {
                    cell.split([';', ',']).collect()
                };
                let mut own: Vec<&str> = parts
                    .into_iter()
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                    .collect();
                own.sort_unstable_by_key(|word| word.to_lowercase());
                own.dedup_by_key(|word| word.to_lowercase());
                for word in own {
                    let told = words
                        .entry(word.to_lowercase())
                        .or_insert_with(|| (word.to_owned(), [0, 0]));
                    told.1[side] += 1;
                    if word < told.0.as_str() {
                        word.clone_into(&mut told.0);
                    }
                }
            }
        }
        Self::Words(words, known)
    }

    /// Each word or band with how many of the best and of the others have it.
    fn counts(self) -> Vec<(Said, Of, Of)> {
        match self {
            Self::Words(words, _) if words.len() > MOST_WORDS => Vec::new(),
            Self::Words(words, known) => {
                let words = words.into_values();
                let counts = words.map(|(word, [top, rest])| {
                    (Said::Word(word), (top, known[0]), (rest, known[1]))
                });
                counts.collect()
            }
            Self::Numbers([top, rest]) => {
                let mut all: Vec<f64> = top.iter().chain(&rest).copied().collect();
                all.sort_by(f64::total_cmp);
                let mut limits: Vec<f64> =
                    (1..4).map(|quarter| all[quarter * all.len() / 4]).collect();
                limits.dedup();
                limits.retain(|limit| *limit > all[0]);
                let band = |number: f64| limits.partition_point(|limit| *limit <= number);
                let counts = (0..=limits.len()).map(|place| {
                    let (from, to) = (place.checked_sub(1), limits.get(place).copied());
                    let from = from.map(|at| limits[at]);
                    let name = Said::Band {
                        from: from.or(to.is_none().then(|| all[0])),
                        to,
                    };
                    let own = |side: &[f64]| {
                        let own = side.iter().filter(|number| band(**number) == place);
                        (own.count(), side.len())
                    };
                    (name, own(&top), own(&rest))
                });
                counts.collect()
            }
        }
    }
}
