//! A path as its page shows it: milestones and steps with what to read as cards, numbered, with their times.
//! Must not know who wrote it.

use std::collections::BTreeMap;

use crate::doc::markdown::escape;
use crate::language::Words;
use crate::model::path::{Path, PathStep};
use crate::model::value::Text;
use crate::model::{AnyReference, Kind, to_id};
use crate::site::MenuLink;
use crate::site::links::{EntryLinks, part_address, url};
use crate::site::stages::stage_of;
use crate::site::{EntryCard, Sentence, Viewer};
use crate::view::{Html, Shared, view};

/// What is done by a certain time.
pub(crate) struct Milestone<'a> {
    pub(crate) name: String,
    pub(crate) steps: Vec<Step<'a>>,
}

/// One step, before it is numbered.
#[derive(Default)]
pub(crate) struct Step<'a> {
    pub(crate) title: String,
    pub(crate) minutes: Option<u32>,
    pub(crate) read: Vec<Reading<'a>>,
    /// Pages that are no entries.
    pub(crate) links: Vec<MenuLink<'a>>,
    pub(crate) task: Option<Sentence>,
    pub(crate) look_for: Option<Sentence>,
    pub(crate) ask: Option<Sentence>,
}

view! {
    /// A path through the book.
    pub(crate) struct Walk<'a> {
        /// How many steps it has.
        steps: usize,
        /// How long it takes, in words.
        minutes: Option<String>,
        /// The milestones, in their order.
        milestones: Vec<WalkedMilestone<'a>>,
    }
}

view! {
    /// A milestone of a path: what is done by a certain time.
    pub(crate) struct WalkedMilestone<'a> {
        /// Its name, as in "Day 1".
        name: String,
        /// How long its steps take, in words.
        minutes: Option<String>,
        /// The steps, in their order.
        steps: Vec<WalkedStep<'a>>,
    }
}

view! {
    /// A step of a path.
    pub(crate) struct WalkedStep<'a> {
        /// Its place in the path, from 1.
        number: usize,
        /// By what a browser remembers that it is done.
        key: String,
        /// What it is about.
        title: String,
        /// How long it takes, in words.
        minutes: Option<String>,
        /// What to read.
        read: Vec<Reading<'a>>,
        /// What to visit beside it: pages that are no entries.
        links: Vec<MenuLink<'a>>,
        /// What to do.
        task: Option<Sentence>,
        /// What to look for.
        look_for: Option<Sentence>,
        /// Whom to ask, and what.
        ask: Option<Sentence>,
    }
}

view! {
    /// Something to read.
    pub(crate) struct Reading<'a> {
        /// The entry.
        card: Shared<EntryCard>,
        /// The part of its page, as in `#stage-3`; empty for the whole page.
        part: String,
        /// The name of that part, where it is a stage.
        stage: Option<&'a str>,
    }
}

/// A written path.
pub(crate) fn walk<'a>(links: &EntryLinks<'a>, path: &Path) -> Walk<'a> {
    let milestones = path.milestones.iter().map(|milestone| Milestone {
        name: milestone.name.clone(),
        steps: milestone
            .steps
            .iter()
            .map(|step| written(links, step))
            .collect(),
    });
    numbered(&links.viewer.words, milestones.collect())
}

/// How many paths the home page asks a browser about.
const DOORS: usize = 24;

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
        people: Vec<Shared<EntryCard>>,
        /// By what a browser remembers that each of its steps is done, one a line.
        keys: String,
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
        keys: keys(path),
    }
}

view! {
    /// What leads to a written path, and by what a browser tells how far somebody is on it.
    pub(crate) struct PathDoor {
        /// Its id, under which its page keeps what is done.
        id: String,
        /// Its name.
        name: String,
        /// The address from the root of the site.
        url: String,
        /// By what a browser remembers that each of its steps is done, one a line.
        steps: String,
    }
}

