//! Entries in lists: a row for each persona, segment or source, for each stage of a journey, outcome of a job or account of a profile; lists that have their labels in
//! the first column too. Must not know files.

use super::Wish;
use super::draft::{Move, NOTHING};
use super::found::{Found, pair, texts, written};
use super::inputs::Input;
use super::kinds::{self, Fields};
use super::labels::split;
use super::names::{is_for_name, plain};
use crate::accounts::Sheet;
use crate::doc::{Pair, What};
use crate::model::Kind;
use crate::text::Step;

/// A longer list has its labels in its first row.
const MOST_TURNED: usize = 200;

/// What people call the firm in a list of accounts.
const ACCOUNT: [&str; 14] = [
    "account",
    "account_name",
    "company",
    "company_name",
    "firm",
    "organisation",
    "organization",
    "customer",
    "client",
    "bedrijf",
    "bedrijfsnaam",
    "klant",
    "klantnaam",
    "accountnaam",
];

/// What people call the journey that a stage belongs to.
const JOURNEY: [&str; 7] = [
    "journey_name",
    "journey_map",
    "map",
    "map_name",
    "flow",
    "reis",
    "journey_title",
];

/// Rows with their labels.
struct Grid {
    header: Vec<String>,
    /// Where each stands, and its cells.
    rows: Vec<(String, Vec<String>)>,
}

/// An item of a list with its name.
type Named = (String, Vec<Pair>);

