//! What changed in the entries of a book, in words of the model: each field follows from the declaration of the content. Of what
//! readers may see today only, see `model/unseen.rs`. Must not know pages.

use std::collections::{BTreeMap, BTreeSet};

use super::Viewer;
use super::line::{Line, is_range, is_share};
use super::links::EntryLinks;
use crate::doc::Date;
use crate::language::Words;
use crate::model::content::Node;
use crate::model::history::Past;
use crate::model::{Claim, Content as _, Entry, Key};
use crate::text::{one_line, similarity, width};

/// What changed in an entry on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntryChange {
    pub(crate) day: Date,
    pub(crate) key: Key,
    /// Whether it is there since then.
    pub(crate) is_new: bool,
    /// What changed, a sentence each.
    pub(crate) said: Vec<String>,
}

/// Texts with so many words in common are one text, reworded.
const REWORDED: f64 = 0.5;

/// A quoted text is no longer than so many letters.
const LETTERS: usize = 160;

/// More sentences about one day of an entry nobody reads.
const SENTENCES: usize = 24;

/// What readers are not told of: where lists show an entry, how it is drawn, which rules it sets aside, for whom it is, its text and its reviews, which have sentences of their
/// own.
const SILENT: [&str; 9] = [
    "order",
    "allow",
    "nav_order",
    "look",
    "colour",
    "audience",
    "body",
    "reviewed",
    "reviewed_by",
];

/// Whether readers are not told when this field changed.
#[cfg(test)]
pub(crate) fn is_silent(key: &str) -> bool {
    SILENT.contains(&key)
}

/// By what a table of a list is known, the first that it has.
const NAMES: [&str; 14] = [
    "name",
    "title",
    "step",
    "key",
    "attribute",
    "statement",
    "question",
    "account",
    "reason",
    "signal",
    "role",
    "persona",
    "text",
    "what",
];

/// What changed in the entries of a book.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// The newest day first, of a day by kind and id.
    pub(crate) all: Vec<EntryChange>,
    /// The places of those of each entry.
    of_entry: BTreeMap<Key, Vec<usize>>,
}

impl Changes {
    pub(crate) fn new(viewer: &Viewer<'_>) -> Self {
        let all = changes(viewer);
        let mut of_entry: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (at, change) in all.iter().enumerate() {
            of_entry.entry(change.key.clone()).or_default().push(at);
        }
        Self { all, of_entry }
    }

    /// What changed in an entry, the newest day first.
    pub(crate) fn of(&self, key: &Key) -> impl Iterator<Item = &EntryChange> {
        let places = self.of_entry.get(key).into_iter().flatten();
        places.map(|at| &self.all[*at])
    }
}

fn changes(viewer: &Viewer<'_>) -> Vec<EntryChange> {
    let Past::Known(history) = &viewer.catalog.past else {
        return Vec::new();
    };
    let mut changes = Vec::new();
    for (key, trail) in history.trails.iter() {
        let Some(entry) = viewer.catalog.get(key) else {
            continue;
        };
        let teller = Teller {
            links: EntryLinks { viewer, entry },
        };
        let mut before: Option<&Entry> = None;
        for version in trail {
            let Some(record) = &version.record else {
                continue;
            };
            let now = record.entry();
            let is_told = history.since.is_none_or(|since| since <= version.day);
            match before {
                // Of what was left out of a long past nobody knows whether it is new.
                None if is_told && !history.is_cut => changes.push(EntryChange {
                    day: version.day,
                    key: key.clone(),
                    is_new: true,
                    said: vec![viewer.words.get("change_new").to_owned()],
                }),
                Some(before) if is_told => {
                    let said = teller.differences(before, now);
                    changes.extend((!said.is_empty()).then(|| EntryChange {
                        day: version.day,
                        key: key.clone(),
                        is_new: false,
                        said,
                    }));
                }
                _ => {}
            }
            before = Some(now);
        }
    }
    changes.sort_by(|one, other| (other.day, &one.key).cmp(&(one.day, &other.key)));
    changes
}

/// Tells how versions of an entry differ.
struct Teller<'a> {
    links: EntryLinks<'a>,
}

/// Where something changed: "Stages: Order › Pains".
type Place = Vec<String>;

