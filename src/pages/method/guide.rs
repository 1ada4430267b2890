//! Sheets to go out with: a guide for talks, a sheet that tests a persona, and an empty journey for a workshop.
//! Everything on them comes from the content or is one of the standard questions.

use std::collections::BTreeMap;

use crate::model::claim::worst_first;
use crate::model::content::{Content, Node};
use crate::model::persona::Persona;
use crate::model::value::Text;
use crate::model::{Claim, Entry, Kind};
use crate::score::outcome_score;
use crate::site::links::EntryLinks;
use crate::site::outcomes::jobs_of;
use crate::site::{Crumb, PageHead, PageView, map};
use crate::text::width::shorten;
use crate::theme::Value;

/// The sheets of a persona, by the last part of their address.
pub(crate) const SHEETS: [&str; 3] = ["interview", "validation", "workshop"];

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

pub(crate) fn url(entry: &Entry, name: &str) -> String {
    format!("paper/{}-{name}.html", entry.key.id)
}

/// Where the sheets of a persona are found.
pub(crate) fn paths(entry: &Entry) -> impl Iterator<Item = String> {
    SHEETS.iter().map(|name| url(entry, name))
}

/// The sheets of a persona.
pub(crate) fn sheets(links: &EntryLinks<'_>, persona: &Persona) -> Vec<PageView> {
    let EntryLinks { viewer, entry } = links;
    let make = |name: &str| {
        let words = &viewer.words;
        let title = words.fill(&format!("sheet_{name}_title"), "name", &entry.header.name);
        let mut head = PageHead::new(&title, &url(entry, name), &format!("sheet-{name}"));
        head.description = words.get(&format!("sheet_{name}_about")).to_owned();
        head.breadcrumbs = viewer.crumbs(Some(Kind::Persona));
        head.breadcrumbs.push(Crumb::of(entry));
        let mut values = vec![
            ("card", viewer.card_of(entry).into()),
            ("method_url", super::url(entry).into()),
        ];
        values.extend(match name {
            "interview" => interview(links, persona),
            "validation" => validation(links, persona),
            _ => workshop(links, persona),
        });
        head.with(&format!("sheet-{name}.html"), values)
    };
    SHEETS.map(make).into()
}

type Values = Vec<(&'static str, Value)>;

/// Her jobs to hear the story of, assumptions to check, outcomes to rate and objections without an answer.
fn interview(links: &EntryLinks<'_>, persona: &Persona) -> Values {
    let jobs = jobs_of(links, persona);
    let stories = jobs.iter().take(JOBS).map(|(entry, job)| {
        let job = job.statement.as_ref().map(Text::plain);
        let job = job.unwrap_or_else(|| entry.header.name.clone());
        links
            .viewer
            .words
            .fill("interview_story", "job", &shorten(&job, 140))
    });
    let outcomes = jobs.iter().flat_map(|(_, job)| &job.outcomes);
    let mut outcomes: Vec<_> = outcomes
        .map(|outcome| (outcome_score(outcome).is_some(), outcome))
        .collect();
    // What nobody has rated yet is asked first.
    outcomes.sort_by_key(|(known, _)| *known);
    let outcomes = outcomes.iter().take(OUTCOMES);
    let outcomes = outcomes.map(|(_, outcome)| shorten(&outcome.statement.plain(), 140));
    let open = persona.decision.iter().flat_map(|one| &one.objections);
    let open = open.filter(|one| one.answer.is_none()).take(JOBS);
    let open = open.map(|one| shorten(&one.says.plain(), 140));
    let (assumptions, more) = assumptions(links, persona);
    vec![
        ("stories", stories.collect::<Vec<_>>().into()),
        ("assumptions", assumptions.into()),
        ("more", more.into()),
        ("outcomes", outcomes.collect::<Vec<_>>().into()),
        ("open", open.collect::<Vec<_>>().into()),
    ]
}

/// What we say about her without a source, `{ field, text }`, and how many more there are: the worst first, then one
/// of each field by turns, so that a talk touches all of her.
fn assumptions(links: &EntryLinks<'_>, persona: &Persona) -> (Vec<Value>, usize) {
    let mut found: Vec<(usize, String, Claim)> = Vec::new();
    let mut turns: BTreeMap<String, usize> = BTreeMap::new();
    persona.node().leaves(&mut |path, leaf| {
        if let Node::Claim(claim) = leaf
            && claim.evidence.is_empty()
            && !OURS.contains(&path.last_key())
        {
            let field = path.last_key().to_owned();
            let turn = turns.entry(field.clone()).or_default();
            found.push((*turn, field, (*claim).clone()));
            *turn += 1;
        }
    });
    found.sort_by(|(turn, _, left), (other, _, right)| {
        let severity = |claim: &Claim| claim.severity.map_or(0.0, |severity| severity.0);
        let worst = severity(right).total_cmp(&severity(left));
        worst.then(turn.cmp(other))
    });
    let more = found.len().saturating_sub(ASSUMPTIONS);
    let shown = found
        .into_iter()
        .take(ASSUMPTIONS)
        .map(|(_, field, claim)| {
            map(vec![
                ("field", links.viewer.words.choice("field", &field).into()),
                ("text", shorten(&claim.text.plain(), 150).into()),
            ])
        });
    (shown.collect(), more)
}

/// What we advise ourselves about her: no customer can confirm it.
const OURS: [&str; 3] = ["dos", "donts", "avoid"];

/// What stands above the nine questions: enough to recognise her, not enough to be led.
fn validation(links: &EntryLinks<'_>, persona: &Persona) -> Values {
    let few = |claims: &[Claim]| -> Value {
        let first = worst_first(claims).into_iter().take(3);
        let first = first.map(|claim| shorten(&claim.text.plain(), 110));
        first.collect::<Vec<_>>().into()
    };
    let summary = links.entry.header.summary.as_ref().map(Text::plain);
    let quote = persona.quote.as_ref().map(|quote| quote.text.plain());
    let cut = |text: Option<String>| Value::from(text.map(|text| shorten(&text, 190)));
    vec![
        ("questions", links.viewer.words.standard_questions().into()),
        ("role", cut(persona.role.clone())),
        ("summary", cut(summary)),
        ("quote", cut(quote)),
        ("drives", few(persona.drives())),
        ("frustrations", few(&persona.frustrations)),
    ]
}

/// An empty map: the stages by number, the rows by name.
fn workshop(links: &EntryLinks<'_>, persona: &Persona) -> Values {
    let words = &links.viewer.words;
    let lanes = LANES.map(|lane| {
        map(vec![
            ("key", lane.into()),
            ("word", words.choice("lane", lane).into()),
        ])
    });
    let stages = (1..=STAGES).map(|number| format!("{} {number}", words.get("say_stage")));
    let jobs = jobs_of(links, persona);
    let job = jobs.first().map(|(entry, _)| entry.header.name.clone());
    vec![
        ("lanes", lanes.to_vec().into()),
        ("stages", stages.collect::<Vec<_>>().into()),
        ("job", job.into()),
        (
            "role",
            persona.role.as_deref().map(|role| shorten(role, 90)).into(),
        ),
    ]
}
