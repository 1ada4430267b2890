//! What is done and measured across the book, and who does it: actions, opportunities that are taken up, and measures. Must not know which page shows
//! them.

use std::collections::BTreeMap;

use super::links::EntryLinks;
use super::{Day, EntryCard, Sentence, Viewer};
use crate::doc::Date;
use crate::model::Entry;
use crate::model::journey::{Journey, OpportunityStatus, WrittenStatus, stage_part};
use crate::model::plan::{Action, Measure};
use crate::model::qualification::Qualification;
use crate::model::segment::Segment;
use crate::model::value::Text;
use crate::view::{Shared, view};

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TaskState {
    /// Its day has passed.
    Overdue,
    /// Somebody is at it, or there is a day by which it is done.
    Doing,
    /// Nobody began, and there is no day.
    Planned,
    /// It is done.
    Done,
}

/// An action, or an opportunity that somebody took up.
pub(crate) struct Task<'a> {
    /// The entry that names it.
    pub(crate) entry: &'a Entry,
    /// What is done.
    pub(crate) what: &'a Text,
    pub(crate) owner: Option<&'a str>,
    pub(crate) due: Option<Date>,
    /// The day on which it was done, if somebody says so.
    pub(crate) done: Option<Date>,
    pub(crate) state: TaskState,
    /// The stage of a journey in which it stands; an opportunity has one.
    pub(crate) stage: Option<Stage<'a>>,
}

/// A stage: its place on the page of its journey, and its name.
pub(crate) struct Stage<'a> {
    pub(crate) part: String,
    pub(crate) name: &'a str,
}

/// A measure and where it stands; several entries may name the same one.
pub(crate) struct Measured<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) measure: &'a Measure,
    pub(crate) stage: Option<Stage<'a>>,
    /// The other places in which it stands.
    pub(crate) also: Vec<(&'a Entry, Option<Stage<'a>>)>,
}

impl Measured<'_> {
    /// Whether the target is reached; nothing where it cannot be told.
    pub(crate) fn is_reached(&self) -> Option<bool> {
        let Measure {
            before,
            now,
            target,
            ..
        } = *self.measure;
        let (now, target) = (now?, target?);
        let is_down = before.is_some_and(|before| before > target);
        Some(if is_down {
            now <= target
        } else {
            now >= target
        })
    }

    /// Whether its day has passed without that.
    pub(crate) fn is_missed(&self, today: Date) -> bool {
        let is_over = self.measure.date.is_some_and(|date| date < today);
        is_over && self.is_reached() == Some(false)
    }
}

/// Every task, what is overdue first, what is done last; those of one state by their day.
pub(crate) fn tasks<'a>(viewer: &Viewer<'a>) -> Vec<Task<'a>> {
    let catalog = viewer.catalog;
    let today = viewer.today;
    let action = |entry: &'a Entry, action: &'a Action| {
        let open = match action.due {
            Some(due) if due < today => TaskState::Overdue,
            Some(_) => TaskState::Doing,
            None => TaskState::Planned,
        };
        Task {
            entry,
            what: &action.what,
            owner: action.owner.as_deref(),
            due: action.due,
            done: action.done,
            state: action.done.map_or(open, |_| TaskState::Done),
            stage: None,
        }
    };
    let mut tasks: Vec<Task<'a>> = Vec::new();
    for (entry, segment) in catalog.all::<Segment>() {
        tasks.extend(segment.actions.iter().map(|one| action(entry, one)));
    }
    for (entry, persona) in viewer.personas() {
        tasks.extend(persona.actions.iter().map(|one| action(entry, one)));
    }
    for (entry, journey) in catalog.all::<Journey>() {
        for (index, stage) in journey.stages.iter().enumerate() {
            for one in &stage.opportunities {
                let status = one.status.as_ref().and_then(WrittenStatus::known);
                let is_late = one.due.is_some_and(|due| due < today);
                let state = match status {
                    Some(OpportunityStatus::Done) => TaskState::Done,
                    Some(OpportunityStatus::Planned | OpportunityStatus::Doing) if is_late => {
                        TaskState::Overdue
                    }
                    Some(OpportunityStatus::Doing) => TaskState::Doing,
                    Some(OpportunityStatus::Planned) => TaskState::Planned,
                    _ => continue,
                };
                tasks.push(Task {
                    entry,
                    what: &one.title,
                    owner: one.owner.as_deref(),
                    due: one.due,
                    done: None,
                    state,
                    stage: Some(Stage {
                        part: stage_part(index),
                        name: &stage.name,
                    }),
                });
            }
        }
    }
    tasks.sort_by_key(|task| (task.state, task.due.is_none(), task.due));
    tasks
}

