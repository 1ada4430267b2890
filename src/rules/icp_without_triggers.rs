//! A profile that does not say what sets the search in motion.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::Progress;
use crate::score::asked;
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "icp-without-triggers",
    level: CheckLevel::Allow,
    kinds: &[Kind::Icp],
    about: "a profile that does not say what sets the search in motion",
    why: "A firm that fits buys nothing until something happens there: whoever sees that first is on time.",
    source: Some(
        "Trigger events, as in the interviews about jobs to be done, which ask for the day on which the search began.",
    ),
    mend: "write `triggers = [\"…\"]` with the events that began your last sales",
    fires: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
"#,
    )],
    silent: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
triggers = ["The payment contract ends"]
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let icps = super::in_use_as::<Icp>(book);
    let without = icps.filter(|(_, icp)| {
        asked::triggers(icp).is_some_and(|check| check.progress == Progress::Missing)
    });
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "this profile does not say what sets the search in motion",
                "write `triggers = [\"…\"]`, with what happened in the weeks before your last customers called",
            )
            .of(&entry.key)
        })
        .collect()
}
