//! A profile that says which firms it is about, and nothing of why one of them would buy.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "firmographics-only",
    level: CheckLevel::Warn,
    kinds: &[Kind::Icp],
    about: "a profile that says which firms it is about, and nothing of why one of them would buy",
    why: "Branch and size make a list of addresses. What they need, what is in the way and what starts their search make a customer.",
    source: Some(
        "An ideal customer profile joins facts of the firm with its needs, challenges and triggers; what customers share is the job, not the branch (Christensen, Competing Against Luck).",
    ),
    mend: "add one of `needs = [\"…\"]`, `challenges = [\"…\"]` and `triggers = [\"…\"]`, from talks with firms that bought",
    fires: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
firmographics = { industries = ["Fashion"], employees = { min = 15, max = 150 } }
"#,
    )],
    silent: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
firmographics = { industries = ["Fashion"], employees = { min = 15, max = 150 } }
triggers = ["The payment contract ends"]
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let icps = super::in_use_as::<Icp>(book);
    // Whom to leave alone may be told by facts.
    let facts_alone = icps.filter(|(_, icp)| {
        !icp.negative
            && icp.firmographics.is_some()
            && icp.needs.is_empty()
            && icp.challenges.is_empty()
            && icp.triggers.is_empty()
    });
    let told = facts_alone.map(|(entry, _)| {
        Finding::new(
            RULE.name,
            FieldPath::default().key("firmographics"),
            "this says which firms, and nothing of why one of them would buy",
            "add `needs = [\"…\"]`, `challenges = [\"…\"]` or `triggers = [\"…\"]`",
        )
        .of(&entry.key)
    });
    told.collect()
}
