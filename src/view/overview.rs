//! Pages over many entries: the index of each kind, what to say when, opportunities, relations, health,
//! tags, and the page for addresses that do not exist.

use std::collections::BTreeMap;

use super::compare::is_compared;
use super::facts::{opportunities, strip};
use super::filter::{Marks, card_facets, facets, lines};
use super::links::EntryLinks;
use super::{PageHead, PageView, Viewer, drawings, map, present};
use crate::model::content::{Content, Node};
use crate::model::job::Job;
use crate::model::journey::{Journey, Stage, StageContent};
use crate::model::persona::Persona;
use crate::model::{AnyReference, Data, Entry, Key, Kind, Pointer, Status, to_id};
use crate::score::freshness;
use crate::theme::Value;

/// The index page of a kind; none for a kind without entries.
pub(super) fn kind_page(viewer: &Viewer<'_>, kind: Kind) -> Option<PageView> {
    let mut entries: Vec<&Entry> = viewer.catalog.of_kind(kind).collect();
    if entries.is_empty() {
        return None;
    }
    if kind == Kind::Term {
        entries.sort_by_key(|entry| entry.header.name.to_lowercase());
    }
    let title = viewer.words.choice("kinds", kind.name()).to_owned();
    let mut head = PageHead::new(&title, &format!("{}/index.html", kind.folder()), "kind");
    head.description = viewer.words.choice("about", kind.name()).to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    let cards: Vec<Value> = entries.iter().map(|entry| viewer.card_of(entry)).collect();
    let items = entries.iter().map(|entry| {
        let links = EntryLinks { viewer, entry };
        map(vec![
            ("card", viewer.card_of(entry)),
            ("entry", links.value(&entry.data.node())),
            ("stages", stages(viewer, entry)),
            ("body", Value::safe_string(&short_body(&links, kind))),
        ])
    });
    Some(head.with(
        if kind == Kind::Term {
            "glossary.html"
        } else {
            "kind.html"
        },
        vec![
            ("kind", kind.name().into()),
            ("items", items.collect::<Vec<_>>().into()),
            ("facets", card_facets(&["tag", "owner", "status"], &cards)),
            ("is_compared", is_compared(viewer, kind).into()),
        ],
    ))
}

/// The stages of a journey in a row; nothing for other kinds.
fn stages(viewer: &Viewer<'_>, entry: &Entry) -> Value {
    match &entry.data {
        Data::Journey(journey) => strip(viewer, entry, journey),
        _ => Value::none(),
    }
}

/// The glossary shows whole definitions; other indexes show cards only.
fn short_body(links: &EntryLinks<'_>, kind: Kind) -> String {
    if kind == Kind::Term {
        links.block(&links.entry.body)
    } else {
        String::new()
    }
}

/// The pages that show the book across kinds, by their names. They lie one folder deep, so that they may show HTML.
pub(super) const PAGES: [&str; 6] = [
    "say",
    "opportunities",
    "relations",
    "health",
    "sources",
    "tags",
];

/// One of [`PAGES`].
pub(super) fn page(viewer: &Viewer<'_>, name: &str) -> PageView {
    let parts = match name {
        "say" => say_parts(viewer),
        "opportunities" => opportunity_parts(viewer),
        "relations" => vec![
            ("rows", relations(viewer)),
            ("graph", drawings::relations::graph(viewer)),
        ],
        "health" => health(viewer),
        "sources" => vec![("rows", sources(viewer))],
        _ => vec![("tags", tags(viewer))],
    };
    let title = viewer.words.get(&format!("{name}_title")).to_owned();
    let mut head = PageHead::new(&title, &format!("all/{name}.html"), name);
    head.description = viewer.words.get(&format!("{name}_about")).to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    head.with(&format!("{name}.html"), parts)
}