/// What a row is.
#[derive(Clone, Copy, PartialEq)]
enum Row {
    /// An entry.
    Entry(Option<Kind>),
    /// An item of the list of an entry: the kind of that, and the list.
    Item(Kind, &'static str),
}

/// What a list says, or a sheet with a name.
pub(super) fn found(
    input: &Input,
    sheet: Option<&str>,
    (list, wish): (Sheet, &Wish<'_>),
) -> Vec<Found> {
    let place = |line: u64| match sheet {
        Some(sheet) => input.at(format!("{sheet}:{line}")),
        None => input.at(line),
    };
    let rows = list
        .rows
        .into_iter()
        .map(|(line, cells)| (place(line), cells));
    let grid = Grid {
        header: list
            .header
            .iter()
            .map(|label| label.trim().to_owned())
            .collect(),
        rows: rows.collect(),
    };
    let grid = grid.turned(wish);
    let title = sheet.map_or_else(|| input.title(), str::to_owned);
    let about = [vec![title.clone()], input.about()].concat();
    let row = grid.row(wish, &about);
    let mut found = match row {
        Row::Entry(kind) => grid.entries(kind),
        Row::Item(kind, field) => grid.items((kind, field), &title),
    };
    for one in &mut found {
        one.about.clone_from(&about);
        one.is_of_cells = true;
        one.is_made = true;
        one.more_labels.extend(grid.header.iter().cloned());
    }
    let is_empty = |at: usize| {
        let mut rows = grid.rows.iter();
        rows.all(|(_, cells)| cells.get(at).is_none_or(|cell| cell.trim().is_empty()))
    };
    let empty = grid
        .header
        .iter()
        .enumerate()
        .filter(|(at, label)| !label.is_empty() && is_empty(*at));
    let empty: Vec<&String> = empty.map(|(_, label)| label).collect();
    if let Some(first) = found.first_mut() {
        first.told.extend(empty.into_iter().map(|label| Move {
            label: label.clone(),
            to: NOTHING.to_owned(),
            count: 1,
        }));
    }
    for (at, one) in found.iter_mut().enumerate() {
        if one.name.is_none() && !one.pairs.iter().any(|pair| is_name_of(&pair.key, row)) {
            one.name = Some(format!("{title} {}", at + 1));
        }
    }
    found
}

fn is_name_of(label: &str, row: Row) -> bool {
    let of_kind = match row {
        Row::Entry(kind) => kind.is_some() && kinds::called(label) == kind,
        Row::Item(..) => false,
    };
    of_kind || is_for_name(label) || kinds::called(label).is_some()
}

/// How many labels mean something for the kind of which they mean most.
fn known(labels: &[&str]) -> usize {
    let own = kinds::guessed(labels).map_or(0, |(_, count)| count);
    own.max(of_items(Kind::Journey, "stages", labels))
}

/// How many labels mean fields of the items of a list.
fn of_items(kind: Kind, list: &str, labels: &[&str]) -> usize {
    let path = [Step::Key(list.to_owned()), Step::Index(0)];
    Fields::with(kind, |fields| {
        let means = |label: &&&str| !fields.meant(&path, label).is_empty();
        labels.iter().filter(means).count()
    })
}

/// Whether a label means a field of a kind.
fn means(kind: Kind, label: &str, field: &str) -> bool {
    Fields::with(kind, |fields| {
        let ways = fields.meant(&[], label);
        ways.iter().any(|way| way.as_slice() == [field])
    })
}

impl Grid {
    /// The same with labels in the first row, where they stand in the first column.
    fn turned(self, wish: &Wish<'_>) -> Self {
        let own: Vec<&str> = self.header.iter().skip(1).map(String::as_str).collect();
        let first: Vec<&str> = self
            .rows
            .iter()
            .filter_map(|(_, cells)| cells.first())
            .map(|cell| cell.trim())
            .collect();
        let is_asked = |label: &&str| wish.map.iter().any(|(own, _)| plain(own) == plain(label));
        let has_labels = self.rows.len() <= MOST_TURNED
            && self.header.len() > 1
            && (known(&first) >= 2 || first.iter().any(is_asked))
            && known(&first) > known(&own);
        if !has_labels {
            return self;
        }
        let corner = match self.header[0].as_str() {
            corner
                if is_for_name(corner)
                    || kinds::called(corner).is_some()
                    || means(Kind::Journey, corner, "stages") =>
            {
                corner.to_owned()
            }
            _ => "name".to_owned(),
        };
        let file = self.rows.first().map_or("", |(place, _)| place);
        let file = file
            .rsplit_once(':')
            .map_or(file, |(file, _)| file)
            .to_owned();
        let width = self
            .rows
            .iter()
            .map(|(_, cells)| cells.len())
            .max()
            .unwrap_or(0)
            .max(self.header.len());
        let rows = (1..width).map(|column| {
            let title = self.header.get(column).cloned().unwrap_or_default();
            let cells = self
                .rows
                .iter()
                .map(|(_, cells)| cells.get(column).cloned().unwrap_or_default());
            let cells: Vec<String> = std::iter::once(title).chain(cells).collect();
            (format!("{file}:1:{}", column + 1), cells)
        });
        let rows = rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
        let labels = first.iter().map(|label| (*label).to_owned());
        Self {
            header: std::iter::once(corner).chain(labels).collect(),
            rows: rows.collect(),
        }
    }

    fn labels(&self) -> Vec<&str> {
        self.header.iter().map(String::as_str).collect()
    }

    /// What a row is.
    fn row(&self, wish: &Wish<'_>, about: &[String]) -> Row {
        let labels = self.labels();
        let has = |kind: Kind, field: &str| labels.iter().any(|label| means(kind, label, field));
        let said = about.iter().find_map(|words| kinds::named(words));
        let kind = wish.kind.or(said);
        let of_stages = of_items(Kind::Journey, "stages", &labels);
        let meant = kinds::with_map(&labels, wish.map);
        let (guessed, count) = kinds::guessed(&meant).unwrap_or((Kind::Page, 0));
        let is_turned = self
            .rows
            .first()
            .is_some_and(|(place, _)| place.ends_with(":1:2"));
        let mapped = |start: &str| wish.map.iter().any(|(_, field)| field.starts_with(start));
        let are_stages = match kind {
            Some(Kind::Journey) => {
                has(Kind::Journey, "stages") || of_stages > 1 || mapped("stages.")
            }
            None => {
                (has(Kind::Journey, "stages") && of_stages > 0) || (is_turned && of_stages > count)
            }
            Some(_) => false,
        };
        if are_stages {
            return Row::Item(Kind::Journey, "stages");
        }
        let may_be_job = matches!(kind, None | Some(Kind::Job));
        let is_person = guessed == Kind::Persona && count >= 3;
        let is_account = labels
            .iter()
            .any(|label| ACCOUNT.contains(&plain(label).as_str()));
        if may_be_job && has(Kind::Job, "outcomes") && !is_person && (!is_account || kind.is_some())
        {
            return Row::Item(Kind::Job, "outcomes");
        }
        let is_of_accounts = match wish.kind {
            Some(Kind::Icp) => is_account && count < 2,
            None => {
                is_account
                    && count < 2
                    && !matches!(
                        said,
                        Some(
                            Kind::Persona
                                | Kind::Journey
                                | Kind::Segment
                                | Kind::Competitor
                                | Kind::Evidence
                        )
                    )
            }
            Some(_) => false,
        };
        if is_of_accounts {
            return Row::Item(Kind::Icp, "examples");
        }
        Row::Entry(kind.or((count > 0).then_some(guessed)))
    }

    /// The cells of a row with their columns and labels; those beyond the header have none.
    fn pairs(&self, cells: &[String]) -> Vec<(usize, Pair)> {
        let labelled = cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty());
        let labelled = labelled.map(|(at, cell)| {
            let label = self.header.get(at).map_or("", String::as_str);
            (at, pair(label, What::Text(cell.trim().to_owned())))
        });
        labelled.collect()
    }

    /// A row for each entry. What stands in rows without a name belongs to the entry above: cells that were one in a workbook are such.
    fn entries(&self, kind: Option<Kind>) -> Vec<Found> {
        let is_name = |label: &&String| {
            is_for_name(label) || kind.is_some_and(|kind| kinds::called(label) == Some(kind))
        };
        let name = self.header.iter().position(|label| is_name(&label));
        let mut all: Vec<Found> = Vec::new();
        for (place, cells) in &self.rows {
            let pairs = self.pairs(cells).into_iter().map(|(_, pair)| pair);
            let said = self.header.iter().zip(cells).find_map(|(label, cell)| {
                let tells = ["kind", "type", "soort"].contains(&plain(label).as_str());
                tells.then(|| kinds::called(cell)).flatten()
            });
            let has_name =
                name.is_none_or(|at| cells.get(at).is_some_and(|cell| !cell.trim().is_empty()));
            match all.last_mut() {
                Some(last) if !has_name => pairs.for_each(|one| more(&mut last.pairs, one)),
                _ => all.push(Found {
                    kind: said.or(kind),
                    from: place.clone(),
                    pairs: pairs.collect(),
                    ..Found::default()
                }),
            }
        }
        all
    }

    /// A row for each item of a list of an entry.
    fn items(&self, (kind, list): (Kind, &'static str), title: &str) -> Vec<Found> {
        let columns = self.columns(kind, list);
        let mut all: Vec<(Option<String>, Found, Vec<Named>)> = Vec::new();
        for (place, cells) in &self.rows {
            let cell = |at: Option<usize>| {
                let cell = at
                    .and_then(|at| cells.get(at))
                    .map(|cell| cell.trim().to_owned());
                cell.filter(|cell| !cell.is_empty())
            };
            let group = cell(columns.group);
            let at = match &group {
                Some(_) => all.iter().position(|(own, _, _)| *own == group),
                None => all.len().checked_sub(1),
            };
            let at = at.unwrap_or_else(|| {
                let found = Found {
                    kind: Some(kind),
                    name: Some(group.clone().unwrap_or_else(|| title.to_owned())),
                    from: place.clone(),
                    told: columns.told(self),
                    ..Found::default()
                };
                all.push((group.clone(), found, Vec::new()));
                all.len() - 1
            });
            let (_, found, items) = &mut all[at];
            let name = cell(columns.item);
            let is_new = match (&name, items.last()) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(name), Some((last, _))) => kind != Kind::Journey || name != last,
            };
            let mut own = Vec::new();
            for (index, one) in self.pairs(cells) {
                if Some(index) == columns.group || Some(index) == columns.item {
                    continue;
                }
                match columns.of_entry.contains(&index) {
                    true => more(&mut found.pairs, one),
                    false => own.push(one),
                }
            }
            if is_new {
                if name.is_some() || !own.is_empty() {
                    items.push((name.unwrap_or_default(), own));
                }
            } else if let Some((_, last)) = items.last_mut() {
                own.into_iter().for_each(|one| more(last, one));
            }
        }
        all.into_iter()
            .map(|(_, mut found, items)| {
                let items: Vec<_> = items
                    .into_iter()
                    .enumerate()
                    .map(|(at, (name, own))| {
                        let name = if name.is_empty() {
                            format!("{}", at + 1)
                        } else {
                            name
                        };
                        item((kind, columns.key), name, own)
                    })
                    .collect();
                if !items.is_empty() {
                    found.pairs.push(pair(list, What::List(items)));
                }
                found
            })
            .collect()
    }

