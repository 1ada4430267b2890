//! The points for what a lead did: from events and their days, or from a column.

use super::span::Span;
use super::{Lead, SignalPoints, SignalReason, flag, number};
use crate::doc::Date;
use crate::model::qualification::Engagement;
use crate::model::value::Scalar;
use crate::score::condition::is_known;
use crate::score::decay::left_after;
use crate::score::exact::{ENDLESS, billionths, thousandths};

/// The most often that a column may say something happened.
const MOST_TIMES: f64 = 1_000_000.0;

/// The points for a row of engagement on a day, within its cap.
pub(super) fn signal(row: &Engagement, lead: &Lead<'_>, day: Date) -> (SignalPoints, Span) {
    let cap = row.cap.map_or(ENDLESS, |cap| billionths(cap.max(0.0)));
    let told = told(row, lead, day);
    let (why, happened) = match told {
        Told::Days(days) => happened_on(row, &days, day),
        Told::Times(times) => {
            let points = i128::from(thousandths(row.points)) * i128::from(thousandths(times));
            (SignalReason::Times(times), Some(points * 1000))
        }
        Told::Nothing(why) => (why, None),
    };
    let span = match happened {
        Some(points) => Span::of(points.clamp(-cap, cap)),
        None if row.points > 0.0 => Span { low: 0, high: cap },
        None if row.points < 0.0 => Span { low: -cap, high: 0 },
        None => Span::NOTHING,
    };
    let points = SignalPoints {
        points: span.shown(),
        is_capped: happened.is_some_and(|points| points.abs() > cap),
        why,
    };
    (points, span)
}

fn happened_on(row: &Engagement, days: &[Date], day: Date) -> (SignalReason, Option<i128>) {
    let half_life = row.half_life_days.map(|days| days.0);
    let past: Vec<Date> = days.iter().copied().filter(|one| *one <= day).collect();
    let points = past.iter().map(|date| {
        #[expect(clippy::cast_precision_loss, reason = "days of a calendar")]
        let age = day.days_since(*date) as f64;
        i128::from(thousandths(row.points)) * i128::from(left_after(half_life, age))
    });
    let points: i128 = points.sum();
    match past.iter().max() {
        Some(last) => (SignalReason::Events(past.len(), *last), Some(points)),
        None => (SignalReason::Times(0.0), Some(0)),
    }
}

/// What is known of whether something happened.
enum Told {
    Days(Vec<Date>),
    Times(f64),
    Nothing(SignalReason),
}

/// Events come first, as they know their days; then the column; and what is in neither did not happen, if events are kept.
fn told(row: &Engagement, lead: &Lead<'_>, day: Date) -> Told {
    let Some(field) = row.field.as_deref() else {
        return Told::Nothing(SignalReason::NobodyCounts);
    };
    let is_it = |signal: &str| {
        let (signal, field) = (signal.trim(), field.trim());
        if signal.is_ascii() && field.is_ascii() {
            return signal.eq_ignore_ascii_case(field);
        }
        signal.to_lowercase() == field.to_lowercase()
    };
    let events = lead.events.unwrap_or_default().iter();
    let days: Vec<Date> = events
        .filter(|event| event.date <= day && is_it(event.signal))
        .map(|event| event.date)
        .collect();
    match lead.values.get(field) {
        _ if !days.is_empty() => Told::Days(days),
        Some(value) if is_known(value) => in_column(value),
        Some(_) => Told::Nothing(SignalReason::Unknown),
        None if lead.events.is_some() => Told::Times(0.0),
        None => Told::Nothing(SignalReason::Unknown),
    }
}

/// A column says how often, on which days, or whether at all.
fn in_column(value: &Scalar) -> Told {
    let unreadable = Told::Nothing(SignalReason::Unreadable);
    if let Some(flag) = flag(value) {
        return Told::Times(if flag { 1.0 } else { 0.0 });
    }
    if let Some(number) = number(value) {
        return match number {
            0.0..=MOST_TIMES => Told::Times(number),
            _ => unreadable,
        };
    }
    let texts: Vec<String> = match value {
        Scalar::Text(text) => text.split([';', ',']).map(str::to_owned).collect(),
        Scalar::List(items) => items.iter().map(ToString::to_string).collect(),
        _ => return unreadable,
    };
    let days = texts.iter().map(|text| text.trim().parse::<Date>());
    match days.collect::<Result<Vec<Date>, _>>() {
        Ok(days) => Told::Days(days),
        Err(_) => unreadable,
    }
}
