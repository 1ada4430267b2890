//! What a meeting needs of a persona on one sheet: her words, what convinces her, what to avoid, and five
//! questions that bring her into the room. What the sheet has no room for is left out whole where it is laid out
//! (`static/sheets.css`).

use crate::language::fill_slot;
use crate::model::Claim;
use crate::model::claim::worst_first;
use crate::model::journey::{Journey, Opportunity, Stage};
use crate::model::persona::{Persona, PersonaKind};
use crate::model::value::Text;
use crate::score::{OutcomeScore, opportunity_value, outcome_score};
use crate::site::drawings::journey::of_persona;
use crate::site::links::EntryLinks;
use crate::site::outcomes::jobs_of;
use crate::site::shorten::{size, some};
use crate::text::width::{letters, shorten};
use crate::text::without_quotation_marks;
use crate::view::view;

view! {
    /// What fits on the sheet for a meeting.
    pub(crate) struct MeetingKitTexts {
        /// Something the persona said; empty without.
        quote: String,
        /// One sentence; empty without.
        summary: String,
        /// How large the letters of the name are: `large`, `medium` or `small`.
        name_size: &'static str,
        /// What the persona does; empty when nobody says.
        role: String,
        /// What the goals are, or else what drives: at most two.
        wants: Vec<String>,
        /// Words to use.
        says: Vec<String>,
        /// Words to avoid.
        avoid: Vec<String>,
        /// What convinces.
        convinced_by: Vec<String>,
        /// What to do when talking with the persona.
        dos: Vec<String>,
        /// What not to do.
        donts: Vec<String>,
        /// At most five questions of different kinds.
        questions: Vec<Question>,
    }
}

view! {
    /// Something to ask in the room.
    pub(crate) struct Question {
        /// The question.
        ask: String,
        /// What in the profile of the persona bears on it.
        hint: Option<String>,
    }
}

/// How many questions a meeting has time for.
const QUESTIONS: usize = 5;

/// The letters of a text inside a question, and of a hint.
const LETTERS: usize = 95;

/// `quote` is the one that stands on all her paper.
pub(crate) fn kit(links: &EntryLinks<'_>, persona: &Persona, quote: &str) -> MeetingKitTexts {
    let header = &links.entry.header;
    let summary = header.summary.as_ref().map(Text::plain);
    let list = |list: &[Claim]| some(list, 3, 90);
    let words = |list: &[Claim]| some(list, 5, 30);
    MeetingKitTexts {
        quote: quote.to_owned(),
        summary: shorten(&summary.unwrap_or_default(), 170),
        name_size: size(letters(&header.name), &[18, 32]),
        role: shorten(persona.role.as_deref().unwrap_or(""), 70),
        wants: some(persona.wants(), 2, 90),
        says: words(persona.says()),
        avoid: words(persona.avoids()),
        convinced_by: list(persona.convinced_by()),
        dos: list(&persona.dos),
        donts: list(&persona.donts),
        questions: questions(links, persona),
    }
}

/// Questions of different kinds by turns, so that five of them touch what is planned, what is said, what
/// is answered and what hurts.
fn questions(links: &EntryLinks<'_>, persona: &Persona) -> Vec<Question> {
    let kinds = if persona.kind == Some(PersonaKind::Negative) {
        refusals(links, persona)
    } else {
        [
            opportunities(links),
            objections(links, persona),
            messages(links),
            outcomes(links, persona),
            frustrations(links, persona),
        ]
    };
    let mut kinds = kinds.map(Vec::into_iter);
    let mut chosen = Vec::new();
    loop {
        let before = chosen.len();
        for kind in &mut kinds {
            chosen.extend(kind.next());
        }
        if chosen.len() == before || chosen.len() >= QUESTIONS {
            chosen.truncate(QUESTIONS);
            return chosen;
        }
    }
}

/// The sentence under a key, about her, with texts of the content in it.
fn say(links: &EntryLinks<'_>, key: &str, texts: &[(&str, &str)]) -> String {
    let EntryLinks { viewer, entry } = links;
    let name = shorten(viewer.short_names.name_of(entry), 24);
    let sentence = viewer.words.fill(key, "name", &name);
    texts.iter().fold(sentence, |sentence, (name, text)| {
        let text = shorten(&without_quotation_marks(text), LETTERS);
        fill_slot(&sentence, name, &text)
    })
}

/// The stages of her journeys, with how each feels to her.
fn stages<'a>(links: &EntryLinks<'a>) -> Vec<(&'a Stage, Option<f64>)> {
    let journeys = links
        .viewer
        .referring::<Journey>(&links.entry.key, "personas");
    journeys
        .into_iter()
        .flat_map(|(_, journey)| {
            let felt = of_persona(journey, &links.entry.key.id);
            let felt = felt.into_iter().map(|feeling| feeling.map(|one| one.to));
            journey.stages.iter().zip(felt)
        })
        .collect()
}

