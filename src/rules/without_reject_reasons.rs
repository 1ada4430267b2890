//! A qualification that sales cannot send a lead back by.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::qualification::Qualification;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "without-reject-reasons",
    level: CheckLevel::Allow,
    kinds: &[Kind::Qualification],
    about: "a qualification that gives sales no reason to send a lead back",
    why: "Without reasons leads are left lying, and marketing never learns which ones were wrong.",
    source: Some(
        "Service level agreements between marketing and sales close the loop: accepted, or back with a reason from a short list.",
    ),
    mend: "write `reject_reasons = [\"…\"]`, five to eight that sales can tick",
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
reject_reasons = ["No budget this year"]
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let all = super::in_use_as::<Qualification>(book);
    let without = all.filter(|(_, qualification)| qualification.reject_reasons.is_empty());
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "sales has no reason to send a lead of this qualification back",
                "write `reject_reasons = [\"No budget this year\", \"…\"]`, as a short list that sales can tick",
            )
            .of(&entry.key)
        })
        .collect()
}