/// What a server shows for an address that leads nowhere.
pub(super) fn not_found(viewer: &Viewer<'_>) -> PageView {
    let head = PageHead::new(viewer.words.get("not_found_title"), "404.html", "404");
    head.with("404.html", Vec::new())
}

/// What to say when, and what a reader can choose: a persona, a job or an ideal customer.
fn say_parts(viewer: &Viewer<'_>) -> Vec<(&'static str, Value)> {
    let marks: Vec<Marks> = viewer
        .catalog
        .all::<Journey>()
        .map(|(_, journey)| journey_marks(viewer, journey))
        .collect();
    vec![
        ("journeys", say(viewer)),
        ("facets", facets(&["persona", "job", "icp"], &marks)),
    ]
}

/// The names of the personas, jobs and ideal customers that a journey is about, or that are put to use in it.
fn journey_marks(viewer: &Viewer<'_>, journey: &Journey) -> Marks {
    let mut marks: Marks = ["persona", "job", "icp"]
        .map(|name| (name, Vec::new()))
        .into();
    let used = journey.stages.iter().flat_map(|stage| &stage.uses);
    let used = used.filter(|used| matches!(used.kind, Kind::Job | Kind::Icp));
    let own = journey.personas.iter().map(|one| (Kind::Persona, &one.id));
    let about = own
        .chain(journey.job.iter().map(|one| (Kind::Job, &one.id)))
        .chain(journey.icp.iter().map(|one| (Kind::Icp, &one.id)))
        .chain(used.map(|used| (used.kind, &used.id)));
    for (kind, id) in about {
        if let Some(entry) = viewer.catalog.get(&Key::new(kind, id)) {
            let names = marks.entry(kind.name()).or_default();
            if !names.contains(&entry.header.name) {
                names.push(entry.header.name.clone());
            }
        }
    }
    marks
}

/// All opportunities, and what tells them apart: the owner, the status.
fn opportunity_parts(viewer: &Viewer<'_>) -> Vec<(&'static str, Value)> {
    let mut parts = opportunities(viewer);
    let rows = parts.iter().find(|(name, _)| *name == "rows");
    let rows = rows.and_then(|(_, rows)| rows.as_array());
    let marks = |row: &Value| -> Marks {
        let texts = |path: &str| -> Vec<String> {
            let text = row.get_from_path(path).and_then(Value::as_str);
            text.map(str::to_owned).into_iter().collect()
        };
        [
            ("owner", texts("opportunity.owner")),
            ("status", texts("opportunity.status")),
        ]
        .into()
    };
    let marks: Vec<Marks> = rows.into_iter().flatten().map(marks).collect();
    parts.push(("facets", facets(&["owner", "status"], &marks)));
    parts
}

