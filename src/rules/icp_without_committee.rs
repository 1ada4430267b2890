//! A profile that does not say who has a say.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::Progress;
use crate::score::asked;
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "icp-without-committee",
    level: CheckLevel::Allow,
    kinds: &[Kind::Icp],
    about: "a profile that does not say who has a say in the purchase",
    why: "In a firm hardly anybody buys alone: who is left out of the talks is who stops the deal.",
    source: Some(
        "Buying-centre research (Webster and Wind 1972) and every B2B sales method since: users, influencers, buyers, deciders and gatekeepers each have reasons of their own.",
    ),
    mend: "add `[[committee]]` with a `role`, such as `decision-maker`, the `persona` who plays it and what worries them in `concerns`",
    fires: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
"#,
    )],
    silent: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
committee = [{ role = "decision-maker", concerns = ["That it takes months"] }]
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let icps = super::in_use_as::<Icp>(book);
    let without = icps.filter(|(_, icp)| {
        asked::committee(icp).is_some_and(|check| check.progress == Progress::Missing)
    });
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "this profile does not say who has a say",
                "add `[[committee]]` with `role = \"decision-maker\"`, the `persona` who plays it and `concerns = [\"…\"]`",
            )
            .of(&entry.key)
        })
        .collect()
}
