//! Shares of the segments beside one another: parts of a whole add up to the whole at most.

use std::collections::BTreeMap;

use crate::model::segment::{Segment, Share};
use crate::model::value::Percent;
use crate::model::{Catalog, Entry, Finding, Status};
use crate::text::FieldPath;

/// Shares that are rounded add up to a little more than 100.
const ROUNDING: f64 = 1.0;

type Part = fn(&Share) -> Option<Percent>;

const PARTS: [(&str, Part); 3] = [
    ("customers", |share| share.customers),
    ("revenue", |share| share.revenue),
    ("margin", |share| share.margin),
];

pub(super) fn check(catalog: &Catalog) -> Vec<Finding> {
    // Segments within another one are parts of that one.
    let mut beside: BTreeMap<Option<&str>, Vec<(&Entry, &Share)>> = BTreeMap::new();
    for (entry, segment) in catalog.all::<Segment>() {
        if let (Some(share), false) = (&segment.share, is_out(entry)) {
            let parent = segment.parent.as_ref().map(|parent| parent.id.as_str());
            beside.entry(parent).or_default().push((entry, share));
        }
    }
    let mut found = Vec::new();
    for (parent, shares) in &beside {
        let parent = parent.and_then(|id| catalog.find::<Segment>(id));
        let of_parent = parent.and_then(|(_, segment)| segment.share.as_ref());
        for (key, part) in PARTS {
            let parts = shares
                .iter()
                .filter_map(|(entry, share)| Some((*entry, part(share)?.0)));
            let whole = of_parent.and_then(part).map_or(100.0, |whole| whole.0);
            let told = (key, parent.map(|(entry, _)| entry));
            found.extend(too_much(told, whole, &parts.collect::<Vec<_>>()));
        }
    }
    found
}

/// What is no longer served, or not yet, is no part of today's business.
fn is_out(entry: &Entry) -> bool {
    matches!(entry.header.status, Some(Status::Draft | Status::Retired))
}

fn too_much(
    (key, parent): (&str, Option<&Entry>),
    whole: f64,
    parts: &[(&Entry, f64)],
) -> Option<Finding> {
    let sum: f64 = parts.iter().map(|(_, part)| part).sum();
    let largest = parts
        .iter()
        .reduce(|largest, one| if one.1 > largest.1 { one } else { largest })?;
    if sum <= whole + ROUNDING {
        return None;
    }
    let sum = (sum * 10.0).round() / 10.0;
    let (message, help) = match parent {
        None => (
            format!("the segments have {sum} percent of the {key} together"),
            "lower the shares to 100 together, or name in `parent` the segment that another one is part of",
        ),
        Some(parent) => (
            format!(
                "the segments in `{}` have {sum} percent of the {key} together, and it has {whole}",
                parent.key.id
            ),
            "write all shares in percent of all your customers, those of a segment with its parts included",
        ),
    };
    let path = FieldPath::default().key("share").key(key);
    Some(Finding::new("too-much-share", path, message, help).of(&largest.0.key))
}
