//! The outcomes of a job, ranked by how much there is to gain, and the jobs of a persona.

use super::links::EntryLinks;
use super::map;
use crate::draw::landscape::zone;
use crate::model::Entry;
use crate::model::job::{Job, Outcome};
use crate::model::persona::Persona;
use crate::score::{OutcomeScore, outcome_score};
use crate::theme::Value;

/// The jobs she names and those that name her, by id.
pub(crate) fn jobs_of<'a>(links: &EntryLinks<'a>, persona: &Persona) -> Vec<(&'a Entry, &'a Job)> {
    let viewer = links.viewer;
    let mut jobs: Vec<(&Entry, &Job)> = persona
        .jobs
        .iter()
        .filter_map(|job| viewer.catalog.find::<Job>(&job.id))
        .chain(viewer.referring::<Job>(&links.entry.key, "personas"))
        .collect();
    jobs.sort_by(|left, right| left.0.key.cmp(&right.0.key));
    jobs.dedup_by(|left, right| left.0.key == right.0.key);
    jobs
}

/// The outcomes, those with the highest opportunity score first, those without a score last.
pub(crate) fn ranked(job: &Job) -> Vec<(Option<OutcomeScore>, &Outcome)> {
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
pub(crate) fn ranked_outcomes(links: &EntryLinks<'_>, job: &Job) -> Vec<Value> {
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
