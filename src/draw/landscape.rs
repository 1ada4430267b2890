//! The opportunity landscape: outcomes by how important they are and how satisfied people are with them.
//! Must not know jobs or words.
//!
//! After Anthony W. Ulwick, "What Customers Want" (2005). The opportunity score is
//! `importance + max(importance - satisfaction, 0)`, so below the diagonal a score `s` is the line
//! `satisfaction = 2 x importance - s`. Under-served is what scores 10 or more on that side; over-served is what
//! people are more satisfied with than it is important; between them lies what is appropriately served.

use super::frame::{Frame, Point, Rect};
use super::label::{Anchor, Label};
use super::path::points;
use super::scatter::{AreaName, Dot, Item, Scattered, scatter, steps};
use super::ticks::{Axis, Tick};
use crate::view::{view, view_words};

/// The scores at which a band begins.
const SCORES: [f64; 3] = [10.0, 12.0, 15.0];
/// Between a side of the plot and the name of a zone.
const INSET: f64 = 8.0;

/// An outcome with its two ratings, 0 to 10.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    /// Share of respondents that find it important, times 10.
    pub(crate) importance: f64,
    /// Share of respondents that are satisfied, times 10.
    pub(crate) satisfaction: f64,
    /// What its label says; it may be long.
    pub(crate) label: String,
}

/// The words on the landscape.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct ZoneNames<'a> {
    /// Of the zone of what is more satisfying than important.
    pub(crate) over_served: &'a str,
    /// Of the zone between.
    pub(crate) served: &'a str,
    /// Of the zone of what is important and not satisfying.
    pub(crate) under_served: &'a str,
}

view_words! {
    /// How well an outcome is served.
    #[derive(Copy, PartialEq, Eq)]
    pub(crate) enum ZoneKind {
        /// More satisfying than important.
        OverServed = "over-served",
        /// As it should be.
        Served = "served",
        /// Important and not satisfying.
        UnderServed = "under-served",
    }
}

view! {
    /// The drawing.
    #[derive(PartialEq)]
    pub(crate) struct Landscape {
        /// The size.
        frame: Frame,
        /// The square from 0 to 10 in both directions.
        plot: Rect,
        /// Importance, along the lower side.
        importance_ticks: Vec<Tick>,
        /// Satisfaction, along the left side.
        satisfaction_ticks: Vec<Tick>,
        /// Three polygons that fill the plot.
        zones: Vec<Zone>,
        /// Where the scores 10, 12 and 15 are.
        lines: Vec<ScoreLine>,
        /// The outcomes, in the order given, without those whose ratings are no numbers.
        dots: Vec<OutcomeDot>,
    }
}

view! {
    /// A part of the landscape.
    #[derive(PartialEq)]
    pub(crate) struct Zone {
        /// Which.
        kind: ZoneKind,
        /// `points` of its polygon.
        points: String,
        /// Its name; nothing when the frame is too small for it.
        name: Option<Label>,
    }
}

view! {
    /// The outcomes with the same score, below the diagonal.
    #[derive(PartialEq)]
    pub(crate) struct ScoreLine {
        /// 10, 12 or 15.
        score: f64,
        /// On the lower side.
        from: Point,
        /// On the right side.
        to: Point,
    }
}

view! {
    /// An outcome on the landscape.
    #[derive(PartialEq)]
    pub(crate) struct OutcomeDot {
        /// How well it is served.
        zone: ZoneKind,
        /// Its place and label.
        dot: Dot,
    }
}

