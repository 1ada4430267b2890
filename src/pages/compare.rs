//! All personas, and all ideal customers, side by side: one row per thing that any of them says. Which of them
//! are shown together is the reader's choice, in `static/compare.js`.

use crate::doc::markdown;
use crate::model::content::{Content, Node};
use crate::model::persona::Trait;
use crate::model::{Data, Entry, Key, Kind};
use crate::site::links::{EntryLinks, url};
use crate::site::traits::trait_words;
use crate::site::{PageHead, PageView, Viewer, map};
use crate::theme::Value;

/// What belongs to one page only: how it looks, what tests it, and rules that read only with their numbers.
const NOT_COMPARED: [&str; 10] = [
    "portrait",
    "look",
    "colour",
    "image",
    "validation",
    "examples",
    "levels",
    "tiers",
    "values",
    "when",
];

/// Rows by subject: the word for their heading, none for what stands first, and their fields. A field that is in
/// none of them stands under the last heading.
const SUBJECTS: [(&str, &[&str]); 6] = [
    (
        "",
        &[
            "role", "titles", "age", "pronouns", "location", "quote", "quotes", "segment",
            "segments", "icps", "kind", "negative", "basis", "share", "hobbies",
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
        &[
            "goals",
            "dreams",
            "drivers",
            "needs",
            "triggers",
            "frustrations",
            "challenges",
            "fears",
            "jobs",
            "attitude",
        ],
    ),
    (
        "compare_decides",
        &[
            "buying_role",
            "influence",
            "budget",
            "sales_cycle",
            "decision_process",
            "committee",
            "disqualifiers",
        ],
    ),
    (
        "compare_reach",
        &["channels", "media", "brands", "dos", "donts", "relations"],
    ),
    (REST, &["signals", "actions", "measures"]),
];

const REST: &str = "compare_rest";

/// What a list of tables says in one line each; the rest is on the page of the entry.
const IN_SHORT: [(&str, &[&str]); 12] = [
    ("day", &["time", "what"]),
    ("skills", &["name", "level"]),
    ("channels", &["name", "use"]),
    ("objections", &["says"]),
    ("relations", &["persona", "how"]),
    ("actions", &["what"]),
    ("measures", &["name", "target"]),
    ("decision_process", &["step", "takes"]),
    ("committee", &["role", "persona", "title"]),
    ("disqualifiers", &["reason"]),
    ("criteria", &["attribute", "weight"]),
    ("signals", &["name", "icp", "others", "unit"]),
];

/// More than this beside each other fit on no screen, even to choose from.
const MOST: usize = 100;

/// Whether the entries of a kind can be compared.
pub(crate) fn is_compared(viewer: &Viewer<'_>, kind: Kind) -> bool {
    kind.about().is_compared && (2..=MOST).contains(&viewer.catalog.count(kind))
}

/// The page of a kind that [is compared](is_compared).
pub(crate) fn page(viewer: &Viewer<'_>, kind: Kind) -> PageView {
    let columns: Vec<EntryLinks<'_>> = viewer
        .catalog
        .of_kind(kind)
        .map(|entry| EntryLinks { viewer, entry })
        .collect();
    let title = viewer.words.choice("compare", kind.name()).to_owned();
    let address = format!("compare/{}.html", kind.folder());
    let mut head = PageHead::new(&title, &address, "compare");
    head.description = viewer.words.get("compare_about").to_owned();
    head.breadcrumbs = viewer.crumbs(Some(kind));
    let cards: Vec<_> = columns
        .iter()
        .map(|column| viewer.card_of(column.entry))
        .collect();
    head.with(
        "compare.html",
        vec![
            ("kind", kind.name().into()),
            ("cards", cards.into()),
            ("groups", groups(&columns)),
        ],
    )
}

/// One row: a label and a cell for every column, each a list of HTML lines.
struct Row {
    label: String,
    cells: Vec<Vec<String>>,
}

impl Row {
    fn is_empty(&self) -> bool {
        self.cells.iter().all(Vec::is_empty)
    }
}

/// Rows under headings: by subject, then a group for each table and each set of labels, then what is left.
fn groups(columns: &[EntryLinks<'_>]) -> Value {
    let words = &columns[0].viewer.words;
    let nodes: Vec<Node<'_>> = columns
        .iter()
        .map(|column| column.entry.data.node())
        .collect();
    let Some(Node::Table(fields)) = nodes.first() else {
        return Value::none();
    };
    let header = |key: &str| {
        row(columns, words.choice("field", key), |column| {
            header_lines(column, key)
        })
    };
    let mut subjects: Vec<Vec<(usize, Row)>> = SUBJECTS.iter().map(|_| Vec::new()).collect();
    let mut tables: Vec<(String, Vec<Row>)> = Vec::new();
    for (key, _) in fields {
        if NOT_COMPARED.contains(key) {
            continue;
        }
        let parts: Vec<&Node<'_>> = nodes.iter().map(|node| field(node, key)).collect();
        let label = words.choice("field", key).to_owned();
        if *key == "traits" {
            tables.push((label, traits(columns)));
        } else if parts.iter().any(|part| is_group(part)) {
            tables.push((label, rows_below(columns, &parts)));
        } else {
            let (subject, place) = subject_of(key);
            let cells = cells(columns, key, &parts);
            subjects[subject].push((place, Row { label, cells }));
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
    let mut by_subject: Vec<(String, Vec<Row>)> = SUBJECTS
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
        .filter_map(|(title, rows)| group_value(title, rows))
        .collect::<Vec<_>>()
        .into()
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
    matches!(node, Node::Table(_) | Node::Labels(_)) && !is_range(node)
}

fn is_range(node: &Node<'_>) -> bool {
    matches!(node, Node::Table(fields) if fields.iter().any(|(key, _)| *key == "min"))
}

fn group_value(title: String, rows: Vec<Row>) -> Option<Value> {
    let rows: Vec<Value> = rows
        .into_iter()
        .filter(|row| !row.is_empty())
        .map(row_value)
        .collect();
    (!rows.is_empty()).then(|| map(vec![("title", title.into()), ("rows", rows.into())]))
}

/// What the header of an entry says under `summary`, `status` or `owner`.
fn header_lines(column: &EntryLinks<'_>, key: &str) -> Vec<String> {
    let header = &column.entry.header;
    let words = &column.viewer.words;
    match key {
        "summary" => header
            .summary
            .iter()
            .map(|text| column.inline(&text.0))
            .collect(),
        "status" => header
            .status
            .iter()
            .map(|status| words.choice("status", status.as_str()).to_owned())
            .collect(),
        _ => header
            .owner
            .iter()
            .map(|owner| markdown::escape(owner))
            .collect(),
    }
}

fn row(
    columns: &[EntryLinks<'_>],
    label: &str,
    cell: impl Fn(&EntryLinks<'_>) -> Vec<String>,
) -> Row {
    Row {
        label: label.to_owned(),
        cells: columns.iter().map(cell).collect(),
    }
}

fn row_value(row: Row) -> Value {
    let cells = row.cells.iter().map(|lines| {
        let lines = lines.iter().map(|line| Value::safe_string(line));
        Value::from(lines.collect::<Vec<_>>())
    });
    map(vec![
        ("label", row.label.into()),
        ("cells", cells.collect::<Vec<_>>().into()),
    ])
}

const ABSENT: &Node<'static> = &Node::Absent;

fn field<'a, 'b>(node: &'b Node<'a>, key: &str) -> &'b Node<'a> {
    match node {
        Node::Table(fields) => fields
            .iter()
            .find(|(name, _)| *name == key)
            .map_or(ABSENT, |(_, value)| value),
        Node::Labels(fields) => fields
            .iter()
            .find(|(name, _)| *name == key)
            .map_or(ABSENT, |(_, value)| value),
        _ => ABSENT,
    }
}

/// A row for every key that one of these tables has: in the order of the first that has it.
fn rows_below(columns: &[EntryLinks<'_>], nodes: &[&Node<'_>]) -> Vec<Row> {
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
            let parts: Vec<&Node<'_>> = nodes.iter().map(|node| field(node, key)).collect();
            let label = if known {
                words.choice("field", key)
            } else {
                key
            };
            Row {
                label: label.to_owned(),
                cells: cells(columns, key, &parts),
            }
        })
        .collect()
}

/// The places between opposites: a row for every pair of opposites, with the sentence of the persona's page.
fn traits(columns: &[EntryLinks<'_>]) -> Vec<Row> {
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
        .map(|label| Row {
            label: (*label).to_owned(),
            cells: all
                .iter()
                .map(|own| {
                    own.iter()
                        .filter(|(name, _)| name == label)
                        .map(|(_, text)| markdown::escape(text))
                        .collect()
                })
                .collect(),
        })
        .collect()
}

fn cells(columns: &[EntryLinks<'_>], key: &str, nodes: &[&Node<'_>]) -> Vec<Vec<String>> {
    columns
        .iter()
        .zip(nodes)
        .map(|(column, node)| match node {
            Node::List(items) => items
                .iter()
                .filter_map(|item| line(column, key, item))
                .collect(),
            node => line(column, key, node).into_iter().collect(),
        })
        .collect()
}

/// What a piece of content, known by its key, says in one line of HTML.
fn line(links: &EntryLinks<'_>, key: &str, node: &Node<'_>) -> Option<String> {
    let words = &links.viewer.words;
    match node {
        Node::Absent | Node::Flag(false) | Node::Image(_) => None,
        Node::Flag(true) => Some(words.get("yes").to_owned()),
        Node::Number(number) => Some(number_line(links, key, *number)),
        Node::Word(word) => Some(markdown::escape(word)),
        Node::Choice { group, key } => Some(markdown::escape(words.choice(group, key))),
        Node::Date(date) => Some(words.date(*date)),
        Node::Text(text) => Some(links.inline(&text.0)),
        Node::Claim(claim) => Some(links.inline(&claim.text.0)),
        Node::Reference(kind, id) | Node::Part(kind, id, _) => reference_line(links, *kind, id),
        Node::Scalar(scalar) => Some(markdown::escape(&links.scalar(scalar))),
        Node::List(items) => joined(items.iter().filter_map(|item| line(links, key, item)), ", "),
        Node::Table(fields) if is_range(node) => range_line(links, fields),
        Node::Table(fields) => {
            let short = IN_SHORT.iter().find(|(list, _)| *list == key);
            let said = fields.iter().filter(|(key, _)| match short {
                Some((_, keys)) => keys.contains(key),
                None => !NOT_COMPARED.contains(key),
            });
            joined(
                said.filter_map(|(key, value)| line(links, key, value)),
                " · ",
            )
        }
        Node::Labels(fields) => joined(
            fields.iter().filter_map(|(label, value)| {
                Some(format!(
                    "{}: {}",
                    markdown::escape(label),
                    line(links, label, value)?
                ))
            }),
            " · ",
        ),
    }
}

fn reference_line(links: &EntryLinks<'_>, kind: Kind, id: &str) -> Option<String> {
    let key = Key::new(kind, id);
    let entry: &Entry = links.viewer.catalog.get(&key)?;
    Some(format!(
        "<a href=\"../{}\">{}</a>",
        markdown::escape(&url(&key)),
        markdown::escape(&entry.header.name)
    ))
}

/// A number with what makes it readable: its scale, or its label.
fn number_line(links: &EntryLinks<'_>, key: &str, number: f64) -> String {
    let words = &links.viewer.words;
    let written = words.number(number, 2);
    match key {
        "level" | "use" => words.fill("of_five", "value", &written),
        "weight" => format!("×\u{a0}{written}"),
        "icp" | "others" | "target" => {
            format!(
                "{}: {written}",
                markdown::escape(words.choice("field", key))
            )
        }
        _ => written,
    }
}

/// "25–250", "€5 million–€50 million", and what is said beside it.
fn range_line(links: &EntryLinks<'_>, fields: &[(&str, Node<'_>)]) -> Option<String> {
    let words = &links.viewer.words;
    let part = |key: &str| fields.iter().find(|(name, _)| *name == key);
    let currency = match part("currency") {
        Some((_, Node::Word(currency))) => Some(*currency),
        _ => None,
    };
    let amount = |key: &str| match part(key) {
        Some((_, Node::Number(number))) => Some(match currency {
            Some(currency) => words.money(*number, currency),
            None => words.number(*number, 0),
        }),
        _ => None,
    };
    let range = match (amount("min"), amount("max")) {
        (Some(min), Some(max)) => Some(format!("{min}–{max}")),
        (Some(min), None) => Some(words.fill("range_from", "value", &min)),
        (None, Some(max)) => Some(words.fill("range_to", "value", &max)),
        (None, None) => None,
    };
    let beside = fields
        .iter()
        .filter(|(key, _)| !["min", "max", "currency"].contains(key))
        .filter_map(|(key, value)| {
            let said = line(links, key, value)?;
            Some(match *key {
                "per" => words.fill("per", "what", &said),
                "sweet_spot" => words.fill("firm_sweet_spot", "value", &said),
                _ => said,
            })
        });
    joined(
        range
            .map(|range| markdown::escape(&range))
            .into_iter()
            .chain(beside),
        ", ",
    )
}

fn joined(parts: impl Iterator<Item = String>, with: &str) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(with))
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
