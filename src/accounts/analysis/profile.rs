//! How the firms of a profile differ from all others: how often we win them, how long a sale takes, how many stay. Must not know segments' shares.

use super::super::cell::{Asked, Said, read};
use super::super::columns::{bare, named};
use super::{Customers, Money, Row, cell_of, float, median, number_of, one_called};
use crate::error::Error;
use crate::model::Entry;
use crate::model::icp::Icp;
use crate::model::segment::{Segment, Tier};
use crate::model::value::Scalar;
use crate::score::{disqualified, score, truth, wilson};

const CYCLE: [&str; 12] = [
    "salescycle",
    "cycle",
    "cyclelength",
    "cycletime",
    "lengthofsale",
    "lengthofasale",
    "timetoclose",
    "saleslength",
    "doorlooptijd",
    "verkoopduur",
    "verkoopcyclus",
    "daystoclose",
];
const RETAINED: [&str; 8] = [
    "retained",
    "active",
    "stillcustomer",
    "stillacustomer",
    "isactive",
    "actief",
    "nogklant",
    "isactief",
];
const CHURNED: [&str; 6] = [
    "churned",
    "churn",
    "ischurned",
    "opgezegd",
    "vertrokken",
    "gestopt",
];
const UNITS: [(&str, &[&str]); 3] = [
    ("days", &["days", "dagen", "day"]),
    ("weeks", &["weeks", "weken", "week"]),
    ("months", &["months", "maanden", "month"]),
];

/// Where the list tells how long a sale took, and who stayed.
pub struct Measured {
    cycle: Option<usize>,
    unit: Option<&'static str>,
    retained: Option<Retained>,
}

struct Retained {
    column: usize,
    stays: Stays,
}

enum Stays {
    /// Whose cell is this word, in lower case.
    Word(String),
    /// Whose cell says yes, or no.
    Flag(bool),
}

impl Measured {
    /// # Errors
    /// When a column that was named is not there.
    pub(super) fn find(header: &[String], customers: &Customers<'_>) -> Result<Self, Error> {
        let without_unit = |title: &String| {
            let bare = bare(title);
            let mut units = UNITS.iter().flat_map(|(_, words)| words.iter());
            let rest = units.find_map(|word| bare.strip_suffix(word).map(str::to_owned));
            rest.map_or(bare.clone(), |rest| rest.trim_end_matches("in").to_owned())
        };
        let cycle = match customers.cycle {
            Some(name) => Some(named(header, name)?),
            None => {
                let place =
                    |name: &str| header.iter().position(|title| without_unit(title) == name);
                CYCLE.iter().find_map(|name| place(name))
            }
        };
        let unit = cycle.and_then(|place| {
            let bare = bare(&header[place]);
            let is = |words: &[&str]| words.iter().any(|word| bare.contains(word));
            UNITS
                .iter()
                .find(|(_, words)| is(words))
                .map(|(unit, _)| *unit)
        });
        let flag = |names: &[&str], wanted: bool| {
            one_called(header, names).map(|column| Retained {
                column,
                stays: Stays::Flag(wanted),
            })
        };
        let retained = match customers.retained {
            Some((name, word)) => Some(Retained {
                column: named(header, name)?,
                stays: Stays::Word(word.trim().to_lowercase()),
            }),
            None => flag(&RETAINED, true).or_else(|| flag(&CHURNED, false)),
        };
        Ok(Self {
            cycle,
            unit,
            retained,
        })
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = usize> + use<> {
        let retained = self.retained.as_ref().map(|retained| retained.column);
        self.cycle.into_iter().chain(retained)
    }
}

impl Retained {
    fn of(&self, row: &Row) -> Option<bool> {
        let cell = cell_of(row, self.column);
        match &self.stays {
            _ if cell.is_empty() => None,
            Stays::Word(word) => Some(cell.to_lowercase() == *word),
            Stays::Flag(wanted) => {
                let asked = Asked {
                    is_flag: true,
                    ..Asked::default()
                };
                match read(cell, &asked, false) {
                    Said::Value(Scalar::Flag(says)) => Some(says == *wanted),
                    _ => None,
                }
            }
        }
    }
}

/// What tells whether a firm fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The scorecard of the profile gives it tier A, whatever else is found out.
    TierA,
    /// It is in a segment of the profile.
    Segments,
    /// In a segment of the profile, because nobody is known to reach tier A with what the list has.
    SegmentsInstead,
}

/// A number of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// So many of so many.
    Share {
        /// Of whom it holds.
        of: usize,
        /// Of whom it is known.
        n: usize,
    },
    /// The middle one of so many.
    Median {
        /// The middle one; nothing when there is nobody.
        value: Option<f64>,
        /// Of how many it is known.
        n: usize,
    },
}

impl Figure {
    /// The interval of Wilson around a share, 0 to 1.
    #[must_use]
    pub fn interval(&self) -> Option<(f64, f64)> {
        match *self {
            Self::Share { of, n } => Some(wilson(of, n)),
            Self::Median { .. } => None,
        }
    }

