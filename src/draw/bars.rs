//! One bar of several parts. Must not know what is measured.

use super::frame::round;
use crate::view::view;

view! {
    /// A part of a whole.
    #[derive(Copy, PartialEq)]
    pub(crate) struct BarPart {
        /// Its left side.
        x: f64,
        /// How long it is.
        width: f64,
        /// Its share of the whole, 0 to 1.
        share: f64,
    }
}

/// Parts of a whole beside one another, along a width. What is not above zero has no length.
pub(crate) fn stacked(width: f64, values: &[f64]) -> Vec<BarPart> {
    let sizes: Vec<f64> = values
        .iter()
        .map(|value| {
            if value.is_finite() {
                value.max(0.0)
            } else {
                0.0
            }
        })
        .collect();
    let whole: f64 = sizes.iter().sum();
    let mut before = 0.0;
    let share = |size: f64| {
        if whole > 0.0 && whole.is_finite() {
            size / whole
        } else {
            0.0
        }
    };
    sizes
        .into_iter()
        .map(|size| {
            let left = round(width * share(before));
            before += size;
            BarPart {
                x: left,
                width: round((width * share(before)).min(width) - left).max(0.0),
                share: share(size),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_fill_the_whole() {
        let parts = stacked(100.0, &[1.0, 0.0, 3.0]);
        assert_eq!((parts[0].x, parts[0].width), (0.0, 25.0));
        assert_eq!((parts[1].x, parts[1].width), (25.0, 0.0));
        assert_eq!((parts[2].x, parts[2].width), (25.0, 75.0));
        assert!(stacked(100.0, &[0.0]).iter().all(|part| part.width == 0.0));
    }

    #[test]
    fn no_values_are_an_empty_drawing() {
        assert!(stacked(100.0, &[]).is_empty());
    }

    proptest! {
        #[test]
        fn parts_stay_in_the_bar(values in proptest::collection::vec(any::<f64>(), 0..20)) {
            for part in stacked(100.0, &values) {
                prop_assert!(part.x >= 0.0 && part.x + part.width <= 100.05);
            }
        }
    }
}
