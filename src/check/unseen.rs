//! What readers do not see because it leads to something that the site does not show.

use crate::model::{Catalog, Entry, Finding, Key, Kind, Pointer, Unseen, Use, Why};
use crate::text::one_of;

pub(super) fn check(catalog: &Catalog, unseen: &Unseen) -> Vec<Finding> {
    if unseen.is_nothing() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let entries = catalog.entries();
    let entries: Vec<(&Entry, Option<&Why>)> = entries
        .map(|entry| (entry, unseen.why(&entry.key)))
        .collect();
    let records = catalog.records().zip(catalog.targets()).zip(&entries);
    let records = records.filter(|(_, (_, why))| why.is_none());
    for ((record, targets), _) in records {
        for (used, target) in record.references().iter().zip(targets.iter()) {
            let (Pointer::Entry(kind, id), Some(target)) = (&used.to, target) else {
                continue;
            };
            let (to, Some(why)) = entries[*target] else {
                continue;
            };
            let finding = match why {
                Why::Draft => Some(leads_to_draft(used, to)),
                // Footnotes and ids vanish without a trace, as their author wanted.
                _ if !used.is_link || *kind == Kind::Evidence => None,
                why => Some(leads_to_hidden(used, to, why)),
            };
            found.extend(finding.map(|finding| {
                finding
                    .warning()
                    .within(id)
                    .after(used.offset)
                    .of(&record.entry().key)
            }));
        }
        for used in record.others().iter().filter(|used| used.is_link) {
            let Pointer::Part(kind, id, part) = &used.to else {
                continue;
            };
            let key = Key::new(*kind, id.as_str());
            let names = unseen.claim_is_for(&key, part);
            // Of an entry that is hidden as a whole it was told above.
            let names = names.filter(|_| unseen.why(&key).is_none());
            found.extend(names.map(|names| {
                leads_to_hidden_claim(used, &key, names)
                    .warning()
                    .within(part)
                    .after(used.offset)
                    .of(&record.entry().key)
            }));
        }
    }
    found
}

fn leads_to_draft(used: &Use, to: &Entry) -> Finding {
    let Key { kind, id } = &to.key;
    let instead = if used.is_link && *kind != Kind::Evidence {
        "readers see its name without a link"
    } else {
        "readers do not see it here"
    };
    Finding::new(
        "leads-to-draft",
        used.path.clone(),
        format!("the {} `{id}` is a draft, so {instead}", kind.name()),
        format!(
            "remove `status = \"draft\"` in {}, or leave it out here",
            to.file
        ),
    )
}

fn leads_to_hidden_claim(used: &Use, to: &Key, names: &[String]) -> Finding {
    let Key { kind, id } = to;
    Finding::new(
        "leads-to-hidden",
        used.path.clone(),
        format!(
            "this statement of the {} `{id}` is for {} only, so readers see the words of this link alone, or `…` where it has none",
            kind.name(),
            one_of(names.iter().map(String::as_str))
        ),
        "write words that everybody may read, or leave the link out here",
    )
}

fn leads_to_hidden(used: &Use, to: &Entry, why: &Why) -> Finding {
    let Key { kind, id } = &to.key;
    let (why, more) = match why {
        Why::Audience(names) => (
            format!("is for {} only", one_of(names.iter().map(String::as_str))),
            format!("; `audience` in {} says who sees it", to.file),
        ),
        _ => (
            "cannot stand without what is not shown".to_owned(),
            String::new(),
        ),
    };
    Finding::new(
        "leads-to-hidden",
        used.path.clone(),
        format!(
            "the {} `{id}` {why}, so readers see the words of this link alone, or `…` where it has none",
            kind.name()
        ),
        format!("write words that everybody may read, or leave the link out here{more}"),
    )
}
