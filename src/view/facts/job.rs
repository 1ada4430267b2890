//! A job's outcomes, ranked by how much there is to gain, and the jobs below it.

use crate::model::Kind;
use crate::model::job::{Job, Phase};
use crate::score::outcome_score;
use crate::theme::Value;
use crate::view::links::EntryLinks;
use crate::view::map;

pub(super) fn facts(links: &EntryLinks<'_>, job: &Job) -> Value {
    let key = &links.entry.key;
    let viewer = links.viewer;
    let children = viewer.referring::<Job>(key, "parent");
    let children = children.iter().map(|(entry, _)| entry.key.id.as_str());
    let phases = Phase::ALL.iter().map(|phase| {
        let steps = job
            .steps
            .iter()
            .filter(|step| step.phase == *phase)
            .map(|step| links.text(&step.what))
            .collect::<Vec<_>>();
        map(vec![
            ("key", phase.as_str().into()),
            ("word", viewer.words.choice("phase", phase.as_str()).into()),
            ("steps", steps.into()),
        ])
    });
    map(vec![
        ("outcomes", ranked_outcomes(links, job).into()),
        ("phases", phases.collect::<Vec<_>>().into()),
        ("children", viewer.cards(Kind::Job, children).into()),
        ("journeys", viewer.cards_from(Kind::Journey, key).into()),
    ])
}

/// The outcomes, those with the highest opportunity score first, those without a score last.
pub(super) fn ranked_outcomes(links: &EntryLinks<'_>, job: &Job) -> Vec<Value> {
    let mut outcomes: Vec<_> = job
        .outcomes
        .iter()
        .map(|outcome| (outcome_score(outcome), outcome))
        .collect();
    outcomes.sort_by(|(left, _), (right, _)| {
        let score =
            |score: &Option<crate::score::OutcomeScore>| score.map_or(-1.0, |one| one.opportunity);
        score(right).total_cmp(&score(left))
    });
    outcomes
        .into_iter()
        .map(|(score, outcome)| {
            let band = score.map(|score| {
                let key = score.band().as_str();
                map(vec![
                    ("key", key.into()),
                    ("word", links.viewer.words.choice("band", key).into()),
                ])
            });
            map(vec![
                ("statement", links.text(&outcome.statement)),
                ("importance", score.map(|score| score.importance).into()),
                ("satisfaction", score.map(|score| score.satisfaction).into()),
                ("opportunity", score.map(|score| score.opportunity).into()),
                ("band", band.into()),
            ])
        })
        .collect()
}
