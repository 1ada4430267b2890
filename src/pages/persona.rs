//! A persona's place in journeys, jobs and committees, the nine questions, how well she is known, and what
//! the drawings of her page need.

use crate::draw::Frame;
use crate::draw::curve::{self, Feeling, Sparkline, StripStage};
use crate::draw::frame::count;
use crate::language::{is_open_question, standard_question};
use crate::model::icp::Icp;
use crate::model::journey::{Journey, State, stage_part};
use crate::model::persona::{Persona, Relation, Validation, Verdict};
use crate::model::{Key, Kind};
use crate::score::{ClaimCounts, claims_by_confidence, sources};
use crate::site::competitors;
use crate::site::links::EntryLinks;
use crate::site::outcomes::{RankedOutcome, jobs_of, ranked_outcomes};
use crate::site::traits::{Slider, slider};
use crate::site::{Choice, Day, EntryCard, Sentence, drawings};
use crate::view::{Shared, view};

/// How many outcomes of each job a persona's page shows.
const TOP_OUTCOMES: usize = 3;

/// How many competitors a line has room for; the page of what to say when has all.
const COMPETITORS: usize = 6;

/// The width of a stage in the drawing of her feelings; its height is 100.
const SPARK_STAGE: f64 = 160.0;

view! {
    /// What only the page of a persona has.
    pub(crate) struct PersonaComputed<'a> {
        /// Whether the goals stand at the top of the page, because no drivers are written.
        drives_are_goals: bool,
        /// How much is in each section that is folded.
        folded: FoldedSections,
        /// Places between opposites.
        traits: Vec<Slider<'a>>,
        /// The journeys the persona is on, those of today first.
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
        validation: Vec<ValidationQuestion<'a>>,
        /// How many answers there are to all of them.
        answers: usize,
        /// How well the persona is known.
        knowledge: Knowledge<'a>,
    }
}

view! {
    /// How many things each section says that is folded until a reader opens it; a section without any is not there.
    pub(crate) struct FoldedSections {
        /// Goals, needs, fears and dreams.
        moves: usize,
        /// What is compared, what convinces, questions and objections.
        decides: usize,
        /// Quotes, and words to use and to avoid.
        words: usize,
        /// Facts, responsibilities and labels of the author.
        who: usize,
        /// Places between opposites, and skills.
        character: usize,
        /// Channels, media, tools, brands and hobbies.
        reach: usize,
        /// Moments of a day.
        day: usize,
        /// What is seen, heard, thought, felt, said and done, and what hurts and helps.
        empathy: usize,
        /// Relations, who decides as well, and seats on buying committees.
        people: usize,
        /// Our actions and measures.
        plans: usize,
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
    pub(crate) struct ValidationQuestion<'a> {
        /// The question.
        question: String,
        /// All answers, in the order written.
        answers: Vec<ValidationAnswer<'a>>,
        /// How often each verdict was given, yes first; none to a question that asks what or how.
        verdicts: Vec<VerdictCount<'a>>,
        /// The verdict of more than half of those who gave one, else `partly`; nothing where nobody gave one.
        most: Option<&'static str>,
    }
}

view! {
    /// An answer to a question that tests a persona.
    pub(crate) struct ValidationAnswer<'a> {
        /// What was answered.
        answer: Option<Sentence>,
        /// In a word; nothing where the question asks what or how.
        verdict: Option<Choice<'a>>,
        /// Who answered.
        by: Option<&'a str>,
        /// When.
        date: Option<Day>,
    }
}

view! {
    /// How often a verdict was given.
    pub(crate) struct VerdictCount<'a> {
        /// The verdict.
        verdict: Choice<'a>,
        /// How often.
        count: usize,
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
        /// How many questions are open besides.
        open: u32,
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
    let committees = committees(links);
    PersonaComputed {
        drives_are_goals: drives_are_goals(persona),
        folded: folded(links, persona, committees.len()),
        traits: traits.collect(),
        journeys: journeys(links),
        jobs: jobs(links, persona),
        has_relations: persona.relations.iter().any(|one| is_shown(links, one)),
        competitors: competitors::of_persona(links, persona)
            .into_iter()
            .take(COMPETITORS)
            .map(|entry| viewer.card_of(entry))
            .collect(),
        committees,
        validation: validation(links, persona),
        answers: persona.validation.iter().filter(is_answered).count(),
        knowledge: knowledge(links),
    }
}