/// Every measure once, by group; those of no group last.
pub(crate) fn measures<'a>(viewer: &Viewer<'a>) -> Vec<Measured<'a>> {
    let catalog = viewer.catalog;
    let measured = |entry, measure| Measured {
        entry,
        measure,
        stage: None,
        also: Vec::new(),
    };
    let mut measures: Vec<Measured<'a>> = Vec::new();
    for (entry, segment) in catalog.all::<Segment>() {
        measures.extend(segment.measures.iter().map(|one| measured(entry, one)));
    }
    for (entry, persona) in viewer.personas() {
        measures.extend(persona.measures.iter().map(|one| measured(entry, one)));
    }
    for (entry, journey) in catalog.all::<Journey>() {
        measures.extend(journey.measures.iter().map(|one| measured(entry, one)));
        for (index, stage) in journey.stages.iter().enumerate() {
            measures.extend(stage.measures.iter().map(|measure| Measured {
                entry,
                measure,
                stage: Some(Stage {
                    part: stage_part(index),
                    name: &stage.name,
                }),
                also: Vec::new(),
            }));
        }
    }
    for (entry, qualification) in catalog.all::<Qualification>() {
        let own = qualification.measures.iter();
        measures.extend(own.map(|one| measured(entry, one)));
    }
    let mut merged: Vec<Measured<'a>> = Vec::with_capacity(measures.len());
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for one in measures {
        let key = format!("{:?}", one.measure);
        match places.get(&key) {
            Some(place) => merged[*place].also.push((one.entry, one.stage)),
            None => {
                places.insert(key, merged.len());
                merged.push(one);
            }
        }
    }
    merged.sort_by_key(|one| place_of_group(one.measure));
    merged
}

/// Where the group of a measure stands among the groups.
pub(crate) fn place_of_group(measure: &Measure) -> usize {
    use crate::model::plan::MeasureGroup;
    let mut groups = MeasureGroup::ALL.iter();
    let place = measure
        .group
        .and_then(|group| groups.position(|one| *one == group));
    place.unwrap_or(usize::MAX)
}

view! {
    /// An action, or an opportunity that somebody took up.
    pub(crate) struct TaskRow<'a> {
        /// What is done.
        what: Sentence,
        /// For whom, or where.
        card: Shared<EntryCard>,
        /// What leads to its place, behind the address of the entry.
        part: String,
        /// The stage of a journey in which it stands.
        stage: Option<String>,
        /// Who does it.
        owner: Option<&'a str>,
        /// The page of who does it.
        owner_url: Option<String>,
        /// The day by which it is done.
        due: Option<Day>,
        /// The day on which it was done.
        done: Option<Day>,
        /// How far it is: `overdue`, `doing`, `planned` or `done`.
        state: &'static str,
    }
}

view! {
    /// How many actions there are.
    pub(crate) struct TaskCounts {
        /// How many are open, those that are overdue among them.
        open: usize,
        /// How many are overdue.
        overdue: usize,
        /// How many are done.
        done: usize,
    }
}

/// How many tasks are open, overdue and done.
pub(crate) fn counts<'a, 'b: 'a>(tasks: impl Iterator<Item = &'a Task<'b>>) -> TaskCounts {
    let mut counts = TaskCounts {
        open: 0,
        overdue: 0,
        done: 0,
    };
    for task in tasks {
        match task.state {
            TaskState::Done => counts.done += 1,
            TaskState::Overdue => {
                counts.open += 1;
                counts.overdue += 1;
            }
            TaskState::Doing | TaskState::Planned => counts.open += 1,
        }
    }
    counts
}

/// What leads to the place of a stage, behind the address of its journey.
pub(crate) fn part(stage: Option<&Stage<'_>>) -> String {
    stage.map_or_else(String::new, |stage| format!("#{}", stage.part))
}

/// A task as a row, without the page of its owner.
pub(crate) fn task_row<'a>(viewer: &Viewer<'_>, task: &Task<'a>) -> TaskRow<'a> {
    let entry = task.entry;
    TaskRow {
        what: EntryLinks { viewer, entry }.text(task.what),
        card: viewer.card_of(entry),
        part: part(task.stage.as_ref()),
        stage: task.stage.as_ref().map(|stage| stage.name.to_owned()),
        owner: task.owner,
        owner_url: None,
        due: task.due.map(|day| viewer.day(day)),
        done: task.done.map(|day| viewer.day(day)),
        state: match task.state {
            TaskState::Overdue => "overdue",
            TaskState::Doing => "doing",
            TaskState::Planned => "planned",
            TaskState::Done => "done",
        },
    }
}
