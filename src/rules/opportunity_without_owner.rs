//! An opportunity in which nobody takes the first step.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::journey::{Journey, Opportunity, OpportunityStatus, Stage, WrittenStatus};
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "opportunity-without-owner",
    level: CheckLevel::Allow,
    kinds: &[Kind::Journey],
    about: "an opportunity that is more than an idea, and that nobody takes up",
    why: "What belongs to everybody is done by nobody.",
    source: Some(
        "Service-design practice: each opportunity on a map gets one name before the workshop ends. Ideas, what is done or dropped, and stages with an `owner` are left in peace; where nobody owns anything yet it is told once.",
    ),
    mend: "write `owner = \"…\"` in the opportunity, or `status = \"idea\"` as long as nobody decided",
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
opportunities = [{ title = "Show the price", status = "planned" }]
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
opportunities = [{ title = "Show the price", status = "planned", owner = "Pieter Vos" }]
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for (entry, journey) in super::in_use_as::<Journey>(book) {
        let stages = journey.stages.iter().enumerate();
        let all: Vec<(FieldPath, &Stage, &Opportunity)> = stages
            .flat_map(|(at, stage)| {
                let path = FieldPath::default()
                    .key("stages")
                    .index(at)
                    .key("opportunities");
                let opportunities = stage.opportunities.iter().enumerate();
                opportunities.map(move |(at, one)| (path.index(at).key("title"), stage, one))
            })
            .collect();
        let is_owned =
            |stage: &Stage, one: &Opportunity| stage.owner.is_some() || one.owner.is_some();
        let mut unowned = all.iter().filter(|(_, stage, one)| !is_owned(stage, one));
        let mut tell = |path: &FieldPath, message: String| {
            let help = "write `owner = \"…\"`, or `status = \"idea\"` as long as nobody decided";
            found.push(Finding::new(RULE.name, path.clone(), message, help).of(&entry.key));
        };
        // Among many that nobody has sorted yet the first stands for all.
        let nobody_owns_any = all.iter().all(|(_, stage, one)| !is_owned(stage, one));
        let unsorted =
            |one: &Opportunity| one.status.as_ref().and_then(WrittenStatus::known).is_none();
        let count = all.iter().filter(|(_, _, one)| unsorted(one)).count();
        for (path, _, one) in unowned.clone() {
            let status = one.status.as_ref().and_then(WrittenStatus::known);
            if let Some(OpportunityStatus::Planned | OpportunityStatus::Doing) = status {
                tell(path, format!("nobody takes up \"{}\"", one.title.plain()));
            }
        }
        if nobody_owns_any && let Some((path, _, one)) = unowned.find(|(_, _, one)| unsorted(one)) {
            let message = match count {
                1 => format!("nobody takes up \"{}\"", one.title.plain()),
                _ => format!(
                    "nobody takes up any of {count} opportunities of this journey, this one first"
                ),
            };
            tell(path, message);
        }
    }
    found
}