/// About somebody we do not work for: do we recognise them, and do we say no well?
fn refusals(links: &EntryLinks<'_>, persona: &Persona) -> [Vec<Question>; 5] {
    let questions = |claims: &[Claim], key: &str| -> Vec<Question> {
        let claims = worst_first(claims).into_iter().take(QUESTIONS);
        claims
            .map(|claim| Question {
                ask: say(links, key, &[("text", &claim.text.plain())]),
                hint: claim
                    .workaround
                    .as_ref()
                    .map(|text| say(links, "kit_hint_workaround", &[("text", &text.plain())])),
            })
            .collect()
    };
    [
        questions(persona.says(), "kit_ask_objection"),
        questions(persona.wants(), "kit_ask_sign"),
        questions(&persona.donts, "kit_ask_dont"),
        questions(&persona.frustrations, "kit_ask_shuns"),
        objections(links, persona),
    ]
}

/// What could be better on her way, the most valuable first, with what hurts there.
fn opportunities(links: &EntryLinks<'_>) -> Vec<Question> {
    let stages = stages(links);
    let mut found: Vec<(f64, &Opportunity, &Stage)> = stages
        .iter()
        .flat_map(|(stage, _)| {
            let all = stage.opportunities.iter();
            all.map(|one| (opportunity_value(one).unwrap_or(0.0), one, *stage))
        })
        .collect();
    found.sort_by(|left, right| right.0.total_cmp(&left.0));
    found
        .into_iter()
        .take(QUESTIONS)
        .map(|(_, one, stage)| Question {
            ask: say(
                links,
                "kit_ask_opportunity",
                &[("text", &one.title.plain())],
            ),
            hint: first(&stage.pains).map(|pain| {
                let texts = [("stage", stage.name.as_str()), ("text", &pain)];
                say(links, "kit_hint_pain", &texts)
            }),
        })
        .collect()
}

/// What she says against it: whether our answer would do.
fn objections(links: &EntryLinks<'_>, persona: &Persona) -> Vec<Question> {
    let objections = persona.decision.iter().flat_map(|one| &one.objections);
    objections
        .take(QUESTIONS)
        .map(|one| {
            let says = say(links, "kit_hint_says", &[("text", &one.says.plain())]);
            match &one.answer {
                Some(answer) => Question {
                    ask: say(links, "kit_ask_answer", &[("text", &answer.plain())]),
                    hint: Some(says),
                },
                None => Question {
                    ask: say(links, "kit_ask_objection", &[("text", &one.says.plain())]),
                    hint: None,
                },
            }
        })
        .collect()
}

/// What we tell her, where it feels worst to her first, with what she asks there.
fn messages(links: &EntryLinks<'_>) -> Vec<Question> {
    let mut told: Vec<(f64, &Stage, &Claim)> = stages(links)
        .into_iter()
        .filter_map(|(stage, felt)| Some((felt.unwrap_or(0.0), stage, stage.message.as_deref()?)))
        .collect();
    told.sort_by(|left, right| left.0.total_cmp(&right.0));
    told.into_iter()
        .take(QUESTIONS)
        .map(|(_, stage, message)| Question {
            ask: say(links, "kit_ask_message", &[("text", &message.text.plain())]),
            hint: first(&stage.questions).map(|question| {
                let texts = [("stage", stage.name.as_str()), ("text", &question)];
                say(links, "kit_hint_asks", &texts)
            }),
        })
        .collect()
}

/// What she measures success by, where there is most to gain first.
fn outcomes(links: &EntryLinks<'_>, persona: &Persona) -> Vec<Question> {
    let viewer = links.viewer;
    let mut outcomes: Vec<_> = jobs_of(links, persona)
        .into_iter()
        .flat_map(|(_, job)| &job.outcomes)
        .map(|outcome| (outcome_score(outcome), outcome))
        .collect();
    outcomes.sort_by(|(left, _), (right, _)| {
        let gain =
            |score: &Option<OutcomeScore>| score.as_ref().map_or(-1.0, |one| one.opportunity);
        gain(right).total_cmp(&gain(left))
    });
    outcomes
        .into_iter()
        .take(QUESTIONS)
        .map(|(score, outcome)| Question {
            ask: say(
                links,
                "kit_ask_outcome",
                &[("text", &outcome.statement.plain())],
            ),
            hint: score.and_then(|score| score.rated).map(|rated| {
                let number = |number| viewer.words.number(number, 1);
                let (importance, satisfaction) =
                    (number(rated.importance), number(rated.satisfaction));
                let texts = [
                    ("importance", importance.as_str()),
                    ("satisfaction", &satisfaction),
                ];
                say(links, "kit_hint_outcome", &texts)
            }),
        })
        .collect()
}

/// What gets in her way, the worst first, with what she does about it today.
fn frustrations(links: &EntryLinks<'_>, persona: &Persona) -> Vec<Question> {
    worst_first(&persona.frustrations)
        .into_iter()
        .take(QUESTIONS)
        .map(|claim| Question {
            ask: say(
                links,
                "kit_ask_frustration",
                &[("text", &claim.text.plain())],
            ),
            hint: claim
                .workaround
                .as_ref()
                .map(|text| say(links, "kit_hint_workaround", &[("text", &text.plain())])),
        })
        .collect()
}

fn first(claims: &[Claim]) -> Option<String> {
    let known = claims.iter().find(|claim| !claim.is_open());
    known.map(|claim| claim.text.plain())
}
