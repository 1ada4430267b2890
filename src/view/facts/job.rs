//! A job's outcomes, ranked by how much there is to gain, and the jobs below it.

use crate::model::Kind;
use crate::model::job::{Job, Outcome, Phase};
use crate::score::{OutcomeScore, outcome_score};
use crate::theme::Value;
use crate::view::chart::landscape::zone;
use crate::view::drawings;
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
    let labelled: Vec<_> = ranked(job)
        .into_iter()
        .map(|(score, outcome)| (score, outcome.statement.plain()))
        .collect();
    let forces = job.forces.as_ref();
    map(vec![
        (
            "landscape",
            drawings::job::outcome_landscape(&viewer.words, &labelled),
        ),
        (
            "forces",
            forces.map_or(Value::none(), drawings::job::force_arrows),
        ),
        ("outcomes", ranked_outcomes(links, job).into()),
        ("phases", phases.collect::<Vec<_>>().into()),
        ("children", viewer.cards(Kind::Job, children).into()),
        ("journeys", viewer.cards_from(Kind::Journey, key).into()),
    ])
}

/// The outcomes, those with the highest opportunity score first, those without a score last.
fn ranked(job: &Job) -> Vec<(Option<OutcomeScore>, &Outcome)> {
    let mut outcomes: Vec<_> = job
        .outcomes
        .iter()
        .map(|outcome| (outcome_score(outcome), outcome))
        .collect();
    outcomes.sort_by(|(left, _), (right, _)| {
        let score = |score: &Option<OutcomeScore>| score.map_or(-1.0, |one| one.opportunity);
        score(right).total_cmp(&score(left))
    });
    outcomes
}

/// The outcomes as their table shows them.
pub(in crate::view) fn ranked_outcomes(links: &EntryLinks<'_>, job: &Job) -> Vec<Value> {
    ranked(job)
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
                (
                    "zone",
                    score
                        .map(|score| {
                            Value::from_serializable(&zone(score.importance, score.satisfaction))
                        })
                        .into(),
                ),
                ("importance", score.map(|score| score.importance).into()),
                ("satisfaction", score.map(|score| score.satisfaction).into()),
                ("opportunity", score.map(|score| score.opportunity).into()),
                ("band", band.into()),
            ])
        })
        .collect()
}
