//! A level whose condition never counts, because none can meet it or an earlier level takes all who do; and one that takes
//! part of an earlier one.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::qualification::Qualification;
use crate::model::scorecard::When;
use crate::model::value::Scalar;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "level-out-of-reach",
    level: CheckLevel::Warn,
    kinds: &[Kind::Icp, Kind::Qualification],
    about: "a level of a scorecard or framework that never counts, because an earlier level takes all who meet it, or that runs into an earlier one",
    why: "The first level that holds counts. Points behind it are never given, and nobody sees that in the score.",
    source: None,
    mend: "write the narrowest level first, and let each begin where the one before ends: `{ min = 20, max = 200 }`, then `{ above = 200 }`",
    fires: &[(
        "icps/shop.toml",
        r#"name = "Web shop"

[[scorecard.criteria]]
attribute = "People"
weight = 1
levels = [
  { points = 1, when = { field = "people", min = 10 } },
  { points = 2, when = { field = "people", min = 50, max = 200 } },
]
"#,
    )],
    silent: &[(
        "icps/shop.toml",
        r#"name = "Web shop"

[[scorecard.criteria]]
attribute = "People"
weight = 1
levels = [
  { points = 2, when = { field = "people", min = 50, max = 200 } },
  { points = 1, when = { field = "people", min = 10 } },
]
"#,
    )],
    find: Look::Book(find),
};

/// With so many levels before it a level is compared.
const COMPARED: usize = 40;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in super::in_use(book) {
        let root = FieldPath::default();
        if let Some(icp) = entry.as_kind::<Icp>() {
            let card = icp.scorecard.iter().flat_map(|card| &card.criteria);
            for (index, criterion) in card.enumerate() {
                let path = root.key("scorecard").key("criteria").index(index);
                let levels = criterion.levels.iter().map(|level| Some(&level.when));
                let told = in_levels(&path.key("levels"), &levels.collect::<Vec<_>>());
                found.extend(told.into_iter().map(|finding| finding.of(&entry.key)));
            }
        } else if let Some(qualification) = entry.as_kind::<Qualification>() {
            for (index, item) in qualification.framework.iter().enumerate() {
                let path = root.key("framework").index(index);
                let levels = item.levels.iter().map(|level| level.when.as_ref());
                let told = in_levels(&path.key("levels"), &levels.collect::<Vec<_>>());
                found.extend(told.into_iter().map(|finding| finding.of(&entry.key)));
            }
        }
    }
    found
}

/// What is wrong with conditions of which the first that holds counts.
fn in_levels(path: &FieldPath, levels: &[Option<&When>]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, when) in levels.iter().enumerate() {
        let Some(when) = when else { continue };
        let path = path.index(index).key("when");
        let is_swapped = when.min.zip(when.max).is_some_and(|(min, max)| min > max);
        if is_swapped {
            // That is an error of its own.
            continue;
        }
        if Span::of(when).is_some_and(Span::is_empty) {
            found.push(Finding::new(
                RULE.name,
                path,
                "no number meets this condition",
                "write limits between which there are numbers, the lower one first",
            ));
            continue;
        }
        let before = levels[..index].iter().flatten().enumerate();
        let told = before
            .take(COMPARED)
            .find_map(|(place, earlier)| beside(when, earlier, place));
        found.extend(told.map(|(message, help)| Finding::new(RULE.name, path, message, help)));
    }
    found
}

/// What is wrong with a condition beside an earlier one, which stands at a place.
fn beside(when: &When, earlier: &When, place: usize) -> Option<(String, String)> {
    let number = place + 1;
    if takes(earlier, when) {
        return Some((
            format!("this level never counts: all who meet it meet level {number} before it"),
            format!("move it before level {number}, or remove it"),
        ));
    }
    if when.field != earlier.field {
        return None;
    }
    let (own, other) = (Span::of(when)?, Span::of(earlier)?);
    let (from, to) = own.shared(other)?;
    Some((
        format!(
            "from {from} to {to} both this level and level {number} hold, and only that one counts"
        ),
        format!("let this level begin where level {number} ends"),
    ))
}

