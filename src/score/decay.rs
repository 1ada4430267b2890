//! How much of the points for something a lead did is left. Interest fades, fit never does.

use crate::model::qualification::Engagement;

/// What is left of points after whole days, in millionths: `0.5^(age_days / half_life_days)`. Six decimals count, so that
/// every program comes to the same.
#[expect(
    clippy::cast_possible_truncation,
    reason = "from no millionths to a million"
)]
pub(super) fn left_after(half_life_days: Option<f64>, age_days: f64) -> i64 {
    match half_life_days {
        Some(days) if days > 0.0 => (1e6 * 0.5_f64.powf(age_days.max(0.0) / days)).round() as i64,
        _ => 1_000_000,
    }
}

/// `points x 0.5^(age_days / half_life_days)`; without a half-life all points stay.
pub fn engagement_points(engagement: &Engagement, age_days: f64) -> f64 {
    match engagement.half_life_days {
        Some(half_life) if half_life.0 > 0.0 => {
            engagement.points * 0.5_f64.powf(age_days.max(0.0) / half_life.0)
        }
        _ => engagement.points,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::value::{Bounded, Text};

    #[test]
    fn half_of_the_points_are_left_after_the_half_life() {
        let demo = Engagement {
            signal: Text("demo".into()),
            points: 30.0,
            field: None,
            half_life_days: Some(Bounded(14.0)),
            cap: None,
            when: None,
        };
        assert_eq!(engagement_points(&demo, 0.0), 30.0);
        assert_eq!(engagement_points(&demo, 14.0), 15.0);
        assert_eq!(engagement_points(&demo, 28.0), 7.5);
    }
}
