//! The opportunities of all journeys on a value/effort matrix, and by who takes them up and how far they are.

use std::collections::BTreeMap;

use super::{Both, both};
use crate::draw::Frame;
use crate::draw::matrix::{
    Matrix, Opportunity as Placed, QuadrantKind, QuadrantNames, matrix, quadrant,
};
use crate::language::Words;
use crate::model::journey::Opportunity;
use crate::score::opportunity_value;
use crate::view::view;

view! {
    /// Opportunities by value and effort.
    pub(crate) struct ValueMatrix {
        /// The matrix.
        drawing: Both<Matrix>,
        /// For each opportunity, in the order of the table, its quarter of the matrix.
        quadrants: Vec<Option<QuadrantKind>>,
    }
}

view! {
    /// The opportunities that share a word.
    pub(crate) struct Grouped {
        /// The word; nothing for those without one.
        word: Option<String>,
        /// Their places in the table, from 0.
        places: Vec<usize>,
    }
}

/// The matrix of opportunities in the order of their table, so that their numbers are its numbers; nothing when none has both
/// a value and an effort.
pub(crate) fn value_matrix(words: &Words, ranked: &[&Opportunity]) -> Option<ValueMatrix> {
    let numbers = |one: &Opportunity| Some((opportunity_value(one)?, one.effort.as_ref()?.0));
    if !ranked.iter().any(|one| numbers(one).is_some()) {
        return None;
    }
    let names = QuadrantNames {
        quick_wins: words.get("quadrant.quick-wins"),
        big_projects: words.get("quadrant.big-projects"),
        fill_ins: words.get("quadrant.fill-ins"),
        hard_slogs: words.get("quadrant.hard-slogs"),
    };
    let draw = |frame: Frame, is_labelled: bool| -> Matrix {
        let placed: Vec<Placed> = ranked
            .iter()
            .map(|one| {
                let (value, effort) = numbers(one).unwrap_or((f64::NAN, f64::NAN));
                Placed {
                    value,
                    effort,
                    label: if is_labelled {
                        one.title.plain()
                    } else {
                        String::new()
                    },
                }
            })
            .collect();
        matrix(&frame, &placed, &names)
    };
    let quadrants = ranked.iter().map(|one| {
        let (value, effort) = numbers(one)?;
        Some(quadrant(value, effort))
    });
    Some(ValueMatrix {
        drawing: both(
            draw(Frame::new(880.0, 560.0, [10.0, 10.0, 50.0, 56.0]), true),
            draw(Frame::new(340.0, 380.0, [8.0, 8.0, 44.0, 46.0]), false),
        ),
        quadrants: quadrants.collect(),
    })
}

/// The numbers of opportunities by a word that they carry, the word with the most first; those without it last, under none.
pub(crate) fn grouped<'a>(
    ranked: &[&'a Opportunity],
    word: impl Fn(&'a Opportunity) -> Option<&'a str>,
) -> Vec<Grouped> {
    let mut groups: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (index, one) in ranked.iter().enumerate() {
        let word = word(one).map(str::trim).filter(|word| !word.is_empty());
        let key = (word.is_none(), word.unwrap_or_default());
        groups.entry(key).or_default().push(index);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|((is_none, _), places)| (*is_none, std::cmp::Reverse(places.len())));
    let groups = groups.into_iter();
    groups
        .map(|((is_none, word), places)| Grouped {
            word: (!is_none).then(|| word.to_owned()),
            places,
        })
        .collect()
}
