//! The page of an entry.

use super::{evidence, icp, job, journey, learn, method, persona, qualification, segment};
use crate::model::content::Content;
use crate::model::value::Text;
use crate::model::{Data, Entry, Kind};
use crate::score::freshness;
use crate::site::links::tag_anchor;
use crate::site::links::{EntryLinks, url};
use crate::site::terms::{self, Explained};
use crate::site::{PageHead, PageView, Viewer, map};
use crate::theme::Value;

pub(crate) fn page(links: &EntryLinks<'_>, values: Values) -> PageView {
    let EntryLinks { viewer, entry } = links;
    let kind = entry.key.kind;
    let mut head = PageHead::new(&entry.header.name, &url(&entry.key), kind.name());
    head.description = entry
        .header
        .summary
        .as_ref()
        .map(Text::plain)
        .unwrap_or_default();
    head.breadcrumbs = viewer.crumbs(Some(kind));
    head.edit_url = viewer
        .book
        .config
        .book
        .edit_url
        .as_ref()
        .map(|url| url.0.replace("{path}", &entry.file));
    head.with(&format!("{}.html", kind.name()), values)
}

/// What every page that shows an entry knows of it.
pub(crate) type Values = Vec<(&'static str, Value)>;

/// The values for pages that show an entry on paper.
pub(crate) fn values(links: &EntryLinks<'_>) -> Values {
    let mut values = plain_texts(links);
    values.extend(facts_of(links));
    values
}

/// The values for the entry's own page, where the terms of the glossary are explained in its texts. Takes what `known`
/// has already, if there is something.
pub(crate) fn own_values(links: &EntryLinks<'_>, known: Option<Values>) -> Values {
    if links.viewer.glossary.is_empty() {
        return known.unwrap_or_else(|| values(links));
    }
    let mut values = known.unwrap_or_else(|| facts_of(links));
    values.retain(|(name, _)| !matches!(*name, "entry" | "body"));
    values.extend(explained_texts(links));
    values
}

fn plain_texts(links: &EntryLinks<'_>) -> Values {
    let body = links.block(&links.entry.body);
    vec![
        ("entry", links.value(&links.entry.data.node()).into()),
        ("body", Value::safe_string(&body)),
    ]
}

fn explained_texts(links: &EntryLinks<'_>) -> Values {
    let mut terms = Explained::new(links);
    let entry = links.explained(&links.entry.data.node(), &mut terms);
    let body = terms::block(links, &links.entry.body, &mut terms);
    vec![
        ("entry", entry.into()),
        ("body", Value::safe_string(&body)),
        ("terms", terms.notes()),
    ]
}

fn facts_of(links: &EntryLinks<'_>) -> Values {
    let EntryLinks { viewer, entry } = links;
    vec![
        ("header", header(links)),
        ("card", viewer.card_of(entry).into()),
        ("backlinks", backlinks(viewer, entry)),
        ("facts", facts_of_kind(links)),
        ("method", method::link(links)),
    ]
}

fn header(links: &EntryLinks<'_>) -> Value {
    let header = &links.entry.header;
    let fresh = freshness(
        links.entry,
        &links.viewer.book.config.review,
        links.viewer.today,
    );
    let mut parts = links
        .value(&header.node())
        .0
        .into_map()
        .expect("a table becomes a map");
    parts.insert(
        "freshness".into(),
        map(vec![
            ("key", fresh.as_str().into()),
            ("date", fresh.due().map(|date| links.date(date)).into()),
        ]),
    );
    let tags = header.tags.iter().map(|tag| {
        map(vec![
            ("name", tag.as_str().into()),
            ("anchor", tag_anchor(tag).into()),
        ])
    });
    parts.insert("tags".into(), tags.collect::<Vec<_>>().into());
    parts.insert("file".into(), links.entry.file.as_str().into());
    parts.into()
}

/// The entries that refer to this one, by kind.
fn backlinks(viewer: &Viewer<'_>, entry: &Entry) -> Value {
    Kind::ALL
        .iter()
        .map(|kind| (kind, viewer.cards_from(*kind, &entry.key)))
        .filter(|(_, cards)| !cards.is_empty())
        .map(|(kind, cards)| {
            map(vec![
                ("kind", kind.name().into()),
                ("title", viewer.words.choice("kinds", kind.name()).into()),
                ("cards", cards.into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// The value under `page.facts`; its fields depend on the kind.
fn facts_of_kind(links: &EntryLinks<'_>) -> Value {
    match &links.entry.data {
        Data::Segment(segment) => segment::facts(links, segment),
        Data::Icp(icp) => icp::facts(links, icp),
        Data::Persona(persona) => persona::facts(links, persona),
        Data::Job(job) => job::facts(links, job),
        Data::Journey(journey) => journey::facts(links, journey),
        Data::Qualification(qualification) => qualification::facts(links, qualification),
        Data::Evidence(_) => evidence::facts(links),
        Data::Path(path) => map(vec![("walk", learn::walk(links, path))]),
        Data::Term(_) | Data::Page(_) => map(Vec::new()),
    }
}
