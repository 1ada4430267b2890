//! A qualification to which marketing and sales did not both agree.

use super::{Look, Rule};
use crate::doc::Date;
use crate::language::sides;
use crate::model::qualification::Qualification;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "not-agreed",
    level: CheckLevel::Allow,
    kinds: &[Kind::Qualification],
    about: "a qualification to which marketing and sales did not both agree",
    why: "What a lead is, is a promise between two teams: one of them alone cannot give it.",
    source: Some(
        "Definitions of MQL and SQL hold where both teams wrote them together, as every guide to lead management says.",
    ),
    mend: "sit down together, and write `agreed_by = [\"Fenna de Wit, marketing\", \"Joris Maas, sales\"]`",
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
agreed_by = ["Fenna de Wit, marketing"]
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
agreed_by = ["Fenna de Wit, marketing", "Joris Maas, sales"]
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let all = super::in_use_as::<Qualification>(book);
    let without = all.filter(|(_, qualification)| !is_agreed(&qualification.agreed_by));
    without
        .map(|(entry, qualification)| {
            Finding::new(
                RULE.name,
                {
                    let field = if qualification.agreed_by.is_empty() { "name" } else { "agreed_by" };
                    FieldPath::default().key(field)
                },
                "marketing and sales did not both agree to this qualification",
                "sit down together, and write `agreed_by = [\"Fenna de Wit, marketing\", \"Joris Maas, sales\"]`",
            )
            .of(&entry.key)
        })
        .collect()
}

/// Two people, who are not said to be of the same side; or one line for both.
fn is_agreed(names: &[String]) -> bool {
    let known: Vec<(bool, bool)> = names.iter().map(|name| sides(name)).collect();
    let all_are = |side: fn(&(bool, bool)) -> bool| known.iter().all(side);
    match known.as_slice() {
        [] => false,
        [(marketing, sales)] => *marketing && *sales,
        _ => !all_are(|side| side.0 && !side.1) && !all_are(|side| side.1 && !side.0),
    }
}
