//! A segment of tier A whose customers bring less than those of a segment of tier C.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::segment::{Segment, Share, Tier};
use crate::model::value::Percent;
use crate::model::{Book, CheckLevel, Entry, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "tier-against-shares",
    level: CheckLevel::Warn,
    kinds: &[Kind::Segment],
    about: "a segment of tier A whose customers bring less than those of a segment of tier C",
    why: "The rank decides who gets our time. When the book's own numbers say the opposite, one of the two is wrong, and readers do not know which.",
    source: Some(
        "ABC analysis ranks customers by what they bring. Compared is the margin for each customer, or the revenue where not all margins are known.",
    ),
    mend: "count the shares again, or change the `tier` of one of the two",
    fires: &[
        (
            "segments/large.toml",
            r#"name = "Large shops"
tier = "A"
share = { customers = 40, margin = 20 }
"#,
        ),
        (
            "segments/small.toml",
            r#"name = "Small shops"
tier = "C"
share = { customers = 30, margin = 60 }
"#,
        ),
    ],
    silent: &[
        (
            "segments/large.toml",
            r#"name = "Large shops"
tier = "A"
share = { customers = 40, margin = 60 }
"#,
        ),
        (
            "segments/small.toml",
            r#"name = "Small shops"
tier = "C"
share = { customers = 30, margin = 20 }
"#,
        ),
    ],
    find: Look::Book(find),
};

/// By how much a share in percent may be off that was rounded.
const ROUNDING: f64 = 0.5;

/// What a segment brings for each percent of the customers, at least and at most: shares are rounded.
struct Worth<'a> {
    entry: &'a Entry,
    least: f64,
    most: f64,
}

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut ranked: Vec<(&Entry, Tier, &Share)> = Vec::new();
    for entry in super::in_use(book) {
        if let Some(segment) = entry.as_kind::<Segment>()
            && let (Some(tier @ (Tier::A | Tier::C)), Some(share)) = (segment.tier, &segment.share)
            && share.customers.is_some()
        {
            ranked.push((entry, tier, share));
        }
    }
    let has_margins = ranked.iter().all(|(_, _, share)| share.margin.is_some());
    let name = if has_margins { "margin" } else { "revenue" };
    let mut of_a = Vec::new();
    let mut best: Option<Worth<'_>> = None;
    for (entry, tier, share) in ranked {
        let brings = if has_margins {
            share.margin
        } else {
            share.revenue
        };
        let Some(one) = worth(entry, share.customers, brings) else {
            continue;
        };
        match tier {
            Tier::C if best.as_ref().is_none_or(|best| one.least > best.least) => best = Some(one),
            Tier::A => of_a.push(one),
            Tier::B | Tier::C => {}
        }
    }
    let Some(best) = best else {
        return Vec::new();
    };
    let wrong = of_a.iter().filter(|one| one.most < best.least);
    let told = wrong.map(|one| {
        let (id, file) = (&best.entry.key.id, &best.entry.file);
        Finding::new(
            RULE.name,
            FieldPath::default().key("tier"),
            format!("a customer of this segment brings less {name} than one of `{id}`, which is of tier C"),
            format!("count `share` again; else write `tier = \"B\"` here, or a better tier in {file}"),
        )
        .of(&one.entry.key)
    });
    told.collect()
}

fn worth(entry: &Entry, customers: Option<Percent>, brings: Option<Percent>) -> Option<Worth<'_>> {
    let (customers, brings) = (customers?.0, brings?.0);
    (customers > ROUNDING).then(|| Worth {
        entry,
        least: (brings - ROUNDING) / (customers + ROUNDING),
        most: (brings + ROUNDING) / (customers - ROUNDING),
    })
}
