//! Every reference leads to an entry, and every link to somewhere a page may lead.

use crate::model::{Catalog, Entry, Finding, Key, Kind, Pointer, Use};
use crate::text::{DOCUMENT_ENDINGS, Meant, listed, one_of, unseen};

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut meant = Meant::default();
    for (record, targets) in catalog.records().zip(catalog.targets()) {
        let references = record.references().iter().zip(targets.iter());
        let nowhere = references.filter(|(_, target)| target.is_none());
        let uses = nowhere.map(|(used, _)| used).chain(record.others());
        found.extend(uses.filter_map(|used| finding(catalog, &mut meant, record.entry(), used)));
    }
    found
}

fn finding(catalog: &Catalog, meant: &mut Meant, entry: &Entry, used: &Use) -> Option<Finding> {
    let (code, message, help, within) = match &used.to {
        Pointer::Entry(kind, id) => {
            if catalog.unreadable.contains(&Key::new(*kind, id.as_str())) {
                return None;
            }
            let (message, help) = unknown(catalog, meant, *kind, id);
            ("unknown-reference", message, help, id)
        }
        Pointer::UnknownScheme(scheme) => (
            "unsafe-link",
            format!(
                "`{scheme}:` is neither a kind of entry nor an address that a page may link to"
            ),
            format!(
                "link to an entry with {}, or elsewhere with https://, http://, mailto: or tel:",
                one_of(Kind::ALL.iter().map(|kind| kind.name()))
            ),
            scheme,
        ),
        Pointer::Unsafe(url) => (
            "unsafe-link",
            format!("a page cannot link to `{url}`"),
            format!(
                "link to an entry as `persona:sophie`, to a document beside this one ({}), or elsewhere with https://",
                listed(&DOCUMENT_ENDINGS)
            ),
            url,
        ),
        Pointer::Image(_)
        | Pointer::Document(_)
        | Pointer::Part(..)
        | Pointer::Claim(..)
        | Pointer::Nearly { .. }
        | Pointer::LeftOut { .. } => return None,
    };
    Some(
        Finding::new(code, used.path.clone(), message, help)
            .within(within)
            .after(used.offset)
            .of(&entry.key),
    )
}

fn unknown(catalog: &Catalog, meant: &mut Meant, kind: Kind, id: &str) -> (String, String) {
    let message = format!("there is no {} `{id}`", kind.name());
    match unseen(id) {
        Some((why, better)) if catalog.has(kind, &better) => (
            format!("{message}: {why}"),
            format!("type it anew: `{better}`"),
        ),
        Some((why, better)) => {
            let help = help(catalog, meant, kind, &better);
            (format!("{message}: {why}"), help)
        }
        None => (message, help(catalog, meant, kind, id)),
    }
}

fn help(catalog: &Catalog, meant: &mut Meant, kind: Kind, id: &str) -> String {
    let elsewhere = Kind::ALL
        .iter()
        .find(|other| **other != kind && catalog.has(**other, id));
    let ids = || catalog.of_kind(kind).map(|entry| entry.key.id.as_str());
    if let Some(close) = meant.closest(kind.folder(), id, ids) {
        format!("did you mean `{close}`?")
    } else if let Some(other) = elsewhere {
        format!(
            "`{id}` is a {}, and a {} belongs here",
            other.name(),
            kind.name()
        )
    } else {
        format!(
            "begin it with `personabook new {} {}`, or correct the id",
            kind.name(),
            if crate::model::is_id(id) {
                id.to_owned()
            } else {
                crate::model::to_id(id)
            }
        )
    }
}
