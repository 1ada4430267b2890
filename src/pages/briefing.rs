//! What is known of an entry, as Markdown for an assistant: each statement with how well it is known and its sources, what is not known, and
//! how to answer with it. A file beside the page of the entry, and what `personabook brief` writes. Only of what the site shows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::entry::status;
use crate::doc::Date;
use crate::doc::markdown::{self, Form, Link};
use crate::language::{fill_slot, standard_question};
use crate::model::content::{Content as _, Node};
use crate::model::evidence::Evidence;
use crate::model::persona::Persona;
use crate::model::{Book, Claim, Entry, Key, Kind, Sources};
use crate::picture::Picture;
use crate::score::{Confidence, confidence, is_about_customer, sources};
use crate::site::Viewer;
use crate::site::line::{Line, is_range, is_share, says_nothing};
use crate::site::links::EntryLinks;
use crate::text::{capitalised, one_line};

/// What says how an entry is drawn, or is for programs and stands in words beside it.
const LEFT_OUT: [&str; 8] = [
    "look",
    "colour",
    "short",
    "portraits",
    "films",
    "field",
    "rituals",
    "nav_order",
];

/// Numbers that say of how many they are.
const OF_FIVE: [&str; 2] = ["level", "use"];

/// A longer text of a list takes a line of its own.
const SHORT: usize = 60;

/// The fields of each kind without which little is known.
fn asked_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Segment => &["basis", "needs", "value_proposition", "channels", "actions"],
        Kind::Icp => &[
            "firmographics",
            "challenges",
            "triggers",
            "decision_process",
            "committee",
            "disqualifiers",
            "scorecard",
        ],
        Kind::Persona => &[
            "role",
            "goals",
            "frustrations",
            "fears",
            "drivers",
            "words",
            "decision",
            "channels",
            "jobs",
            "dos",
            "donts",
        ],
        Kind::Job => &["circumstances", "outcomes", "forces", "alternatives"],
        Kind::Journey => &["scenario", "expectations", "stages"],
        Kind::Qualification => &["framework", "engagement", "thresholds", "sql", "handover"],
        Kind::Competitor => &["strengths", "weaknesses", "says", "wins_when", "loses_when"],
        Kind::Evidence => &["method", "n", "findings"],
        Kind::Term | Kind::Path | Kind::Page => &[],
    }
}

/// The path of the file of an entry.
pub(super) fn path(key: &Key) -> String {
    format!("{}/{}.md", key.kind.folder(), key.id)
}

/// The file of an entry of a book on a day.
pub(crate) fn briefing(
    book: &Book,
    today: Date,
    pictures: &BTreeMap<String, Arc<Picture>>,
    entry: &Entry,
) -> String {
    let viewer = &Viewer::new(book, today, pictures);
    of_entry(&EntryLinks { viewer, entry })
}

/// The same of what a site shows.
pub(super) fn of_entry(links: &EntryLinks<'_>) -> String {
    let mut writer = Writer {
        links,
        text: String::new(),
        assumptions: Vec::new(),
        questions: Vec::new(),
    };
    writer.head();
    writer.fields();
    writer.story();
    writer.sources();
    writer.not_known();
    writer.text.push_str(&rules(links.viewer));
    writer.text
}

/// How to answer with what is known, as a section.
pub(super) fn rules(viewer: &Viewer<'_>) -> String {
    let words = &viewer.words;
    let rules = ["brief_rule_1", "brief_rule_2", "brief_rule_3"].map(|key| words.get(key));
    format!(
        "\n## {}\n\n- {}\n",
        words.get("brief_rules"),
        rules.join("\n- ")
    )
}

struct Writer<'a> {
    links: &'a EntryLinks<'a>,
    text: String,
    /// Statements that rest on nothing yet.
    assumptions: Vec<String>,
    /// Open questions.
    questions: Vec<String>,
}

