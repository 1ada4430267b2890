//! A job's outcomes, ranked by how much there is to gain, and the jobs below it.

use crate::draw::forces::ForcesChart;
use crate::model::Kind;
use crate::model::job::{Job, Phase};
use crate::site::links::EntryLinks;
use crate::site::outcomes::{RankedOutcome, ranked, ranked_outcomes};
use crate::site::{EntryCard, Sentence, drawings};
use crate::view::{Shared, view};

view! {
    /// What only the page of a job has.
    pub(crate) struct JobComputed<'a> {
        /// The outcomes by importance and satisfaction, drawn; nothing when none is rated.
        landscape: Option<drawings::job::OutcomeLandscape>,
        /// The forces of progress as arrows; nothing when no force is stated.
        forces: Option<drawings::Both<ForcesChart>>,
        /// The outcomes, those with the most to gain first.
        outcomes: Vec<RankedOutcome<'a>>,
        /// The phases of the job, each with its steps.
        phases: Vec<JobPhase<'a>>,
        /// The jobs that are parts of it.
        children: Vec<Shared<EntryCard>>,
        /// The journeys in which it is done.
        journeys: Vec<Shared<EntryCard>>,
    }
}

view! {
    /// A phase of a job.
    pub(crate) struct JobPhase<'a> {
        /// The phase, as in `prepare`; empty for steps that name none.
        key: &'static str,
        /// The phase in words.
        word: &'a str,
        /// What the customer does in it.
        steps: Vec<Sentence>,
    }
}

pub(crate) fn computed<'a>(links: &EntryLinks<'a>, job: &Job) -> JobComputed<'a> {
    let key = &links.entry.key;
    let viewer = links.viewer;
    let children = viewer.referring::<Job>(key, "parent");
    let children = children.iter().map(|(entry, _)| entry.key.id.as_str());
    let steps = |phase: Option<Phase>| -> Vec<Sentence> {
        let steps = job.steps.iter().filter(|step| step.phase == phase);
        steps.map(|step| links.text(&step.what)).collect()
    };
    let phases = Phase::ALL.iter().map(|phase| JobPhase {
        key: phase.as_str(),
        word: viewer.words.choice("phase", phase.as_str()),
        steps: steps(Some(*phase)),
    });
    let unplaced = Some(steps(None)).filter(|steps| !steps.is_empty());
    let unplaced = unplaced.map(|steps| JobPhase {
        key: "",
        word: viewer.words.get("job_phase_none"),
        steps,
    });
    let scores: Vec<_> = ranked(job).into_iter().map(|(score, _)| score).collect();
    let forces = job.forces.as_ref();
    JobComputed {
        landscape: drawings::job::outcome_landscape(&viewer.words, &scores),
        forces: forces.and_then(drawings::job::force_arrows),
        outcomes: ranked_outcomes(links, job),
        phases: phases.chain(unplaced).collect(),
        children: viewer.cards(Kind::Job, children),
        journeys: viewer.cards_from(Kind::Journey, key),
    }
}
