//! A persona's place in journeys, jobs and committees, the nine questions, how well she is known, and what
//! the drawings of her page need.

use crate::draw::Frame;
use crate::draw::curve::{self, Feeling, Sparkline, StripStage};
use crate::draw::frame::count;
use crate::language::standard_question;
use crate::model::claim::worst_first;
use crate::model::content::Content;
use crate::model::icp::Icp;
use crate::model::journey::{Journey, stage_part};
use crate::model::persona::Persona;
use crate::model::{Claim, Key, Kind};
use crate::score::{ClaimCounts, claims_by_confidence, sources};
use crate::site::competitors;
use crate::site::links::EntryLinks;
use crate::site::outcomes::{RankedOutcome, jobs_of, ranked_outcomes};
use crate::site::traits::{Slider, slider};
use crate::site::{EntryCard, Sentence, Statement, drawings};
use crate::view::{Fields, Shared, view};

/// How many outcomes of each job a persona's page shows.
const TOP_OUTCOMES: usize = 3;

/// How many competitors a line has room for; the page of what to say when has all.
const COMPETITORS: usize = 6;

/// How many claims of each list stand at the top of a persona's page.
const TOP_CLAIMS: usize = 3;

/// The width of a stage in the drawing of her feelings; its height is 100.
const SPARK_STAGE: f64 = 160.0;

view! {
    /// What only the page of a persona has.
    pub(crate) struct PersonaComputed<'a> {
        /// What stands at the top of the page.
        top: PersonaTop<'a>,
        /// Places between opposites.
        traits: Vec<Slider<'a>>,
        /// The journeys the persona is on.
        journeys: Vec<PersonaJourney<'a>>,
        /// The jobs the persona has, in the order of their author.
        jobs: Vec<PersonaJob<'a>>,
        /// Whether the site shows one of the personas that this one has to do with.
        has_relations: bool,
        /// The competitors that come up with the persona: hired for a job, or going for the firm or the segment. At most six.
        competitors: Vec<Shared<EntryCard>>,
        /// The seats on buying committees.
        committees: Vec<Seat<'a>>,
        /// The standard questions in their order, answered or not, then the persona's own.
        validation: Vec<ValidationQuestion>,
        /// How well the persona is known.
        knowledge: Knowledge<'a>,
    }
}

view! {
    /// What stands at the top of a persona's page.
    pub(crate) struct PersonaTop<'a> {
        /// What drives the persona, or else what the goals are; the worst first.
        drives: FirstClaims<'a>,
        /// Whether goals stand there, because no drivers are written.
        drives_are_goals: bool,
        /// What frustrates, the worst first.
        frustrations: FirstClaims<'a>,
        /// What to do when talking with the persona.
        dos: FirstClaims<'a>,
        /// What not to do.
        donts: FirstClaims<'a>,
    }
}

view! {
    /// The first few of a list of claims.
    pub(crate) struct FirstClaims<'a> {
        /// At most three.
        items: Vec<Statement<'a>>,
        /// How many more there are.
        more: usize,
    }
}

view! {
    /// A journey that a persona is on.
    pub(crate) struct PersonaJourney<'a> {
        /// The journey.
        card: Shared<EntryCard>,
        /// Its stages as they feel to the persona.
        stages: Vec<FeltStage<'a>>,
        /// The feelings in one small drawing; nothing when none is known.
        spark: Option<Sparkline>,
    }
}

view! {
    /// A stage of a journey as it feels to a persona.
    pub(crate) struct FeltStage<'a> {
        /// Its name.
        name: &'a str,
        /// Its place on the page of the journey.
        anchor: String,
        /// Whether it decides what the customer thinks of us.
        moment_of_truth: bool,
        /// Its part of the drawn feelings.
        strip: Option<StripStage>,
        /// How it feels, -2 to 2.
        emotion: Option<f64>,
        /// The feeling in words.
        emotion_word: Option<&'a str>,
    }
}

