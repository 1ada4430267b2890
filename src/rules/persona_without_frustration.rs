//! A persona in whose way nothing stands.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::persona::Persona;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::asked::{Asked, links_to_personas};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "persona-without-frustration",
    level: CheckLevel::Allow,
    kinds: &[Kind::Persona],
    about: "a persona in whose way nothing stands",
    why: "Nobody changes what does not hurt: without it nobody can say what we take away.",
    source: Some(
        "Persona templates ask for goals and frustrations side by side, as the empathy map does for pains and gains.",
    ),
    mend: "write `frustrations = [\"…\"]` with what they complained of, and its source",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
goals = ["A season without stress"]
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
frustrations = ["Every change needs a developer"]
"#,
    )],
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
        !asked.has_frustration()
    });
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "nothing stands in the way of this persona",
                "write `frustrations = [\"…\"]`, with what people like this complained of, and its source behind it: `[^interviews]`",
            )
            .of(&entry.key)
        })
        .collect()
}
