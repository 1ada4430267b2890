//! A persona for whom nobody does anything differently.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::persona::Persona;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::Progress;
use crate::score::asked::{Asked, links_to_personas};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "persona-without-action",
    level: CheckLevel::Allow,
    kinds: &[Kind::Persona],
    about: "a persona for whom nobody does anything differently",
    why: "A persona that changes nothing is a poster.",
    source: Some("Cooper, who brought personas into design: they are there to decide with."),
    mend: "write `dos = [\"…\"]` and `donts = [\"…\"]`, or an action with its owner: `actions = [{ what = \"…\", owner = \"…\" }]`",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
dos = ["Show it live within five minutes"]
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
        asked.talk().progress == Progress::Missing && asked.actions().progress == Progress::Missing
    });
    without
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "nothing is done differently for this persona",
                "write what to do and what not, `dos = [\"…\"]` and `donts = [\"…\"]`, or who does what: `actions = [{ what = \"…\", owner = \"…\" }]`",
            )
            .of(&entry.key)
        })
        .collect()
}