view! {
    /// A job of a persona.
    pub(crate) struct PersonaJob<'a> {
        /// The job.
        card: Shared<EntryCard>,
        /// What the customer wants to get done.
        statement: Option<Sentence>,
        /// At most three outcomes, those with the most to gain first.
        outcomes: Vec<RankedOutcome<'a>>,
    }
}

view! {
    /// A seat on a buying committee.
    pub(crate) struct Seat<'a> {
        /// Whose committee it is.
        icp: Shared<EntryCard>,
        /// The role, in words.
        role: &'a str,
    }
}

view! {
    /// A question that tests a persona.
    pub(crate) struct ValidationQuestion {
        /// The question.
        question: String,
        /// Its fields in the content; nothing when nobody has answered.
        answer: Option<Fields>,
    }
}

view! {
    /// How well a persona is known.
    pub(crate) struct Knowledge<'a> {
        /// How many claims there are.
        claims: u32,
        /// How many of them rest on nothing yet.
        assumptions: u32,
        /// How many of them rest on the sources of the whole page alone.
        whole: u32,
        /// The claims by confidence, the best known first, as parts of a bar; those that no claim has are left out.
        steps: Vec<ConfidenceStep<'a>>,
        /// The sources that are cited anywhere.
        sources: Vec<Shared<EntryCard>>,
    }
}

view! {
    /// The claims of one confidence.
    pub(crate) struct ConfidenceStep<'a> {
        /// The confidence, as in `strong`.
        key: &'static str,
        /// The confidence in words.
        word: &'a str,
        /// How many claims have it.
        count: u32,
        /// Where its part begins on a bar, 0 to 100, with two decimals.
        x: String,
        /// How long its part is, 0 to 100, with two decimals.
        width: String,
    }
}

pub(crate) fn computed<'a>(links: &EntryLinks<'a>, persona: &'a Persona) -> PersonaComputed<'a> {
    let viewer = links.viewer;
    let traits = persona.traits.iter().map(|one| slider(viewer, one));
    PersonaComputed {
        top: top(links, persona),
        traits: traits.collect(),
        journeys: journeys(links),
        jobs: jobs(links, persona),
        has_relations: persona.relations.iter().any(|relation| {
            let key = Key::new(Kind::Persona, relation.persona.id.as_str());
            links.viewer.catalog.get(&key).is_some()
        }),
        competitors: competitors::of_persona(links, persona)
            .into_iter()
            .take(COMPETITORS)
            .map(|entry| viewer.card_of(entry))
            .collect(),
        committees: committees(links),
        validation: validation(links, persona),
        knowledge: knowledge(links),
    }
}

fn journeys<'a>(links: &EntryLinks<'a>) -> Vec<PersonaJourney<'a>> {
    let viewer = links.viewer;
    let key = &links.entry.key;
    let journeys = viewer.referring::<Journey>(key, "personas").into_iter();
    let journeys = journeys.map(|(entry, journey)| {
        let felt = drawings::journey::of_persona(journey, &key.id);
        let drawn = curve::strip(&felt);
        let stages = journey.stages.iter().zip(&drawn).enumerate();
        let stages = stages.map(|(index, (stage, drawn))| {
            let emotion = felt[index].map(|feeling| feeling.to);
            FeltStage {
                name: &stage.name,
                anchor: stage_part(index),
                moment_of_truth: stage.moment_of_truth,
                strip: drawn.clone(),
                emotion,
                emotion_word: emotion.map(|emotion| viewer.words.emotion(emotion)),
            }
        });
        PersonaJourney {
            card: viewer.card_of(entry),
            stages: stages.collect(),
            spark: spark(&felt),
        }
    });
    journeys.collect()
}

