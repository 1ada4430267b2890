//! A page for everybody who looks after something: what is theirs, and what is due.

use std::collections::{BTreeMap, BTreeSet};

use crate::doc::Date;
use crate::model::journey::{Journey, stage_part};
use crate::model::{Entry, Key, to_id};
use crate::site::cut::{Cut, CutList, Front, Limit, Piece};
use crate::site::links::tag_anchor;
use crate::site::plans::{Task, TaskCounts, TaskState, counts, task_row, tasks};
use crate::site::{Crumb, Day, EntryCard, PageHead, PageView, Viewer};
use crate::view::{Shared, view};

view! {
    /// What somebody looks after.
    pub(crate) struct OwnerPage {
        /// How many of their actions are open, overdue and done.
        counts: TaskCounts,
        /// How many of their entries are due to be reviewed.
        due: usize,
        /// What is theirs, by what it is.
        sections: Vec<OwnerSection>,
        /// Where one is in the list; nothing where it is one page.
        cut: Option<CutList>,
    }
}

view! {
    /// Things of one sort that somebody looks after.
    pub(crate) struct OwnerSection {
        /// What they are: `tasks`, `stages` or `entries`.
        name: &'static str,
        /// Each of them.
        rows: Vec<OwnerRow>,
    }
}

view! {
    /// Something that somebody looks after.
    pub(crate) struct OwnerRow {
        /// What it is.
        what: String,
        /// The entry that it is, or in which it stands.
        card: Shared<EntryCard>,
        /// What leads to its place, behind the address of the entry.
        part: String,
        /// The stage of a journey in which it stands.
        stage: Option<String>,
        /// The day by which it is to be done, or since when it is due to be reviewed.
        day: Option<Day>,
        /// How far it is: `overdue`, `doing`, `planned`, `done` or `fresh`.
        state: &'static str,
    }
}

view! {
    /// What leads to the page of somebody.
    pub(crate) struct OwnerLink {
        /// Who.
        name: String,
        /// The address from the root of the site.
        url: String,
        /// How many entries they look after.
        entries: usize,
        /// How many of those are due to be reviewed.
        due: usize,
        /// How many of their actions are open, overdue and done.
        counts: TaskCounts,
    }
}

/// How many things a page has room for: half a kilobyte each.
const LIMIT: Limit = Limit {
    most: 200,
    front: Front::OfEach,
};

/// The page that leads to those of everybody.
pub(crate) const SCOREBOARD: &str = "all/scoreboard.html";

/// What the sections are called, in their order.
const SECTIONS: [&str; 3] = ["tasks", "stages", "entries"];

/// Something that somebody looks after.
enum Thing<'a> {
    Task(Task<'a>),
    Stage(&'a Entry, usize, &'a str),
    /// With since when it is due to be reviewed, if it is.
    Entry(&'a Entry, Option<Option<Date>>),
}

impl Thing<'_> {
    fn section(&self) -> usize {
        match self {
            Self::Task(_) => 0,
            Self::Stage(..) => 1,
            Self::Entry(..) => 2,
        }
    }
}

/// What everybody looks after, by their name: tasks, stages, entries. What is due comes first.
fn things<'a>(viewer: &Viewer<'a>) -> BTreeMap<&'a str, Vec<Thing<'a>>> {
    let mut things: BTreeMap<&'a str, Vec<Thing<'a>>> = BTreeMap::new();
    for task in tasks(viewer) {
        if let Some(owner) = task.owner {
            things.entry(owner).or_default().push(Thing::Task(task));
        }
    }
    for (entry, journey) in viewer.catalog.all::<Journey>() {
        for (index, stage) in journey.stages.iter().enumerate() {
            if let Some(owner) = &stage.owner {
                let stage = Thing::Stage(entry, index, &stage.name);
                things.entry(owner).or_default().push(stage);
            }
        }
    }
    let due = viewer.due().iter().map(|one| (&one.key, one.since));
    let due: BTreeMap<&Key, Option<Date>> = due.collect();
    let catalog = viewer.catalog;
    let owned = catalog.current().filter_map(|entry| {
        let since = due.get(&entry.key).copied();
        Some((entry.header.owner.as_deref()?, entry, since))
    });
    let mut owned: Vec<_> = owned.collect();
    owned.sort_by_key(|(_, entry, since)| (since.is_none(), *since, entry.key.kind));
    for (owner, entry, since) in owned {
        let thing = Thing::Entry(entry, since);
        things.entry(owner).or_default().push(thing);
    }
    things
}

/// The addresses of the pages of everybody, by their name.
pub(crate) fn urls(viewer: &Viewer<'_>) -> BTreeMap<String, String> {
    urls_of(things(viewer).keys().copied())
}

