//! An opportunity in which nobody takes the first step.

use super::Rule;
use crate::doc::Date;
use crate::model::journey::{Journey, OpportunityStatus, WrittenStatus};
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "opportunity-without-owner",
    level: CheckLevel::Allow,
    kinds: &[Kind::Journey],
    about: "an opportunity that is more than an idea, and that nobody takes up",
    why: "What belongs to everybody is done by nobody.",
    source: Some(
        "Service-design practice: each opportunity on a map gets one name before the workshop ends. Ideas, what is done or dropped, and stages with an `owner` are left in peace.",
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
    find: Some(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in super::in_use(book) {
        let Some(journey) = entry.as_kind::<Journey>() else {
            continue;
        };
        let stages = journey.stages.iter().enumerate();
        for (stage, one) in stages.filter(|(_, stage)| stage.owner.is_none()) {
            for (index, opportunity) in one.opportunities.iter().enumerate() {
                let status = opportunity.status.as_ref().and_then(WrittenStatus::known);
                let is_at_rest = matches!(
                    status,
                    Some(
                        OpportunityStatus::Idea
                            | OpportunityStatus::Done
                            | OpportunityStatus::Dropped
                    )
                );
                if opportunity.owner.is_none() && !is_at_rest {
                    let path = FieldPath::default().key("stages").index(stage);
                    let path = path.key("opportunities").index(index).key("title");
                    let finding = Finding::new(
                        RULE.name,
                        path,
                        format!("nobody takes up \"{}\"", opportunity.title.plain()),
                        "write `owner = \"…\"`, or `status = \"idea\"` as long as nobody decided",
                    );
                    found.push(finding.of(&entry.key));
                }
            }
        }
    }
    found
}
