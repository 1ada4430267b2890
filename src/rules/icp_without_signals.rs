//! A profile of which nothing shows that it is the right one.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::Progress;
use crate::score::asked;
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "icp-without-signals",
    level: CheckLevel::Allow,
    kinds: &[Kind::Icp],
    about: "a profile of which nothing shows that it is the right one",
    why: "If the firms that fit are won as rarely and leave as soon as all others, it describes somebody else.",
    source: Some(
        "The four steps of making a profile begin with the customers you have: win rate, length of a sale, first order, who stays, who grows, who recommends.",
    ),
    mend: "add `[[signals]]` with a `name`, its value for firms that fit in `icp` and for all other firms in `others`",
    fires: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
"#,
    )],
    silent: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
signals = [{ name = "Win rate", icp = 34, others = 12, unit = "%" }]
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let icps = super::in_use_as::<Icp>(book);
    let without = icps.filter(|(_, icp)| asked::signals(icp).progress == Progress::Missing);
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "nothing shows that firms of this profile do better than others",
                "add `[[signals]]` with `name = \"Win rate\"`, `icp = 34`, `others = 12` and `unit = \"%\"`, counted in your own deals",
            )
            .of(&entry.key)
        })
        .collect()
}
