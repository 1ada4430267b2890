//! A qualification in which no click is ever forgotten.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::qualification::Qualification;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "nothing-decays",
    level: CheckLevel::Allow,
    kinds: &[Kind::Qualification],
    about: "a qualification in which no click is ever forgotten",
    why: "Somebody who read five pages two years ago then stands before somebody who called this morning.",
    source: Some(
        "Lead scoring practice: engagement loses its value with time, commonly half of it within 30 to 90 days.",
    ),
    mend: "write in the rows of `engagement` after how many days half of the points are left: `half_life_days = 30`",
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
engagement = [{ signal = "Asks for a demo", points = 30 }]
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
engagement = [{ signal = "Asks for a demo", points = 30, half_life_days = 30 }]
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let all = super::in_use_as::<Qualification>(book);
    let without = all.filter(|(_, qualification)| {
        let mut rows = qualification.engagement.iter();
        rows.clone().any(|row| row.points > 0.0) && rows.all(|row| row.half_life_days.is_none())
    });
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("engagement"),
                "no points of this qualification are ever lost",
                "write in its rows after how many days half of the points are left: `half_life_days = 30`",
            )
            .of(&entry.key)
        })
        .collect()
}
