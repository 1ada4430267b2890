//! The whole book on one page: every entry with every field, its links leading to other parts of that page.

use crate::doc::markdown::{self, Image, Resolver, Target};
use crate::model::content::{Content, Node};
use crate::model::{Claim, Entry, Key, Kind};
use crate::site::links::EntryLinks;
use crate::site::pictures;
use crate::site::{PageHead, PageView, Viewer, map};
use crate::theme::Value;

/// The whole book: every kind with its entries, every field of each.
pub(crate) fn everything(viewer: &Viewer<'_>) -> PageView {
    let groups = Kind::ALL.iter().filter_map(|kind| {
        let mut entries: Vec<&Entry> = viewer.catalog.of_kind(*kind).collect();
        if entries.is_empty() {
            return None;
        }
        if *kind == Kind::Term {
            entries.sort_by_cached_key(|entry| viewer.words.sort_key(&entry.header.name));
        }
        let items = entries.iter().map(|entry| whole(viewer, entry));
        Some(map(vec![
            ("kind", kind.name().into()),
            ("title", viewer.words.choice("kinds", kind.name()).into()),
            ("about", viewer.words.choice("about", kind.name()).into()),
            ("anchor", format!("all-{}", kind.folder()).into()),
            ("items", items.collect::<Vec<_>>().into()),
        ]))
    });
    let groups: Vec<Value> = groups.collect();
    let mut head = PageHead::new(
        viewer.words.get("everything_title"),
        "paper/everything.html",
        "everything",
    );
    head.description = viewer.words.get("everything_about").to_owned();
    head.breadcrumbs = viewer.crumbs(None);
    head.with("everything.html", vec![("groups", groups.into())])
}

fn whole(viewer: &Viewer<'_>, entry: &Entry) -> Value {
    let page = OnePage { viewer, entry };
    let (facts, blocks) = page.table(
        &entry.data.node(),
        &["quote", "portrait", "look", "colour", "image"],
    );
    let links = EntryLinks { viewer, entry };
    let quote = match &entry.data {
        crate::model::Data::Persona(persona) => persona
            .quote
            .as_ref()
            .map(|quote| Value::safe_string(&markdown::inline_html(&quote.text.0, &page))),
        _ => None,
    };
    let evidence = entry
        .header
        .evidence
        .iter()
        .map(|one| Node::Reference(Kind::Evidence, &one.id))
        .collect();
    let extra = entry.header.extra.node();
    let mut facts = facts;
    if let Some(html) = page.short(&Node::List(evidence)) {
        facts.push(page.row("evidence", &html));
    }
    let (own, more) = page.labels(&extra);
    let mut blocks = blocks;
    facts.extend(own);
    blocks.extend(more);
    map(vec![
        ("card", viewer.card_of(entry).into()),
        ("anchor", anchor(&entry.key).into()),
        ("quote", quote.into()),
        (
            "summary",
            entry
                .header
                .summary
                .as_ref()
                .map(|text| Value::safe_string(&markdown::inline_html(&text.0, &page)))
                .into(),
        ),
        ("owner", entry.header.owner.as_deref().into()),
        (
            "status",
            entry
                .header
                .status
                .map(|status| viewer.words.choice("status", status.as_str()))
                .into(),
        ),
        (
            "reviewed",
            entry.header.reviewed.map(|date| links.date(date)).into(),
        ),
        ("facts", facts.into()),
        ("blocks", blocks.into()),
        (
            "body",
            Value::safe_string(&markdown::block_html(&entry.body, 4, &page)),
        ),
    ])
}

fn anchor(key: &Key) -> String {
    format!("{}-{}", key.kind.name(), key.id)
}

/// An entry as a part of the one page: its links lead to other parts of that page.
struct OnePage<'a> {
    viewer: &'a Viewer<'a>,
    entry: &'a Entry,
}

