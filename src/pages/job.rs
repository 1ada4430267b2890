//! A job's outcomes, ranked by how much there is to gain, and the jobs below it.

use crate::model::Kind;
use crate::model::job::{Job, Phase};
use crate::site::drawings;
use crate::site::links::EntryLinks;
use crate::site::map;
use crate::site::outcomes::{ranked, ranked_outcomes};
use crate::theme::Value;

pub(crate) fn facts(links: &EntryLinks<'_>, job: &Job) -> Value {
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
