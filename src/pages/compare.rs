//! All personas, and all ideal customers, side by side: one row per thing that any of them says. Which of them
//! are shown together is the reader's choice, in `static/compare.js`.

use crate::doc::markdown;
use crate::model::content::{Content, Node};
use crate::model::icp::{BuyingRole, Member};
use crate::model::persona::Trait;
use crate::model::{Data, Kind, Part};
use crate::pages::entry::status;
use crate::site::line::{Line, is_range, is_share};
use crate::site::links::EntryLinks;
use crate::site::traits::trait_words;
use crate::site::{EntryCard, PageHead, PageView, Viewer};
use crate::view::{Html, Shared, view};

/// What belongs to one page only: how it looks, what tests it, and rules that read only with their numbers.
const NOT_COMPARED: [&str; 12] = [
    "portrait",
    "look",
    "short",
    "colour",
    "image",
    "validation",
    "examples",
    "field",
    "levels",
    "tiers",
    "values",
    "when",
];

/// Rows by subject: the word for their heading, none for what stands first, and their fields. First, with the summary, stand the
/// six rows of a persona, and of an ideal customer, that tell the most. A field that is in
/// none of them stands under the last heading.
const SUBJECTS: [(&str, &[&str]); 7] = [
    (
        "",
        &[
            "role",
            "goals",
            "frustrations",
            "buying_roles",
            "dos",
            "segments",
            "budget",
            "triggers",
            "challenges",
            "disqualifiers",
        ],
    ),
    (
        "compare_who",
        &[
            "titles", "age", "pronouns", "location", "quote", "quotes", "segment", "icps", "kind",
            "negative", "basis", "share", "hobbies",
        ],
    ),
    (
        "compare_work",
        &[
            "reports_to",
            "team",
            "responsibilities",
            "measured_by",
            "tools",
            "skills",
            "day",
        ],
    ),
    (
        "compare_moves",
        &["dreams", "drivers", "needs", "fears", "jobs", "attitude"],
    ),
    (
        "compare_decides",
        &["influence", "sales_cycle", "decision_process", "committee"],
    ),
    (
        "compare_reach",
        &[
            "channels",
            "market_size",
            "media",
            "brands",
            "donts",
            "relations",
        ],
    ),
    (REST, &["signals", "actions", "measures"]),
];

const REST: &str = "compare_rest";

/// More than this beside each other fit on no screen, even to choose from.
const MOST: usize = 100;

view! {
    /// The entries of a kind side by side.
    pub(crate) struct Comparison<'a> {
        /// The kind, as in `persona`.
        kind: &'static str,
        /// The entries, one for each column.
        cards: Vec<Shared<EntryCard>>,
        /// The ids of the two that are shown before somebody has chosen: those who decide together, of personas.
        first: Vec<&'a str>,
        /// The rows under their headings; groups without rows are left out.
        groups: Vec<ComparedGroup>,
    }
}

view! {
    /// Rows under a heading.
    pub(crate) struct ComparedGroup {
        /// The heading; empty for what stands first.
        title: String,
        /// The rows, each with something in a column at least.
        rows: Vec<ComparedRow>,
    }
}

view! {
    /// A row of a comparison.
    pub(crate) struct ComparedRow {
        /// What is compared.
        label: String,
        /// What each column says, line by line.
        cells: Vec<Vec<Html>>,
    }
}

/// Where the page of a kind is found.
pub(crate) fn url(kind: Kind) -> String {
    format!("compare/{}.html", kind.folder())
}

/// Whether the site compares the entries of a kind.
pub(crate) fn is_compared(viewer: &Viewer<'_>, kind: Kind) -> bool {
    viewer.has(Part::Compare)
        && kind.about().is_compared
        && (2..=MOST).contains(&viewer.catalog.count(kind))
}

/// The page of a kind that [is compared](is_compared).
pub(crate) fn page(viewer: &Viewer<'_>, kind: Kind) -> PageView {
    let columns: Vec<EntryLinks<'_>> = viewer
        .in_order(kind)
        .into_iter()
        .map(|entry| EntryLinks { viewer, entry })
        .collect();
    let title = viewer.words.choice("compare", kind.name()).to_owned();
    let mut head = PageHead::new(&title, &url(kind), "compare");
    head.description = viewer.words.get("compare_about").to_owned();
    head.breadcrumbs = viewer.crumbs(Some(kind));
    let comparison = Comparison {
        kind: kind.name(),
        cards: columns
            .iter()
            .map(|column| viewer.card_of(column.entry))
            .collect(),
        first: first(viewer, kind, &columns),
        groups: groups(&columns),
    };
    head.page(comparison)
}

