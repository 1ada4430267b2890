//! Sheets to go out with: a guide for talks, a sheet that tests a persona, and an empty journey for a workshop.
//! Everything on them comes from the content or is one of the standard questions.

use std::collections::BTreeMap;

use crate::model::claim::worst_first;
use crate::model::content::Content;
use crate::model::job::Job;
use crate::model::persona::Persona;
use crate::model::value::Text;
use crate::model::{Claim, Entry};
use crate::score::{Confidence, confidence, outcome_score};
use crate::site::links::EntryLinks;
use crate::site::outcomes::jobs_of;
use crate::text::width::shorten;
use crate::view::view;

view! {
    /// A guide for a talk.
    pub(crate) struct InterviewSheet {
        /// The first jobs, in the author's order, to hear the story of.
        stories: Vec<JobStory>,
        /// What is said without a source, to be checked: the worst first, then one of each field by turns.
        assumptions: Vec<Assumption>,
        /// How many more assumptions there are.
        more: usize,
        /// Outcomes to rate, those that nobody has rated first.
        outcomes: Vec<String>,
        /// Objections without an answer.
        open: Vec<String>,
    }
}

view! {
    /// A job to hear the story of. What stands here is for who asks: read out, it would put our words into their mouth.
    pub(crate) struct JobStory {
        /// What we call it; empty where that is the statement of the job itself.
        name: String,
        /// The situation in which it comes up; empty when nobody says.
        when: String,
    }
}

view! {
    /// A statement without a source.
    pub(crate) struct Assumption {
        /// The word for the field it stands in.
        field: String,
        /// What it says.
        text: String,
    }
}

view! {
    /// A sheet that tests a persona: enough to recognise the person, not enough to be led. All texts are cut to the room
    /// there is.
    pub(crate) struct ValidationSheet {
        /// The standard questions.
        questions: Vec<String>,
        /// What the person does.
        role: Option<String>,
        /// One sentence.
        summary: Option<String>,
        /// Something the person said.
        quote: Option<String>,
        /// What drives the person, or else what the goals are: at most three.
        drives: Vec<String>,
        /// What frustrates: at most three.
        frustrations: Vec<String>,
    }
}

view! {
    /// An empty journey for a workshop.
    pub(crate) struct WorkshopSheet<'a> {
        /// The rows.
        lanes: Vec<WorkshopLane<'a>>,
        /// The columns: the word for a stage with its number.
        stages: Vec<String>,
        /// The name of the first job of the persona.
        job: Option<String>,
        /// What the person does.
        role: Option<String>,
    }
}

view! {
    /// A row of an empty journey.
    pub(crate) struct WorkshopLane<'a> {
        /// The row, as in `doing`.
        key: &'static str,
        /// Its name.
        word: &'a str,
    }
}

/// How many assumptions, jobs and outcomes a talk of an hour has room for.
const ASSUMPTIONS: usize = 12;
const JOBS: usize = 3;
const OUTCOMES: usize = 5;

/// The rows of an empty journey map, from the customer's side to ours, and how many stages it has.
const LANES: [&str; 7] = [
    "doing",
    "thinking",
    "feeling",
    "questions",
    "touchpoints",
    "pains",
    "opportunities",
];
const STAGES: usize = 6;

/// Her jobs to hear the story of, assumptions to check, outcomes to rate and objections without an answer.
pub(crate) fn interview(links: &EntryLinks<'_>, persona: &Persona) -> InterviewSheet {
    let jobs = jobs_of(links, persona);
    let stories = jobs.iter().take(JOBS);
    let stories = stories.map(|(entry, job)| story(entry, job));
    let outcomes = jobs.iter().flat_map(|(_, job)| &job.outcomes);
    let mut outcomes: Vec<_> = outcomes
        .map(|outcome| (outcome_score(outcome).is_some(), outcome))
        .collect();
    // What nobody has rated yet is asked first.
    outcomes.sort_by_key(|(known, _)| *known);
    let outcomes = outcomes.iter().take(OUTCOMES);
    let outcomes = outcomes.map(|(_, outcome)| outcome.statement.plain());
    let open = persona.decision.iter().flat_map(|one| &one.objections);
    let open = open.filter(|one| one.answer.is_none()).take(JOBS);
    let open = open.map(|one| one.says.plain());
    let (assumptions, more) = assumptions(links, persona);
    InterviewSheet {
        stories: stories.collect(),
        assumptions,
        more,
        outcomes: outcomes.collect(),
        open: open.collect(),
    }
}

