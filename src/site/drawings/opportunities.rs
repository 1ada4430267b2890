//! The opportunities of all journeys on a value/effort matrix, and by who takes them up and how far they are.

use std::collections::BTreeMap;

use super::both;
use crate::draw::Frame;
use crate::draw::matrix::{Matrix, Opportunity as Placed, QuadrantNames, matrix, quadrant};
use crate::language::Words;
use crate::model::journey::Opportunity;
use crate::score::opportunity_value;
use crate::site::map;
use crate::theme::Value;

/// The matrix of opportunities in the order of their table, so that their numbers are its numbers; nothing when none has both
/// a value and an effort.
pub(crate) fn value_matrix(words: &Words, ranked: &[&Opportunity]) -> Value {
    let numbers = |one: &Opportunity| Some((opportunity_value(one)?, one.effort.as_ref()?.0));
    if !ranked.iter().any(|one| numbers(one).is_some()) {
        return Value::none();
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
        numbers(one).map_or(Value::none(), |(value, effort)| {
            Value::from_serializable(&quadrant(value, effort))
        })
    });
    map(vec![
        (
            "drawing",
            both(
                &draw(Frame::new(880.0, 560.0, [10.0, 10.0, 50.0, 56.0]), true),
                &draw(Frame::new(340.0, 380.0, [8.0, 8.0, 44.0, 46.0]), false),
            ),
        ),
        ("quadrants", quadrants.collect::<Vec<_>>().into()),
    ])
}

/// The numbers of opportunities by a word that they carry, the word with the most first; those without it last, under none.
pub(crate) fn grouped<'a>(
    ranked: &[&'a Opportunity],
    word: impl Fn(&'a Opportunity) -> Option<&'a str>,
) -> Value {
    let mut groups: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (index, one) in ranked.iter().enumerate() {
        let word = word(one).map(str::trim).filter(|word| !word.is_empty());
        let key = (word.is_none(), word.unwrap_or_default());
        groups.entry(key).or_default().push(index);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|((is_none, _), places)| (*is_none, std::cmp::Reverse(places.len())));
    groups
        .into_iter()
        .map(|((is_none, word), places)| {
            map(vec![
                ("word", (!is_none).then_some(word).into()),
                (
                    "places",
                    places
                        .into_iter()
                        .map(Value::from)
                        .collect::<Vec<_>>()
                        .into(),
                ),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}
