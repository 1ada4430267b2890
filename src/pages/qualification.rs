//! A qualification's points as they fade, and the most a lead can have.

use crate::model::qualification::Qualification;
use crate::score::engagement_points;
use crate::site::drawings;
use crate::site::links::EntryLinks;
use crate::site::map;
use crate::theme::Value;

/// The ages, in days, at which fading points are shown.
const AGES: [f64; 4] = [0.0, 30.0, 60.0, 90.0];

pub(crate) fn facts(links: &EntryLinks<'_>, qualification: &Qualification) -> Value {
    let engagement = qualification.engagement.iter().map(|signal| {
        let left = AGES.map(|age| Value::from(engagement_points(signal, age)));
        map(vec![
            ("signal", links.text(&signal.signal).into()),
            ("points", signal.points.into()),
            ("cap", signal.cap.into()),
            (
                "half_life_days",
                signal.half_life_days.map(|days| days.0).into(),
            ),
            (
                "when",
                signal.when.as_ref().map(|when| links.text(when)).into(),
            ),
            ("left", left.to_vec().into()),
        ])
    });
    let framework: f64 = qualification
        .framework
        .iter()
        .filter_map(|item| item.points)
        .sum();
    map(vec![
        (
            "scale",
            drawings::qualification::threshold_scale(links, qualification),
        ),
        ("fading", drawings::qualification::fading(qualification)),
        ("ages", AGES.map(Value::from).to_vec().into()),
        ("engagement", engagement.collect::<Vec<_>>().into()),
        ("framework_maximum", framework.into()),
    ])
}