fn urls_of<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let urls = names.map(|name| {
        let id = match to_id(name) {
            id if id.is_empty() => tag_anchor(name),
            id => id,
        };
        // No id has an underscore, so no other name has this one.
        let mut numbered = (2..).map(|number| format!("{id}_{number}"));
        let mut own = id.clone();
        while !taken.insert(own.clone()) {
            own = numbered.next().unwrap_or_default();
        }
        (name.to_owned(), format!("owners/{own}.html"))
    });
    urls.collect()
}

/// What leads to the pages of everybody, in the order of their names.
pub(crate) fn links(viewer: &Viewer<'_>) -> Vec<OwnerLink> {
    let things = things(viewer);
    let urls = urls_of(things.keys().copied());
    let links = things.iter().map(|(name, things)| OwnerLink {
        name: (*name).to_owned(),
        url: urls.get(*name).cloned().unwrap_or_default(),
        entries: things
            .iter()
            .filter(|thing| matches!(thing, Thing::Entry(..)))
            .count(),
        due: due(things),
        counts: task_counts(things),
    });
    let mut links: Vec<OwnerLink> = links.collect();
    links.sort_by_cached_key(|link| viewer.words.sort_key(&link.name));
    links
}

fn due(things: &[Thing<'_>]) -> usize {
    let due = things.iter();
    due.filter(|thing| matches!(thing, Thing::Entry(_, Some(_))))
        .count()
}

fn task_counts(things: &[Thing<'_>]) -> TaskCounts {
    counts(things.iter().filter_map(|thing| match thing {
        Thing::Task(task) => Some(task),
        _ => None,
    }))
}

fn cut(viewer: &Viewer<'_>, url: &str, things: &[Thing<'_>]) -> Cut {
    let headings = things.iter().map(|thing| {
        let place = thing.section();
        let key = format!("owner_{}", SECTIONS[place]);
        (place, viewer.words.get(&key).to_owned())
    });
    let id = url.trim_start_matches("owners/").trim_end_matches(".html");
    Cut::new(url, LIMIT, headings).with_stem(&format!("all/owner-{id}"))
}

/// The addresses of the pages of everybody.
pub(crate) fn paths(viewer: &Viewer<'_>) -> Vec<String> {
    let things = things(viewer);
    let urls = urls_of(things.keys().copied());
    let paths = things.iter().filter_map(|(name, things)| {
        let url = urls.get(*name)?;
        Some(cut(viewer, url, things).paths())
    });
    paths.flatten().collect()
}

/// The pages of everybody.
pub(crate) fn pages(viewer: &Viewer<'_>) -> Vec<PageView> {
    let things = things(viewer);
    let urls = urls_of(things.keys().copied());
    let pages = things.iter().filter_map(|(name, things)| {
        let url = urls.get(*name)?;
        let pieces = cut(viewer, url, things).pieces().into_iter();
        let pages = pieces.map(|piece| page(viewer, name, url, (things, piece)));
        Some(pages.collect::<Vec<_>>())
    });
    pages.flatten().collect()
}

fn page(
    viewer: &Viewer<'_>,
    name: &str,
    url: &str,
    (things, piece): (&[Thing<'_>], Piece),
) -> PageView {
    let mut head = PageHead::new(name, url, "owner");
    head.description = viewer.words.get("owner_about").to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    head.breadcrumbs.push(Crumb {
        title: viewer.words.get("scoreboard_title").to_owned(),
        url: SCOREBOARD.to_owned(),
    });
    let shown: Vec<&Thing<'_>> = piece.places.iter().map(|place| &things[*place]).collect();
    let sections = shown.chunk_by(|one, next| one.section() == next.section());
    let sections = sections.map(|section| OwnerSection {
        name: SECTIONS[section[0].section()],
        rows: section.iter().map(|thing| row(viewer, thing)).collect(),
    });
    let head = head.of_piece(&piece);
    let owner = OwnerPage {
        counts: task_counts(things),
        due: due(things),
        sections: sections.collect(),
        cut: piece.cut,
    };
    head.page(owner)
}

fn row(viewer: &Viewer<'_>, thing: &Thing<'_>) -> OwnerRow {
    match thing {
        Thing::Task(task) => {
            let row = task_row(viewer, task);
            OwnerRow {
                what: row.what.plain,
                card: row.card,
                part: row.part,
                stage: row.stage,
                day: match task.state {
                    TaskState::Done => row.done,
                    _ => row.due,
                },
                state: row.state,
            }
        }
        Thing::Stage(entry, index, name) => OwnerRow {
            what: (*name).to_owned(),
            card: viewer.card_of(entry),
            part: format!("#{}", stage_part(*index)),
            stage: None,
            day: None,
            state: "fresh",
        },
        Thing::Entry(entry, since) => OwnerRow {
            what: entry.header.name.clone(),
            card: viewer.card_of(entry),
            part: String::new(),
            stage: None,
            day: match since {
                Some(since) => since.map(|day| viewer.day(day)),
                None => viewer.reviewed(entry),
            },
            state: match since {
                Some(_) => "overdue",
                None => "fresh",
            },
        },
    }
}