/// Her feelings in one small drawing; nothing when none is known.
fn spark(felt: &[Option<Feeling>]) -> Option<Sparkline> {
    let frame = Frame::new(
        SPARK_STAGE * count(felt.len()),
        100.0,
        [10.0, 0.0, 10.0, 0.0],
    );
    let drawn = curve::sparkline(&frame, felt);
    (!drawn.path.is_empty()).then_some(drawn)
}

fn top<'a>(links: &EntryLinks<'a>, persona: &Persona) -> PersonaTop<'a> {
    let first = |claims: &[Claim]| {
        let worst = worst_first(claims).into_iter().take(TOP_CLAIMS);
        FirstClaims {
            items: worst.map(|claim| links.claim(claim)).collect(),
            more: claims.len().saturating_sub(TOP_CLAIMS),
        }
    };
    PersonaTop {
        drives: first(persona.drives()),
        drives_are_goals: persona.drivers.is_empty(),
        frustrations: first(&persona.frustrations),
        dos: first(&persona.dos),
        donts: first(&persona.donts),
    }
}

fn jobs<'a>(links: &EntryLinks<'a>, persona: &Persona) -> Vec<PersonaJob<'a>> {
    let viewer = links.viewer;
    let jobs = jobs_of(links, persona).into_iter().map(|(entry, job)| {
        let links = EntryLinks { viewer, entry };
        let mut outcomes = ranked_outcomes(&links, job);
        outcomes.truncate(TOP_OUTCOMES);
        PersonaJob {
            card: viewer.card_of(entry),
            statement: job.statement.as_ref().map(|text| links.text(text)),
            outcomes,
        }
    });
    jobs.collect()
}

fn committees<'a>(links: &EntryLinks<'a>) -> Vec<Seat<'a>> {
    let viewer = links.viewer;
    let key = &links.entry.key;
    let icps = viewer.referring::<Icp>(key, "committee").into_iter();
    let seats = icps.flat_map(|(entry, icp)| {
        let members = icp.committee.iter();
        let own = members.filter(|member| {
            let persona = member.persona.as_ref();
            persona.is_some_and(|persona| persona.id == key.id)
        });
        own.map(move |member| Seat {
            icp: viewer.card_of(entry),
            role: viewer.words.choice("buying-role", member.role.as_str()),
        })
    });
    seats.collect()
}

fn validation(links: &EntryLinks<'_>, persona: &Persona) -> Vec<ValidationQuestion> {
    let words = links.viewer.words.standard_questions();
    let standard = words.iter().enumerate().map(|(place, question)| {
        let mut given = persona.validation.iter();
        let given = given.find(|one| standard_question(&one.question) == Some(place));
        ValidationQuestion {
            question: question.clone(),
            answer: given.map(|one| links.value(&one.node())),
        }
    });
    let own = persona.validation.iter();
    let own = own.filter(|one| standard_question(&one.question).is_none());
    let own = own.map(|one| ValidationQuestion {
        question: one.question.clone(),
        answer: Some(links.value(&one.node())),
    });
    standard.chain(own).collect()
}

fn knowledge<'a>(links: &EntryLinks<'a>) -> Knowledge<'a> {
    let viewer = links.viewer;
    let counts = ClaimCounts::of(links.entry);
    let by_confidence = claims_by_confidence(links.entry, viewer.catalog, viewer.today);
    let mut start = 0.0;
    let found = by_confidence.iter().filter(|(_, count)| *count > 0);
    let steps = found.map(|(confidence, count)| {
        let width = 100.0 * f64::from(*count) / f64::from(counts.all);
        let step = ConfidenceStep {
            key: confidence.as_str(),
            word: viewer.words.choice("confidence", confidence.as_str()),
            count: *count,
            x: format!("{start:.2}"),
            width: format!("{width:.2}"),
        };
        start += width;
        step
    });
    Knowledge {
        claims: counts.all,
        assumptions: counts.assumptions,
        whole: counts.whole,
        steps: steps.collect(),
        sources: viewer.cards(Kind::Evidence, sources(&links.entry.key, viewer.catalog)),
    }
}
