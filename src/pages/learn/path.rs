//! A path as its page shows it: milestones and steps with what to read as cards, numbered, with their times.
//! Must not know who wrote it.

use std::collections::BTreeMap;

use crate::language::Words;
use crate::model::path::{Path, PathStep};
use crate::model::value::Text;
use crate::model::{AnyReference, Kind, to_id};
use crate::site::links::EntryLinks;
use crate::site::stages::stage_of;
use crate::site::{Card, Viewer, map};
use crate::theme::Value;
use crate::view::{Shared, view};

/// What is done by a certain time.
pub(crate) struct Milestone {
    pub(crate) name: String,
    pub(crate) steps: Vec<Step>,
}

/// One step; texts are `{ html, plain }`.
#[derive(Default)]
pub(crate) struct Step {
    pub(crate) title: String,
    pub(crate) minutes: Option<u32>,
    /// `{ card, part, stage }`, see [`read`].
    pub(crate) read: Vec<Value>,
    /// `{ name, title, about, url }` of pages that are no entries.
    pub(crate) links: Vec<Value>,
    pub(crate) task: Option<Value>,
    pub(crate) look_for: Option<Value>,
    pub(crate) ask: Option<Value>,
}

/// A written path: `{ steps, minutes, milestones }`.
pub(crate) fn walk(links: &EntryLinks<'_>, path: &Path) -> Value {
    let milestones = path.milestones.iter().map(|milestone| Milestone {
        name: milestone.name.clone(),
        steps: milestone
            .steps
            .iter()
            .map(|step| written(links, step))
            .collect(),
    });
    value(&links.viewer.words, &milestones.collect::<Vec<_>>())
}

/// How many faces stand on the door of a path.
const FACES: usize = 6;

view! {
    /// How long a written path is, and whom one meets on it first.
    pub(crate) struct PathSummary {
        /// How many steps it has.
        steps: usize,
        /// How long it takes, in words.
        minutes: Option<String>,
        /// The first people on it.
        people: Vec<Shared<Card>>,
    }
}

/// How long a written path is, and whom one meets on it first.
pub(crate) fn summary(viewer: &Viewer<'_>, path: &Path) -> PathSummary {
    let steps = || path.milestones.iter().flat_map(|one| &one.steps);
    let minutes = steps().filter_map(|step| step.minutes).map(|one| one.0);
    let minutes = minutes.fold(0, u32::saturating_add);
    let mut people: Vec<&str> = Vec::new();
    for to in steps().flat_map(|step| &step.read) {
        if to.kind == Kind::Persona && people.len() < FACES && !people.contains(&to.id.as_str()) {
            people.push(&to.id);
        }
    }
    PathSummary {
        steps: steps().count(),
        minutes: viewer.words.minutes(minutes),
        people: viewer.cards(Kind::Persona, people),
    }
}

fn written(links: &EntryLinks<'_>, step: &PathStep) -> Step {
    let text = |text: &Option<Text>| text.as_ref().map(|text| links.text(text).into());
    Step {
        title: step.title.clone(),
        minutes: step.minutes.map(|minutes| minutes.0),
        read: step
            .read
            .iter()
            .filter_map(|to| read(links.viewer, to))
            .collect(),
        links: Vec::new(),
        task: text(&step.r#do),
        look_for: text(&step.look_for),
        ask: text(&step.ask),
    }
}

/// Something to read, and which part of it: `{ card, part, stage }`; nothing when it is not on the site.
fn read(viewer: &Viewer<'_>, to: &AnyReference) -> Option<Value> {
    let card = viewer.card(to.kind, &to.id)?;
    let part = to.part.as_deref();
    let stage = part.and_then(|part| stage_of(viewer, &to.id, part));
    let part = part.map(|part| format!("#{part}")).unwrap_or_default();
    Some(reading(card.into(), &part, stage))
}

/// Something to read: the card of an entry, the part of its page (`#stage-3` or nothing), and the name of that part.
pub(crate) fn reading(card: Value, part: &str, stage: Option<&str>) -> Value {
    map(vec![
        ("card", card),
        ("part", part.into()),
        ("stage", stage.into()),
    ])
}

/// A path as its template sees it.
pub(crate) fn value(words: &Words, milestones: &[Milestone]) -> Value {
    let mut number = 0;
    let mut names = BTreeMap::new();
    let all: Vec<Value> = milestones
        .iter()
        .map(|milestone| {
            let steps: Vec<Value> = milestone
                .steps
                .iter()
                .map(|step| {
                    number += 1;
                    let key = key(&mut names, milestone, step);
                    step_value(words, step, (number, key))
                })
                .collect();
            map(vec![
                ("name", milestone.name.as_str().into()),
                ("minutes", time(words, &milestone.steps).into()),
                ("steps", steps.into()),
            ])
        })
        .collect();
    let steps = || milestones.iter().flat_map(|one| &one.steps);
    map(vec![
        ("steps", number.into()),
        ("minutes", time(words, steps()).into()),
        ("milestones", all.into()),
    ])
}

fn step_value(words: &Words, step: &Step, (number, key): (usize, String)) -> Value {
    map(vec![
        ("number", number.into()),
        ("key", key.into()),
        ("title", step.title.as_str().into()),
        (
            "minutes",
            step.minutes
                .and_then(|minutes| words.minutes(minutes))
                .into(),
        ),
        ("read", step.read.clone().into()),
        ("links", step.links.clone().into()),
        ("task", step.task.clone().into()),
        ("look_for", step.look_for.clone().into()),
        ("ask", step.ask.clone().into()),
    ])
}

/// By what a browser remembers that a step is done: what it is called, so that a step put before it changes
/// nothing. Steps of one name in one milestone are counted.
fn key(names: &mut BTreeMap<String, usize>, milestone: &Milestone, step: &Step) -> String {
    let name = format!("{}/{}", to_id(&milestone.name), to_id(&step.title));
    let count = names.entry(name.clone()).or_default();
    *count += 1;
    if *count == 1 {
        name
    } else {
        format!("{name}/{count}")
    }
}

fn time<'a>(words: &Words, steps: impl IntoIterator<Item = &'a Step>) -> Option<String> {
    let minutes = steps.into_iter().filter_map(|step| step.minutes);
    words.minutes(minutes.fold(0, u32::saturating_add))
}

/// A text of the interface as `{ html, plain }`; it has no Markdown.
pub(crate) fn plain(text: &str) -> Value {
    map(vec![("html", text.into()), ("plain", text.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn steps_are_numbered_through_and_remembered_by_their_names() {
        let step = |title: &str, minutes| Step {
            title: title.to_owned(),
            minutes,
            ..Step::default()
        };
        let milestones = [
            Milestone {
                name: "Day 1".to_owned(),
                steps: vec![step("Meet Sophie", Some(20)), step("Meet Sophie", None)],
            },
            Milestone {
                name: "第一週".to_owned(),
                steps: vec![step("会う", Some(50))],
            },
        ];
        let walk = value(&Words::new(Language::default()), &milestones);
        let at = |path: &str| walk.get_from_path(path).cloned().unwrap_or(Value::none());
        assert_eq!(at("steps"), 3_usize.into());
        assert_eq!(at("minutes"), "1\u{a0}h 10\u{a0}min".into());
        let milestones = at("milestones");
        let keys: Vec<&str> = milestones
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|one| one.get_from_path("steps").unwrap().as_array().unwrap())
            .map(|step| step.get_from_path("key").unwrap().as_str().unwrap())
            .collect();
        assert_eq!(keys, ["day-1/meet-sophie", "day-1/meet-sophie/2", "/"]);
    }
}