impl Writer<'_> {
    fn word(&self, key: &str, slot: &str, value: &str) -> String {
        self.links.viewer.words.fill(key, slot, value)
    }

    fn heading(&mut self, title: &str) {
        let _ = write!(self.text, "\n## {}\n\n", one_line(title));
    }

    /// Who or what it is, how far, and since when.
    fn head(&mut self) {
        let EntryLinks { viewer, entry } = *self.links;
        let (words, header) = (&viewer.words, &entry.header);
        let key = format!("{}:{}", entry.key.kind.name(), entry.key.id);
        let kind = words.choice("kind", entry.key.kind.name());
        let about = fill_slot(words.get("brief_about"), "kind", kind);
        let about = fill_slot(&about, "entry", &key);
        let about = fill_slot(&about, "date", &words.date(viewer.today));
        let about = fill_slot(&about, "book", &one_line(&viewer.book.config.book.title));
        let status = status(viewer, entry);
        let status = status.map(|status| self.word("brief_status", "status", &status.word));
        let owner = header.owner.as_ref();
        let owner = owner.map(|owner| self.word("brief_owner", "owner", &one_line(owner)));
        let reviewed = match viewer.reviewed(entry) {
            Some(day) => self.word("brief_reviewed", "date", &day.text),
            None => words.get("brief_never_reviewed").to_owned(),
        };
        let whole = self.cited(&header.evidence);
        let whole = whole.map(|ids| self.word("brief_whole", "sources", &ids));
        let parts = [Some(about), status, owner, Some(reviewed), whole];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let name = one_line(&header.name);
        let _ = write!(self.text, "# {name}\n\n{}\n", parts.join(" "));
        if let Some(summary) = &header.summary {
            let _ = write!(self.text, "\n> {}\n", one_line(&summary.plain()));
        }
    }

    /// What can be said in a line, then a section for each other field.
    fn fields(&mut self) {
        let EntryLinks { viewer, entry } = *self.links;
        let (data, extra) = (entry.data.node(), entry.header.extra.node());
        let (mut facts, mut sections) = (Vec::new(), Vec::new());
        for (label, key, value) in self.said(&data).into_iter().chain(self.said(&extra)) {
            match self.line(key, value) {
                Some(line) => facts.push(format!("- {label}: {line}\n")),
                None => sections.push((label, key, value)),
            }
        }
        if !facts.is_empty() {
            self.heading(viewer.words.get("brief_facts"));
            self.text.push_str(&facts.concat());
        }
        for (label, key, value) in sections {
            let mut lines = String::new();
            self.bullets((key, value), 0, &mut lines);
            if !lines.is_empty() {
                self.heading(&label);
                self.text.push_str(&lines);
            }
        }
    }

    /// The fields of a table that say something to people: the label, the key and the value of each.
    fn said<'n>(&self, table: &'n Node<'n>) -> Vec<(String, &'n str, &'n Node<'n>)> {
        let fields: Vec<(&str, &Node<'_>)> = match table {
            Node::Table(fields) => fields.iter().map(|(key, value)| (*key, value)).collect(),
            Node::Labels(fields) => fields.iter().map(|(key, value)| (*key, value)).collect(),
            _ => Vec::new(),
        };
        let is_own = matches!(table, Node::Labels(_));
        let said = fields.into_iter().filter(|(key, value)| {
            let is_for_programs =
                LEFT_OUT.contains(key) || matches!((*key, value), ("when", Node::Table(_)));
            !says_nothing(value) && (is_own || !is_for_programs)
        });
        said.map(|(key, value)| {
            (
                if is_own {
                    one_line(key)
                } else {
                    self.label(key)
                },
                key,
                value,
            )
        })
        .collect()
    }

    fn label(&self, key: &str) -> String {
        let word = self.links.viewer.words.choice("field", key);
        capitalised(&word.replace('_', " "))
    }

    /// What can be said in a line, without statements.
    fn line(&self, key: &str, value: &Node<'_>) -> Option<String> {
        let words = &self.links.viewer.words;
        let line = Line::plain(words, self.links);
        let said = match value {
            Node::Claim(_) | Node::Labels(_) => None,
            Node::Table(_) if is_range(value) || is_share(value) => line.of(key, value),
            Node::Table(_) if key == "emotion" => {
                let number = |name| match value.field(name) {
                    Node::Number(number) => Some(*number),
                    _ => None,
                };
                Some(words.emotions(number("from")?, number("to")?))
            }
            Node::Table(_) => None,
            Node::List(items) => {
                let items = items.iter().filter(|item| !says_nothing(item));
                let items = items.map(|item| match item {
                    Node::Table(_) | Node::List(_) => None,
                    item => self.line(key, item).filter(|said| said.len() <= SHORT),
                });
                let items: Option<Vec<String>> = items.collect();
                items.map(|items| items.join(" · "))
            }
            Node::Number(_) if OF_FIVE.contains(&key) => line.of(key, value),
            leaf => line.leaf(leaf),
        };
        said.map(|said| one_line(&said))
            .filter(|said| !said.is_empty())
    }

    /// A value as items of a list, so many levels deep.
    fn bullets(&mut self, (key, value): (&str, &Node<'_>), depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        match value {
            Node::Claim(claim) => self.claim(claim, depth, out),
            Node::List(items) => {
                for item in items.iter().filter(|item| !says_nothing(item)) {
                    match item {
                        Node::Table(_) => self.row(item, depth, out),
                        item => self.bullets((key, item), depth, out),
                    }
                }
            }
            Node::Table(_) | Node::Labels(_) => {
                let is_felt = key == "emotions";
                for (label, key, value) in self.said(value) {
                    let (label, line) = match value {
                        Node::Number(felt) if is_felt => {
                            let words = &self.links.viewer.words;
                            let who = self.links.viewer.name(Kind::Persona, key);
                            (who.unwrap_or(label), Some(words.emotion(*felt).to_owned()))
                        }
                        value => (label, self.line(key, value)),
                    };
                    match line {
                        Some(line) => {
                            let _ = writeln!(out, "{indent}- {label}: {line}");
                        }
                        None => self.below((&label, key, value), depth, out),
                    }
                }
            }
            leaf => {
                if let Some(line) = self.line(key, leaf) {
                    let _ = writeln!(out, "{indent}- {line}");
                }
            }
        }
    }

    /// A label with what stands below it.
    fn below(
        &mut self,
        (label, key, value): (&str, &str, &Node<'_>),
        depth: usize,
        out: &mut String,
    ) {
        let mut inner = String::new();
        self.bullets((key, value), depth + 1, &mut inner);
        if !inner.is_empty() {
            let _ = write!(out, "{}- {label}:\n{inner}", "  ".repeat(depth));
        }
    }

    /// A table of a list: its first field, then the others with their labels.
    fn row(&mut self, table: &Node<'_>, depth: usize, out: &mut String) {
        let said = self.said(table);
        let mut line = String::new();
        let mut others = Vec::new();
        for (label, key, value) in said {
            match self.line(key, value) {
                Some(said) if line.is_empty() => line.push_str(&said),
                Some(said) => {
                    let _ = write!(line, "; {}: {said}", label.to_lowercase());
                }
                None => others.push((label, key, value)),
            }
        }
        if !line.is_empty() {
            let _ = writeln!(out, "{}- {line}", "  ".repeat(depth));
        }
        let depth = depth + usize::from(!line.is_empty());
        for (label, key, value) in others {
            self.below((&label, key, value), depth, out);
        }
    }

    /// A statement with how well it is known. A question is none: it stands among what is not known.
    fn claim(&mut self, claim: &Claim, depth: usize, out: &mut String) {
        let EntryLinks { viewer, entry } = *self.links;
        let words = &viewer.words;
        let said = one_line(&claim.text.plain());
        if claim.is_open() {
            self.questions.push(said);
            return;
        }
        let mut known: Vec<String> = Vec::new();
        if is_about_customer(claim, entry) || !claim.evidence.is_empty() {
            let found = confidence(claim, entry, viewer.catalog, viewer.today);
            let word = match claim.evidence.are_not_shown() {
                true => "not-shown",
                false => found.as_str(),
            };
            let word = words.choice("confidence", word).to_owned();
            known.push(match self.cited(&claim.evidence) {
                Some(ids) => format!("{word}: {ids}"),
                None => word,
            });
            if found == Confidence::Assumption {
                self.assumptions.push(said.clone());
            }
        }
        let against = self.cited(&claim.against);
        known.extend(against.map(|ids| self.word("brief_against", "sources", &ids)));
        let known = match known.is_empty() {
            true => String::new(),
            false => format!(" ({})", known.join("; ")),
        };
        let indent = "  ".repeat(depth);
        let _ = writeln!(out, "{indent}- {said}{known}");
        let number = |key: &'static str, number: Option<f64>| Some((key, words.number(number?, 2)));
        let beside = [
            number("severity", claim.severity.map(|one| one.0)),
            number("strength", claim.strength.map(|one| one.0)),
            claim
                .workaround
                .as_ref()
                .map(|text| ("workaround", text.plain())),
            claim.note.as_ref().map(|text| ("note", text.plain())),
            claim.by.as_ref().map(|by| ("by", by.clone())),
            claim.consent.as_ref().map(|text| ("consent", text.plain())),
            claim
                .consent_until
                .map(|day| ("consent_until", words.date(day))),
        ];
        for (key, said) in beside.into_iter().flatten() {
            let _ = writeln!(out, "{indent}  - {}: {}", self.label(key), one_line(&said));
        }
    }

    /// The ids of sources that may be named; nothing where there is none.
    fn cited(&self, sources: &Sources) -> Option<String> {
        let ids = sources.iter().map(|one| format!("`{}`", one.id));
        let ids: Vec<String> = ids.collect();
        (!ids.is_empty()).then(|| ids.join(", "))
    }

    /// The text of the entry. Its links to other entries keep their words alone: who reads this has no page to go to.
    fn story(&mut self) {
        let EntryLinks { viewer, entry } = *self.links;
        let body = entry.body.trim();
        if body.is_empty() {
            return;
        }
        let plain = markdown::unlinked(body, Form::Blocks, &|link| match link {
            Link::Entry { scheme, id } => {
                let id = id.split_once('#').map_or(id.as_str(), |(id, _)| id);
                viewer.name(Kind::from_name(scheme)?, id)
            }
            _ => None,
        });
        self.heading(viewer.words.get("brief_text"));
        self.text.push_str(plain.as_deref().unwrap_or(body));
        self.text.push('\n');
    }

    /// What each source is that was named.
    fn sources(&mut self) {
        let EntryLinks { viewer, entry } = *self.links;
        let words = &viewer.words;
        let cited = sources(&entry.key, viewer.catalog).into_iter();
        let lines: Vec<String> = cited
            .filter_map(|id| {
                let (source, data) = viewer.catalog.find::<Evidence>(id)?;
                let method = data.method.map(|one| words.choice("method", one.as_str()));
                let n = data
                    .n
                    .map(|n| self.word("brief_n", "n", &words.number(n.0, 0)));
                let how = [method.map(str::to_owned), n, Some(words.date(data.date))];
                let how: Vec<String> = how.into_iter().flatten().collect();
                let name = one_line(&source.header.name);
                Some(format!("- `{id}`: {name}. {}.\n", how.join(", ")))
            })
            .collect();
        if !lines.is_empty() {
            self.heading(words.get("brief_sources"));
            self.text.push_str(&lines.concat());
        }
    }

    fn not_known(&mut self) {
        let EntryLinks { viewer, entry } = *self.links;
        let words = &viewer.words;
        let data = entry.data.node();
        let empty = asked_of(entry.key.kind).iter();
        let empty = empty.filter(|key| says_nothing(data.field(key)));
        let empty: Vec<String> = empty.map(|key| self.label(key)).collect();
        let mut lines: Vec<String> = Vec::new();
        if !empty.is_empty() {
            lines.push(self.word("brief_empty", "fields", &empty.join(", ")));
        }
        let open = std::mem::take(&mut self.questions);
        lines.extend(open.iter().map(|one| self.word("brief_open", "claim", one)));
        let asked = not_asked(viewer, entry).into_iter();
        lines.extend(asked.map(|one| self.word("brief_not_asked", "question", &one)));
        let assumed = std::mem::take(&mut self.assumptions);
        lines.extend(
            assumed
                .iter()
                .map(|one| self.word("brief_assumed", "claim", one)),
        );
        if lines.is_empty() {
            lines.push(words.get("brief_nothing_open").to_owned());
        }
        self.heading(words.get("brief_not_known"));
        let _ = writeln!(self.text, "- {}", lines.join("\n- "));
    }
}

/// The questions that test a persona and that nobody has answered.
fn not_asked(viewer: &Viewer<'_>, entry: &Entry) -> Vec<String> {
    let Some(persona) = entry.as_kind::<Persona>() else {
        return Vec::new();
    };
    let answered = persona.validation.iter();
    let answered = answered.filter(|one| one.answer.is_some() || one.verdict.is_some());
    let answered: Vec<usize> = answered
        .filter_map(|one| standard_question(&one.question))
        .collect();
    let questions = viewer.words.standard_questions().into_iter().enumerate();
    questions
        .filter(|(place, _)| !answered.contains(place))
        .map(|(_, question)| question)
        .collect()
}