/// Who says yes and who pays in the committee of the best profile, then whoever else sits on it, then the others.
fn first<'a>(viewer: &'a Viewer<'_>, kind: Kind, columns: &[EntryLinks<'a>]) -> Vec<&'a str> {
    let seats = match kind {
        Kind::Persona => viewer.lead.committee(),
        _ => &[],
    };
    let decides = |member: &&Member| {
        matches!(
            member.role,
            BuyingRole::DecisionMaker | BuyingRole::EconomicBuyer
        )
    };
    let (deciding, others): (Vec<&Member>, Vec<&Member>) = seats.iter().partition(decides);
    let seated = deciding.into_iter().chain(others);
    let seated = seated.filter_map(|member| Some(member.persona.as_ref()?.id.as_str()));
    let shown = columns.iter().map(|column| column.entry.key.id.as_str());
    let mut first: Vec<&str> = Vec::new();
    for id in seated.chain(shown.clone()) {
        if first.len() < 2 && !first.contains(&id) && shown.clone().any(|one| one == id) {
            first.push(id);
        }
    }
    first
}

/// Rows under headings: by subject, then a group for each table and each set of labels, then what is left.
fn groups(columns: &[EntryLinks<'_>]) -> Vec<ComparedGroup> {
    let words = &columns[0].viewer.words;
    let nodes: Vec<Node<'_>> = columns
        .iter()
        .map(|column| column.entry.data.node())
        .collect();
    let Some(Node::Table(fields)) = nodes.first() else {
        return Vec::new();
    };
    let header = |key: &str| {
        row(columns, words.choice("field", key), |column| {
            header_lines(column, key)
        })
    };
    let mut subjects: Vec<Vec<(usize, ComparedRow)>> =
        SUBJECTS.iter().map(|_| Vec::new()).collect();
    let mut tables: Vec<(String, Vec<ComparedRow>)> = Vec::new();
    for (key, _) in fields {
        if NOT_COMPARED.contains(key) {
            continue;
        }
        let parts: Vec<&Node<'_>> = nodes.iter().map(|node| node.field(key)).collect();
        let label = words.choice("field", key).to_owned();
        if *key == "traits" {
            tables.push((label, traits(columns)));
        } else if parts.iter().any(|part| is_group(part)) {
            tables.push((label, rows_below(columns, &parts)));
        } else {
            let (subject, place) = subject_of(key);
            let cells = cells(columns, key, &parts);
            subjects[subject].push((place, ComparedRow { label, cells }));
        }
    }
    let extra: Vec<Node<'_>> = columns
        .iter()
        .map(|column| column.entry.header.extra.node())
        .collect();
    tables.push((
        words.get("extra_title").to_owned(),
        rows_below(columns, &extra.iter().collect::<Vec<_>>()),
    ));
    let mut by_subject: Vec<(String, Vec<ComparedRow>)> = SUBJECTS
        .iter()
        .zip(subjects)
        .map(|((title, _), mut rows)| {
            rows.sort_by_key(|(place, _)| *place);
            let title = if title.is_empty() {
                ""
            } else {
                words.get(title)
            };
            (
                title.to_owned(),
                rows.into_iter().map(|(_, row)| row).collect(),
            )
        })
        .collect();
    let mut last = by_subject.pop().unwrap_or_default();
    last.1.extend(["owner", "status"].map(header));
    if let Some((_, first)) = by_subject.first_mut() {
        first.insert(0, header("summary"));
    }
    by_subject
        .into_iter()
        .chain(tables)
        .chain([last])
        .filter_map(|(title, rows)| group(title, rows))
        .collect()
}

/// The subject of a field and its place there.
fn subject_of(key: &str) -> (usize, usize) {
    let found = SUBJECTS
        .iter()
        .enumerate()
        .find_map(|(subject, (_, keys))| {
            let place = keys.iter().position(|one| *one == key)?;
            Some((subject, place))
        });
    found.unwrap_or((SUBJECTS.len() - 1, usize::MAX))
}

/// Whether a field has rows of its own. A range is one line.
fn is_group(node: &Node<'_>) -> bool {
    matches!(node, Node::Table(_) | Node::Labels(_)) && !is_range(node) && !is_share(node)
}

fn group(title: String, mut rows: Vec<ComparedRow>) -> Option<ComparedGroup> {
    rows.retain(|row| row.cells.iter().any(|lines| !lines.is_empty()));
    (!rows.is_empty()).then_some(ComparedGroup { title, rows })
}

/// What the header of an entry says under `summary`, `status` or `owner`.
fn header_lines(column: &EntryLinks<'_>, key: &str) -> Vec<Html> {
    if key == "status" {
        let status = status(column.viewer, column.entry);
        let word = status.map(|status| Html(markdown::escape(&status.word)));
        return word.into_iter().collect();
    }
    let header = column.entry.header.node();
    let line = Line::html(&column.viewer.words, column).of(key, header.field(key));
    line.map(Html).into_iter().collect()
}

fn row(
    columns: &[EntryLinks<'_>],
    label: &str,
    cell: impl Fn(&EntryLinks<'_>) -> Vec<Html>,
) -> ComparedRow {
    ComparedRow {
        label: label.to_owned(),
        cells: columns.iter().map(cell).collect(),
    }
}

/// A row for every key that one of these tables has: in the order of the first that has it.
fn rows_below(columns: &[EntryLinks<'_>], nodes: &[&Node<'_>]) -> Vec<ComparedRow> {
    let mut keys: Vec<(&str, bool)> = Vec::new();
    for node in nodes {
        let own: Vec<(&str, bool)> = match node {
            Node::Table(fields) => fields.iter().map(|(key, _)| (*key, true)).collect(),
            Node::Labels(fields) => fields.iter().map(|(key, _)| (*key, false)).collect(),
            _ => Vec::new(),
        };
        for key in own {
            if !keys.contains(&key) && !NOT_COMPARED.contains(&key.0) {
                keys.push(key);
            }
        }
    }
    let words = &columns[0].viewer.words;
    keys.into_iter()
        .map(|(key, known)| {
            let parts: Vec<&Node<'_>> = nodes.iter().map(|node| node.field(key)).collect();
            let label = if known {
                words.choice("field", key)
            } else {
                key
            };
            ComparedRow {
                label: label.to_owned(),
                cells: cells(columns, key, &parts),
            }
        })
        .collect()
}

/// The places between opposites: a row for every pair of opposites, with the sentence of the persona's page.
fn traits(columns: &[EntryLinks<'_>]) -> Vec<ComparedRow> {
    let all: Vec<Vec<(String, String)>> = columns
        .iter()
        .map(|column| {
            let traits = match &column.entry.data {
                Data::Persona(persona) => persona.traits.as_slice(),
                _ => &[],
            };
            let words = &column.viewer.words;
            let said = |one: &Trait| {
                let label = format!("{} – {}", one.left, one.right);
                (label, trait_words(words, one))
            };
            traits.iter().map(said).collect()
        })
        .collect();
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in all.iter().flatten() {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    labels
        .iter()
        .map(|label| ComparedRow {
            label: (*label).to_owned(),
            cells: all
                .iter()
                .map(|own| {
                    own.iter()
                        .filter(|(name, _)| name == label)
                        .map(|(_, text)| Html(markdown::escape(text)))
                        .collect()
                })
                .collect(),
        })
        .collect()
}

fn cells(columns: &[EntryLinks<'_>], key: &str, nodes: &[&Node<'_>]) -> Vec<Vec<Html>> {
    let cell = |column: &EntryLinks<'_>, node: &Node<'_>| -> Vec<Html> {
        let line = Line::html(&column.viewer.words, column).without(&NOT_COMPARED);
        let items = match node {
            Node::List(items) => items.as_slice(),
            node => std::slice::from_ref(node),
        };
        let lines = items.iter().filter_map(|item| line.of(key, item));
        lines.map(Html).collect()
    };
    let columns = columns.iter().zip(nodes);
    columns.map(|(column, node)| cell(column, node)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::icp::Icp;
    use crate::model::persona::Persona;

    #[test]
    fn every_field_of_a_subject_is_a_field_of_a_persona_or_a_profile() {
        let persona: Persona = serde_json::from_value(json!({})).unwrap();
        let icp: Icp = serde_json::from_value(json!({})).unwrap();
        let nodes = [persona.node(), icp.node()];
        for key in SUBJECTS.iter().flat_map(|(_, keys)| *keys) {
            let known = nodes.iter().any(|node| match node {
                Node::Table(fields) => fields.iter().any(|(name, _)| name == key),
                _ => false,
            });
            assert!(known, "{key}");
        }
    }
}
