//! The whole book on one page: every entry with every field, its links leading to other parts of that page.

use crate::doc::markdown::{self, Image, Resolver, Target};
use crate::model::content::{Content, Node};
use crate::model::value::Text;
use crate::model::{Claim, Data, Entry, Key, Kind, Sources};
use crate::pages::entry::status;
use crate::site::line::{Line, is_share, says_nothing};
use crate::site::links::{anchor, part_id, url};
use crate::site::{Day, EntryCard, PagePlace, PageView, Viewer, across, answered, mark_in_text};
use crate::site::{documents, pictures};
use crate::view::{Html, Shared, view};

view! {
    /// The whole book on one page.
    pub(crate) struct Everything<'a> {
        /// The kinds that have entries.
        groups: Vec<WholeKind<'a>>,
    }
}

view! {
    /// All entries of a kind.
    pub(crate) struct WholeKind<'a> {
        /// The kind, as in `persona`.
        kind: &'static str,
        /// The number of its chapter.
        number: usize,
        /// The word for several of the kind.
        title: &'a str,
        /// What the kind is for.
        about: &'a str,
        /// Its place on the page.
        anchor: String,
        /// The entries.
        items: Vec<WholeEntry<'a>>,
    }
}

view! {
    /// An entry with all of its fields.
    pub(crate) struct WholeEntry<'a> {
        /// The entry.
        card: Shared<EntryCard>,
        /// Its number in its chapter.
        number: usize,
        /// Its place on the page.
        anchor: String,
        /// Something a persona said.
        quote: Option<Html>,
        /// The id of the place of that, if it has one.
        quote_anchor: Option<String>,
        /// One sentence.
        summary: Option<Html>,
        /// Who keeps it true.
        owner: Option<&'a str>,
        /// How far it is, in words.
        status: Option<String>,
        /// The day it was last found to be true.
        reviewed: Option<Day>,
        /// The fields that can be said in a line.
        facts: Vec<Fact>,
        /// The fields that need room.
        blocks: Vec<Block>,
        /// Its text.
        body: Html,
    }
}

view! {
    /// A field that can be said in a line.
    pub(crate) struct Fact {
        /// The word for the field, or the author's own.
        label: String,
        /// What it says.
        html: Html,
    }
}

view! {
    /// A field that needs room.
    pub(crate) struct Block {
        /// The word for the field, or the author's own.
        label: String,
        /// What of it can be said in a line.
        facts: Vec<Fact>,
        /// What of it needs room.
        blocks: Vec<Block>,
        /// Its statements.
        claims: Vec<BlockClaim>,
        /// Its tables, when it is a list of them.
        rows: Vec<BlockRow>,
    }
}

view! {
    /// A statement, or another text of a list.
    pub(crate) struct BlockClaim {
        /// The id of its place, if it has one.
        anchor: Option<String>,
        /// What it says.
        html: Html,
        /// In a word, that it is less than a statement with a source.
        mark: Option<String>,
        /// What it answers, if it is something we offer.
        answers: Vec<String>,
        /// What is noted beside it.
        note: Option<Html>,
        /// Who said it.
        by: Option<String>,
        /// What the customer does about it today.
        workaround: Option<Html>,
        /// Links to its sources.
        sources: Option<Html>,
        /// Links to what speaks against it.
        against: Option<Html>,
    }
}

view! {
    /// A table of a list.
    pub(crate) struct BlockRow {
        /// What its first field says.
        title: Html,
        /// What else of it can be said in a line.
        facts: Vec<Fact>,
        /// What of it needs room.
        blocks: Vec<Block>,
        /// None: a table has fields only. Here so that a row is shown as a block is.
        claims: Vec<BlockClaim>,
        /// None, likewise.
        rows: Vec<BlockRow>,
    }
}

/// The whole book: every kind with its entries, every field of each.
pub(crate) fn everything(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let words = &viewer.words;
    let kinds = Kind::ALL.iter();
    let kinds = kinds.filter(|kind| viewer.catalog.of_kind(**kind).next().is_some());
    let groups = kinds.zip(1..).map(|(kind, number)| {
        let mut entries: Vec<&Entry> = viewer.catalog.of_kind(*kind).collect();
        if *kind == Kind::Term {
            entries.sort_by_cached_key(|entry| words.sort_key(&entry.header.name));
        }
        let items = entries.into_iter().zip(1..);
        let items = items.map(|(entry, number)| whole(viewer, entry, number));
        WholeKind {
            kind: kind.name(),
            number,
            title: words.choice("kinds", kind.name()),
            about: words.choice("about", kind.name()),
            anchor: format!("all-{}", kind.folder()),
            items: items.collect(),
        }
    });
    let groups = groups.collect();
    across(viewer, place).page(Everything { groups })
}