/// Draws outcomes, the most interesting first: their labels choose first. Of 40, most have one; the rest have
/// their number.
pub(crate) fn landscape(frame: &Frame, outcomes: &[Outcome], names: &ZoneNames<'_>) -> Landscape {
    let plot = frame.plot().common(&frame.bounds());
    let across = Axis::new((0.0, 10.0), (plot.x, plot.right()));
    let up = Axis::new((0.0, 10.0), (plot.bottom(), plot.y));
    let at =
        |importance: f64, satisfaction: f64| Point::new(across.at(importance), up.at(satisfaction));
    let items: Vec<Item> = outcomes
        .iter()
        .map(|outcome| Item {
            x: outcome.importance,
            y: outcome.satisfaction,
            label: outcome.label.clone(),
        })
        .collect();
    let places: Vec<Option<Point>> = items
        .iter()
        .map(|item| (item.x.is_finite() && item.y.is_finite()).then(|| at(item.x, item.y)))
        .collect();
    let Scattered { dots, names } = scatter(frame, &items, &places, &zone_names(&plot, names));
    let polygons = [
        (
            ZoneKind::OverServed,
            vec![at(0.0, 0.0), at(10.0, 10.0), at(0.0, 10.0)],
        ),
        (
            ZoneKind::Served,
            vec![at(0.0, 0.0), at(5.0, 0.0), at(10.0, 10.0)],
        ),
        (
            ZoneKind::UnderServed,
            vec![at(5.0, 0.0), at(10.0, 0.0), at(10.0, 10.0)],
        ),
    ];
    Landscape {
        frame: *frame,
        plot,
        importance_ticks: across.ticks(5),
        satisfaction_ticks: up.ticks(5),
        zones: polygons
            .into_iter()
            .zip(names)
            .map(|((kind, corners), name)| Zone {
                kind,
                points: points(&corners),
                name,
            })
            .collect(),
        lines: SCORES
            .map(|score| ScoreLine {
                score,
                from: at(score / 2.0, 0.0),
                to: at(10.0, 20.0 - score),
            })
            .to_vec(),
        dots: dots
            .into_iter()
            .map(|dot| {
                let outcome = &outcomes[dot.number - 1];
                OutcomeDot {
                    zone: zone(outcome.importance, outcome.satisfaction),
                    dot,
                }
            })
            .collect(),
    }
}

/// The zone of an outcome.
pub(crate) fn zone(importance: f64, satisfaction: f64) -> ZoneKind {
    if satisfaction > importance {
        ZoneKind::OverServed
    } else if importance + (importance - satisfaction) >= SCORES[0] {
        ZoneKind::UnderServed
    } else {
        ZoneKind::Served
    }
}

