//! Whether a condition holds for the values of an account.

use crate::model::scorecard::When;
use crate::model::value::{Labels, Scalar};

/// Whether a condition is known to hold. Texts are compared without regard to case and outer spaces; a number written as
/// a text counts as a number.
#[must_use]
pub fn holds(when: &When, values: &Labels<Scalar>) -> bool {
    truth(when, values) == Some(true)
}

/// Whether a condition holds, or nothing where that depends on a value that is not known (the strong logic of Kleene: of
/// several parts one that does not hold decides, whatever the others are). Only `missing` asks whether a value is known.
#[must_use]
pub fn truth(when: &When, values: &Labels<Scalar>) -> Option<bool> {
    let all = when.all.iter().map(|part| truth(part, values));
    let either = when
        .either
        .iter()
        .map(|part| truth(part, values).map(|holds| !holds));
    let either = (!when.either.is_empty()).then(|| every(either).map(|none| !none));
    let not = when.not.as_ref();
    let not = not.map(|part| truth(part, values).map(|holds| !holds));
    every(
        all.chain(either)
            .chain(not)
            .chain([own_truth(when, values)]),
    )
}

/// Whether all hold, as far as is known.
fn every(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = Some(true);
    for part in parts {
        match part {
            Some(true) => {}
            Some(false) => return Some(false),
            None => known = None,
        }
    }
    known
}

fn own_truth(when: &When, values: &Labels<Scalar>) -> Option<bool> {
    let Some(field) = &when.field else {
        return Some(true);
    };
    let value = values.get(field).filter(|value| is_known(value));
    let is_missing = when.missing.map(|missing| missing == value.is_none());
    let asks_for_a_value = when.min.is_some()
        || when.max.is_some()
        || when.above.is_some()
        || when.below.is_some()
        || !when.any.is_empty()
        || !when.contains.is_empty()
        || !when.matches_none.is_empty();
    let rest = match value {
        Some(value) => meets(when, value),
        None if asks_for_a_value => None,
        None => Some(true),
    };
    every([is_missing.unwrap_or(true).into(), rest].into_iter())
}

/// Whether a value that is known is what the condition asks for; nothing where that depends on where in a band it lies.
fn meets(when: &When, value: &Scalar) -> Option<bool> {
    let ends = match value {
        Scalar::Band { low, high } => Some((*low, *high)),
        value => number(value).map(|number| (number, number)),
    };
    let compares = |limit: Option<f64>, holds: fn(f64, f64) -> bool| match (limit, ends) {
        (None, _) => Some(true),
        (Some(_), None) => Some(false),
        // A comparison that holds at both ends holds between them, and so does its opposite.
        (Some(limit), Some((low, high))) => match (holds(low, limit), holds(high, limit)) {
            (true, true) => Some(true),
            (false, false) => Some(false),
            _ => None,
        },
    };
    let parts = [
        compares(when.min, |number, limit| number >= limit),
        compares(when.max, |number, limit| number <= limit),
        compares(when.above, |number, limit| number > limit),
        compares(when.below, |number, limit| number < limit),
        none_or_one_of(&when.any, |wanted| equal(value, wanted)),
        none_or_one_of(&when.contains, |wanted| has(value, wanted)),
        one_of(&when.matches_none, |wanted| has(value, wanted)).map(|one| !one),
    ];
    every(parts.into_iter())
}

fn none_or_one_of(wanted: &[Scalar], is: impl Fn(&Scalar) -> Option<bool>) -> Option<bool> {
    if wanted.is_empty() {
        Some(true)
    } else {
        one_of(wanted, is)
    }
}

/// Whether one of those wanted is it, as far as is known.
fn one_of(wanted: &[Scalar], is: impl Fn(&Scalar) -> Option<bool>) -> Option<bool> {
    let none = wanted.iter().map(|wanted| is(wanted).map(|is| !is));
    every(none).map(|none| !none)
}

/// An empty text is as good as none, and so is what is no number.
pub(super) fn is_known(value: &Scalar) -> bool {
    match value {
        Scalar::Text(text) => !text.trim().is_empty() && !text.trim().eq_ignore_ascii_case("nan"),
        Scalar::Number(number) => !number.is_nan(),
        Scalar::Flag(_) | Scalar::List(_) | Scalar::Band { .. } => true,
    }
}

fn number(value: &Scalar) -> Option<f64> {
    match value {
        Scalar::Number(number) => Some(*number),
        Scalar::Text(text) => text.trim().parse().ok(),
        Scalar::Flag(_) | Scalar::List(_) | Scalar::Band { .. } => None,
    }
}

fn equal(value: &Scalar, wanted: &Scalar) -> Option<bool> {
    match (value, wanted) {
        (Scalar::List(items), _) => one_of(items, |item| equal(item, wanted)),
        (Scalar::Flag(value), Scalar::Flag(wanted)) => Some(value == wanted),
        (Scalar::Band { low, high }, _) => match number(wanted) {
            Some(wanted) if (*low..=*high).contains(&wanted) => None,
            _ => Some(false),
        },
        _ => Some(match (number(value), number(wanted)) {
            (Some(value), Some(wanted)) => value == wanted,
            _ => folded(value) == folded(wanted),
        }),
    }
}

fn folded(value: &Scalar) -> String {
    value.to_string().trim().to_lowercase()
}