impl OnePage<'_> {
    fn target(&self, key: &Key) -> Option<Target> {
        let entry = self.viewer.catalog.get(key)?;
        Some(Target {
            url: format!("#{}", anchor(key)),
            title: entry.header.name.clone(),
        })
    }

    /// A table as short facts (label and text) and as blocks that need room.
    fn table(&self, node: &Node<'_>, skip: &[&str]) -> (Vec<Value>, Vec<Value>) {
        let (mut facts, mut blocks) = (Vec::new(), Vec::new());
        let Node::Table(fields) = node else {
            return (facts, blocks);
        };
        for (key, value) in fields {
            // A condition is for the program; what it means stands in words beside it.
            let condition = *key == "when" && matches!(value, Node::Table(_));
            if skip.contains(key) || condition || is_empty(value) {
                continue;
            }
            if let Some(html) = self.field(key, value) {
                facts.push(self.row(key, &html));
                continue;
            }
            blocks.push(self.block(self.label(key), value));
        }
        (facts, blocks)
    }

    /// A table with the author's own labels.
    fn labels(&self, node: &Node<'_>) -> (Vec<Value>, Vec<Value>) {
        let (mut facts, mut blocks) = (Vec::new(), Vec::new());
        let Node::Labels(fields) = node else {
            return (facts, blocks);
        };
        for (label, value) in fields {
            match self.short(value) {
                Some(html) => facts.push(row(label, &html)),
                None if is_empty(value) => {}
                None => blocks.push(self.block(label, value)),
            }
        }
        (facts, blocks)
    }

    /// A field that can be said in a line.
    fn field(&self, key: &str, value: &Node<'_>) -> Option<String> {
        let words = &self.viewer.words;
        match (key, value) {
            ("emotion", Node::Table(fields)) => {
                let number = |name| {
                    fields.iter().find_map(|(key, node)| match node {
                        Node::Number(number) if *key == name => Some(*number),
                        _ => None,
                    })
                };
                Some(words.emotions(number("from")?, number("to")?))
            }
            ("emotions", Node::Labels(fields)) => Some(
                fields
                    .iter()
                    .filter_map(|(id, felt)| match felt {
                        Node::Number(felt) => {
                            let who = self.short(&Node::Reference(Kind::Persona, id))?;
                            Some(format!("{who}: {}", words.emotion(*felt)))
                        }
                        _ => None,
                    })
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
            _ => self.short(value),
        }
    }

    fn short(&self, node: &Node<'_>) -> Option<String> {
        let words = &self.viewer.words;
        match node {
            Node::Flag(true) => Some(words.get("yes").to_owned()),
            Node::Number(number) => Some(words.number(*number, 2)),
            Node::Word(word) => Some(markdown::escape(word)),
            Node::Choice { group, key } => Some(markdown::escape(words.choice(group, key))),
            Node::Date(date) => Some(words.date(*date)),
            Node::Text(text) => Some(markdown::inline_html(&text.0, self)),
            Node::Scalar(scalar) => {
                let links = EntryLinks {
                    viewer: self.viewer,
                    entry: self.entry,
                };
                Some(markdown::escape(&links.scalar(scalar)))
            }
            Node::Reference(kind, id) => self.target(&Key::new(*kind, *id)).map(|target| {
                format!(
                    "<a href=\"{}\">{}</a>",
                    markdown::escape(&target.url),
                    markdown::escape(&target.title)
                )
            }),
            Node::List(items) if !items.is_empty() => {
                let long = |node: &Node<'_>| match node {
                    Node::Text(text) => text.0.len() > 60,
                    _ => false,
                };
                if items.iter().any(long) {
                    return None;
                }
                let parts: Option<Vec<String>> =
                    items.iter().map(|item| self.short(item)).collect();
                parts.map(|parts| parts.join(" · "))
            }
            _ => None,
        }
    }

    fn block(&self, label: &str, value: &Node<'_>) -> Value {
        let (mut facts, mut blocks, mut claims, mut rows) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        match value {
            Node::Table(_) => (facts, blocks) = self.table(value, &[]),
            Node::Labels(_) => (facts, blocks) = self.labels(value),
            Node::Claim(claim) => claims.push(self.claim(claim)),
            Node::List(items) => {
                for item in items {
                    match item {
                        Node::Claim(claim) => claims.push(self.claim(claim)),
                        Node::Table(_) => rows.push(self.item(item)),
                        other => {
                            if let Some(html) = self.short(other) {
                                claims.push(map(vec![
                                    ("html", Value::safe_string(&html)),
                                    ("assumption", false.into()),
                                    ("note", Value::none()),
                                    ("workaround", Value::none()),
                                    ("sources", Value::none()),
                                ]));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        map(vec![
            ("label", label.into()),
            ("facts", facts.into()),
            ("blocks", blocks.into()),
            ("claims", claims.into()),
            ("rows", rows.into()),
        ])
    }

    /// One of a list of tables: its first field is its title.
    fn item(&self, node: &Node<'_>) -> Value {
        let Node::Table(fields) = node else {
            return Value::none();
        };
        let title = fields
            .iter()
            .find_map(|(key, value)| Some((*key, self.short(value)?)));
        let (first, title) = title.unwrap_or(("", String::new()));
        // The levels of a scorecard are conditions too; the ideal stands in words.
        let (facts, blocks) = self.table(node, &[first, "levels"]);
        map(vec![
            ("title", Value::safe_string(&title)),
            ("facts", facts.into()),
            ("blocks", blocks.into()),
            ("claims", Value::none()),
            ("rows", Value::none()),
        ])
    }

    fn claim(&self, claim: &Claim) -> Value {
        let html = |text: &str| Value::safe_string(&markdown::inline_html(text, self));
        let sources: Vec<Node<'_>> = claim
            .evidence
            .iter()
            .map(|one| Node::Reference(Kind::Evidence, &one.id))
            .collect();
        map(vec![
            ("html", html(&claim.text.0)),
            ("assumption", claim.evidence.is_empty().into()),
            ("note", claim.note.as_ref().map(|text| html(&text.0)).into()),
            (
                "workaround",
                claim.workaround.as_ref().map(|text| html(&text.0)).into(),
            ),
            (
                "sources",
                self.short(&Node::List(sources))
                    .map(|list| Value::safe_string(&list))
                    .into(),
            ),
        ])
    }

    fn label<'b>(&'b self, key: &'b str) -> &'b str {
        self.viewer.words.choice("field", key)
    }

    fn row(&self, key: &str, html: &str) -> Value {
        row(self.label(key), html)
    }
}

fn row(label: &str, html: &str) -> Value {
    map(vec![
        ("label", label.into()),
        ("html", Value::safe_string(html)),
    ])
}

fn is_empty(node: &Node<'_>) -> bool {
    match node {
        Node::Absent | Node::Flag(false) | Node::Image(_) => true,
        Node::List(items) => items.iter().all(is_empty),
        Node::Table(fields) => fields.iter().all(|(_, value)| is_empty(value)),
        Node::Labels(fields) => fields.iter().all(|(_, value)| is_empty(value)),
        _ => false,
    }
}

impl Resolver for OnePage<'_> {
    fn entry(&self, scheme: &str, id: &str) -> Option<Target> {
        let id = id.split_once('#').map_or(id, |(id, _)| id);
        self.target(&Key::new(Kind::from_name(scheme)?, id))
    }

    fn footnote(&self, label: &str) -> Option<Target> {
        self.target(&Key::new(Kind::Evidence, label))
    }

    fn image(&self, path: &str) -> Option<Image> {
        pictures::in_text(self.viewer, self.entry, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, Words};

    #[test]
    fn every_field_has_a_label() {
        let words = Words::new(Language::default());
        for kind in Kind::ALL {
            for key in kind.keys_at(&[]) {
                if !["portrait", "look", "colour", "image", "nav_order"].contains(key) {
                    assert!(
                        words.table().contains_key(&format!("field.{key}")),
                        "add \"field.{key}\" to the tables of words"
                    );
                }
            }
        }
    }
}
