//! Round numbers along an axis, and the way from a value to a place on it. Must not know what is drawn.

use super::frame::round;
use crate::view::view;

/// From values to places. Values outside the domain are drawn at its ends, so nothing leaves the frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Axis {
    domain: (f64, f64),
    range: (f64, f64),
}

view! {
    /// A round number on an axis. Its text is the page's: languages write numbers differently.
    #[derive(Copy, PartialEq)]
    pub(crate) struct Tick {
        /// The number.
        value: f64,
        /// Its place along the axis.
        at: f64,
    }
}

impl Axis {
    /// An axis on which the values of `domain` lie along `range`, the first at the first.
    pub(crate) fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// Where a value lies. What is no number lies at the beginning.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let (low, high) = self.domain;
        let share = if high > low && value.is_finite() {
            // Halves, because the difference of two huge numbers may be no number.
            ((value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0)).clamp(0.0, 1.0)
        } else {
            0.0
        };
        round(self.range.0 + share * (self.range.1 - self.range.0))
    }

    /// Round numbers in the domain, about `wanted` of them, with their places.
    pub(crate) fn ticks(&self, wanted: u32) -> Vec<Tick> {
        ticks(self.domain.0, self.domain.1, wanted)
            .into_iter()
            .map(|value| self.tick(value))
            .collect()
    }

    /// This number with its place.
    pub(crate) fn tick(&self, value: f64) -> Tick {
        Tick {
            value,
            at: self.at(value),
        }
    }
}

/// The round numbers from `low` to `high`: multiples of 1, 2 or 5 times a power of ten, about `wanted` of
/// them. After Paul Heckbert, "Nice numbers for graph labels", Graphics Gems (1990).
pub(crate) fn ticks(low: f64, high: f64, wanted: u32) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite()) || low > high {
        return Vec::new();
    }
    let Some(step) = Step::of(high - low, wanted) else {
        return vec![low];
    };
    let first = (low / step.size() - 1e-9).ceil();
    let last = (high / step.size() + 1e-9).floor();
    let mut values = Vec::new();
    let mut multiple = first;
    // Beyond 2^53 adding one changes nothing: the count ends it.
    while multiple <= last && values.len() < 1000 {
        values.push(step.times(multiple));
        multiple += 1.0;
    }
    values.dedup();
    values
}

/// 1, 2 or 5 times a power of ten.
struct Step {
    digit: f64,
    exponent: i32,
}

impl Step {
    fn of(range: f64, wanted: u32) -> Option<Self> {
        let rough = range / f64::from(wanted.max(1));
        if !rough.is_finite() || rough <= 0.0 || !rough.log10().is_finite() {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the exponent of a double is between -324 and 308"
        )]
        let exponent = rough.log10().floor() as i32;
        let (digit, exponent) = match rough / 10_f64.powi(exponent) {
            part if part < 1.5 => (1.0, exponent),
            part if part < 3.0 => (2.0, exponent),
            part if part < 7.0 => (5.0, exponent),
            _ => (1.0, exponent + 1),
        };
        let step = Self { digit, exponent };
        (step.size() > 0.0 && step.size().is_finite()).then_some(step)
    }

    fn size(&self) -> f64 {
        self.times(1.0)
    }

    /// Divides by a power of ten where it can, because 3 x 0.1 is not 0.3 but 3 / 10 is.
    fn times(&self, multiple: f64) -> f64 {
        let value = if (-300..0).contains(&self.exponent) {
            multiple * self.digit / 10_f64.powi(-self.exponent)
        } else {
            multiple * self.digit * 10_f64.powi(self.exponent)
        };
        value + 0.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_round_numbers() {
        assert_eq!(
            ticks(0.0, 100.0, 5),
            vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0]
        );
        assert_eq!(ticks(0.0, 0.35, 3), vec![0.0, 0.1, 0.2, 0.3]);
        assert_eq!(ticks(-2.0, 2.0, 4), vec![-2.0, -1.0, 0.0, 1.0, 2.0]);
        assert_eq!(ticks(7.0, 7.0, 4), vec![7.0]);
        assert_eq!(ticks(0.0, f64::NAN, 4), Vec::<f64>::new());
    }

    proptest! {
        #[test]
        fn ticks_lie_within_the_ends_in_order(low in -1e12..1e12_f64, range in 0.0..1e12_f64, wanted in 1_u32..20) {
            let high = low + range;
            let ticks = ticks(low, high, wanted);
            let slack = 1e-6 * range + 1e-9;
            prop_assert!(ticks.iter().all(|tick| *tick >= low - slack && *tick <= high + slack));
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(ticks.len() <= 2 * wanted as usize + 1);
        }

        #[test]
        fn an_axis_keeps_order_and_stays_in_its_range(one in any::<f64>(), other in any::<f64>()) {
            let axis = Axis::new((0.0, 50.0), (10.0, 90.0));
            prop_assert!((10.0..=90.0).contains(&axis.at(one)));
            if one.is_finite() && other.is_finite() && one <= other {
                prop_assert!(axis.at(one) <= axis.at(other));
            }
        }
    }
}
