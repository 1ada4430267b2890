//! Every reference leads to an entry, and every link to somewhere a page may lead.

use std::collections::BTreeMap;

use crate::model::{Catalog, Entry, Finding, Key, Kind, Pointer, Use, entry_at};
use crate::text::{DOCUMENT_ENDINGS, Meant, listed, one_of, unseen};

/// What is looked for where a reference leads nowhere.
#[derive(Default)]
struct Search {
    meant: Meant,
    /// The ids of entries by kind and name, in lower case; none where several have that name.
    named: Option<BTreeMap<(Kind, String), Option<String>>>,
}

impl Search {
    /// The id of the only entry with a name.
    fn named(&mut self, catalog: &Catalog, kind: Kind, name: &str) -> Option<String> {
        let named = self.named.get_or_insert_with(|| {
            let mut named = BTreeMap::new();
            for entry in catalog.entries() {
                let key = (entry.key.kind, entry.header.name.to_lowercase());
                let id = Some(entry.key.id.clone());
                named.entry(key).and_modify(|id| *id = None).or_insert(id);
            }
            named
        });
        named.get(&(kind, name.to_lowercase()))?.clone()
    }
}

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut search = Search::default();
    for (record, targets) in catalog.records().zip(catalog.targets()) {
        let references = record.references().iter().zip(targets.iter());
        let nowhere = references.filter(|(_, target)| target.is_none());
        let uses = nowhere.map(|(used, _)| used).chain(record.others());
        found.extend(uses.filter_map(|used| finding(catalog, &mut search, record.entry(), used)));
    }
    found
}

fn finding(catalog: &Catalog, search: &mut Search, entry: &Entry, used: &Use) -> Option<Finding> {
    let (code, message, help, within) = match &used.to {
        Pointer::Entry(kind, id) => {
            if catalog.unreadable.contains(&Key::new(*kind, id.as_str())) {
                return None;
            }
            let (message, help) = unknown(catalog, search, *kind, id);
            ("unknown-reference", message, help, id)
        }
        Pointer::UnknownScheme(scheme, rest) => (
            "unsafe-link",
            format!(
                "`{scheme}:` is neither a kind of entry nor an address that a page may link to"
            ),
            meant_address(catalog, &format!("{scheme}:{rest}")).unwrap_or_else(|| {
                format!(
                    "link to an entry with {}, or elsewhere with https://, http://, mailto: or tel:",
                    one_of(Kind::ALL.iter().map(|kind| kind.name()))
                )
            }),
            scheme,
        ),
        Pointer::Unsafe(url) if url.is_empty() => (
            "unsafe-link",
            "this link leads nowhere".to_owned(),
            "write the address between the round brackets, or remove both pairs of brackets".to_owned(),
            url,
        ),
        Pointer::Unsafe(url) if is_markdown_file(url) => (
            MARKDOWN_FILE,
            format!("`{url}` is no page of this book, so readers see these words without a link"),
            meant_address(catalog, url).unwrap_or_else(|| {
                "link to an entry as `persona:sophie`, or keep the words and remove the link".to_owned()
            }),
            url,
        ),
        Pointer::Unsafe(url) => (
            "unsafe-link",
            format!("a page cannot link to `{url}`"),
            meant_address(catalog, url).unwrap_or_else(|| {
                format!(
                    "link to an entry as `persona:sophie`, to an image or a document beside this one ({}), or elsewhere with https://",
                    listed(&DOCUMENT_ENDINGS)
                )
            }),
            url,
        ),
        Pointer::Image(_)
        | Pointer::Document(_)
        | Pointer::Part(..)
        | Pointer::Claim(..)
        | Pointer::Nearly { .. }
        | Pointer::LeftOut { .. } => return None,
    };
    let found = Finding::new(code, used.path.clone(), message, help)
        .within(within)
        .after(used.offset)
        .of(&entry.key);
    // What was written beside other documents links to them; its words say enough.
    Some(match code == MARKDOWN_FILE {
        true => found.warning(),
        false => found,
    })
}

/// The rule about links to Markdown files.
const MARKDOWN_FILE: &str = "leads-to-markdown-file";

/// Whether an address is the name of a Markdown file on this computer.
fn is_markdown_file(url: &str) -> bool {
    let file = url.split('#').next().unwrap_or("").to_lowercase();
    file.ends_with(".md") && !file.contains(':')
}

/// The edit for an address that is none, where it is clear what was meant: an entry that is named by its file or its page, or a
/// place on the web.
fn meant_address(catalog: &Catalog, written: &str) -> Option<String> {
    let written = written.trim();
    let (address, part) = match written.split_once('#') {
        Some((address, part)) => (address, format!("#{part}")),
        None => (written, String::new()),
    };
    let lower = address.to_lowercase();
    let entry = match entry_at(&lower) {
        Some((Some(kind), id)) => catalog.has(kind, id).then_some((kind, id)),
        Some((None, id)) => {
            let kind = Kind::ALL.iter().find(|kind| catalog.has(**kind, id));
            kind.map(|kind| (*kind, id))
        }
        None => None,
    };
    if let Some((kind, id)) = entry {
        return Some(format!("write `{}:{id}{part}`", kind.name()));
    }
    is_web(address).then(|| format!("write `https://{written}`"))
}

/// Whether an address is one of the web without its beginning.
fn is_web(address: &str) -> bool {
    const COMMON: &str = "com org net nl be de eu fr uk io info example";
    let host = address.split(['/', '?']).next().unwrap_or("");
    let mut labels = host.split('.');
    let is_host = labels.all(|label| {
        !label.is_empty()
            && label
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
    });
    let last = host.rsplit_once('.').map_or("", |(_, last)| last);
    is_host
        && ((!last.is_empty() && COMMON.split(' ').any(|one| one == last))
            || (host.starts_with("www.") && !last.is_empty()))
}

fn unknown(catalog: &Catalog, search: &mut Search, kind: Kind, id: &str) -> (String, String) {
    let message = format!("there is no {} `{id}`", kind.name());
    match unseen(id) {
        Some((why, better)) if catalog.has(kind, &better) => (
            format!("{message}: {why}"),
            format!("type it anew: `{better}`"),
        ),
        Some((why, better)) => {
            let help = help(catalog, search, kind, &better);
            (format!("{message}: {why}"), help)
        }
        None => (message, help(catalog, search, kind, id)),
    }
}

fn help(catalog: &Catalog, search: &mut Search, kind: Kind, id: &str) -> String {
    let elsewhere = Kind::ALL
        .iter()
        .find(|other| **other != kind && catalog.has(**other, id));
    let ids = || catalog.of_kind(kind).map(|entry| entry.key.id.as_str());
    if let Some(named) = search.named(catalog, kind, id) {
        format!("write `{named}`, the id of {id}")
    } else if let Some(close) = search.meant.closest(kind.folder(), id, ids) {
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
