//! A persona who only uses what we sell and decides on it, or only buys it and works with it every day.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::{BuyingRole, Icp, Member};
use crate::model::persona::{Persona, PersonaKind};
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "kind-against-role",
    level: CheckLevel::Warn,
    kinds: &[Kind::Persona, Kind::Icp],
    about: "a persona who only uses what we sell and decides on it, or only buys it and works with it every day",
    why: "Whom we talk to about what follows from both: with one of them wrong, sales brings prices to somebody who has no budget.",
    source: Some(
        "Buyer and user personas answer different questions (Revella, Buyer Personas; Cooper, About Face).",
    ),
    mend: "write `kind = \"both\"` if she does both, or correct the role",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
kind = "user"
buying_role = "decision-maker"
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
kind = "both"
buying_role = "decision-maker"
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in super::in_use(book) {
        if let Some(persona) = entry.as_kind::<Persona>() {
            let mut roles = persona.buying_roles.iter();
            let wrong = roles.find_map(|role| against(persona, *role));
            found.extend(wrong.map(|(kind, does)| {
                Finding::new(
                    RULE.name,
                    FieldPath::default().key("kind"),
                    format!("this persona is a {kind} only, and {does} in a purchase"),
                    "write `kind = \"both\"`, or another role in `buying_role`",
                )
                .of(&entry.key)
            }));
        } else if let Some(icp) = entry.as_kind::<Icp>() {
            for (index, member) in icp.committee.iter().enumerate() {
                let path = FieldPath::default().key("committee").index(index);
                let told = of_member(book, member, path.key("role"));
                found.extend(told.map(|finding| finding.of(&entry.key)));
            }
        }
    }
    found
}

/// What a role is against the kind of a persona, and what it makes her do.
fn against(persona: &Persona, role: BuyingRole) -> Option<(&'static str, &'static str)> {
    match (persona.kind?, role) {
        (PersonaKind::User, BuyingRole::DecisionMaker) => Some(("user", "decides")),
        (PersonaKind::User, BuyingRole::EconomicBuyer) => Some(("user", "owns the money")),
        (PersonaKind::Buyer, BuyingRole::EndUser) => Some(("buyer", "works with it every day")),
        _ => None,
    }
}

fn of_member(book: &Book, member: &Member, path: FieldPath) -> Option<Finding> {
    let id = &member.persona.as_ref()?.id;
    let (who, persona) = book.catalog.find::<Persona>(id)?;
    let (kind, does) = against(persona, member.role)?;
    // What her own page says of this role is told there.
    let is_told = persona.buying_roles.contains(&member.role);
    (!is_told && !who.is_draft() && !who.is_retired()).then(|| {
        Finding::new(
            RULE.name,
            path,
            format!("`{id}` is a {kind} only, and {does} in this committee"),
            format!(
                "write `kind = \"both\"` in {}, or another role here",
                who.file
            ),
        )
    })
}