/// By what a browser remembers that the steps of a path are done, one a line.
fn keys(path: &Path) -> String {
    let mut names = BTreeMap::new();
    let keys = path.milestones.iter().flat_map(|milestone| {
        let steps = milestone.steps.iter();
        steps.map(|step| (&milestone.name, &step.title))
    });
    let keys = keys.map(|(milestone, step)| key(&mut names, milestone, step));
    keys.collect::<Vec<_>>().join("\n")
}

/// The written paths, for what says how far somebody is on them.
pub(crate) fn doors(viewer: &Viewer<'_>) -> Vec<PathDoor> {
    let paths = viewer.catalog.all::<Path>();
    let doors = paths.map(|(entry, path)| PathDoor {
        id: entry.key.id.clone(),
        name: entry.header.name.clone(),
        url: url(&entry.key),
        steps: keys(path),
    });
    let doors = doors.filter(|door| !door.steps.is_empty());
    doors.take(DOORS).collect()
}

fn written<'a>(links: &EntryLinks<'a>, step: &PathStep) -> Step<'a> {
    let text = |text: &Option<Text>| text.as_ref().map(|text| links.text(text));
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

/// Something to read, and which part of it; nothing when it is not on the site.
fn read<'a>(viewer: &'a Viewer<'_>, to: &AnyReference) -> Option<Reading<'a>> {
    let part = to.part.as_deref();
    Some(Reading {
        card: viewer.card(to.kind, &to.id)?,
        part: part
            .map(|part| part_address(to.kind, &to.id, part))
            .unwrap_or_default(),
        stage: part.and_then(|part| stage_of(viewer, &to.id, part)),
    })
}

/// A path as its template sees it.
pub(crate) fn numbered<'a>(words: &Words, milestones: Vec<Milestone<'a>>) -> Walk<'a> {
    let mut number = 0;
    let mut names = BTreeMap::new();
    let minutes = time(words, milestones.iter().flat_map(|one| &one.steps));
    let milestones = milestones.into_iter().map(|Milestone { name, steps }| {
        let minutes = time(words, &steps);
        let steps = steps.into_iter().map(|step| {
            number += 1;
            WalkedStep {
                number,
                key: key(&mut names, &name, &step.title),
                title: step.title,
                minutes: step.minutes.and_then(|minutes| words.minutes(minutes)),
                read: step.read,
                links: step.links,
                task: step.task,
                look_for: step.look_for,
                ask: step.ask,
            }
        });
        let steps = steps.collect();
        WalkedMilestone {
            name,
            minutes,
            steps,
        }
    });
    let milestones = milestones.collect();
    Walk {
        steps: number,
        minutes,
        milestones,
    }
}

/// By what a browser remembers that a step is done: what it is called, so that a step put before it changes
/// nothing. Steps of one name in one milestone are counted.
fn key(names: &mut BTreeMap<String, usize>, milestone: &str, step: &str) -> String {
    let name = format!("{}/{}", to_id(milestone), to_id(step));
    let count = names.entry(name.clone()).or_default();
    *count += 1;
    if *count == 1 {
        name
    } else {
        format!("{name}/{count}")
    }
}

fn time<'s, 'a: 's>(
    words: &Words,
    steps: impl IntoIterator<Item = &'s Step<'a>>,
) -> Option<String> {
    let minutes = steps.into_iter().filter_map(|step| step.minutes);
    words.minutes(minutes.fold(0, u32::saturating_add))
}

/// A text of the interface, which has no Markdown.
pub(crate) fn plain(text: String) -> Sentence {
    Sentence {
        html: Html(escape(&text)),
        plain: text,
    }
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
        let walk = numbered(&Words::built_in(Language::default()), milestones.into());
        assert_eq!(walk.steps, 3);
        assert_eq!(walk.minutes.as_deref(), Some("1\u{a0}h 10\u{a0}min"));
        let steps = walk.milestones.iter().flat_map(|one| &one.steps);
        let keys: Vec<&str> = steps.map(|step| step.key.as_str()).collect();
        assert_eq!(keys, ["day-1/meet-sophie", "day-1/meet-sophie/2", "/"]);
    }
}