    /// How many it rests on.
    #[must_use]
    pub fn n(&self) -> usize {
        match *self {
            Self::Share { n, .. } | Self::Median { n, .. } => n,
        }
    }
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// How often we win.
    WinRate,
    /// How long a sale takes.
    Cycle(Option<&'static str>),
    /// How many stay.
    Retained,
    /// What a customer pays.
    Revenue,
    /// What of it stays.
    Margin,
}

/// Firms that fit, others, and those of whom it is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The name of the profile.
    pub name: String,
    /// What tells who fits.
    pub rule: Rule,
    /// How many rows fit, do not, and may.
    pub n: [usize; 3],
    /// The figures of each of the three.
    pub figures: Vec<(Difference, [Figure; 3])>,
}

impl Comparison {
    /// Whether the shares of those that fit and of the others lie apart: their intervals have nothing in common.
    #[must_use]
    pub fn is_clear(figures: &[Figure; 3]) -> Option<bool> {
        let (one, other) = (figures[0].interval()?, figures[1].interval()?);
        Some(one.0 > other.1 || other.0 > one.1)
    }
}

/// What is needed to compare.
pub(super) struct Compared<'a> {
    pub(super) entry: &'a Entry,
    pub(super) icp: &'a Icp,
    pub(super) segments: &'a [(&'a Entry, &'a Segment)],
    pub(super) comma_decimals: bool,
    pub(super) has_outcome: bool,
}

impl Compared<'_> {
    pub(super) fn with(&self, rows: &[Row], measured: &Measured, money: [&Money; 2]) -> Comparison {
        let by_card: Option<Vec<Option<bool>>> = self
            .icp
            .scorecard
            .as_ref()
            .map(|_| rows.iter().map(|row| self.is_tier_a(row)).collect());
        let by_segment = || {
            rows.iter()
                .map(|row| self.is_in_segments(row))
                .collect::<Vec<_>>()
        };
        let has_segments = { self.icp.segments.iter() }.any(|own| {
            self.segments
                .iter()
                .any(|(entry, segment)| entry.key.id == own.id && segment.when.is_some())
        });
        let (rule, fits) = match by_card {
            Some(fits) if fits.contains(&Some(true)) || !has_segments => (Rule::TierA, fits),
            Some(_) => (Rule::SegmentsInstead, by_segment()),
            None => (Rule::Segments, by_segment()),
        };
        let sides = [Some(true), Some(false), None];
        let side = |wanted: Option<bool>| {
            let own = rows
                .iter()
                .zip(&fits)
                .filter(move |(_, fits)| **fits == wanted);
            own.map(|(row, _)| row)
        };
        let share = |is: &dyn Fn(&Row) -> Option<bool>| {
            sides.map(|wanted| {
                let known: Vec<bool> = side(wanted).filter_map(is).collect();
                Figure::Share {
                    of: known.iter().filter(|is| **is).count(),
                    n: known.len(),
                }
            })
        };
        let middle = |of: &dyn Fn(&Row) -> Option<f64>| {
            sides.map(|wanted| {
                let known: Vec<f64> = side(wanted).filter(|row| row.won).filter_map(of).collect();
                Figure::Median {
                    n: known.len(),
                    value: median(known),
                }
            })
        };
        let mut figures = Vec::new();
        if self.has_outcome {
            figures.push((Difference::WinRate, share(&|row| Some(row.won))));
        }
        if let Some(column) = measured.cycle {
            let cycle = middle(&|row| number_of(row, column, self.comma_decimals));
            figures.push((Difference::Cycle(measured.unit), cycle));
        }
        if let Some(retained) = &measured.retained {
            figures.push((
                Difference::Retained,
                share(&|row| row.won.then(|| retained.of(row))?),
            ));
        }
        for (money, what) in money
            .into_iter()
            .zip([Difference::Revenue, Difference::Margin])
        {
            if money.place.is_some() {
                figures.push((what, middle(&|row| Some(float(money.of(row)?) / 100.0))));
            }
        }
        Comparison {
            name: self.entry.header.name.clone(),
            rule,
            n: sides.map(|wanted| side(wanted).count()),
            figures,
        }
    }

    /// Whether it has tier A and nothing rules it out; nothing while both is possible.
    fn is_tier_a(&self, row: &Row) -> Option<bool> {
        let card = self.icp.scorecard.as_ref()?;
        let result = score(card, &row.values);
        if !disqualified(self.icp, &row.values).by.is_empty() || !result.tiers.has(Tier::A) {
            return Some(false);
        }
        (result.tiers.worst == Tier::A).then_some(true)
    }

    fn is_in_segments(&self, row: &Row) -> Option<bool> {
        let own = self.segments.iter();
        let own =
            own.filter(|(entry, _)| self.icp.segments.iter().any(|one| one.id == entry.key.id));
        let mut known = Some(false);
        for when in own.filter_map(|(_, segment)| segment.when.as_ref()) {
            match truth(when, &row.values) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => known = None,
            }
        }
        known
    }
}
