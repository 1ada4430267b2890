//! A profile that no account puts to the test.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::Progress;
use crate::score::asked;
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "icp-without-accounts",
    level: CheckLevel::Allow,
    kinds: &[Kind::Icp],
    about: "a profile that no account puts to the test",
    why: "Three firms that you know, one good, one doubtful and one bad, show within an hour whether the scorecard says what sales would say.",
    source: Some(
        "Scoring practice: a scorecard is back-tested on won and lost deals before anybody works by it.",
    ),
    mend: "add `[[examples]]` with `account`, its `values` and the tier it must get in `expect`",
    fires: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
"#,
    )],
    silent: &[(
        "icps/shop.toml",
        r#"name = "Web shop"

[[examples]]
account = "Linnen & Draad"
values = { employees = 42 }
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let icps = super::in_use_as::<Icp>(book);
    let without = icps.filter(|(_, icp)| {
        asked::accounts(icp).is_some_and(|check| check.progress == Progress::Missing)
    });
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "no account puts this profile to the test",
                "add a firm that you know: `[[examples]]` with `account`, `values = { employees = 42 }` and the tier that it must get, `expect = \"A\"`",
            )
            .of(&entry.key)
        })
        .collect()
}