    /// Which column is what in a list of items.
    fn columns(&self, kind: Kind, list: &'static str) -> Columns {
        let path = [Step::Key(list.to_owned()), Step::Index(0)];
        let position = |is: &dyn Fn(&str) -> bool| self.header.iter().position(|label| is(label));
        let is_account = |label: &str| ACCOUNT.contains(&plain(label).as_str());
        let is_group = |label: &str| {
            kinds::called(label) == Some(kind)
                || (kind == Kind::Journey && JOURNEY.contains(&plain(label).as_str()))
        };
        let (key, item) = match kind {
            Kind::Icp => ("account", position(&is_account)),
            Kind::Job => ("statement", position(&|label| means(kind, label, list))),
            _ => ("name", position(&|label| means(kind, label, list))),
        };
        let group = position(&is_group).filter(|at| Some(*at) != item);
        let name = position(&is_for_name).filter(|at| Some(*at) != item);
        let (group, item) = match (group, item) {
            (None, Some(_)) if kind != Kind::Icp => (name, item),
            (group, None) => (group, name.filter(|at| Some(*at) != group)),
            found => found,
        };
        let of_entry = Fields::with(kind, |fields| {
            let is_of_entry = |label: &str| {
                kind != Kind::Icp
                    && fields.meant(&path, label).is_empty()
                    && !fields.meant(&[], label).is_empty()
            };
            let header = self.header.iter().enumerate();
            header
                .filter(|(_, label)| is_of_entry(label))
                .map(|(at, _)| at)
                .collect()
        });
        Columns {
            group,
            item,
            key,
            of_entry,
            list,
        }
    }
}

