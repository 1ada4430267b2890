//! A profile that does not say how the firm decides.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "icp-without-decision-steps",
    level: CheckLevel::Allow,
    kinds: &[Kind::Icp],
    about: "a profile that does not say how the firm decides",
    why: "Who knows the steps knows what comes next in a deal, and which step has not begun.",
    source: Some(
        "The decision process is a part of the common frameworks of qualification, as in MEDDIC.",
    ),
    mend: "add `[[decision_process]]` with a `step`, `who` takes it and how long it `takes`",
    fires: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
"#,
    )],
    silent: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
decision_process = [{ step = "Finance checks the contract", who = "Finance director", takes = "2 weeks" }]
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let icps = super::in_use_as::<Icp>(book);
    let without = icps.filter(|(_, icp)| !icp.negative && icp.decision_process.is_empty());
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "this profile does not say how the firm decides",
                "add `[[decision_process]]` with `step = \"…\"`, `who = \"…\"` and `takes = \"…\"`",
            )
            .of(&entry.key)
        })
        .collect()
}
