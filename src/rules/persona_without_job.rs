//! A persona who tries to get nothing done.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::persona::{Persona, PersonaKind};
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::Progress;
use crate::score::asked::{Asked, links_to_personas};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "persona-without-job",
    level: CheckLevel::Allow,
    kinds: &[Kind::Persona],
    about: "a persona who tries to get nothing done",
    why: "Who somebody is explains little of what she buys; what she tries to get done does.",
    source: Some(
        "Jobs to be done (Christensen, Ulwick): people hire a product for progress in a situation, whoever they are.",
    ),
    mend: "describe what they try to get done in `content/jobs/`, and name it: `jobs = [\"…\"]`",
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
            "jobs/lose-fewer-baskets.toml",
            r#"name = "Lose fewer baskets"
personas = ["sophie"]
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
        persona.kind != Some(PersonaKind::Negative) && asked.jobs().progress == Progress::Missing
    });
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "no job says what this persona tries to get done",
                "describe it with `personabook new job`, and write its id in `jobs = [\"…\"]`",
            )
            .of(&entry.key)
        })
        .collect()
}
