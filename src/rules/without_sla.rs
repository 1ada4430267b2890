//! A qualification in which nobody promised to call.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::qualification::Qualification;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "without-sla",
    level: CheckLevel::Allow,
    kinds: &[Kind::Qualification],
    about: "a qualification in which marketing and sales promise each other nothing",
    why: "A lead that waits is a lead of somebody else.",
    source: Some(
        "Oldroyd, McElheran and Elkington (Harvard Business Review 2011): firms that called within an hour qualified seven times as many leads as those that called an hour later.",
    ),
    mend: "write `[handover.sla]` with `respond_within` and `feedback_within`",
    fires: &[
        (
            "icps/shop.toml",
            r#"name = "Web shop"
"#,
        ),
        (
            "qualification/lead.toml",
            r#"name = "Lead"
icp = "shop"
"#,
        ),
    ],
    silent: &[
        (
            "icps/shop.toml",
            r#"name = "Web shop"
"#,
        ),
        (
            "qualification/lead.toml",
            r#"name = "Lead"
icp = "shop"

[handover.sla]
respond_within = "1 working day"
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let all = super::in_use_as::<Qualification>(book);
    let without = all.filter(|(_, qualification)| {
        let handover = qualification.handover.as_ref();
        handover.is_none_or(|one| one.sla.is_none())
    });
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "marketing and sales promise each other nothing in this qualification",
                "write `[handover.sla]` with `respond_within = \"1 working day\"` and `feedback_within = \"5 working days\"`",
            )
            .of(&entry.key)
        })
        .collect()
}
