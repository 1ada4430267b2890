//! The index page of a kind.

use super::compare::is_compared;
use super::learn;
use crate::model::content::Content;
use crate::model::{Data, Entry, Kind};
use crate::site::filter::card_facets;
use crate::site::links::EntryLinks;
use crate::site::stages::strip;
use crate::site::{PageHead, PageView, Viewer, map};
use crate::theme::Value;

/// The index page of a kind.
pub(crate) fn kind_page(viewer: &Viewer<'_>, kind: Kind) -> PageView {
    let mut entries: Vec<&Entry> = viewer.catalog.of_kind(kind).collect();
    if kind == Kind::Term {
        entries.sort_by_cached_key(|entry| viewer.words.sort_key(&entry.header.name));
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
            ("letter", viewer.words.letter(&entry.header.name).into()),
            ("entry", links.value(&entry.data.node())),
            ("stages", stages(viewer, entry)),
            ("walk", walk(viewer, entry)),
            ("body", Value::safe_string(&short_body(&links, kind))),
        ])
    });
    head.with(
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
    )
}

/// The stages of a journey in a row; nothing for other kinds.
fn stages(viewer: &Viewer<'_>, entry: &Entry) -> Value {
    match &entry.data {
        Data::Journey(journey) => strip(viewer, entry, journey),
        _ => Value::none(),
    }
}

/// How long a path is; nothing for other kinds.
fn walk(viewer: &Viewer<'_>, entry: &Entry) -> Value {
    match &entry.data {
        Data::Path(path) => learn::summary(viewer, path),
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