/// Per journey: its personas and, per stage, what to say and how each of them feels then.
fn say(viewer: &Viewer<'_>) -> Value {
    viewer
        .catalog
        .all::<Journey>()
        .map(|(entry, journey)| {
            let links = EntryLinks { viewer, entry };
            let personas = journey.personas.iter().map(|one| one.id.as_str());
            let stages = journey.stages.iter().enumerate().map(|(index, stage)| {
                let cells = journey
                    .personas
                    .iter()
                    .map(|persona| say_cell(&links, stage, &persona.id));
                let shared_content = stage
                    .content
                    .iter()
                    .filter(|content| {
                        !journey
                            .personas
                            .iter()
                            .any(|persona| is_for(viewer, content, &persona.id))
                    })
                    .map(|content| links.value(&content.node()));
                let shared_uses = stage
                    .uses
                    .iter()
                    .filter(|used| {
                        used.kind != Kind::Persona
                            && !journey
                                .personas
                                .iter()
                                .any(|persona| concerns(viewer, used, &persona.id))
                    })
                    .map(|used| viewer.card(used.kind, &used.id));
                map(vec![
                    ("name", stage.name.as_str().into()),
                    ("anchor", format!("stage-{}", index + 1).into()),
                    ("message", links.value(&stage.message.node())),
                    ("content", links.value(&stage.content.node())),
                    ("uses", links.value(&stage.uses.node())),
                    ("questions", links.value(&stage.questions.node())),
                    ("shared_content", shared_content.collect::<Vec<_>>().into()),
                    ("shared_uses", present(shared_uses)),
                    ("cells", cells.collect::<Vec<_>>().into()),
                ])
            });
            map(vec![
                ("card", viewer.card_of(entry)),
                ("marks", lines(&journey_marks(viewer, journey))),
                ("personas", viewer.cards(Kind::Persona, personas).into()),
                ("stages", stages.collect::<Vec<_>>().into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// What one persona gets in one stage: the feeling, what is made for this person, and the jobs to keep in mind.
fn say_cell(links: &EntryLinks<'_>, stage: &Stage, persona: &str) -> Value {
    let viewer = links.viewer;
    let emotion = stage.emotions.get(persona).map(|emotion| emotion.0);
    let content = stage
        .content
        .iter()
        .filter(|content| is_for(viewer, content, persona))
        .map(|content| links.value(&content.node()));
    let uses = stage
        .uses
        .iter()
        .filter(|used| concerns(viewer, used, persona))
        .map(|used| viewer.card(used.kind, &used.id));
    map(vec![
        ("emotion", emotion.into()),
        (
            "felt",
            emotion.map(|emotion| viewer.words.emotion(emotion)).into(),
        ),
        ("content", content.collect::<Vec<_>>().into()),
        ("uses", present(uses)),
    ])
}

/// Whether a piece of content says that it is for this persona, by the first word of the name.
fn is_for(viewer: &Viewer<'_>, content: &StageContent, persona: &str) -> bool {
    let Some((entry, _)) = viewer.catalog.find::<Persona>(persona) else {
        return false;
    };
    let name = entry.header.short_name();
    content.r#for.as_ref().is_some_and(|text| {
        text.plain()
            .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .any(|word| word == name)
    })
}

/// Whether something to apply is a job of this persona.
fn concerns(viewer: &Viewer<'_>, used: &AnyReference, persona: &str) -> bool {
    used.kind == Kind::Job
        && viewer
            .catalog
            .find::<Job>(&used.id)
            .is_some_and(|(_, job)| job.personas.iter().any(|one| one.id == persona))
}

/// Who refers to whom, by entry; evidence has a page of its own.
fn relations(viewer: &Viewer<'_>) -> Value {
    viewer
        .catalog
        .entries()
        .filter(|entry| {
            !matches!(
                entry.key.kind,
                Kind::Evidence | Kind::Term | Kind::Path | Kind::Page
            )
        })
        .map(|entry| {
            let mut to: Vec<(Kind, &str)> = viewer
                .catalog
                .uses(&entry.key)
                .iter()
                .filter_map(|used| match &used.to {
                    Pointer::Entry(kind, id)
                        if !matches!(
                            kind,
                            Kind::Evidence | Kind::Term | Kind::Path | Kind::Page
                        ) =>
                    {
                        Some((*kind, id.as_str()))
                    }
                    _ => None,
                })
                .filter(|(kind, id)| (*kind, *id) != (entry.key.kind, entry.key.id.as_str()))
                .collect();
            to.sort_unstable();
            to.dedup();
            let cards = to
                .into_iter()
                .map(|(kind, id)| viewer.card(kind, id))
                .filter(|card| !card.is_none());
            map(vec![
                ("card", viewer.card_of(entry)),
                ("to", cards.collect::<Vec<_>>().into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// How honest the book is: per entry its claims, those without evidence, its owner and its review.
fn health(viewer: &Viewer<'_>) -> Vec<(&'static str, Value)> {
    let (mut all_claims, mut all_assumptions, mut stale, mut unowned) =
        (0_u32, 0_u32, 0_u32, 0_u32);
    let rows: Vec<Value> = viewer
        .catalog
        .entries()
        .filter(|entry| entry.header.status != Some(Status::Retired))
        .map(|entry| {
            let links = EntryLinks { viewer, entry };
            let (claims, assumptions, single) = claim_counts(entry);
            let fresh = freshness(entry, &viewer.book.config.review, viewer.today);
            let key = fresh.as_str();
            all_claims += claims;
            all_assumptions += assumptions;
            stale += u32::from(key != "fresh");
            unowned += u32::from(entry.header.owner.is_none());
            map(vec![
                ("card", viewer.card_of(entry)),
                ("claims", claims.into()),
                ("assumptions", assumptions.into()),
                ("single", single.into()),
                ("freshness", key.into()),
                (
                    "freshness_word",
                    viewer.words.choice("freshness", key).into(),
                ),
                ("due", fresh.due().map(|date| links.date(date)).into()),
                ("orphan", is_orphan(viewer, entry).into()),
            ])
        })
        .collect();
    vec![
        ("claims", all_claims.into()),
        ("assumptions", all_assumptions.into()),
        ("stale", stale.into()),
        ("unowned", unowned.into()),
        ("rows", rows.into()),
    ]
}

/// (claims about customers, those without evidence, those with one source). The findings of a source and
/// the questions of a framework are no claims about customers.
fn claim_counts(entry: &Entry) -> (u32, u32, u32) {
    let (mut claims, mut assumptions, mut single) = (0, 0, 0);
    if matches!(entry.key.kind, Kind::Evidence | Kind::Qualification) {
        return (0, 0, 0);
    }
    entry.data.node().leaves(&mut |_, leaf| {
        if let Node::Claim(claim) = leaf {
            claims += 1;
            assumptions += u32::from(claim.evidence.is_empty());
            single += u32::from(claim.evidence.len() == 1);
        }
    });
    (claims, assumptions, single)
}

/// Nothing refers to it, although something should.
fn is_orphan(viewer: &Viewer<'_>, entry: &Entry) -> bool {
    !matches!(
        entry.key.kind,
        Kind::Page | Kind::Path | Kind::Term | Kind::Qualification | Kind::Journey
    ) && !viewer.backlinks.contains_key(&entry.key)
}

/// Per source the claims that rest on it.
fn sources(viewer: &Viewer<'_>) -> Value {
    viewer
        .catalog
        .of_kind(Kind::Evidence)
        .map(|entry| {
            let links = EntryLinks { viewer, entry };
            map(vec![
                ("card", viewer.card_of(entry)),
                ("entry", links.value(&entry.data.node())),
                ("claims", viewer.claims_on(&entry.key.id)),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// Every tag with its entries, by name. Anchors are numbered where two names would give the same.
fn tags(viewer: &Viewer<'_>) -> Value {
    let mut tags: BTreeMap<(String, &str), Vec<Value>> = BTreeMap::new();
    for entry in viewer.catalog.entries() {
        for tag in &entry.header.tags {
            tags.entry((tag.to_lowercase(), tag.as_str()))
                .or_default()
                .push(viewer.card_of(entry));
        }
    }
    tags.into_iter()
        .map(|((_, name), cards)| {
            map(vec![
                ("name", name.into()),
                ("anchor", tag_anchor(name).into()),
                ("cards", cards.into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// The place of a tag on the page of tags; letters outside a to z are written by their number.
pub(super) fn tag_anchor(tag: &str) -> String {
    let plain = to_id(tag);
    if plain == tag {
        return format!("tag-{plain}");
    }
    let codes: Vec<String> = tag
        .chars()
        .map(|letter| {
            if letter.is_ascii_lowercase() || letter.is_ascii_digit() {
                letter.to_string()
            } else {
                format!("-{:x}-", u32::from(letter))
            }
        })
        .collect();
    format!("tag-{}", codes.concat())
}