/// Whether the value, or one of its parts between commas or semicolons, is what is wanted.
fn has(value: &Scalar, wanted: &Scalar) -> Option<bool> {
    let Scalar::Text(text) = value else {
        return equal(value, wanted);
    };
    let mut parts = text
        .split([';', ','])
        .map(|part| Scalar::Text(part.trim().to_owned()));
    let has = parts.any(|part| equal(&part, wanted) == Some(true));
    Some(has || equal(value, wanted) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values(pairs: &[(&str, Scalar)]) -> Labels<Scalar> {
        Labels(
            pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect(),
        )
    }

    fn on(field: &str) -> When {
        When {
            field: Some(field.into()),
            ..When::default()
        }
    }

    fn text(text: &str) -> Scalar {
        Scalar::Text(text.into())
    }

    #[test]
    fn texts_are_compared_whole_and_without_case() {
        let account = values(&[("land", text("nl")), ("sells", text("Shoes; bags"))]);
        let any = When {
            any: vec![text("NL")],
            ..on("land")
        };
        assert!(holds(&any, &account));
        let part = When {
            contains: vec![text("bags")],
            ..on("sells")
        };
        assert!(holds(&part, &account));
        let whole = When {
            any: vec![text("bags")],
            ..on("sells")
        };
        assert!(!holds(&whole, &account));
        let none = When {
            matches_none: vec![text("shoes")],
            ..on("sells")
        };
        assert!(!holds(&none, &account));
    }

    #[test]
    fn what_is_not_known_decides_nothing_and_is_decided_by_what_is() {
        let big = When {
            min: Some(10.0),
            ..on("size")
        };
        let dutch = When {
            any: vec![text("NL")],
            ..on("land")
        };
        let both = |all: Vec<When>| When {
            all,
            ..When::default()
        };
        let one = |either: Vec<When>| When {
            either,
            ..When::default()
        };
        let not = |part: When| When {
            not: Some(Box::new(part)),
            ..When::default()
        };
        let nl = values(&[("land", text("NL"))]);
        let be = values(&[("land", text("BE"))]);
        let parts = || vec![big.clone(), dutch.clone()];
        assert_eq!(truth(&big, &nl), None);
        assert_eq!(truth(&not(big.clone()), &nl), None);
        assert_eq!(truth(&both(parts()), &nl), None);
        assert_eq!(truth(&both(parts()), &be), Some(false));
        assert_eq!(truth(&one(parts()), &nl), Some(true));
        assert_eq!(truth(&one(parts()), &be), None);
        assert!(!holds(&not(big), &nl));
    }

    #[test]
    fn an_absent_value_meets_only_missing() {
        let nothing = values(&[]);
        assert!(holds(
            &When {
                missing: Some(true),
                ..on("x")
            },
            &nothing
        ));
        for asked in [
            When {
                min: Some(0.0),
                ..on("x")
            },
            When {
                any: vec![text("a")],
                ..on("x")
            },
            When {
                matches_none: vec![text("a")],
                ..on("x")
            },
            When {
                missing: Some(false),
                ..on("x")
            },
        ] {
            assert!(!holds(&asked, &nothing), "{asked:?}");
        }
    }

    #[test]
    fn a_band_is_known_where_no_limit_lies_in_it() {
        let values = values(&[(
            "x",
            Scalar::Band {
                low: 20.0,
                high: 200.0,
            },
        )]);
        let asked = |when: When| truth(&when, &values);
        let min = |min: f64| When {
            min: Some(min),
            ..on("x")
        };
        assert_eq!(asked(min(20.0)), Some(true));
        assert_eq!(asked(min(21.0)), None);
        assert_eq!(asked(min(201.0)), Some(false));
        let within = When {
            max: Some(200.0),
            ..min(10.0)
        };
        assert_eq!(asked(within), Some(true));
        let any = |number: f64| When {
            any: vec![Scalar::Number(number)],
            ..on("x")
        };
        assert_eq!(asked(any(50.0)), None);
        assert_eq!(asked(any(500.0)), Some(false));
        let none = When {
            matches_none: vec![Scalar::Number(50.0)],
            ..on("x")
        };
        assert_eq!(asked(none), None);
    }

    proptest! {
        #[test]
        fn min_and_max_include_and_above_and_below_exclude(number in -100i32..100, limit in -100i32..100) {
            let account = values(&[("x", Scalar::Number(f64::from(number)))]);
            let limit_value = Some(f64::from(limit));
            let check = |when: When| holds(&when, &account);
            prop_assert_eq!(check(When { min: limit_value, ..on("x") }), number >= limit);
            prop_assert_eq!(check(When { max: limit_value, ..on("x") }), number <= limit);
            prop_assert_eq!(check(When { above: limit_value, ..on("x") }), number > limit);
            prop_assert_eq!(check(When { below: limit_value, ..on("x") }), number < limit);
        }

        #[test]
        fn not_turns_a_condition_round_and_groups_join_them(number in -10i32..10, low in -10i32..10, high in -10i32..10) {
            let account = values(&[("x", Scalar::Number(f64::from(number)))]);
            let at_least = When { min: Some(f64::from(low)), ..on("x") };
            let at_most = When { max: Some(f64::from(high)), ..on("x") };
            let (left, right) = (holds(&at_least, &account), holds(&at_most, &account));
            let not = When { not: Some(Box::new(at_least.clone())), ..When::default() };
            prop_assert_eq!(holds(&not, &account), !left);
            let both = When { all: vec![at_least.clone(), at_most.clone()], ..When::default() };
            prop_assert_eq!(holds(&both, &account), left && right);
            let one = When { either: vec![at_least, at_most], ..When::default() };
            prop_assert_eq!(holds(&one, &account), left || right);
        }
    }
}