/// Whether all who meet a condition meet an earlier one, as far as can be told.
fn takes(earlier: &When, when: &When) -> bool {
    if earlier == when {
        return true;
    }
    if when.field != earlier.field || when.field.is_none() {
        return false;
    }
    if let (Some(own), Some(other)) = (Span::of(when), Span::of(earlier)) {
        return other.holds(own);
    }
    let (Some(own), Some(other)) = (Choices::of(when), Choices::of(earlier)) else {
        return false;
    };
    own.of_parts == other.of_parts && own.words.iter().all(|word| other.words.contains(word))
}

/// A condition that asks for a number alone.
#[derive(Clone, Copy)]
struct Span {
    low: Limit,
    high: Limit,
}

/// Where a span ends.
#[derive(Clone, Copy)]
struct Limit {
    number: f64,
    /// Whether the number itself is outside.
    is_open: bool,
}

impl Span {
    fn of(when: &When) -> Option<Self> {
        let asks = when.min.or(when.max).or(when.above).or(when.below);
        if asks.is_none() || !is_plain(when) || !when.any.is_empty() || !when.contains.is_empty() {
            return None;
        }
        let closed = |number: Option<f64>, none: f64| Limit {
            number: number.unwrap_or(none),
            is_open: false,
        };
        let open = |number: Option<f64>, none: f64| Limit {
            number: number.unwrap_or(none),
            is_open: number.is_some(),
        };
        let stricter = |left: Limit, right: Limit, sign: f64| {
            let order = (sign * left.number).total_cmp(&(sign * right.number));
            match order.then(left.is_open.cmp(&right.is_open)) {
                std::cmp::Ordering::Less => right,
                _ => left,
            }
        };
        let none = f64::NEG_INFINITY;
        Some(Self {
            low: stricter(closed(when.min, none), open(when.above, none), 1.0),
            high: stricter(closed(when.max, -none), open(when.below, -none), -1.0),
        })
    }

    fn is_empty(self) -> bool {
        let is_open = self.low.is_open || self.high.is_open;
        self.low.number > self.high.number || (is_open && self.low.number >= self.high.number)
    }

    /// Whether all numbers of another span are in this one.
    fn holds(self, other: Self) -> bool {
        let begins = self.low.number < other.low.number
            || (self.low.number <= other.low.number && (!self.low.is_open || other.low.is_open));
        let ends = self.high.number > other.high.number
            || (self.high.number >= other.high.number
                && (!self.high.is_open || other.high.is_open));
        begins && ends
    }

    /// What is in both, where each has a part of its own and they meet in more than a number.
    fn shared(self, other: Self) -> Option<(f64, f64)> {
        let crosses = |left: Self, right: Self| {
            left.low.number < right.low.number
                && right.low.number < left.high.number
                && left.high.number < right.high.number
        };
        if crosses(self, other) {
            Some((other.low.number, self.high.number))
        } else if crosses(other, self) {
            Some((self.low.number, other.high.number))
        } else {
            None
        }
    }
}

/// A condition that asks for one of some words alone.
struct Choices {
    /// Whether parts of the value are compared.
    of_parts: bool,
    words: Vec<String>,
}

impl Choices {
    fn of(when: &When) -> Option<Self> {
        let is_number = when
            .min
            .or(when.max)
            .or(when.above)
            .or(when.below)
            .is_some();
        let (words, of_parts): (&[Scalar], bool) =
            match (when.any.as_slice(), when.contains.as_slice()) {
                ([], []) => return None,
                (any, []) => (any, false),
                ([], contains) => (contains, true),
                _ => return None,
            };
        let words = words.iter();
        (is_plain(when) && !is_number).then(|| Self {
            of_parts,
            words: words
                .map(|word| word.to_string().trim().to_lowercase())
                .collect(),
        })
    }
}

/// Whether a condition is about one field, and asks neither for what it is not nor whether it is known.
fn is_plain(when: &When) -> bool {
    when.field.is_some()
        && when.matches_none.is_empty()
        && when.missing.is_none()
        && when.all.is_empty()
        && when.either.is_empty()
        && when.not.is_none()
}
