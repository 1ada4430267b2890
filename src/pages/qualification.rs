//! A qualification's points as they fade, and the most a lead can have.

use crate::draw::decay::DecayChart;
use crate::model::qualification::Qualification;
use crate::score::engagement_points;
use crate::site::links::EntryLinks;
use crate::site::{Sentence, drawings};
use crate::view::view;

/// The ages, in days, at which fading points are shown.
const AGES: [f64; 4] = [0.0, 30.0, 60.0, 90.0];

view! {
    /// What only the page of a qualification has.
    pub(crate) struct QualificationComputed<'a> {
        /// The points of a lead on a scale with thresholds, drawn; nothing without thresholds.
        scale: Option<drawings::qualification::ThresholdScale<'a>>,
        /// How points fade, drawn; nothing without signals of engagement.
        fading: Option<drawings::Both<DecayChart>>,
        /// The ages at which fading points are told, in days.
        ages: Vec<f64>,
        /// The signals of engagement.
        engagement: Vec<EngagementSignal>,
        /// The most points that the questions of the framework give together.
        framework_maximum: f64,
    }
}

view! {
    /// A signal of engagement.
    pub(crate) struct EngagementSignal {
        /// What a lead does.
        signal: Sentence,
        /// The points for it.
        points: f64,
        /// The most points for it, however often it is done.
        cap: Option<f64>,
        /// After how many days half of the points is left.
        half_life_days: Option<f64>,
        /// When it counts.
        when: Option<Sentence>,
        /// The points that are left at each of the `ages`.
        left: Vec<f64>,
    }
}

pub(crate) fn computed<'a>(
    links: &EntryLinks<'a>,
    qualification: &Qualification,
) -> QualificationComputed<'a> {
    let engagement = qualification.engagement.iter();
    let engagement = engagement.map(|signal| EngagementSignal {
        signal: links.text(&signal.signal),
        points: signal.points,
        cap: signal.cap,
        half_life_days: signal.half_life_days.map(|days| days.0),
        when: signal.when.as_ref().map(|when| links.text(when)),
        left: AGES.map(|age| engagement_points(signal, age)).to_vec(),
    });
    let framework = qualification.framework.iter();
    QualificationComputed {
        scale: drawings::qualification::threshold_scale(links, qualification),
        fading: drawings::qualification::fading(qualification),
        ages: AGES.to_vec(),
        engagement: engagement.collect(),
        framework_maximum: framework.filter_map(|item| item.points).sum(),
    }
}
