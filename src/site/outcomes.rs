//! The outcomes of a job, ranked by how much there is to gain, and the jobs of a persona.

use std::collections::BTreeSet;

use super::links::EntryLinks;
use super::{Choice, EntryCard, Sentence, Viewer};
use crate::draw::landscape::{ZoneKind, zone};
use crate::model::job::{Job, Outcome};
use crate::model::persona::Persona;
use crate::model::{Entry, Kind, Sources};
use crate::score::{Confidence, FEW, Grounds, OutcomeScore, outcome_n, outcome_score, weigh};
use crate::view::{Shared, view};

/// The jobs she names, in the order of their author, then the others that name her, by place and id.
pub(crate) fn jobs_of<'a>(links: &EntryLinks<'a>, persona: &Persona) -> Vec<(&'a Entry, &'a Job)> {
    let viewer = links.viewer;
    let mut seen = BTreeSet::new();
    let named = persona.jobs.iter();
    let named = named.filter_map(|job| viewer.catalog.find::<Job>(&job.id));
    named
        .chain(viewer.referring::<Job>(&links.entry.key, "personas"))
        .filter(|(entry, _)| seen.insert(&entry.key))
        .collect()
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

view! {
    /// An outcome of a job with its scores.
    pub(crate) struct RankedOutcome<'a> {
        /// What should come of it.
        statement: Sentence,
        /// Where it lies in the opportunity landscape.
        zone: Option<ZoneKind>,
        /// How important it is, 0 to 10.
        importance: Option<f64>,
        /// How well it goes today, 0 to 10.
        satisfaction: Option<f64>,
        /// The opportunity score, 0 to 20.
        opportunity: Option<f64>,
        /// What that score means.
        band: Option<Choice<'a>>,
        /// Whether the score was given by the author, not computed from ratings.
        is_given: bool,
        /// What its ratings or its score rest on.
        evidence: Vec<Shared<EntryCard>>,
        /// How many people or cases that are, if it is known.
        n: Option<f64>,
        /// Whether they are too few to say something about others.
        is_few: bool,
        /// How its ratings or its score are known, where no source says; nothing for what is not rated.
        unsourced: Option<Choice<'a>>,
    }
}

/// The outcomes as their table shows them.
pub(crate) fn ranked_outcomes<'a>(links: &EntryLinks<'a>, job: &Job) -> Vec<RankedOutcome<'a>> {
    let rated = |score: Option<OutcomeScore>| score.and_then(|score| score.rated);
    let viewer = links.viewer;
    let row = |(score, outcome): (Option<OutcomeScore>, &Outcome)| RankedOutcome {
        evidence: sources(viewer, &outcome.evidence),
        n: outcome_n(outcome, viewer.catalog),
        is_few: outcome_n(outcome, viewer.catalog).is_some_and(|n| n < FEW),
        unsourced: unsourced(links, outcome),
        statement: links.text(&outcome.statement),
        zone: rated(score).map(|rated| zone(rated.importance, rated.satisfaction)),
        importance: rated(score).map_or(outcome.importance.map(|one| one.0), |rated| {
            Some(rated.importance)
        }),
        satisfaction: rated(score).map_or(outcome.satisfaction.map(|one| one.0), |rated| {
            Some(rated.satisfaction)
        }),
        opportunity: score.map(|score| score.opportunity),
        is_given: score.is_some_and(|score| score.rated.is_none()),
        band: score.map(|score| viewer.choice("band", score.band().as_str())),
    };
    ranked(job).into_iter().map(row).collect()
}

fn sources(viewer: &Viewer<'_>, sources: &Sources) -> Vec<Shared<EntryCard>> {
    let ids = sources.iter().map(|source| source.id.as_str());
    viewer.cards(Kind::Evidence, ids)
}

/// Numbers without a source of their own rest on those of their job, or are an assumption; answers were counted.
fn unsourced<'a>(links: &EntryLinks<'a>, outcome: &Outcome) -> Option<Choice<'a>> {
    let EntryLinks { viewer, entry } = *links;
    let is_rated = outcome.importance.is_some() || outcome.satisfaction.is_some();
    let is_counted = outcome.answers.is_some();
    let has_source = is_counted || !outcome.evidence.is_empty();
    if has_source || !(is_rated || outcome.score.is_some()) {
        return None;
    }
    let whole = !entry.header.evidence.is_empty();
    let known: Confidence = weigh(&Grounds {
        whole,
        ..Grounds::default()
    });
    Some(viewer.choice("confidence", known.as_str()))
}
