//! A journey after whose purchase nothing happens.

use super::{Look, Rule};
use crate::doc::Date;
use crate::language::{is_afterwards, is_purchase};
use crate::model::journey::Journey;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "journey-ends-at-purchase",
    level: CheckLevel::Allow,
    kinds: &[Kind::Journey],
    about: "a journey whose last stage is the purchase",
    why: "What happens after it decides who stays and who recommends us, and most of what hurts lies there.",
    source: Some(
        "Journey mapping follows the customer past the purchase, through first use, service and leaving (Lemon and Verhoef 2016). A journey whose `scope` says where it ends, or that `leads_to` another, is left in peace.",
    ),
    mend: "add `[[stages]]` for what follows: delivery, first use, a question, the next order; or say where the map ends: `scope = { to = \"…\" }`",
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

[[stages]]
name = "Purchase"
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
name = "Purchase"

[[stages]]
name = "First use"
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let journeys = super::in_use_as::<Journey>(book);
    let ending = journeys.filter_map(|(entry, journey)| {
        let last = journey.stages.last()?;
        let has_end = journey.scope.as_ref().is_some_and(|scope| scope.to.is_some());
        let goes_on = has_end
            || !last.leads_to.is_empty()
            || !is_purchase(&last.name)
            || journey.stages.len() < 2
            || journey.stages.iter().any(|stage| is_afterwards(&stage.name));
        if goes_on {
            return None;
        }
        let path = FieldPath::default().key("stages").index(journey.stages.len() - 1);
        let finding = Finding::new(
            RULE.name,
            path.key("name"),
            format!("nothing happens after \"{}\"", last.name),
            "add `[[stages]]` for what follows, such as the first use, or say where the map ends: `scope = { to = \"…\" }`",
        );
        Some(finding.of(&entry.key))
    });
    ending.collect()
}
