//! The home page, and what all pages share.

use serde::Serialize;

use super::{learn, menu};
use crate::language::Word;
use crate::model::icp::Icp;
use crate::model::journey::{Journey, State};
use crate::model::persona::{Persona, PersonaKind};
use crate::model::segment::Segment;
use crate::model::value::Text;
use crate::model::{Entry, Kind, Status};
use crate::score::{Freshness, freshness};
use crate::site::links::EntryLinks;
use crate::site::stages::strip;
use crate::site::{PageHead, PageView, Viewer, map};
use crate::theme::Value;

/// How many recent reviews and stale entries the home page names.
const LISTED: usize = 6;

/// How many entries of each kind the home page shows before it leads to the page of the kind.
const SHOWN: [(Kind, usize); 4] = [
    (Kind::Persona, 24),
    (Kind::Icp, 6),
    (Kind::Segment, 10),
    (Kind::Journey, 4),
];

pub(crate) fn site(viewer: &Viewer<'_>) -> Value {
    #[derive(Serialize)]
    struct Site<'a> {
        title: &'a str,
        company: &'a str,
        language: &'a str,
        words: &'a std::collections::BTreeMap<String, Word>,
    }
    let config = &viewer.book.config.book;
    let mut site = Value::from_serializable(&Site {
        title: &config.title,
        company: config.company.as_deref().unwrap_or(""),
        language: viewer.words.code(),
        words: viewer.words.table(),
    })
    .into_map()
    .expect("a struct becomes a map");
    let kinds = Kind::ALL.iter().filter_map(|kind| {
        let count = viewer.catalog.count(*kind);
        (count > 0 && *kind != Kind::Page).then(|| {
            map(vec![
                ("name", kind.name().into()),
                ("title", viewer.words.choice("kinds", kind.name()).into()),
                ("about", viewer.words.choice("about", kind.name()).into()),
                ("url", format!("{}/index.html", kind.folder()).into()),
                ("count", count.into()),
            ])
        })
    });
    site.insert("kinds".into(), kinds.collect::<Vec<_>>().into());
    site.insert("menu".into(), menu::groups(viewer).into());
    site.insert("pages".into(), menu::free_pages(viewer).into());
    site.insert("all_pages".into(), menu::all_pages(viewer).into());
    site.insert("learn".into(), learn::links(viewer).into());
    site.insert(
        "today".into(),
        map(vec![
            ("iso", viewer.today.to_string().into()),
            ("text", viewer.words.date(viewer.today).into()),
        ]),
    );
    site.into()
}

pub(crate) fn page(viewer: &Viewer<'_>) -> PageView {
    let config = &viewer.book.config.book;
    let mut head = PageHead::new(&config.title, "index.html", "home");
    let welcome = config.welcome.as_ref().map(Text::plain);
    head.description = welcome.clone().unwrap_or_default();
    let lead = viewer.lead.persona;
    head.with(
        "home.html",
        vec![
            ("welcome", welcome.into()),
            ("cast", cast(viewer, false)),
            ("lead", lead.map(|(entry, _)| viewer.card_of(entry)).into()),
            ("week", learn::people_of_the_weeks(viewer)),
            ("not_our_customers", cast(viewer, true)),
            ("segments", segments(viewer)),
            ("icps", icps(viewer, false)),
            ("anti_icps", icps(viewer, true)),
            ("journeys", journeys(viewer)),
            ("more", more(viewer)),
            ("recent", recent(viewer)),
            ("stale", stale(viewer)),
        ],
    )
}

/// How many of a kind are shown.
fn shown(kind: Kind) -> usize {
    let found = SHOWN.iter().find(|(one, _)| *one == kind);
    found.map_or(usize::MAX, |(_, most)| *most)
}

/// The kinds of which more are on the site than here, with how many there are.
fn more(viewer: &Viewer<'_>) -> Value {
    let kinds = SHOWN.iter().filter_map(|(kind, most)| {
        let count = viewer.catalog.count(*kind);
        (count > *most).then(|| (kind.name(), Value::from(count)))
    });
    map(kinds.collect())
}

