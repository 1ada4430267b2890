//! A sheet for watching a persona at work: rows for what is seen and heard, and, to be read before and compared after, what the
//! book says of the day, the jobs, the tools and the ways around. Must not know disk.

use crate::model::persona::Persona;
use crate::model::value::Text;
use crate::site::links::EntryLinks;
use crate::site::outcomes::jobs_of;
use crate::view::view;

view! {
    /// A sheet for watching somebody at work. Lists may be empty: then there is room to write instead.
    pub(crate) struct Observation<'a> {
        /// What the person does; empty when nobody says.
        role: &'a str,
        /// The first moments of a day, as the book tells it.
        day: Vec<ExpectedMoment<'a>>,
        /// The first jobs, in the author's order.
        jobs: Vec<ExpectedJob<'a>>,
        /// What the person works with, as the book says.
        tools: Vec<String>,
        /// Ways around what frustrates, as the book says.
        workarounds: Vec<String>,
    }
}

view! {
    /// A moment of a day.
    pub(crate) struct ExpectedMoment<'a> {
        /// The time, as it is written; empty when nobody says.
        time: &'a str,
        /// What happens.
        what: String,
    }
}

view! {
    /// A job to look out for.
    pub(crate) struct ExpectedJob<'a> {
        /// Its name.
        name: &'a str,
        /// What is done for it, in order.
        steps: Vec<String>,
    }
}

/// How much of each list one visit has room for.
const LISTED: usize = 10;
const JOBS: usize = 2;

/// The sheet for watching a persona at work.
pub(crate) fn observation<'a>(links: &EntryLinks<'a>, persona: &'a Persona) -> Observation<'a> {
    let day = persona.day.iter().take(LISTED);
    let day = day.map(|moment| ExpectedMoment {
        time: moment.time.as_deref().unwrap_or_default(),
        what: moment.what.plain(),
    });
    let jobs = jobs_of(links, persona).into_iter().take(JOBS);
    let jobs = jobs.map(|(entry, job)| {
        let steps = job.steps.iter().take(LISTED);
        ExpectedJob {
            name: &entry.header.name,
            steps: steps.map(|step| step.what.plain()).collect(),
        }
    });
    let tools = persona.tools.iter().take(LISTED);
    let frustrations = persona.frustrations.iter();
    let workarounds = frustrations.filter_map(|claim| claim.workaround.as_ref());
    Observation {
        role: persona.role.as_deref().unwrap_or_default(),
        day: day.collect(),
        jobs: jobs.collect(),
        tools: tools.map(Text::plain).collect(),
        workarounds: workarounds.take(LISTED).map(Text::plain).collect(),
    }
}