/// Names stand along the sides of their zone, from its corner on.
fn zone_names<'a>(plot: &Rect, names: &ZoneNames<'a>) -> [AreaName<'a>; 3] {
    let (left, right) = (plot.x + INSET, plot.right() - INSET);
    let (top, bottom) = (plot.y + 2.0 * INSET, plot.bottom() - 2.0 * INSET);
    let middle = plot.centre();
    let third = plot.width / 3.0;
    let along_top = steps(left, left + third, 6)
        .into_iter()
        .map(|x| (Point::new(x, top), Anchor::Start));
    let along_left = steps(top, top + plot.height / 3.0, 6)
        .into_iter()
        .map(|y| (Point::new(left, y), Anchor::Start));
    // The zone between begins in the corner as a point: its name stands some way along the side.
    let along_bottom = steps(left + 0.09 * plot.width, left + 0.2 * plot.width, 6)
        .into_iter()
        .map(|x| (Point::new(x, bottom), Anchor::Start));
    let along_right = steps(bottom, middle.y, 8)
        .into_iter()
        .map(|y| (Point::new(right, y), Anchor::End));
    let along_bottom_back = steps(right, right - third / 2.0, 6)
        .into_iter()
        .map(|x| (Point::new(x, bottom), Anchor::End));
    [
        AreaName {
            text: names.over_served,
            places: along_top.chain(along_left).collect(),
            width: third,
        },
        AreaName {
            text: names.served,
            places: along_bottom.collect(),
            width: third,
        },
        AreaName {
            text: names.under_served,
            places: along_right.chain(along_bottom_back).collect(),
            width: third,
        },
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draw::tests::{check_dots, numbers};

    const NAMES: ZoneNames<'static> = ZoneNames {
        over_served: "over-served",
        served: "appropriately served",
        under_served: "under-served",
    };

    fn frame() -> Frame {
        Frame::new(720.0, 560.0, [16.0, 40.0, 44.0, 48.0])
    }

    fn outcome(importance: f64, satisfaction: f64) -> Outcome {
        Outcome {
            importance,
            satisfaction,
            label: "Minimise the time it takes to know whether an order is paid".into(),
        }
    }

    fn dots(chart: &Landscape) -> Vec<Dot> {
        chart.dots.iter().map(|one| one.dot.clone()).collect()
    }

    #[test]
    fn importance_goes_right_and_satisfaction_up() {
        let frame = Frame::new(120.0, 120.0, [10.0; 4]);
        let chart = landscape(&frame, &[outcome(10.0, 0.0), outcome(2.0, 7.0)], &NAMES);
        assert_eq!((chart.dots[0].dot.x, chart.dots[0].dot.y), (110.0, 110.0));
        assert_eq!((chart.dots[1].dot.x, chart.dots[1].dot.y), (30.0, 40.0));
        assert_eq!(chart.zones[2].points, "60,110 110,110 110,10");
        assert_eq!(chart.lines[2].to, Point::new(110.0, 60.0));
    }

    #[test]
    fn zones_agree_with_the_published_scores() {
        assert_eq!(zone(8.57, 1.43), ZoneKind::UnderServed);
        assert_eq!(zone(9.60, 9.20), ZoneKind::UnderServed);
        assert_eq!(zone(9.00, 9.33), ZoneKind::OverServed);
        assert_eq!(zone(6.67, 7.62), ZoneKind::OverServed);
        assert_eq!(zone(6.0, 3.0), ZoneKind::Served);
        assert_eq!(zone(5.0, 0.0), ZoneKind::UnderServed);
    }

    #[test]
    fn a_rating_that_is_no_number_is_not_drawn() {
        let outcomes = [
            outcome(f64::NAN, 1.0),
            outcome(1.0, f64::INFINITY),
            outcome(1.0, 1.0),
        ];
        let chart = landscape(&frame(), &outcomes, &NAMES);
        assert_eq!(chart.dots.len(), 1);
        assert_eq!(chart.dots[0].dot.number, 3);
    }

    #[test]
    fn an_empty_landscape_has_its_zones() {
        let chart = landscape(&frame(), &[], &NAMES);
        assert!(chart.dots.is_empty());
        let names: Vec<Rect> = chart
            .zones
            .iter()
            .map(|zone| zone.name.as_ref().unwrap().area)
            .collect();
        assert!(names.iter().all(|name| chart.plot.holds(name)));
        assert!(!names[0].overlaps(&names[1]) && !names[1].overlaps(&names[2]));
    }

    #[test]
    fn a_frame_without_room_draws_nothing_outside_it() {
        let tiny = Frame::new(8.0, 8.0, [10.0; 4]);
        let chart = landscape(&tiny, &vec![outcome(1.0, 1.0); 3], &NAMES);
        assert!(chart.dots.iter().all(|one| one.dot.label.is_none()));
    }

    #[test]
    fn of_forty_outcomes_most_have_labels() {
        let outcomes: Vec<Outcome> = (0..40)
            .map(|index| {
                let index = f64::from(index);
                outcome(
                    4.0 + (index * 37.0 % 55.0) / 10.0,
                    2.0 + (index * 53.0 % 60.0) / 10.0,
                )
            })
            .collect();
        let chart = landscape(&frame(), &outcomes, &NAMES);
        check_dots(&frame(), &dots(&chart));
        let labelled = chart
            .dots
            .iter()
            .filter(|one| one.dot.label.is_some())
            .count();
        assert!(labelled >= 28, "{labelled}");
    }

    #[test]
    fn five_hundred_outcomes_in_one_place_are_drawn() {
        let chart = landscape(&frame(), &vec![outcome(9.0, 2.0); 500], &NAMES);
        assert_eq!(chart.dots.len(), 500);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn nothing_overlaps_or_leaves_the_frame(
            ratings in proptest::collection::vec((-1.0..11.0_f64, -1.0..11.0_f64), 0..41),
            coarse in any::<bool>(),
        ) {
            let outcomes: Vec<Outcome> = ratings
                .iter()
                .map(|(x, y)| if coarse { outcome(x.round(), y.round()) } else { outcome(*x, *y) })
                .collect();
            let chart = landscape(&frame(), &outcomes, &NAMES);
            check_dots(&frame(), &dots(&chart));
            for name in chart.zones.iter().filter_map(|zone| zone.name.as_ref()) {
                for label in chart.dots.iter().filter_map(|one| one.dot.label.as_ref()) {
                    prop_assert!(!name.area.overlaps(&label.area));
                }
            }
            for zone in &chart.zones {
                prop_assert!(numbers(&zone.points).len() == 6);
            }
            prop_assert_eq!(landscape(&frame(), &outcomes, &NAMES), chart);
        }
    }
}
