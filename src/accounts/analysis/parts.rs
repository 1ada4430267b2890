//! Which customer is in which segment, and how much each segment is of the whole. Must not know what the best have in common.

use std::collections::BTreeMap;

use super::super::columns::bare;
use super::{Pareto, Row, Won, cell_of, one_called, tenths};
use crate::model::Entry;
use crate::model::segment::Segment;
use crate::score::{Shares, truth};

/// A segment, or those in none.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name; nothing of those whose segment is not known, or who are in none.
    pub name: Option<String>,
    /// Whether it is known that they are in no segment.
    pub is_outside: bool,
    /// The id of the segment of the book.
    pub id: Option<String>,
    /// In how many wider segments it lies.
    pub depth: usize,
    /// How many customers it has.
    pub customers: usize,
    /// Tenths of a percent of all customers.
    pub of_customers: i128,
    /// Of all revenue, where it is known.
    pub of_revenue: Option<i128>,
    /// Of all margin.
    pub of_margin: Option<i128>,
    /// Its customers among those who bring most (rank A), of margin, else of revenue.
    pub core: Option<Core>,
}

/// Customers of a segment who are among those who bring most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Core {
    /// How many they are.
    pub customers: usize,
    /// What they bring, in tenths of a percent of all that the segment brings; nothing where that is not more than nothing.
    pub of_part: Option<i128>,
    /// Of what.
    pub shares: Shares,
}

/// All segments; those that are in no wider one make the whole together with those outside.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts {
    /// In the order of the book.
    pub parts: Vec<Part>,
    /// The column that names them; else their conditions tell.
    pub column: Option<String>,
    /// Two segments in which a customer is at once, and how many are: they count in the first.
    pub shared: Vec<(String, String, usize)>,
    /// Segments without a condition: whose customers they are, nobody can tell.
    pub without: Vec<String>,
    /// Customers of whom the segment is not known.
    pub unknown: usize,
    pub(super) ask: Option<String>,
}

/// A group of rows by where it is in the list of parts.
struct Group {
    name: Option<String>,
    is_outside: bool,
    id: Option<String>,
    depth: usize,
    rows: Vec<usize>,
}

impl Group {
    fn new(name: Option<String>, id: Option<String>, depth: usize) -> Self {
        Self {
            is_outside: false,
            name,
            id,
            depth,
            rows: Vec::new(),
        }
    }
}

pub(super) fn parts(
    segments: &[(&Entry, &Segment)],
    column: Option<usize>,
    won: &Won<'_>,
) -> Parts {
    let Won {
        header,
        rows,
        pareto,
        ..
    } = *won;
    let conditional = segments.iter().any(|(_, segment)| segment.when.is_some());
    let mut found = Parts::default();
    // Where no condition can be asked, a column with that name is as good as named.
    let guess = || {
        one_called(
            header,
            &[
                "segment",
                "customersegment",
                "klantsegment",
                "segmentnaam",
                "segmentname",
            ],
        )
    };
    let column = column.or_else(|| (!conditional).then(guess).flatten());
    let groups = match column {
        Some(column) => {
            found.column = header.get(column).cloned();
            by_column(segments, column, rows)
        }
        None if conditional => {
            let mut groups = by_condition(segments, rows, &mut found.shared);
            let is_asked = |group: &Group| {
                let own = segments
                    .iter()
                    .find(|(entry, _)| Some(&entry.key.id) == group.id.as_ref());
                own.is_none_or(|(_, segment)| segment.when.is_some())
            };
            let without = groups
                .iter()
                .filter(|group| group.rows.is_empty() && !is_asked(group));
            found.without = without.filter_map(|group| group.name.clone()).collect();
            groups.retain(|group| !group.rows.is_empty() || is_asked(group));
            groups
        }
        None => {
            found.ask = Some(
                "no segment of the book has a `when`: `--segment-column COLUMN` names the column that says who belongs to which".to_owned(),
            );
            return found;
        }
    };
    found.unknown = groups
        .iter()
        .filter(|group| group.name.is_none() && !group.is_outside)
        .map(|group| group.rows.len())
        .sum();
    if column.is_none()
        && groups
            .iter()
            .all(|group| group.id.is_none() || group.rows.is_empty())
    {
        found.ask = Some(
            "no customer is known to be in a segment: `--map \"COLUMN=VALUE\"` says which column has what a `when` asks for, or `--segment-column COLUMN` who belongs to which".to_owned(),
        );
        return found;
    }
    found.parts = measured(groups, rows, pareto);
    found
}

