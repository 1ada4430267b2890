//! A lead that came back for a reason that is not on the list.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::qualification::Qualification;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::{feedback_sums, reason_meant};
use crate::text::{FieldPath, plural};

pub(super) const RULE: Rule = Rule {
    name: "unknown-reject-reason",
    level: CheckLevel::Warn,
    kinds: &[Kind::Qualification],
    about: "a list of feedback with a reason that `reject_reasons` does not have",
    why: "What is called differently each time cannot be counted.",
    source: None,
    mend: "write the first words of one of the `reject_reasons` into the list, or add the reason to them",
    fires: &[
        ("icps/shop.toml", SHOP),
        ("qualification/lead.toml", LEAD),
        (
            "qualification/feedback.csv",
            "account,answer,channel,days\nDe Wit,accepted,Fair,1\nOever,Too dear,Fair,2\n",
        ),
    ],
    silent: &[
        ("icps/shop.toml", SHOP),
        ("qualification/lead.toml", LEAD),
        (
            "qualification/feedback.csv",
            "account,answer,channel,days\nDe Wit,accepted,Fair,1\nOever,No budget,Fair,2\n",
        ),
    ],
    find: Look::Book(find),
};

const SHOP: &str = "name = \"Web shop\"\n";

const LEAD: &str = r#"name = "Lead"
icp = "shop"
reject_reasons = ["No budget this year", "Wrong person"]
feedback = "feedback.csv"
"#;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for (entry, qualification) in super::in_use_as::<Qualification>(book) {
        let Some(feedback) = book.catalog.feedback_of(entry) else {
            continue;
        };
        for reason in feedback_sums(qualification, feedback).unknown {
            let more = match reason.count {
                1 => String::new(),
                count => format!(", and in {} more", plural(count - 1, "line")),
            };
            let help = match reason_meant(qualification, &reason.said) {
                Some(meant) => format!("did you mean `{meant}`? else add it to `reject_reasons`"),
                None => {
                    "write one of the `reject_reasons` there, or add this one to them".to_owned()
                }
            };
            let finding = Finding::new(
                RULE.name,
                FieldPath::default().key("feedback"),
                format!(
                    "line {} of the feedback says `{}`{more}, which is none of the `reject_reasons`",
                    reason.line, reason.said
                ),
                help,
            );
            found.push(finding.of(&entry.key));
        }
    }
    found
}
