//! A profile that turns nobody away.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::Progress;
use crate::score::asked;
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "icp-without-disqualifiers",
    level: CheckLevel::Allow,
    kinds: &[Kind::Icp],
    about: "a profile that turns nobody away",
    why: "A profile earns its keep by the firms that nobody calls any more.",
    source: Some(
        "The practice of ideal customer profiles: what rules a firm out is as much a part of it as what fits.",
    ),
    mend: "add `[[disqualifiers]]` with a `reason`, and a `when` by which a list finds them",
    fires: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
"#,
    )],
    silent: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
disqualifiers = [{ reason = "Sells without a return address" }]
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let icps = super::in_use_as::<Icp>(book);
    let without = icps.filter(|(_, icp)| asked::disqualifiers(icp).progress == Progress::Missing);
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "this profile gives no reason to stop at once",
                "add `[[disqualifiers]]` with `reason = \"…\"`; the last three deals that should never have begun tell which",
            )
            .of(&entry.key)
        })
        .collect()
}
