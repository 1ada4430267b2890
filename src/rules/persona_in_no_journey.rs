//! A persona who is on no journey and in no committee.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::persona::{Persona, PersonaKind};
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::Progress;
use crate::score::asked::{Asked, links_to_personas};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "persona-in-no-journey",
    level: CheckLevel::Allow,
    kinds: &[Kind::Persona],
    about: "a persona who is on no journey and in no buying committee",
    why: "Nobody knows when she is met, so nobody meets her.",
    source: Some(
        "Journey mapping begins with an actor: a persona without a way stays a portrait on the wall.",
    ),
    mend: "name them in the `personas` of a journey, or in the `committee` of a profile",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
"#,
    )],
    silent: &[
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
"#,
        ),
        (
            "journeys/start.toml",
            r#"name = "Start"
personas = ["sophie"]

[[stages]]
name = "Search"
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let links = links_to_personas(&book.catalog);
    let personas = super::in_use_as::<Persona>(book);
    let without = personas.filter(|(entry, persona)| {
        let asked = Asked {
            catalog: &book.catalog,
            persona,
            links: links
                .get(entry.key.id.as_str())
                .map_or(&[][..], Vec::as_slice),
        };
        persona.kind != Some(PersonaKind::Negative)
            && asked.journeys().progress == Progress::Missing
            && !asked.is_named_by(Kind::Icp, "committee")
    });
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "this persona is on no journey and in no buying committee",
                "name them in a journey, `personas = [\"…\"]`, or in the `[[committee]]` of a profile",
            )
            .of(&entry.key)
        })
        .collect()
}
