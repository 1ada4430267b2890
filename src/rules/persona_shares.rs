//! Shares of personas that do not fit into their segment.

use std::collections::BTreeMap;

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::persona::{Persona, PersonaKind};
use crate::model::segment::Segment;
use crate::model::{Book, CheckLevel, Entry, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "persona-shares",
    level: CheckLevel::Warn,
    kinds: &[Kind::Persona],
    about: "shares of personas that do not fit into their segment",
    why: "Numbers beside faces are remembered. Three personas of one segment that are each half of it make every other number doubtful.",
    source: None,
    mend: "lower the shares to 100 together, or say in `of` what each is a share of: `share = { percent = 41, of = \"first contacts\" }`",
    fires: &[
        (
            "segments/shops.toml",
            r#"name = "Web shops"
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
segment = "shops"
share = 70
"#,
        ),
        (
            "personas/mark.toml",
            r#"name = "Mark"
segment = "shops"
share = 60
"#,
        ),
    ],
    silent: &[
        (
            "segments/shops.toml",
            r#"name = "Web shops"
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
segment = "shops"
share = { percent = 70, of = "first contacts" }
"#,
        ),
        (
            "personas/mark.toml",
            r#"name = "Mark"
segment = "shops"
share = { percent = 60, of = "those who sign" }
"#,
        ),
    ],
    find: Look::Book(find),
};

/// Shares that are rounded add up to a little more than 100.
const ROUNDING: f64 = 1.0;

/// What personas are shares of, as far as is known.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Whole<'a> {
    segment: &'a str,
    /// Those who buy and those who use it are counted apart.
    kind: Option<PersonaKind>,
    of: Option<String>,
}

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut beside: BTreeMap<Whole<'_>, Vec<(&Entry, f64)>> = BTreeMap::new();
    let mut found = Vec::new();
    for (entry, persona) in super::in_use_as::<Persona>(book) {
        let (Some(segment), Some(share)) = (&persona.segment, &persona.share) else {
            continue;
        };
        let of = share.of.as_ref().map(|of| of.plain().trim().to_lowercase());
        let percent = share.percent.0;
        if of.as_deref().is_some_and(is_all_customers) {
            found.extend(more_than_segment(book, (entry, percent), &segment.id));
        }
        let whole = Whole {
            segment: &segment.id,
            kind: persona.kind,
            of,
        };
        beside.entry(whole).or_default().push((entry, percent));
    }
    for (whole, shares) in &beside {
        let sum: f64 = shares.iter().map(|(_, percent)| percent).sum();
        let largest = shares
            .iter()
            .reduce(|left, right| if right.1 > left.1 { right } else { left });
        if let Some((largest, _)) = largest
            && sum > 100.0 + ROUNDING
        {
            let sum = (sum * 10.0).round() / 10.0;
            let finding = Finding::new(
                RULE.name,
                FieldPath::default().key("share"),
                format!(
                    "the {} personas of `{}` are {sum} percent of it together",
                    shares.len(),
                    whole.segment
                ),
                "lower the shares to 100 together, or say what each is a share of: `share = { percent = 41, of = \"…\" }`",
            );
            found.push(finding.of(&largest.key));
        }
    }
    found
}

/// Whether a share is one of all customers, as that of a segment is.
fn is_all_customers(of: &str) -> bool {
    matches!(
        of,
        "customers"
            | "our customers"
            | "all customers"
            | "all our customers"
            | "klanten"
            | "onze klanten"
            | "alle klanten"
            | "al onze klanten"
    )
}

fn more_than_segment(
    book: &Book,
    (entry, percent): (&Entry, f64),
    segment: &str,
) -> Option<Finding> {
    let (_, of) = book.catalog.find::<Segment>(segment)?;
    let whole = of.share.as_ref()?.customers?.0;
    (percent > whole + ROUNDING).then(|| {
        Finding::new(
            RULE.name,
            FieldPath::default().key("share"),
            format!("this persona is {percent} percent of the customers, and all of `{segment}` are {whole}"),
            format!("write {whole} at most, or what it is a share of instead: `of = \"those in {segment}\"`"),
        )
        .of(&entry.key)
    })
}
