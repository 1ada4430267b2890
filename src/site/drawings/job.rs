//! A job's opportunity landscape and its forces of progress.

use super::{Both, both};
use crate::draw::Frame;
use crate::draw::forces::{self, ForcesChart, Stated};
use crate::draw::landscape::{Landscape, Outcome, ZoneKind, ZoneNames, landscape, zone};
use crate::language::Words;
use crate::model::Claim;
use crate::model::job::Forces;
use crate::score::OutcomeScore;
use crate::view::view;

view! {
    /// The outcomes of a job by importance and satisfaction.
    pub(crate) struct OutcomeLandscape {
        /// The landscape.
        drawing: Both<Landscape>,
        /// How many outcomes are rated.
        rated: usize,
        /// How many of them are important and badly served.
        under_served: usize,
        /// How many are served as they should be.
        served: usize,
        /// How many are served better than they are important.
        over_served: usize,
    }
}

/// The outcomes on a landscape, in the order of their table, so that their numbers are its numbers. Nothing when
/// none is rated.
pub(crate) fn outcome_landscape(
    words: &Words,
    ranked: &[Option<OutcomeScore>],
) -> Option<OutcomeLandscape> {
    let rated = || ranked.iter().filter_map(|score| score.as_ref()?.rated);
    rated().next()?;
    let names = ZoneNames {
        over_served: words.get("zone_over_served"),
        served: words.get("zone_served"),
        under_served: words.get("zone_under_served"),
    };
    let draw = |frame: Frame| -> Landscape {
        let outcomes: Vec<Outcome> = ranked
            .iter()
            .map(|score| Outcome {
                importance: score
                    .and_then(|score| score.rated)
                    .map_or(f64::NAN, |rated| rated.importance),
                satisfaction: score
                    .and_then(|score| score.rated)
                    .map_or(f64::NAN, |rated| rated.satisfaction),
                // The numbers are those of the table: sentences would lie over each other.
                label: String::new(),
            })
            .collect();
        landscape(&frame, &outcomes, &names)
    };
    let count = |kind: ZoneKind| {
        rated()
            .filter(|rated| zone(rated.importance, rated.satisfaction) == kind)
            .count()
    };
    Some(OutcomeLandscape {
        drawing: both(
            draw(Frame::new(640.0, 440.0, [14.0, 30.0, 50.0, 52.0])),
            draw(Frame::new(340.0, 360.0, [10.0, 24.0, 44.0, 36.0])),
        ),
        rated: rated().count(),
        under_served: count(ZoneKind::UnderServed),
        served: count(ZoneKind::Served),
        over_served: count(ZoneKind::OverServed),
    })
}

/// The forces as arrows; nothing when there is no statement.
pub(crate) fn force_arrows(given: &Forces) -> Option<Both<ForcesChart>> {
    let lists = [&given.push, &given.pull, &given.anxiety, &given.habit];
    if lists.iter().all(|claims| claims.is_empty()) {
        return None;
    }
    let [push, pull, anxiety, habit] = lists.map(|claims| stated(claims));
    let stated = forces::Forces {
        push,
        pull,
        anxiety,
        habit,
    };
    let draw = |frame: Frame| -> ForcesChart { forces::forces(&frame, &stated) };
    Some(both(
        draw(Frame::new(880.0, 150.0, [0.0; 4])),
        draw(Frame::new(340.0, 140.0, [0.0; 4])),
    ))
}

/// A force is as strong as the strongest of its statements.
fn stated(claims: &[Claim]) -> Stated {
    let strengths = claims.iter().filter_map(|claim| claim.strength.as_ref());
    let strongest = strengths.map(|strength| strength.0).max_by(f64::total_cmp);
    match strongest {
        Some(strength) => Stated::Strength(strength),
        None if claims.is_empty() => Stated::No,
        None => Stated::Yes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::score::{Band, Rated};
    use crate::view::View as _;

    #[test]
    fn dots_have_the_numbers_of_the_table_and_unrated_outcomes_have_none() {
        let score = |importance: f64, satisfaction: f64| {
            Some(OutcomeScore {
                rated: Some(Rated {
                    importance,
                    satisfaction,
                }),
                opportunity: importance + (importance - satisfaction).max(0.0),
            })
        };
        let ranked = vec![score(9.0, 2.0), score(5.0, 8.0), None];
        let drawn = outcome_landscape(&Words::built_in(Language::default()), &ranked).unwrap();
        assert_eq!(
            (drawn.rated, drawn.under_served, drawn.over_served),
            (2, 1, 1)
        );
        let json: serde_json::Value = serde_json::to_value(drawn.value()).unwrap();
        let dots = json["drawing"]["wide"]["dots"].as_array().unwrap();
        let numbers: Vec<u64> = dots
            .iter()
            .map(|dot| dot["dot"]["number"].as_u64().unwrap())
            .collect();
        assert_eq!(numbers, [1, 2]);
    }

    #[test]
    fn the_landscape_and_the_list_agree_about_what_is_served() {
        for language in Language::all() {
            let words = Words::built_in(language);
            for (zone, band) in [
                ("zone_served", "served"),
                ("zone_over_served", "over-served"),
            ] {
                assert_eq!(words.get(zone), words.choice("band", band), "{language:?}");
            }
        }
        for tenths in 0..=100_u8 {
            for satisfied in 0..=100_u8 {
                let rated = Rated {
                    importance: f64::from(tenths) / 10.0,
                    satisfaction: f64::from(satisfied) / 10.0,
                };
                let Rated {
                    importance,
                    satisfaction,
                } = rated;
                let score = OutcomeScore {
                    opportunity: importance + (importance - satisfaction).max(0.0),
                    rated: Some(rated),
                };
                let expected = match score.band() {
                    Band::OverServed => ZoneKind::OverServed,
                    Band::Served => ZoneKind::Served,
                    Band::Worthwhile | Band::High | Band::Extreme => ZoneKind::UnderServed,
                };
                assert_eq!(zone(importance, satisfaction), expected, "{rated:?}");
            }
        }
    }

    #[test]
    fn without_ratings_and_without_statements_there_is_no_drawing() {
        let words = Words::built_in(Language::default());
        assert!(outcome_landscape(&words, &[None]).is_none());
        let forces = Forces {
            push: Vec::new(),
            pull: Vec::new(),
            anxiety: Vec::new(),
            habit: Vec::new(),
        };
        assert!(force_arrows(&forces).is_none());
    }
}