fn journeys<'a>(links: &EntryLinks<'a>) -> Vec<PersonaJourney<'a>> {
    let viewer = links.viewer;
    let key = &links.entry.key;
    let mut journeys = viewer.referring::<Journey>(key, "personas");
    journeys.sort_by_key(|(_, journey)| journey.state == Some(State::Future));
    let journeys = journeys.into_iter().map(|(entry, journey)| {
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

fn drives_are_goals(persona: &Persona) -> bool {
    persona.drivers.is_empty()
}

fn folded(links: &EntryLinks<'_>, persona: &Persona, seats: usize) -> FoldedSections {
    let decision = persona.decision.as_ref();
    let empathy = persona.empathy.as_ref();
    let words = persona.words.as_ref();
    let goals = if drives_are_goals(persona) {
        0
    } else {
        persona.goals.len()
    };
    let facts = [
        !persona.titles.is_empty(),
        persona.pronouns.is_some(),
        persona.influence.is_some(),
        persona.reports_to.is_some(),
        persona.team.is_some(),
        persona.attitude.is_some(),
    ];
    FoldedSections {
        moves: goals + persona.needs.len() + persona.fears.len() + persona.dreams.len(),
        decides: decision.map_or(0, |one| {
            one.criteria.len() + one.convinced_by.len() + one.questions.len() + one.objections.len()
        }),
        words: persona.quotes.len() + words.map_or(0, |one| one.says.len() + one.avoid.len()),
        who: facts.iter().filter(|is_there| **is_there).count()
            + persona.demographics.0.len()
            + persona.responsibilities.len()
            + persona.measured_by.len()
            + links.entry.header.extra.0.len(),
        character: persona.traits.len() + persona.skills.len(),
        reach: persona.channels.len()
            + persona.media.len()
            + persona.tools.len()
            + persona.brands.len()
            + persona.hobbies.len(),
        day: persona.day.len(),
        empathy: empathy.map_or(0, |one| {
            let lists = [
                &one.sees,
                &one.hears,
                &one.says,
                &one.does,
                &one.thinks,
                &one.feels,
                &one.pains,
                &one.gains,
            ];
            lists.iter().map(|list| list.len()).sum()
        }),
        people: persona
            .relations
            .iter()
            .filter(|one| is_shown(links, one))
            .count()
            + decision.map_or(0, |one| one.decides_with.len())
            + seats,
        plans: persona.actions.len() + persona.measures.len(),
    }
}

/// Whether the site shows the persona that somebody has to do with.
fn is_shown(links: &EntryLinks<'_>, relation: &Relation) -> bool {
    let key = Key::new(Kind::Persona, relation.persona.id.as_str());
    links.viewer.catalog.get(&key).is_some()
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

fn validation<'a>(links: &EntryLinks<'a>, persona: &'a Persona) -> Vec<ValidationQuestion<'a>> {
    let words = &links.viewer.words;
    let given: Vec<&Validation> = persona.validation.iter().filter(is_answered).collect();
    let standard = words.standard_questions().into_iter().enumerate();
    let standard = standard.map(|(place, question)| {
        let answers = given.iter().copied();
        let answers = answers.filter(|one| standard_question(&one.question) == Some(place));
        (question, answers.collect())
    });
    let mut own: Vec<(String, Vec<&Validation>)> = Vec::new();
    for one in &persona.validation {
        if standard_question(&one.question).is_some() {
            continue;
        }
        let question = one.question.trim();
        let known = own.iter().position(|(other, _)| other == question);
        let place = known.unwrap_or(own.len());
        if known.is_none() {
            own.push((question.to_owned(), Vec::new()));
        }
        own[place].1.extend(Some(one).filter(is_answered));
    }
    let all = standard.chain(own);
    all.map(|(question, answers)| validation_question(links, question, &answers))
        .collect()
}

fn is_answered(one: &&Validation) -> bool {
    one.answer.is_some() || one.verdict.is_some()
}

fn validation_question<'a>(
    links: &EntryLinks<'a>,
    question: String,
    answers: &[&'a Validation],
) -> ValidationQuestion<'a> {
    let viewer = links.viewer;
    let is_open = is_open_question(&question);
    let verdict_of = |one: &Validation| one.verdict.filter(|_| !is_open);
    let word = |verdict: Verdict| viewer.choice("verdict", verdict.as_str());
    let times = |verdict: Verdict| {
        let alike = answers
            .iter()
            .filter(|one| verdict_of(one) == Some(verdict));
        alike.count()
    };
    let counts = Verdict::ALL
        .iter()
        .map(|verdict| (*verdict, times(*verdict)));
    let counts: Vec<(Verdict, usize)> = counts.filter(|(_, count)| *count > 0).collect();
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let most = counts.iter().find(|(_, count)| 2 * count > all);
    let most = most.map_or(Verdict::Partly, |(verdict, _)| *verdict);
    let shown = answers.iter().map(|one| ValidationAnswer {
        answer: one.answer.as_ref().map(|text| links.text(text)),
        verdict: verdict_of(one).map(word),
        by: one.by.as_deref(),
        date: one.date.map(|date| viewer.day(date)),
    });
    let verdicts = counts.iter().map(|(verdict, count)| VerdictCount {
        verdict: word(*verdict),
        count: *count,
    });
    ValidationQuestion {
        answers: shown.collect(),
        verdicts: verdicts.collect(),
        most: (all > 0).then_some(most.as_str()),
        question,
    }
}

fn knowledge<'a>(links: &EntryLinks<'a>) -> Knowledge<'a> {
    let viewer = links.viewer;
    let counts = ClaimCounts::of(links.entry, viewer.catalog);
    let by_confidence = claims_by_confidence(links.entry, viewer.catalog, viewer.today);
    let mut start = 0.0;
    let found = by_confidence.iter().filter(|(_, count)| *count > 0);
    let steps = found.map(|(confidence, count)| {
        let width = 100.0 * f64::from(*count) / f64::from(counts.all + counts.open);
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
        open: counts.open,
        steps: steps.collect(),
        sources: viewer.cards(Kind::Evidence, sources(&links.entry.key, viewer.catalog)),
    }
}
