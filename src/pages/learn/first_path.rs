//! A path for a book that has none of its own, made of what it says: the first day, the first week and the first
//! month of a new colleague. What the book lacks is left out, down to the whole path.

use std::cmp::Reverse;

use super::path::{Milestone, Reading, Step, Walk, numbered, plain};
use crate::model::evidence::Evidence;
use crate::model::journey::stage_part;
use crate::model::{Entry, Kind, Part};
use crate::site::MenuLink;
use crate::site::introduction::unfinished;
use crate::site::links::index_url;
use crate::site::{PageHead, PagePlace, PageView, Viewer};
use crate::view::view;

/// Where it is on the site.
pub(crate) const URL: &str = "learn/path.html";

/// How many entries of one kind a step names; the rest is found on the page of the kind.
const NAMED: usize = 4;

view! {
    /// A path made of what the book says.
    pub(crate) struct FirstPath<'a> {
        /// The kind whose colours the page has: `path`.
        kind: &'static str,
        /// The milestones and steps.
        walk: Walk<'a>,
    }
}

/// Its page.
pub(crate) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let words = &viewer.words;
    let mut head = PageHead::new(words.get("first_path"), place.path, Kind::Path.name());
    head.description = words.get("first_path_about").to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    let walk = numbered(words, milestones(viewer));
    let kind = Kind::Path.name();
    head.page(FirstPath { kind, walk })
}

/// Whether there is one: none for a book that has paths, or nothing to learn, or leaves out what is for new colleagues.
pub(crate) fn exists(viewer: &Viewer<'_>) -> bool {
    viewer.has(Part::Learn) && !super::has_paths(viewer) && !milestones(viewer).is_empty()
}

fn milestones<'a>(viewer: &'a Viewer<'_>) -> Vec<Milestone<'a>> {
    let all = [
        ("first_path_day", day(viewer)),
        ("first_path_week", week(viewer)),
        ("first_path_month", month(viewer)),
    ];
    all.into_iter()
        .map(|(name, steps)| Milestone {
            name: viewer.words.get(name).to_owned(),
            steps: steps.into_iter().flatten().collect(),
        })
        .filter(|milestone| !milestone.steps.is_empty())
        .collect()
}

fn day<'a>(viewer: &'a Viewer<'_>) -> Vec<Option<Step<'a>>> {
    let lead = &viewer.lead;
    let tour = super::tour(viewer).map(|link| Step {
        links: vec![link],
        ..step(viewer, "tour", 10, &[])
    });
    vec![
        tour,
        lead.segment
            .map(|(entry, _)| step(viewer, "segment", 10, &[entry])),
        lead.icp.map(|(entry, _)| step(viewer, "icp", 15, &[entry])),
        lead.persona
            .map(|(entry, _)| step(viewer, "persona", 20, &[entry])),
    ]
}

fn week<'a>(viewer: &'a Viewer<'_>) -> Vec<Option<Step<'a>>> {
    let lead = &viewer.lead;
    let others = others(viewer);
    let minutes = 10 * u32::try_from(others.len()).unwrap_or(0);
    let journey = lead.journey.map(|(entry, journey)| {
        let low = lead.low_point().map(|(index, _)| index);
        let stage = low.and_then(|index| Some(journey.stages.get(index)?.name.as_str()));
        let part = low.map_or_else(String::new, |index| format!("#{}", stage_part(index)));
        Step {
            read: vec![Reading {
                card: viewer.card_of(entry),
                part,
                stage,
            }],
            ..step(viewer, "journey", 25, &[entry])
        }
    });
    vec![
        (!others.is_empty()).then(|| step(viewer, "others", minutes, &others)),
        lead.job.map(|(entry, _)| step(viewer, "job", 15, &[entry])),
        journey,
        of_kind(viewer, Kind::Term).map(|link| Step {
            links: vec![link],
            ..step(viewer, "terms", 15, &[])
        }),
    ]
}

fn month<'a>(viewer: &'a Viewer<'_>) -> Vec<Option<Step<'a>>> {
    let qualification: Vec<&Entry> = finished(viewer, Kind::Qualification);
    let mut evidence: Vec<(&Entry, &Evidence)> = viewer.catalog.all::<Evidence>().collect();
    evidence.sort_by_key(|(entry, evidence)| (unfinished(entry), Reverse(evidence.date)));
    let latest: Vec<&Entry> = evidence.iter().map(|(entry, _)| *entry).take(2).collect();
    vec![
        (!qualification.is_empty()).then(|| step(viewer, "qualification", 20, &qualification)),
        (!latest.is_empty()).then(|| step(viewer, "evidence", 30, &latest)),
        super::quiz(viewer).map(|link| Step {
            links: vec![link],
            ..step(viewer, "quiz", 10, &[])
        }),
    ]
}

/// Who else sits on the committee; where there is none, the other personas of the book.
fn others<'a>(viewer: &Viewer<'a>) -> Vec<&'a Entry> {
    let main = viewer.lead.persona.map(|(entry, _)| &entry.key);
    let mut found: Vec<&Entry> = viewer
        .lead
        .people(viewer.catalog)
        .into_iter()
        .filter(|entry| Some(&entry.key) != main)
        .collect();
    found.truncate(NAMED);
    found
}

fn finished<'a>(viewer: &Viewer<'a>, kind: Kind) -> Vec<&'a Entry> {
    let mut found: Vec<&Entry> = viewer.catalog.of_kind(kind).collect();
    found.sort_by_key(|entry| unfinished(entry));
    found.truncate(NAMED);
    found
}

/// Leads to the page of a kind; nothing for a kind without entries.
fn of_kind<'a>(viewer: &'a Viewer<'_>, kind: Kind) -> Option<MenuLink<'a>> {
    viewer.catalog.of_kind(kind).next()?;
    let words = &viewer.words;
    let (title, about) = (
        words.choice("kinds", kind.name()),
        words.choice("about", kind.name()),
    );
    let url = index_url(kind);
    Some(super::link(kind.name(), [title, about], &url))
}

/// A step about these entries, in the words of the interface under its name. Whom to ask is the owner of the first.
fn step<'a>(viewer: &'a Viewer<'_>, name: &str, minutes: u32, entries: &[&Entry]) -> Step<'a> {
    let words = &viewer.words;
    let who = viewer
        .lead
        .persona
        .map_or("", |(entry, _)| viewer.short_names.name_of(entry));
    let word = |part: &str| words.fill(&format!("first_path_{name}{part}"), "name", who);
    let owner = entries
        .first()
        .and_then(|entry| entry.header.owner.as_deref());
    Step {
        title: word(""),
        minutes: Some(minutes),
        read: entries
            .iter()
            .map(|entry| Reading {
                card: viewer.card_of(entry),
                part: String::new(),
                stage: None,
            })
            .collect(),
        links: Vec::new(),
        task: Some(plain(word("_do"))),
        look_for: Some(plain(word("_look"))),
        ask: owner.map(|owner| plain(words.fill("first_path_ask", "owner", owner))),
    }
}