/// Which column is what in a list of items.
struct Columns {
    /// The name of the entry.
    group: Option<usize>,
    /// The name of the item.
    item: Option<usize>,
    /// The field for that.
    key: &'static str,
    /// What is said of the entry as a whole.
    of_entry: Vec<usize>,
    list: &'static str,
}

impl Columns {
    fn told(&self, grid: &Grid) -> Vec<Move> {
        let values = match self.key {
            "account" => &grid.header[..],
            _ => &[],
        };
        let taken = [self.group, self.item];
        let values = values
            .iter()
            .enumerate()
            .filter(|(at, _)| !taken.contains(&Some(*at)));
        let values = values.map(|(_, label)| Move {
            label: label.clone(),
            to: format!("{}.{}", self.list, of_account(label).unwrap_or("values")),
            count: 1,
        });
        let told = [
            (self.group, "name".to_owned()),
            (self.item, format!("{}.{}", self.list, self.key)),
        ];
        let told = told.into_iter().filter_map(|(at, to)| {
            let label = grid.header.get(at?)?.clone();
            Some(Move {
                label,
                to,
                count: 1,
            })
        });
        told.chain(values).collect()
    }
}

/// The field of an account, besides its values, that a label means.
fn of_account(label: &str) -> Option<&'static str> {
    match plain(label).as_str() {
        "expect" | "expected" | "expected_tier" => Some("expect"),
        "note" | "notes" | "remark" | "remarks" | "opmerking" => Some("note"),
        _ => None,
    }
}

/// An item with its name.
fn item((kind, key): (Kind, &str), name: String, own: Vec<Pair>) -> crate::doc::Written {
    let mut pairs = vec![pair(key, What::Text(name))];
    match kind {
        Kind::Icp => {
            let (known, values): (Vec<Pair>, Vec<Pair>) = own
                .into_iter()
                .partition(|one| of_account(&one.key).is_some());
            for one in known {
                pairs.push(pair(of_account(&one.key).unwrap_or("note"), one.value.what));
            }
            if !values.is_empty() {
                pairs.push(pair("values", What::Table(values)));
            }
        }
        _ => pairs.extend(own),
    }
    written(What::Table(pairs))
}

/// Adds a cell to those of the rows above it, unless they say the same.
fn more(pairs: &mut Vec<Pair>, one: Pair) {
    let Some(old) = pairs.iter_mut().find(|old| old.key == one.key) else {
        pairs.push(one);
        return;
    };
    let said = texts(&one.value).join("\n");
    if let What::Text(text) = &mut old.value.what
        && *text != said
    {
        let mut all = split(text, true);
        for more in split(&said, true) {
            if !all.contains(&more) {
                all.push(more);
            }
        }
        *text = all.join("\n");
    }
}
