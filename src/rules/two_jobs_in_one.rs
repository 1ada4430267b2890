//! A statement of a job that holds two.

use super::{Look, Rule};
use crate::doc::Date;
use crate::language::second_job;
use crate::model::job::Job;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "two-jobs-in-one",
    level: CheckLevel::Warn,
    kinds: &[Kind::Job],
    about: "a job whose statement joins two with \"and\", each with a verb and an object of its own",
    why: "Each of the two has its own steps, outcomes and alternatives. Rated together, their numbers say nothing about either.",
    source: Some(
        "A job statement is one verb, one object and a clarifier (Ulwick). Two verbs that share their object, as in \"find and compare offers\", are one job.",
    ),
    mend: "keep one here, and write the other as a job of its own, or as a smaller one with `parent`",
    fires: &[(
        "jobs/parts.toml",
        r#"name = "Parts"
statement = "Order parts for the week and send the invoices to the customers"
"#,
    )],
    silent: &[(
        "jobs/parts.toml",
        r#"name = "Parts"
statement = "Find and compare parts that fit, in time and within the budget"
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in super::in_use(book) {
        let job = entry.as_kind::<Job>();
        let Some(statement) = job.and_then(|job| job.statement.as_ref()) else {
            continue;
        };
        let plain = statement.plain();
        if let Some(second) = second_job(&plain) {
            let finding = Finding::new(
                RULE.name,
                FieldPath::default().key("statement"),
                format!("this job holds a second one: `{second}`"),
                "keep one in this statement, and write the other as a job of its own",
            );
            found.push(finding.within(second).of(&entry.key));
        }
    }
    found
}
