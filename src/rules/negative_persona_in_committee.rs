//! Somebody we do not work for, in the committee of a firm that we want as a customer.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::persona::{Persona, PersonaKind};
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "negative-persona-in-committee",
    level: CheckLevel::Warn,
    kinds: &[Kind::Icp],
    about: "somebody we do not work for, in the committee of a firm that we want as a customer",
    why: "A negative persona says whom to leave alone. Somebody who is against the purchase is no such person: she has to be won.",
    source: Some("Negative personas are excluded from targeting (Cooper, About Face)."),
    mend: "give her another `kind` and say `stance = \"opposes\"` of the member, or write `negative = true` in the profile",
    fires: &[
        (
            "personas/victor.toml",
            r#"name = "Victor"
kind = "negative"
"#,
        ),
        (
            "icps/shop.toml",
            r#"name = "Web shop"
committee = [{ role = "decision-maker", persona = "victor" }]
"#,
        ),
    ],
    silent: &[
        (
            "personas/victor.toml",
            r#"name = "Victor"
kind = "negative"
"#,
        ),
        (
            "icps/shop.toml",
            r#"name = "Vanishing shop"
negative = true
committee = [{ role = "decision-maker", persona = "victor" }]
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in super::in_use(book) {
        let Some(icp) = entry.as_kind::<Icp>().filter(|icp| !icp.negative) else {
            continue;
        };
        for (index, member) in icp.committee.iter().enumerate() {
            let id = member.persona.as_ref().map(|one| one.id.as_str());
            let Some((who, persona)) = id.and_then(|id| book.catalog.find::<Persona>(id)) else {
                continue;
            };
            if persona.kind != Some(PersonaKind::Negative) || who.is_draft() || who.is_retired() {
                continue;
            }
            let path = FieldPath::default().key("committee").index(index);
            let finding = Finding::new(
                RULE.name,
                path.key("persona"),
                format!(
                    "`{}` is somebody we do not work for, and has a say in a firm that we want",
                    who.key.id
                ),
                format!(
                    "of somebody who is only against it write `kind = \"buyer\"` in {} and `stance = \"opposes\"` here",
                    who.file
                ),
            );
            found.push(finding.of(&entry.key));
        }
    }
    found
}
