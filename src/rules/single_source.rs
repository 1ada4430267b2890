//! An entry that is called validated, and of which all that is known comes from one small source.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::evidence::{Evidence, Method};
use crate::model::{Book, CheckLevel, Finding, Status};
use crate::score::{ClaimCounts, sources};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "single-source",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "an entry that is called `validated`, and of which all that is known comes from one small source",
    why: "\"Validated\" tells readers that they may build on it. Four people, or one afternoon with colleagues, make an idea worth testing.",
    source: Some(
        "From five people on little new comes up (Nielsen and Landauer 1993); a workshop tells of customers at second hand. Told of entries with five statements or more.",
    ),
    mend: "write `status = \"assumed\"`, or test it in a second way and name that source too",
    fires: &[
        (
            "evidence/talks.toml",
            r#"name = "Talks"
method = "interview"
date = 2026-03-20
n = 3
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
status = "validated"
evidence = ["talks"]
goals = ["Sell more [^talks]", "Rest [^talks]", "Fewer returns", "A second shop", "A team"]
"#,
        ),
    ],
    silent: &[
        (
            "evidence/talks.toml",
            r#"name = "Talks"
method = "interview"
date = 2026-03-20
n = 12
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
status = "validated"
evidence = ["talks"]
goals = ["Sell more [^talks]", "Rest [^talks]", "Fewer returns", "A second shop", "A team"]
"#,
        ),
    ],
    find: Look::Book(find),
};

/// An entry with fewer statements says little of which to be sure.
const STATEMENTS: u32 = 5;

/// From so many people on a source is not small.
const PEOPLE: f64 = 5.0;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in super::in_use(book) {
        if entry.header.status != Some(Status::Validated)
            || !entry.key.kind.about().claims_about_customers
        {
            continue;
        }
        let [id] = sources(&entry.key, &book.catalog)[..] else {
            continue;
        };
        let Some((_, source)) = book.catalog.find::<Evidence>(id) else {
            continue;
        };
        let few = source.n.filter(|n| n.0 < PEOPLE);
        let is_workshop = source.method == Some(Method::Workshop);
        if few.is_none() && !is_workshop || ClaimCounts::of(entry, &book.catalog).all < STATEMENTS {
            continue;
        }
        let why = match few {
            Some(n) => format!("which asked {}", n.0),
            None => "a workshop".to_owned(),
        };
        let finding = Finding::new(
            RULE.name,
            FieldPath::default().key("status"),
            format!("this is called validated, and all of it rests on `{id}`, {why}"),
            "write `status = \"assumed\"`, or test it in a second way and name that source too",
        );
        found.push(finding.of(&entry.key));
    }
    found
}
