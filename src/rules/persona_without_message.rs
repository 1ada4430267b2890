//! A persona to whom we have nothing to say.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::persona::{Persona, PersonaKind};
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::Progress;
use crate::score::asked::{Asked, links_to_personas};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "persona-without-message",
    level: CheckLevel::Allow,
    kinds: &[Kind::Persona],
    about: "a persona on a journey to whom nobody has anything to say",
    why: "Then everybody says what the product can do, to everybody.",
    source: Some(
        "Buyer persona practice (Revella): messages follow from what buyers of a kind want to know at each step.",
    ),
    mend: "write in a stage of their journey `message = \"…\"`, or the words they use: `words = { says = [\"…\"] }`",
    fires: &[
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
message = "You can try it today."
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
        let answers = persona.decision.iter().flat_map(|one| &one.objections);
        let has_answer = answers.clone().any(|one| one.answer.is_some());
        persona.kind != Some(PersonaKind::Negative)
            && asked.journeys().progress == Progress::Done
            && asked.messages().progress == Progress::Missing
            && persona.words.is_none()
            && !has_answer
    });
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "we have nothing to say to this persona",
                "write in a stage of their journey `message = \"…\"`, or here the words they use: `words = { says = [\"…\"] }`",
            )
            .of(&entry.key)
        })
        .collect()
}
