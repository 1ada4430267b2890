//! A row of feedback that cannot be read; found while the book is read.

use super::{Look, Rule};
use crate::model::{CheckLevel, Kind};

pub(super) const RULE: Rule = Rule {
    name: "feedback-not-read",
    level: CheckLevel::Warn,
    kinds: &[Kind::Qualification],
    about: "a list of feedback, or a row of it, that cannot be read",
    why: "What is left out is missing in the sums, and nobody sees that.",
    source: None,
    mend: "mend the line, or export the list again with the columns account, answer, channel and days",
    fires: &[
        ("icps/shop.toml", SHOP),
        ("qualification/lead.toml", LEAD),
        (
            "qualification/feedback.csv",
            "account,answer,channel,days\nDe Wit,accepted,Fair,soon\n",
        ),
    ],
    silent: &[
        ("icps/shop.toml", SHOP),
        ("qualification/lead.toml", LEAD),
        (
            "qualification/feedback.csv",
            "account,answer,channel,days\nDe Wit,accepted,Fair,1\n",
        ),
    ],
    find: Look::Elsewhere,
};

const SHOP: &str = "name = \"Web shop\"\n";

const LEAD: &str = "name = \"Lead\"\nicp = \"shop\"\nfeedback = \"feedback.csv\"\n";