/// The faces: personas by how large a share of the customers they are, then by how often others refer to them.
fn cast(viewer: &Viewer<'_>, negative: bool) -> Value {
    let mut cast: Vec<(&Entry, &Persona)> = viewer
        .catalog
        .all::<Persona>()
        .filter(|(_, persona)| (persona.kind == Some(PersonaKind::Negative)) == negative)
        .collect();
    cast.sort_by_key(|(entry, _)| std::cmp::Reverse(viewer.index.backlinks(&entry.key).count()));
    cast.iter()
        .take(shown(Kind::Persona))
        .map(|(entry, _)| viewer.card_of(entry))
        .collect::<Vec<_>>()
        .into()
}

/// The segments, best rank first.
fn segments(viewer: &Viewer<'_>) -> Value {
    let mut segments: Vec<(&Entry, &Segment)> = viewer.catalog.all::<Segment>().collect();
    segments.sort_by_key(|(_, segment)| (segment.tier.is_none(), segment.tier));
    segments
        .iter()
        .take(shown(Kind::Segment))
        .map(|(entry, segment)| {
            let links = EntryLinks { viewer, entry };
            use crate::model::content::Content;
            map(vec![
                ("card", viewer.card_of(entry).into()),
                ("share", links.value(&segment.share.node()).into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

fn icps(viewer: &Viewer<'_>, negative: bool) -> Value {
    viewer
        .catalog
        .all::<Icp>()
        .filter(|(_, icp)| icp.negative == negative)
        .take(shown(Kind::Icp))
        .map(|(entry, _)| viewer.card_of(entry))
        .collect::<Vec<_>>()
        .into()
}

/// The journeys as they are, each with its stages in a row.
fn journeys(viewer: &Viewer<'_>) -> Value {
    viewer
        .catalog
        .all::<Journey>()
        .filter(|(_, journey)| journey.state != Some(State::Future))
        .take(shown(Kind::Journey))
        .map(|(entry, journey)| {
            let ids = journey.personas.iter().map(|one| one.id.as_str());
            map(vec![
                ("card", viewer.card_of(entry).into()),
                ("personas", viewer.cards(Kind::Persona, ids).into()),
                ("stages", strip(viewer, entry, journey).into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// What was reviewed last, newest first.
fn recent(viewer: &Viewer<'_>) -> Value {
    let mut reviewed: Vec<_> = viewer
        .catalog
        .entries()
        .filter(|entry| !matches!(entry.key.kind, Kind::Term | Kind::Page))
        .filter_map(|entry| Some((entry.header.reviewed?, entry)))
        .collect();
    reviewed.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.key.cmp(&right.1.key)));
    reviewed
        .iter()
        .take(LISTED)
        .map(|(date, entry)| dated(viewer, entry, *date))
        .collect::<Vec<_>>()
        .into()
}

/// What should have been reviewed, longest overdue first.
fn stale(viewer: &Viewer<'_>) -> Value {
    let mut stale: Vec<_> = viewer
        .catalog
        .entries()
        .filter(|entry| entry.header.status != Some(Status::Retired))
        .filter_map(
            |entry| match freshness(entry, &viewer.book.config.review, viewer.today) {
                Freshness::StaleSince(date) => Some((date, entry)),
                Freshness::NeverReviewed | Freshness::FreshUntil(_) => None,
            },
        )
        .collect();
    stale.sort_by(|left, right| left.0.cmp(&right.0).then(left.1.key.cmp(&right.1.key)));
    stale
        .iter()
        .take(LISTED)
        .map(|(date, entry)| dated(viewer, entry, *date))
        .collect::<Vec<_>>()
        .into()
}

fn dated(viewer: &Viewer<'_>, entry: &Entry, date: crate::doc::Date) -> Value {
    let links = EntryLinks { viewer, entry };
    map(vec![
        ("card", viewer.card_of(entry).into()),
        ("date", links.date(date).into()),
    ])
}
