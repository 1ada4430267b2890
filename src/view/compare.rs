//! All personas, and all ideal customers, side by side: one row per thing that any of them says. Which of them
//! are shown together is the reader's choice, in `static/compare.js`.

use super::facts::facts;
use super::links::{EntryLinks, url};
use super::{Crumb, PageHead, PageView, Viewer, map};
use crate::doc::markdown;
use crate::model::content::{Content, Node};
use crate::model::{Entry, Key, Kind};
use crate::theme::Value;

/// What belongs to one page only: how it looks, what tests it, and rules that read only with their numbers.
const NOT_COMPARED: [&str; 9] = [
    "portrait",
    "look",
    "colour",
    "image",
    "validation",
    "examples",
    "levels",
    "values",
    "when",
];

/// The pages; none for a kind with fewer than two entries.
pub(super) fn pages<'a>(viewer: &'a Viewer<'a>) -> impl Iterator<Item = PageView> + 'a {
    [Kind::Persona, Kind::Icp]
        .into_iter()
        .filter_map(move |kind| page(viewer, kind))
}

fn page(viewer: &Viewer<'_>, kind: Kind) -> Option<PageView> {
    let columns: Vec<EntryLinks<'_>> = viewer
        .catalog
        .of_kind(kind)
        .map(|entry| EntryLinks { viewer, entry })
        .collect();
    if columns.len() < 2 {
        return None;
    }
    let title = viewer.words.choice("compare", kind.name()).to_owned();
    let address = format!("compare/{}.html", kind.folder());
    let mut head = PageHead::new(&title, &address, "compare");
    head.description = viewer.words.get("compare_about").to_owned();
    head.breadcrumbs = vec![
        Crumb {
            title: viewer.words.get("home").to_owned(),
            url: "index.html".into(),
        },
        Crumb {
            title: viewer.words.choice("kinds", kind.name()).to_owned(),
            url: format!("{}/index.html", kind.folder()),
        },
    ];
    let cards: Vec<Value> = columns
        .iter()
        .map(|column| viewer.card_of(column.entry))
        .collect();
    Some(head.with(
        "compare.html",
        vec![
            ("kind", kind.name().into()),
            ("cards", cards.into()),
            ("groups", groups(&columns)),
        ],
    ))
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

/// Rows under a heading: first those that stand alone, then a group for each table and each set of labels.
fn groups(columns: &[EntryLinks<'_>]) -> Value {
    let words = &columns[0].viewer.words;
    let mut alone: Vec<Row> = vec![row(columns, words.choice("field", "summary"), |column| {
        header_lines(column, "summary")
    })];
    let mut groups: Vec<(String, Vec<Row>)> = Vec::new();
    let nodes: Vec<Node<'_>> = columns
        .iter()
        .map(|column| column.entry.data.node())
        .collect();
    let Some(Node::Table(fields)) = nodes.first() else {
        return Value::none();
    };
    for (key, _) in fields {
        if NOT_COMPARED.contains(key) {
            continue;
        }
        let parts: Vec<&Node<'_>> = nodes.iter().map(|node| field(node, key)).collect();
        let label = words.choice("field", key).to_owned();
        if *key == "traits" {
            groups.push((label, traits(columns)));
        } else if parts
            .iter()
            .any(|part| matches!(part, Node::Table(_) | Node::Labels(_)))
        {
            groups.push((label, rows_below(columns, &parts)));
        } else {
            alone.push(Row {
                label,
                cells: cells(columns, &parts),
            });
        }
    }
    let extra: Vec<Node<'_>> = columns
        .iter()
        .map(|column| column.entry.header.extra.node())
        .collect();
    groups.push((
        words.get("extra_title").to_owned(),
        rows_below(columns, &extra.iter().collect::<Vec<_>>()),
    ));
    for key in ["owner", "status"] {
        alone.push(row(columns, words.choice("field", key), |column| {
            header_lines(column, key)
        }));
    }
    groups.insert(0, (String::new(), alone));
    groups
        .into_iter()
        .filter_map(|(title, rows)| {
            let rows: Vec<Value> = rows
                .into_iter()
                .filter(|row| !row.is_empty())
                .map(row_value)
                .collect();
            (!rows.is_empty()).then(|| map(vec![("title", title.into()), ("rows", rows.into())]))
        })
        .collect::<Vec<_>>()
        .into()
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
                cells: cells(columns, &parts),
            }
        })
        .collect()
}

/// The places between opposites: a row for every pair of opposites, with the sentence of the persona's page.
fn traits(columns: &[EntryLinks<'_>]) -> Vec<Row> {
    let all: Vec<Vec<(String, String)>> = columns
        .iter()
        .map(|column| {
            let facts = facts(column);
            let traits = facts.get_from_path("traits").and_then(Value::as_array);
            let text = |one: &Value, key: &str| {
                one.get_from_path(key)
                    .and_then(Value::as_str)
                    .map(str::to_owned)
            };
            traits
                .into_iter()
                .flatten()
                .filter_map(|one| {
                    let label = format!("{} – {}", text(one, "left")?, text(one, "right")?);
                    Some((label, text(one, "text")?))
                })
                .collect()
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

fn cells(columns: &[EntryLinks<'_>], nodes: &[&Node<'_>]) -> Vec<Vec<String>> {
    columns
        .iter()
        .zip(nodes)
        .map(|(column, node)| match node {
            Node::List(items) => items.iter().filter_map(|item| line(column, item)).collect(),
            node => line(column, node).into_iter().collect(),
        })
        .collect()
}

/// What a piece of content says in one line of HTML.
fn line(links: &EntryLinks<'_>, node: &Node<'_>) -> Option<String> {
    let words = &links.viewer.words;
    let entry = |kind: Kind, id: &str| -> Option<String> {
        let key = Key::new(kind, id);
        let entry: &Entry = links.viewer.catalog.get(&key)?;
        Some(format!(
            "<a href=\"../{}\">{}</a>",
            markdown::escape(&url(&key)),
            markdown::escape(&entry.header.name)
        ))
    };
    match node {
        Node::Absent | Node::Flag(false) | Node::Image(_) => None,
        Node::Flag(true) => Some(words.get("yes").to_owned()),
        Node::Number(number) => Some(words.number(*number, 2)),
        Node::Word(word) => Some(markdown::escape(word)),
        Node::Choice { group, key } => Some(markdown::escape(words.choice(group, key))),
        Node::Date(date) => Some(words.date(*date)),
        Node::Text(text) => Some(links.inline(&text.0)),
        Node::Claim(claim) => Some(links.inline(&claim.text.0)),
        Node::Reference(kind, id) | Node::Part(kind, id, _) => entry(*kind, id),
        Node::Scalar(scalar) => Some(markdown::escape(&links.scalar(scalar))),
        Node::List(items) => joined(items.iter().filter_map(|item| line(links, item)), ", "),
        Node::Table(fields) => joined(
            fields
                .iter()
                .filter(|(key, _)| !NOT_COMPARED.contains(key))
                .filter_map(|(key, value)| match value {
                    // A number alone says nothing.
                    Node::Number(_) | Node::Flag(true) => {
                        let label = markdown::escape(words.choice("field", key));
                        Some(format!("{label}: {}", line(links, value)?))
                    }
                    _ => line(links, value),
                }),
            " · ",
        ),
        Node::Labels(fields) => joined(
            fields.iter().filter_map(|(label, value)| {
                Some(format!(
                    "{}: {}",
                    markdown::escape(label),
                    line(links, value)?
                ))
            }),
            " · ",
        ),
    }
}

fn joined(parts: impl Iterator<Item = String>, with: &str) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(with))
}
