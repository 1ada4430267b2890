//! The home page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::changes;
use super::learn::{self, PathDoor, PersonaOfAWeek};
use crate::doc::Date;
use crate::model::content::Content;
use crate::model::icp::Icp;
use crate::model::journey::{Journey, State};
use crate::model::persona::PersonaKind;
use crate::model::segment::Segment;
use crate::model::value::Text;
use crate::model::{Entry, Kind, Part};
use crate::site::links::EntryLinks;
use crate::site::stages::{StageInRow, strip};
use crate::site::{Day, EntryCard, PageHead, PagePlace, PageView, Viewer};
use crate::view::{Fields, Shared, view};

/// How many recent reviews the home page names.
const LISTED: usize = 6;

/// How many entries of each kind the home page shows before it leads to the page of the kind.
const SHOWN: [(Kind, usize); 4] = [
    (Kind::Persona, 24),
    (Kind::Icp, 6),
    (Kind::Segment, 10),
    (Kind::Journey, 4),
];

view! {
    /// The home page.
    pub(crate) struct Home {
        /// What the book says at the top, as plain text.
        welcome: Option<String>,
        /// The personas, those that most entries refer to first; at most 24.
        cast: Vec<Shared<EntryCard>>,
        /// The main persona, whom a newcomer meets first.
        lead: Option<Shared<EntryCard>>,
        /// The personas of which one is the persona of the week.
        week: Vec<PersonaOfAWeek>,
        /// The personas that are no customers.
        not_our_customers: Vec<Shared<EntryCard>>,
        /// The segments, best rank first; at most 10.
        segments: Vec<SegmentWithShare>,
        /// The ICPs; at most 6.
        icps: Vec<Shared<EntryCard>>,
        /// The ICPs that describe who is no customer; at most 6.
        anti_icps: Vec<Shared<EntryCard>>,
        /// The journeys as they are today; at most 4.
        journeys: Vec<JourneyInRow>,
        /// How many entries there are of each kind of which more are on the site than here.
        more: BTreeMap<&'static str, usize>,
        /// What was reviewed last, newest first; at most 6.
        recent: Vec<DatedEntry>,
        /// The paths of the book, or the one made for it: how far one is, their script says.
        paths: Vec<PathDoor>,
        /// Where the script finds what is new since somebody was here; nothing where the site does not tell what changed.
        changes: Option<&'static str>,
    }
}

view! {
    /// A segment and how large it is.
    pub(crate) struct SegmentWithShare {
        /// The segment.
        card: Shared<EntryCard>,
        /// Its shares, each in percent.
        share: Fields,
    }
}

view! {
    /// A journey with its stages in a row.
    pub(crate) struct JourneyInRow {
        /// The journey.
        card: Shared<EntryCard>,
        /// Who is on it.
        personas: Vec<Shared<EntryCard>>,
        /// Its stages.
        stages: Vec<StageInRow>,
    }
}

view! {
    /// An entry and a day.
    pub(crate) struct DatedEntry {
        /// The entry.
        card: Shared<EntryCard>,
        /// The day it was reviewed.
        date: Day,
    }
}

fn cards<'a, T: 'a>(
    viewer: &Viewer<'_>,
    entries: impl IntoIterator<Item = (&'a Entry, &'a T)>,
) -> Vec<Shared<EntryCard>> {
    let entries = entries.into_iter();
    entries.map(|(entry, _)| viewer.card_of(entry)).collect()
}

pub(crate) fn page(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let config = &viewer.book.config.book;
    let mut head = PageHead::new(&config.title, place.path, place.name);
    let welcome = config.welcome.as_ref().map(Text::plain);
    head.description = welcome.clone().unwrap_or_default();
    let main_persona = viewer.lead.persona;
    let home = Home {
        welcome,
        cast: personas(viewer, false),
        lead: main_persona
            .filter(says_something)
            .map(|(entry, _)| viewer.card_of(entry)),
        week: match viewer.has(Part::Learn) {
            true => learn::people_of_the_weeks(viewer),
            false => Vec::new(),
        },
        not_our_customers: personas(viewer, true),
        segments: segments(viewer),
        icps: icps(viewer, false),
        anti_icps: icps(viewer, true),
        journeys: journeys(viewer),
        more: more(viewer),
        recent: recent(viewer),
        paths: learn::doors(viewer),
        changes: changes::data_path(viewer),
    };
    head.page(home)
}

