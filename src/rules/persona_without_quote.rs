//! A persona of whom no word is known.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::persona::Persona;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::{Progress, asked};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "persona-without-quote",
    level: CheckLevel::Allow,
    kinds: &[Kind::Persona],
    about: "a persona of whom no word is known",
    why: "A sentence that somebody said is what colleagues remember of a persona.",
    source: Some("Persona templates of every school have a quote: it is what gives her a voice."),
    mend: "write `quote = \"…\"` as it was said, with its source",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
quote = "I just want it to work."
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let personas = super::in_use_as::<Persona>(book);
    let silent =
        personas.filter(|(_, persona)| asked::quote(persona).progress == Progress::Missing);
    silent
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "this persona says nothing",
                "write `quote = \"…\"` as somebody said it, and its source behind it: `[^interviews]`",
            )
            .of(&entry.key)
        })
        .collect()
}