fn whole<'a>(viewer: &'a Viewer<'a>, entry: &'a Entry, number: usize) -> WholeEntry<'a> {
    let page = OnePage { viewer, entry };
    let header = &entry.header;
    let (mut facts, mut blocks) = page.table(
        &entry.data.node(),
        &["quote", "portrait", "look", "colour", "image", "short"],
    );
    let quote = match &entry.data {
        Data::Persona(persona) => persona.quote.as_ref(),
        _ => None,
    };
    facts.extend(
        page.sources(&header.evidence)
            .map(|html| page.fact("evidence", html)),
    );
    if !header.review_when.is_empty() {
        let events = header.review_when.node();
        facts.extend(
            page.short(&events)
                .map(|html| page.fact("review_when", Html(html))),
        );
    }
    let (own, more) = page.labels(&header.extra.node());
    facts.extend(own);
    blocks.extend(more);
    WholeEntry {
        card: viewer.card_of(entry),
        number,
        anchor: anchor(&entry.key),
        quote: quote.map(|quote| page.html(&quote.text)),
        quote_anchor: quote
            .and_then(|quote| quote.id.as_ref())
            .map(|id| part_id(&entry.key, &id.0)),
        summary: header.summary.as_ref().map(|text| page.html(text)),
        owner: header.owner.as_deref(),
        status: status(viewer, entry).map(|status| status.word),
        reviewed: viewer.reviewed(entry),
        facts,
        blocks,
        body: Html(markdown::block_html(&entry.body, 4, &page)),
    }
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
            url: match entry.is_retired() {
                true => format!("../{}", url(key)),
                false => format!("#{}", anchor(key)),
            },
            title: entry.header.name.clone(),
        })
    }

    /// A table as short facts (label and text) and as blocks that need room.
    fn table(&self, node: &Node<'_>, skip: &[&str]) -> (Vec<Fact>, Vec<Block>) {
        let (mut facts, mut blocks) = (Vec::new(), Vec::new());
        let Node::Table(fields) = node else {
            return (facts, blocks);
        };
        for (key, value) in fields {
            // A condition and the name of a column are for programs; what they mean stands in words beside them.
            let condition = matches!((*key, value), ("when", Node::Table(_)) | ("field", _));
            if skip.contains(key) || condition || says_nothing(value) {
                continue;
            }
            match self.field(key, value) {
                Some(html) => facts.push(self.fact(key, Html(html))),
                None => blocks.push(self.block(self.label(key), value)),
            }
        }
        (facts, blocks)
    }

    /// A table with the author's own labels.
    fn labels(&self, node: &Node<'_>) -> (Vec<Fact>, Vec<Block>) {
        let (mut facts, mut blocks) = (Vec::new(), Vec::new());
        let Node::Labels(fields) = node else {
            return (facts, blocks);
        };
        for (label, value) in fields {
            match self.short(value) {
                Some(html) => facts.push(Fact {
                    label: (*label).to_owned(),
                    html: Html(html),
                }),
                None if says_nothing(value) => {}
                None => blocks.push(self.block(label, value)),
            }
        }
        (facts, blocks)
    }

    /// A field that can be said in a line.
    fn field(&self, key: &str, value: &Node<'_>) -> Option<String> {
        let words = &self.viewer.words;
        match (key, value) {
            ("emotion", Node::Table(_)) => {
                let number = |name| match value.field(name) {
                    Node::Number(number) => Some(*number),
                    _ => None,
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
            (_, Node::Table(_)) if is_share(value) => Line::html(words, self).of(key, value),
            _ => self.short(value),
        }
    }

    fn short(&self, node: &Node<'_>) -> Option<String> {
        match node {
            // They are shown with their sources, which takes room.
            Node::Claim(_) | Node::Part(..) => None,
            Node::List(items) if !items.is_empty() => {
                let long = |node: &Node<'_>| match node {
                    Node::Text(text) => text.0.len() > 60,
                    _ => false,
                };
                if items.iter().any(long) {
                    return None;
                }
                let said = items.iter().filter(|item| !says_nothing(item));
                let parts: Option<Vec<String>> = said.map(|item| self.short(item)).collect();
                parts.map(|parts| parts.join(" · "))
            }
            leaf => Line::html(&self.viewer.words, self).leaf(leaf),
        }
    }

    fn block(&self, label: &str, value: &Node<'_>) -> Block {
        let (mut facts, mut blocks, mut claims, mut rows) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        match value {
            Node::Table(_) => (facts, blocks) = self.table(value, &[]),
            Node::Labels(_) => (facts, blocks) = self.labels(value),
            Node::Claim(claim) => claims.push(self.claim(claim)),
            Node::List(items) => {
                for item in items.iter().filter(|item| !says_nothing(item)) {
                    match item {
                        Node::Claim(claim) => claims.push(self.claim(claim)),
                        Node::Table(_) => match self.answer(item) {
                            Some(answer) => claims.push(answer),
                            None => rows.push(self.row(item)),
                        },
                        other => claims.extend(self.short(other).map(|html| BlockClaim {
                            html: Html(html),
                            anchor: None,
                            mark: None,
                            answers: Vec::new(),
                            note: None,
                            by: None,
                            workaround: None,
                            sources: None,
                            against: None,
                        })),
                    }
                }
            }
            _ => {}
        }
        Block {
            label: label.to_owned(),
            facts,
            blocks,
            claims,
            rows,
        }
    }

    /// A claim that gives points, in a line: "6: knows what a lost order costs".
    fn answer(&self, node: &Node<'_>) -> Option<BlockClaim> {
        let (Node::Number(points), Node::Claim(claim)) = (node.field("points"), node.field("text"))
        else {
            return None;
        };
        let points = self.viewer.words.number(*points, 3);
        let mut answer = self.claim(claim);
        answer.html = Html(format!("{points}: {}", answer.html.0));
        Some(answer)
    }

    /// One of a list of tables: its first field is its title.
    fn row(&self, node: &Node<'_>) -> BlockRow {
        let fields = match node {
            Node::Table(fields) => fields.as_slice(),
            _ => &[],
        };
        let mut said = fields.iter();
        let title = said.find_map(|(key, value)| Some((*key, self.short(value)?)));
        let (first, title) = title.unwrap_or(("", String::new()));
        // The levels of a scorecard are conditions too; the ideal stands in words. Those of a framework are answers.
        let levels = node.field("levels");
        let has_answers = matches!(levels, Node::List(levels) if levels.iter().any(|level| matches!(level.field("text"), Node::Claim(_))));
        let conditions = if has_answers { first } else { "levels" };
        let (facts, blocks) = self.table(node, &[first, conditions]);
        BlockRow {
            title: Html(title),
            facts,
            blocks,
            claims: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn claim(&self, claim: &Claim) -> BlockClaim {
        let id = claim.id.as_ref();
        let answers = claim.answers.iter();
        let answers = answers.filter_map(|to| answered(self.viewer, to));
        BlockClaim {
            html: self.html(&claim.text),
            anchor: id.map(|id| part_id(&self.entry.key, &id.0)),
            mark: mark_in_text(self.viewer, self.entry, claim),
            answers: answers.map(|one| one.text).collect(),
            note: claim.note.as_ref().map(|text| self.html(text)),
            by: claim.by.clone(),
            workaround: claim.workaround.as_ref().map(|text| self.html(text)),
            sources: self.sources(&claim.evidence),
            against: self.sources(&claim.against),
        }
    }

    /// Links to sources; nothing when there are none.
    fn sources(&self, sources: &Sources) -> Option<Html> {
        if sources.are_not_shown() {
            let word = self.viewer.words.choice("confidence", "not-shown");
            return Some(Html(markdown::escape(word)));
        }
        let sources = sources
            .iter()
            .map(|one| Node::Reference(Kind::Evidence, &one.id));
        let sources = Node::List(sources.collect());
        if says_nothing(&sources) {
            return None;
        }
        self.short(&sources).map(Html)
    }

    fn html(&self, text: &Text) -> Html {
        Html(markdown::inline_html(&text.0, self))
    }

    fn label<'b>(&'b self, key: &'b str) -> &'b str {
        self.viewer.words.choice("field", key)
    }

    fn fact(&self, key: &str, html: Html) -> Fact {
        Fact {
            label: self.label(key).to_owned(),
            html,
        }
    }
}

impl Resolver for OnePage<'_> {
    fn entry(&self, scheme: &str, id: &str) -> Option<Target> {
        let (id, part) = id.split_once('#').unwrap_or((id, ""));
        let key = Key::new(Kind::from_name(scheme)?, id);
        let mut target = self.target(&key)?;
        // The stages of a journey have no place of their own here.
        if !part.is_empty() && part_id(&key, part) != part {
            target.url = format!("#{}", part_id(&key, part));
        }
        Some(target)
    }

    fn footnote(&self, label: &str) -> Option<Target> {
        self.target(&Key::new(Kind::Evidence, label))
    }

    fn image(&self, path: &str) -> Option<Image> {
        pictures::in_text(self.viewer, self.entry, path)
    }

    fn document(&self, path: &str) -> Option<String> {
        let address = documents::address(self.viewer, self.entry, path)?;
        Some(format!("../{address}"))
    }

    fn anchor(&self) -> String {
        anchor(&self.entry.key)
    }

    fn own_page(&self) -> Option<String> {
        Some(String::new())
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