/// How many of a kind are shown.
fn shown(kind: Kind) -> usize {
    let found = SHOWN.iter().find(|(one, _)| *one == kind);
    found.map_or(usize::MAX, |(_, most)| *most)
}

fn more(viewer: &Viewer<'_>) -> BTreeMap<&'static str, usize> {
    let kinds = SHOWN.iter().filter_map(|(kind, most)| {
        let count = viewer.catalog.count(*kind);
        (count > *most).then(|| (kind.name(), count))
    });
    kinds.collect()
}

/// Those that most entries refer to first.
fn personas(viewer: &Viewer<'_>, negative: bool) -> Vec<Shared<EntryCard>> {
    let personas = viewer.personas().into_iter();
    let personas = personas
        .filter(|(_, persona)| (persona.kind == Some(PersonaKind::Negative)) == negative)
        .filter(says_something);
    cards(viewer, personas.take(shown(Kind::Persona)))
}

/// An entry that has only a name so far stands on the page of its kind alone.
fn says_something<T>((entry, _): &(&Entry, T)) -> bool {
    !entry.is_only_a_name()
}

/// The segments, best rank first.
fn segments(viewer: &Viewer<'_>) -> Vec<SegmentWithShare> {
    let segments = viewer.catalog.all::<Segment>();
    let mut segments: Vec<(&Entry, &Segment)> = segments.filter(says_something).collect();
    segments
        .sort_by_key(|(entry, segment)| (entry.in_order(), segment.tier.is_none(), segment.tier));
    let segments = segments.into_iter().take(shown(Kind::Segment));
    let segments = segments.map(|(entry, segment)| SegmentWithShare {
        card: viewer.card_of(entry),
        share: EntryLinks { viewer, entry }.value(&segment.share.node()),
    });
    segments.collect()
}

fn icps(viewer: &Viewer<'_>, negative: bool) -> Vec<Shared<EntryCard>> {
    let icps = viewer.catalog.all::<Icp>();
    let icps = icps.filter(|(_, icp)| icp.negative == negative);
    let icps = icps.filter(says_something);
    cards(viewer, icps.take(shown(Kind::Icp)))
}

fn journeys(viewer: &Viewer<'_>) -> Vec<JourneyInRow> {
    let journeys = viewer.catalog.all::<Journey>();
    let journeys = journeys.filter(|(_, journey)| journey.state != Some(State::Future));
    let journeys = journeys.filter(says_something);
    let journeys = journeys.take(shown(Kind::Journey));
    let journeys = journeys.map(|(entry, journey)| {
        let personas = journey.personas.iter().map(|one| one.id.as_str());
        JourneyInRow {
            card: viewer.card_of(entry),
            personas: viewer.cards(Kind::Persona, personas),
            stages: strip(viewer, entry, journey),
        }
    });
    journeys.collect()
}

fn recent(viewer: &Viewer<'_>) -> Vec<DatedEntry> {
    let entries = viewer.catalog.current();
    let mut reviewed: Vec<(Date, &Entry)> = entries
        .filter(|entry| !matches!(entry.key.kind, Kind::Term | Kind::Page))
        .filter_map(|entry| Some((entry.header.reviewed?, entry)))
        .filter(|(date, _)| *date <= viewer.today)
        .filter(|(_, entry)| !entry.is_only_a_name())
        .collect();
    reviewed.sort_by_key(|(date, entry)| (Reverse(*date), &entry.key));
    dated(viewer, &reviewed)
}

/// The first few of them.
fn dated(viewer: &Viewer<'_>, entries: &[(Date, &Entry)]) -> Vec<DatedEntry> {
    let first = entries.iter().take(LISTED);
    let first = first.map(|(date, entry)| DatedEntry {
        card: viewer.card_of(entry),
        date: viewer.day(*date),
    });
    first.collect()
}
