//! Whether a condition holds for the values of an account.

use crate::model::scorecard::When;
use crate::model::value::{Labels, Scalar};

/// Whether every part of the condition holds. Texts are compared without regard to case and outer
/// spaces; a number written as a text counts as a number. An absent value meets only `missing = true`.
pub fn holds(when: &When, values: &Labels<Scalar>) -> bool {
    let groups = when.all.iter().all(|part| holds(part, values))
        && (when.either.is_empty() || when.either.iter().any(|part| holds(part, values)))
        && when.not.as_ref().is_none_or(|part| !holds(part, values));
    groups && own_part_holds(when, values)
}

fn own_part_holds(when: &When, values: &Labels<Scalar>) -> bool {
    let Some(field) = &when.field else {
        return true;
    };
    let value = values.get(field).filter(|value| is_known(value));
    if let Some(missing) = when.missing
        && missing != value.is_none()
    {
        return false;
    }
    let asks_for_a_value = when.min.is_some()
        || when.max.is_some()
        || when.above.is_some()
        || when.below.is_some()
        || !when.any.is_empty()
        || !when.contains.is_empty()
        || !when.matches_none.is_empty();
    let Some(value) = value else {
        return !asks_for_a_value;
    };
    let number = number(value);
    let compares = |limit: Option<f64>, holds: fn(f64, f64) -> bool| {
        limit.is_none_or(|limit| number.is_some_and(|number| holds(number, limit)))
    };
    compares(when.min, |number, limit| number >= limit)
        && compares(when.max, |number, limit| number <= limit)
        && compares(when.above, |number, limit| number > limit)
        && compares(when.below, |number, limit| number < limit)
        && (when.any.is_empty() || when.any.iter().any(|wanted| equal(value, wanted)))
        && (when.contains.is_empty() || has_one_of(value, &when.contains))
        && !has_one_of(value, &when.matches_none)
}

/// An empty text is as good as none.
fn is_known(value: &Scalar) -> bool {
    !matches!(value, Scalar::Text(text) if text.trim().is_empty())
}

fn number(value: &Scalar) -> Option<f64> {
    match value {
        Scalar::Number(number) => Some(*number),
        Scalar::Text(text) => text.trim().parse().ok(),
        Scalar::Flag(_) | Scalar::List(_) => None,
    }
}

fn equal(value: &Scalar, wanted: &Scalar) -> bool {
    match (value, wanted) {
        (Scalar::List(items), _) => items.iter().any(|item| equal(item, wanted)),
        (Scalar::Flag(value), Scalar::Flag(wanted)) => value == wanted,
        _ => match (number(value), number(wanted)) {
            (Some(value), Some(wanted)) => value == wanted,
            _ => folded(value) == folded(wanted),
        },
    }
}

fn folded(value: &Scalar) -> String {
    value.to_string().trim().to_lowercase()
}

/// Whether the value, or one of its parts between commas or semicolons, equals one of those wanted.
fn has_one_of(value: &Scalar, wanted: &[Scalar]) -> bool {
    let parts: Vec<Scalar> = match value {
        Scalar::List(items) => items.clone(),
        Scalar::Text(text) => text
            .split([';', ','])
            .map(|part| Scalar::Text(part.trim().to_owned()))
            .chain([value.clone()])
            .collect(),
        other => vec![other.clone()],
    };
    wanted
        .iter()
        .any(|wanted| parts.iter().any(|part| equal(part, wanted)))
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