/// How much each is of the whole.
fn measured(groups: Vec<Group>, rows: &[&Row], pareto: &[Pareto]) -> Vec<Part> {
    let by = |shares: Shares| pareto.iter().find(|one| one.shares == shares);
    let (revenue, margin) = (by(Shares::Revenue), by(Shares::Margin));
    let shares = |of: &dyn Fn(&Group) -> i128| {
        let top: Vec<i128> = groups
            .iter()
            .filter(|group| group.depth == 0)
            .map(of)
            .collect();
        let whole: i128 = top.iter().sum();
        let mut shares = tenths(&top).map(Vec::into_iter);
        let all = groups.iter().map(|group| match &mut shares {
            None => None,
            Some(shares) if group.depth == 0 => shares.next(),
            Some(_) => Some((of(group) * 1000 + whole / 2).div_euclid(whole)),
        });
        all.collect::<Vec<_>>()
    };
    let money = |one: Option<&Pareto>| match one {
        None => vec![None; groups.len()],
        Some(pareto) => shares(&|group| {
            let amounts = group
                .rows
                .iter()
                .filter_map(|row| pareto.amount(rows[*row]));
            amounts.sum()
        }),
    };
    let of_customers = shares(&|group| i128::try_from(group.rows.len()).unwrap_or(0));
    let (of_revenue, of_margin) = (money(revenue), money(margin));
    let core = margin.or(revenue);
    let parts = groups.into_iter().enumerate().map(|(place, group)| Part {
        customers: group.rows.len(),
        of_customers: of_customers[place].unwrap_or(0),
        of_revenue: of_revenue[place],
        of_margin: of_margin[place],
        core: core.map(|core| {
            let amounts = |rows: &mut dyn Iterator<Item = &Row>| -> i128 {
                rows.filter_map(|row| core.amount(row)).sum()
            };
            let all = || group.rows.iter().map(|row| rows[*row]);
            let own = || all().filter(|row| core.is_core(row));
            let whole = amounts(&mut all());
            Core {
                customers: own().count(),
                of_part: (whole > 0)
                    .then(|| (amounts(&mut own()) * 1000 + whole / 2).div_euclid(whole)),
                shares: core.shares,
            }
        }),
        name: group.name,
        is_outside: group.is_outside,
        id: group.id,
        depth: group.depth,
    });
    parts.collect()
}

/// By the word in a column; a segment of the book is meant by its name or its id.
fn by_column(segments: &[(&Entry, &Segment)], column: usize, rows: &[&Row]) -> Vec<Group> {
    let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        words
            .entry(bare(cell_of(row, column)))
            .or_default()
            .push(place);
    }
    let mut groups: Vec<Group> = Vec::new();
    for (entry, _) in segments {
        let is_meant =
            |word: &String| *word == bare(&entry.header.name) || *word == bare(&entry.key.id);
        let meant: Vec<String> = words
            .keys()
            .filter(|word| is_meant(word))
            .cloned()
            .collect();
        if meant.is_empty() {
            continue;
        }
        let mut group = Group::new(
            Some(entry.header.name.clone()),
            Some(entry.key.id.clone()),
            0,
        );
        for word in meant {
            group.rows.extend(words.remove(&word).unwrap_or_default());
        }
        groups.push(group);
    }
    let unknown = words.remove("");
    for (_, own) in words {
        // The first in the order of letters, so that the order of rows does not show.
        let name = own.iter().map(|row| cell_of(rows[*row], column)).min();
        let mut group = Group::new(name.map(str::to_owned), None, 0);
        group.rows = own;
        groups.push(group);
    }
    if let Some(own) = unknown {
        let mut group = Group::new(None, None, 0);
        group.rows = own;
        groups.push(group);
    }
    groups
}

