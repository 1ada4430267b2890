//! The points for the answers of a framework: those that somebody gave, or those of the level whose condition holds.

use super::span::Span;
use super::{ItemPoints, ItemReason, flag, number};
use crate::model::qualification::FrameworkItem;
use crate::model::value::{Labels, Scalar};
use crate::score::condition::{is_known, truth};
use crate::score::exact::billionths;
use crate::score::scorecard::Range;

/// The points for an item of the framework.
pub(super) fn framework_item(item: &FrameworkItem, values: &Labels<Scalar>) -> (ItemPoints, Span) {
    let Some(most) = item.most() else {
        let points = ItemPoints {
            points: Range::of(0.0),
            why: ItemReason::NoPoints,
        };
        return (points, Span::NOTHING);
    };
    let least = item.least();
    let value = item.field.as_deref().and_then(|field| values.get(field));
    let (why, span) = match value.filter(|value| is_known(value)) {
        Some(value) => match given(value, least, most) {
            Some(points) => (ItemReason::Given, Span::of(billionths(points))),
            None => (ItemReason::Unreadable, possible(item, least, most)),
        },
        None => by_levels(item, values, (least, most)),
    };
    let points = ItemPoints {
        points: span.shown(),
        why,
    };
    (points, span)
}

/// Points that somebody gave: a number, or true for all of them.
fn given(value: &Scalar, least: f64, most: f64) -> Option<f64> {
    match flag(value) {
        Some(true) => Some(most),
        Some(false) => Some(0.0),
        None => number(value).filter(|number| (least..=most).contains(number)),
    }
}

/// Whatever an item may give while nothing is known.
fn possible(item: &FrameworkItem, least: f64, most: f64) -> Span {
    let levels = item.levels.iter().map(|level| level.points);
    let high = levels.reduce(f64::max).unwrap_or(most);
    // Whoever fills in a number may also give more than the highest level.
    let high = if item.field.is_some() { most } else { high };
    Span {
        low: billionths(least),
        high: billionths(high.max(0.0)),
    }
}

fn by_levels(
    item: &FrameworkItem,
    values: &Labels<Scalar>,
    (least, most): (f64, f64),
) -> (ItemReason, Span) {
    let levels = item.levels.iter();
    let truths: Vec<Option<bool>> = levels
        .map(|level| level.when.as_ref().and_then(|when| truth(when, values)))
        .collect();
    if truths.iter().all(Option::is_none) {
        return (ItemReason::Open, possible(item, least, most));
    }
    let found = truths.iter().position(|truth| *truth == Some(true));
    let points = |level: usize| billionths(item.levels[level].points);
    let mut span = Span::of(found.map_or(0, points));
    let before = found.unwrap_or(truths.len());
    for open in (0..before).filter(|level| truths[*level].is_none()) {
        span.low = span.low.min(points(open));
        span.high = span.high.max(points(open));
    }
    let why = match found {
        _ if span.low < span.high => ItemReason::Open,
        Some(level) => ItemReason::Level(level),
        None => ItemReason::NoLevel,
    };
    (why, span)
}