fn story(entry: &Entry, job: &Job) -> JobStory {
    let statement = job.statement.as_ref().map(Text::plain);
    let name = Some(entry.header.name.clone());
    let when = job.when.as_ref().map(Text::plain);
    JobStory {
        name: name
            .filter(|name| Some(name) != statement.as_ref())
            .unwrap_or_default(),
        when: when.unwrap_or_default(),
    }
}

/// What we say about her without a source, and how many more there are: the worst first, then one of each field by
/// turns, so that a talk touches all of her.
fn assumptions(links: &EntryLinks<'_>, persona: &Persona) -> (Vec<Assumption>, usize) {
    let mut found: Vec<(usize, String, Claim)> = Vec::new();
    let mut turns: BTreeMap<String, usize> = BTreeMap::new();
    let EntryLinks { viewer, entry } = *links;
    persona.node().claims(&mut |path, claim| {
        let known = confidence(claim, entry, viewer.catalog, viewer.today);
        if known <= Confidence::Inference && !OURS.contains(&path.last_key()) {
            let field = path.last_key().to_owned();
            let turn = turns.entry(field.clone()).or_default();
            found.push((*turn, field, claim.clone()));
            *turn += 1;
        }
    });
    found.sort_by(|(turn, _, left), (other, _, right)| {
        let severity = |claim: &Claim| claim.severity.map_or(0.0, |severity| severity.0);
        let worst = severity(right).total_cmp(&severity(left));
        worst.then(turn.cmp(other))
    });
    let words = &viewer.words;
    let more = found.len().saturating_sub(ASSUMPTIONS);
    let shown = found.into_iter().take(ASSUMPTIONS);
    let shown = shown.map(|(_, field, claim)| Assumption {
        field: words.choice("field", &field).to_owned(),
        text: claim.text.plain(),
    });
    (shown.collect(), more)
}

/// What we advise ourselves about her: no customer can confirm it.
const OURS: [&str; 3] = ["dos", "donts", "avoid"];

/// What stands above the nine questions: enough to recognise her, not enough to be led.
pub(crate) fn validation(links: &EntryLinks<'_>, persona: &Persona) -> ValidationSheet {
    let few = |claims: &[Claim]| {
        let first = worst_first(claims).into_iter().take(3);
        first
            .map(|claim| shorten(&claim.text.plain(), 110))
            .collect()
    };
    let summary = links.entry.header.summary.as_ref().map(Text::plain);
    let quote = persona.quote.as_ref().map(|quote| quote.text.plain());
    let cut = |text: Option<String>| text.map(|text| shorten(&text, 190));
    ValidationSheet {
        questions: links.viewer.words.standard_questions(),
        role: cut(persona.role.clone()),
        summary: cut(summary),
        quote: cut(quote),
        drives: few(persona.drives()),
        frustrations: few(&persona.frustrations),
    }
}

/// An empty map: the stages by number, the rows by name.
pub(crate) fn workshop<'a>(links: &EntryLinks<'a>, persona: &Persona) -> WorkshopSheet<'a> {
    let words = &links.viewer.words;
    let lanes = LANES.map(|lane| WorkshopLane {
        key: lane,
        word: words.choice("lane", lane),
    });
    let stages = (1..=STAGES).map(|number| format!("{} {number}", words.get("say_stage")));
    let jobs = jobs_of(links, persona);
    WorkshopSheet {
        lanes: lanes.into(),
        stages: stages.collect(),
        job: jobs.first().map(|(entry, _)| entry.header.name.clone()),
        role: persona.role.as_deref().map(|role| shorten(role, 90)),
    }
}