/// Segments as a tree.
struct Tree<'a> {
    segments: &'a [(&'a Entry, &'a Segment)],
    /// The positions of those in it; the last one has those in no other.
    children: Vec<Vec<usize>>,
}

impl Tree<'_> {
    /// Whether a customer is in a segment, by its own condition or one of those in it.
    fn truth(&self, segment: usize, row: &Row) -> Option<bool> {
        let own = self.segments[segment].1.when.as_ref();
        let own = own.map_or(Some(false), |when| truth(when, &row.values));
        let mut known = own;
        for child in &self.children[segment] {
            match (known, self.truth(*child, row)) {
                (_, Some(true)) | (Some(true), _) => return Some(true),
                (None, _) | (_, None) => known = None,
                (Some(false), Some(false)) => {}
            }
        }
        known
    }
}

/// By the conditions of the segments. A customer in several counts in the first one.
fn by_condition(
    segments: &[(&Entry, &Segment)],
    rows: &[&Row],
    shared: &mut Vec<(String, String, usize)>,
) -> Vec<Group> {
    let place_of = |id: &str| segments.iter().position(|(entry, _)| entry.key.id == id);
    let mut tree = Tree {
        segments,
        children: vec![Vec::new(); segments.len() + 1],
    };
    for (place, (_, segment)) in segments.iter().enumerate() {
        let parent = segment
            .parent
            .as_ref()
            .and_then(|parent| place_of(&parent.id));
        tree.children[parent.unwrap_or(segments.len())].push(place);
    }
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); segments.len()];
    let (mut outside, mut unknown) = (Vec::new(), Vec::new());
    let mut both: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let mut level = segments.len();
        loop {
            let truths = tree.children[level]
                .iter()
                .map(|child| (*child, tree.truth(*child, row)));
            let truths: Vec<(usize, Option<bool>)> = truths.collect();
            let mut held = truths.iter().filter(|(_, truth)| *truth == Some(true));
            let Some((first, _)) = held.next() else {
                if level == segments.len() {
                    let is_open = truths.iter().any(|(_, truth)| truth.is_none());
                    let side = if is_open { &mut unknown } else { &mut outside };
                    side.push(place);
                }
                break;
            };
            for (other, _) in held {
                *both.entry((*first, *other)).or_default() += 1;
            }
            own[*first].push(place);
            level = *first;
        }
    }
    let name = |place: usize| segments[place].0.header.name.clone();
    shared.extend(
        both.into_iter()
            .map(|((one, other), times)| (name(one), name(other), times)),
    );
    let mut groups = Vec::new();
    let mut waiting: Vec<(usize, usize)> = tree.children[segments.len()]
        .iter()
        .rev()
        .map(|at| (*at, 0))
        .collect();
    while let Some((place, depth)) = waiting.pop() {
        let id = segments[place].0.key.id.clone();
        let mut group = Group::new(Some(name(place)), Some(id), depth);
        group.rows = std::mem::take(&mut own[place]);
        groups.push(group);
        waiting.extend(tree.children[place].iter().rev().map(|at| (*at, depth + 1)));
    }
    for (is_outside, rows) in [(true, outside), (false, unknown)] {
        if !rows.is_empty() {
            let mut group = Group::new(None, None, 0);
            group.is_outside = is_outside;
            group.rows = rows;
            groups.push(group);
        }
    }
    groups
}
