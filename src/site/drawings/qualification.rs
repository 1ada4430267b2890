//! A lead's points on a scale with thresholds, with the worked accounts of the ICP where their fit puts them; and how
//! points fade.

use crate::draw::Frame;
use crate::draw::label::{Slot, spread};
use crate::draw::scale::{PointScale, Threshold, point_scale};
use crate::draw::ticks::Axis;
use crate::model::icp::{Account, Icp};
use crate::model::limit::PointLimit;
use crate::model::qualification::Qualification;
use crate::model::segment::Tier;
use crate::score::{disqualified, fits_enough, score};
use crate::site::links::EntryLinks;
use crate::view::view;

view! {
    /// The points of a lead with thresholds, and worked accounts on it.
    pub(crate) struct ThresholdScale<'a> {
        /// For a screen or a sheet.
        wide: DrawnScale,
        /// For a phone.
        narrow: DrawnScale,
        /// The accounts, in the order of their numbers.
        leads: Vec<LeadOnScale<'a>>,
    }
}

view! {
    /// The scale in one size.
    pub(crate) struct DrawnScale {
        /// The scale.
        scale: PointScale,
        /// Where a perfect fit alone leads to.
        fit: Option<f64>,
        /// Where the accounts are.
        leads: Vec<LeadMark>,
    }
}

view! {
    /// An account on the scale.
    pub(crate) struct LeadMark {
        /// Its number, from 1.
        number: usize,
        /// Where its points lie.
        at: f64,
        /// Where its number has room.
        mark: Option<f64>,
        /// Whether it is disqualified or fails a must.
        disqualified: bool,
        /// Whether it fits too little to be marketing-qualified.
        fits_too_little: bool,
    }
}

view! {
    /// An account with the points that its fit gives.
    pub(crate) struct LeadOnScale<'a> {
        /// The account.
        name: &'a str,
        /// The points.
        points: f64,
        /// The tier: A, B or C; nothing while several are possible, and for one that is out.
        tier: Option<&'static str>,
        /// Whether it is disqualified or fails a must.
        disqualified: bool,
        /// Whether it fits too little to be marketing-qualified, whatever it does.
        fits_too_little: bool,
        /// How many points are missing to be marketing-qualified.
        missing: f64,
    }
}

/// The room that the number of an account takes on the scale.
const MARK: f64 = 24.0;

/// A worked account and the points that its fit gives.
struct Lead<'a> {
    account: &'a Account,
    points: f64,
    /// Whether it is disqualified or fails a must: then it has no tier.
    is_out: bool,
    fits_too_little: bool,
    tier: Option<&'static str>,
}

/// The scale and the leads on it; nothing without a threshold.
pub(crate) fn threshold_scale<'a>(
    links: &EntryLinks<'a>,
    given: &Qualification,
) -> Option<ThresholdScale<'a>> {
    let thresholds = given.thresholds.as_ref()?;
    let words = &links.viewer.words;
    let named = |key: &str, limit: PointLimit, is_short: bool| {
        let number = words.number(limit.number, 1);
        let from = if limit.is_above {
            words.fill("points_more", "value", &number)
        } else {
            number
        };
        Threshold {
            key: key.to_owned(),
            name: if is_short {
                from
            } else {
                words
                    .get(&format!("threshold_{key}"))
                    .replace("{points}", &from)
            },
            points: limit.number,
        }
    };
    let fit = given.fit_points.map(|points| points.0);
    let leads = leads(links, given);
    let end = (thresholds.mql.number * 4.0 / 3.0).max(fit.unwrap_or(0.0));
    let draw = |frame: Frame, is_short: bool| {
        let mut marks: Vec<Threshold> = thresholds
            .nurture
            .map(|points| named("nurture", points, is_short))
            .into_iter()
            .collect();
        marks.push(named("mql", thresholds.mql, is_short));
        let scale = point_scale(&frame, &marks, (0.0, end));
        let axis = axis(&scale);
        DrawnScale {
            scale,
            fit: fit.map(|points| axis.at(points)),
            leads: places(&axis, &frame, &leads),
        }
    };
    let rows = leads.iter().map(|lead| LeadOnScale {
        name: lead.account.account.as_str(),
        points: lead.points,
        tier: lead.tier,
        disqualified: lead.is_out,
        fits_too_little: lead.fits_too_little,
        missing: (thresholds.mql.number - lead.points).max(0.0),
    });
    Some(ThresholdScale {
        wide: draw(Frame::new(880.0, 150.0, [44.0, 14.0, 72.0, 14.0]), false),
        narrow: draw(Frame::new(340.0, 150.0, [44.0, 14.0, 72.0, 14.0]), true),
        leads: rows.collect(),
    })
}

fn axis(scale: &PointScale) -> Axis {
    let low = scale.bands.first().map_or(0.0, |band| band.from);
    let high = scale.bands.last().map_or(0.0, |band| band.to);
    Axis::new((low, high), (scale.track.x, scale.track.right()))
}

/// The accounts of the ICP that lie on the scale: what a perfect fit is worth, times how well they fit.
fn leads<'a>(links: &EntryLinks<'a>, given: &Qualification) -> Vec<Lead<'a>> {
    let found = links.viewer.catalog.find::<Icp>(&given.icp.id);
    let (Some((_, icp)), Some(fit)) = (found, given.fit_points) else {
        return Vec::new();
    };
    let Some(card) = &icp.scorecard else {
        return Vec::new();
    };
    icp.examples
        .iter()
        .map(|account| {
            let score = score(card, &account.values);
            let stops = disqualified(icp, &account.values);
            let is_out = !stops.by.is_empty() || !score.failed_musts.is_empty();
            Lead {
                account,
                points: fit.0 * score.percent.low / 100.0,
                is_out,
                fits_too_little: given.thresholds.as_ref().is_some_and(|thresholds| {
                    fits_enough(thresholds, card, &account.values) == Some(false)
                }),
                tier: (!is_out)
                    .then(|| score.tiers.known().map(Tier::as_str))
                    .flatten(),
            }
        })
        .collect()
}

/// Where the leads are, and where their numbers have room.
fn places(axis: &Axis, frame: &Frame, leads: &[Lead<'_>]) -> Vec<LeadMark> {
    let slots: Vec<Slot> = leads
        .iter()
        .map(|lead| Slot {
            wanted: axis.at(lead.points),
            size: MARK,
        })
        .collect();
    let marks = spread(&slots, 0.0, frame.width).into_iter().zip(leads);
    let marks = marks.enumerate().map(|(index, (mark, lead))| LeadMark {
        number: index + 1,
        at: axis.at(lead.points),
        mark: mark.map(|at| (at * 10.0).round() / 10.0),
        disqualified: lead.is_out,
        fits_too_little: lead.fits_too_little,
    });
    marks.collect()
}