impl<'a> Teller<'a> {
    fn words(&self) -> &'a Words {
        &self.links.viewer.words
    }

    fn line(&self, key: &str, node: &Node<'_>) -> Option<String> {
        let line = Line::plain(self.words(), &self.links).of(key, node)?;
        let line = one_line(&line);
        (!line.is_empty()).then(|| width::shorten(&line, LETTERS))
    }

    fn differences(&self, before: &Entry, now: &Entry) -> Vec<String> {
        let mut said = Vec::new();
        let reviewed = &now.header.reviewed;
        if *reviewed != before.header.reviewed && reviewed.is_some() {
            said.push(match &now.header.reviewed_by {
                Some(who) => filled(self.words().get("change_reviewed_by"), &[("who", who)]),
                None => self.words().get("change_reviewed").to_owned(),
            });
        }
        for node in [
            (before.header.node(), now.header.node()),
            (before.data.node(), now.data.node()),
        ] {
            let (Node::Table(then), Node::Table(fields)) = node else {
                continue;
            };
            for ((key, then), (_, now)) in then.iter().zip(&fields) {
                if !SILENT.contains(key) {
                    let place = vec![self.words().choice("field", key).to_owned()];
                    self.compare((&place, key), (then, now), &mut said);
                }
            }
        }
        if before.body.trim() != now.body.trim() {
            said.push(self.words().get("change_text").to_owned());
        }
        let mut known = BTreeSet::new();
        said.retain(|sentence| known.insert(sentence.clone()));
        let more = said.len().saturating_sub(SENTENCES);
        if more > 0 {
            said.truncate(SENTENCES);
            #[expect(
                clippy::cast_precision_loss,
                reason = "an entry has less than 2^52 fields"
            )]
            said.push(self.words().count("change_more", more as f64));
        }
        said
    }

    fn compare(
        &self,
        (place, key): (&Place, &str),
        (before, now): (&Node<'_>, &Node<'_>),
        said: &mut Vec<String>,
    ) {
        if before == now {
            return;
        }
        match (before, now) {
            (Node::List(before), Node::List(now)) => self.lists((place, key), (before, now), said),
            (Node::Absent, Node::List(now)) => self.lists((place, key), (&[], now), said),
            (Node::List(before), Node::Absent) => self.lists((place, key), (before, &[]), said),
            _ if is_whole(before) || is_whole(now) => self.leaf((place, key), (before, now), said),
            (Node::Table(_) | Node::Absent, Node::Table(_))
            | (Node::Table(_), Node::Absent)
            | (Node::Labels(_) | Node::Absent, Node::Labels(_))
            | (Node::Labels(_), Node::Absent) => {
                let labelled = matches!(before, Node::Labels(_)) || matches!(now, Node::Labels(_));
                let mut keys = keys(before);
                keys.extend(
                    self::keys(now)
                        .into_iter()
                        .filter(|key| !keys.contains(key))
                        .collect::<Vec<_>>(),
                );
                for key in keys {
                    let label = match labelled {
                        true => key,
                        false => self.words().choice("field", key),
                    };
                    let mut place = place.clone();
                    place.push(label.to_owned());
                    self.compare((&place, key), (before.field(key), now.field(key)), said);
                }
            }
            _ => self.leaf((place, key), (before, now), said),
        }
    }

    fn leaf(
        &self,
        (place, key): (&Place, &str),
        (before, now): (&Node<'_>, &Node<'_>),
        said: &mut Vec<String>,
    ) {
        let is_quoted = matches!(now, Node::Text(_) | Node::Claim(_))
            || matches!(before, Node::Text(_) | Node::Claim(_));
        let quote = |text: &str| match is_quoted {
            true => self.words().quote(text),
            false => text.to_owned(),
        };
        let sentence = match (self.line(key, before), self.line(key, now)) {
            (None, None) => return,
            (None, Some(now)) => self.sentence("change_added", place, &[("text", &quote(&now))]),
            (Some(before), None) => {
                self.sentence("change_removed", place, &[("text", &quote(&before))])
            }
            (Some(before), Some(now)) if before == now => {
                self.sentence("change_details", place, &[("text", &quote(&now))])
            }
            (Some(before), Some(now)) => {
                let texts = [("from", quote(&before)), ("to", quote(&now))];
                let [from, to] = &texts;
                self.sentence("change_changed", place, &[(from.0, &from.1), (to.0, &to.1)])
            }
        };
        said.push(sentence);
    }

    fn sentence(&self, key: &str, place: &Place, texts: &[(&str, &str)]) -> String {
        let field = place.join(" › ");
        let mut values = vec![("field", field.as_str())];
        values.extend_from_slice(texts);
        filled(self.words().get(key), &values)
    }

    fn lists(
        &self,
        (place, key): (&Place, &str),
        (before, now): (&[Node<'_>], &[Node<'_>]),
        said: &mut Vec<String>,
    ) {
        let names = |nodes: &[Node<'_>]| -> Vec<Named> {
            nodes
                .iter()
                .map(|node| (id_of(node), self.name(key, node)))
                .collect()
        };
        for (from, to) in pairs(&names(before), &names(now)) {
            let before = from.map_or(&Node::Absent, |at| &before[at]);
            let now = to.map_or(&Node::Absent, |at| &now[at]);
            match (before, now) {
                (Node::Table(_), Node::Table(_)) if !is_whole(now) => {
                    let mut place = place.clone();
                    place.push(self.name(key, now));
                    self.compare((&place, key), (before, now), said);
                }
                _ if before == now => {}
                _ => self.leaf((place, key), (before, now), said),
            }
        }
    }

    /// By what an item of a list is known.
    fn name(&self, key: &str, node: &Node<'_>) -> String {
        let named = NAMES.iter().find_map(|name| match node {
            Node::Table(_) => self.line(name, node.field(name)),
            _ => None,
        });
        named.or_else(|| self.line(key, node)).unwrap_or_default()
    }
}

/// A table that is read as one value.
fn is_whole(node: &Node<'_>) -> bool {
    is_range(node) || is_share(node)
}

fn keys<'a>(node: &'a Node<'_>) -> Vec<&'a str> {
    match node {
        Node::Table(fields) => fields.iter().map(|(key, _)| *key).collect(),
        Node::Labels(fields) => fields.iter().map(|(key, _)| *key).collect(),
        _ => Vec::new(),
    }
}

fn id_of(node: &Node<'_>) -> Option<String> {
    match node {
        Node::Claim(Claim { id: Some(id), .. }) => Some(id.0.clone()),
        _ => None,
    }
}

/// The id of an item of a list, if it has one, and by what it is known.
type Named = (Option<String>, String);

/// Which item of a list became which: by their ids, else by the same name, else by a name that is much alike. Each stands in one pair; those that
/// came and went have no other. In the order of today, what went at the end.
fn pairs(before: &[Named], now: &[Named]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut from: Vec<Option<usize>> = vec![None; now.len()];
    let mut is_taken = vec![false; before.len()];
    let mut take = |alike: &dyn Fn(&Named, &Named) -> bool| {
        for (at, item) in now.iter().enumerate().filter(|_| !before.is_empty()) {
            if from[at].is_some() {
                continue;
            }
            let free = (0..before.len()).find(|old| !is_taken[*old] && alike(&before[*old], item));
            if let Some(old) = free {
                from[at] = Some(old);
                is_taken[old] = true;
            }
        }
    };
    take(&|one, other| one.0.is_some() && one.0 == other.0);
    take(&|one, other| one.1 == other.1);
    // Looking for what is alike takes the product of both lengths.
    if before.len() * now.len() <= 10_000 {
        take(&|one, other| {
            (one.0.is_none() || other.0.is_none()) && similarity(&one.1, &other.1) >= REWORDED
        });
    }
    let went = (0..before.len()).filter(|old| !is_taken[*old]);
    let came = from.iter().enumerate().map(|(at, old)| (*old, Some(at)));
    came.chain(went.map(|old| (Some(old), None)).collect::<Vec<_>>())
        .collect()
}

/// A sentence with texts for its `{names}`, in which nothing is filled in again.
fn filled(sentence: &str, texts: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
        let text = texts.iter().find(|(known, _)| *known == name);
        out.push_str(text.map_or("", |(_, text)| text));
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_again_by_id_then_by_name_then_by_words() {
        let items = |texts: &[(&str, &str)]| -> Vec<Named> {
            let items = texts.iter().map(|(id, text)| {
                let id = (!id.is_empty()).then(|| (*id).to_owned());
                (id, (*text).to_owned())
            });
            items.collect()
        };
        let before = items(&[
            ("slow", "Onboarding is slow"),
            ("", "She waits too long for an answer"),
            ("", "Gone"),
            ("", "Same"),
        ]);
        let now = items(&[
            ("", "Same"),
            ("", "She waits too long for any answer"),
            ("", "New"),
            ("slow", "It takes weeks to begin"),
        ]);
        assert_eq!(
            pairs(&before, &now),
            [
                (Some(3), Some(0)),
                (Some(1), Some(1)),
                (None, Some(2)),
                (Some(0), Some(3)),
                (Some(2), None),
            ]
        );
    }

    #[test]
    fn a_text_with_braces_is_not_filled_in_again() {
        let texts = [("from", "{to}"), ("to", "b")];
        assert_eq!(
            filled("{field}: from {from} to {to}", &texts),
            ": from {to} to b"
        );
    }
}
