//! A qualification in which clicks alone make a lead marketing-qualified; found while the book is read.

use super::{Look, Rule};
use crate::model::{CheckLevel, Kind};

pub(super) const RULE: Rule = Rule {
    name: "qualified-without-fit",
    level: CheckLevel::Warn,
    kinds: &[Kind::Qualification],
    about: "a qualification in which clicks alone make a lead marketing-qualified",
    why: "Sales gets leads that can never become customers.",
    source: Some("Lead scoring has two sides, fit and engagement: neither makes a customer alone."),
    mend: "set `min_fit` in `[thresholds]`, or an `engagement_cap`",
    fires: &[
        (
            "icps/shop.toml",
            r#"name = "Web shop"
"#,
        ),
        (
            "qualification/lead.toml",
            r#"name = "Lead"
icp = "shop"
fit_points = 40
thresholds = { mql = 30, nurture = 10 }
engagement = [{ signal = "Demo", points = 40 }]
"#,
        ),
    ],
    silent: &[
        (
            "icps/shop.toml",
            r#"name = "Web shop"
"#,
        ),
        (
            "qualification/lead.toml",
            r#"name = "Lead"
icp = "shop"
fit_points = 40
engagement_cap = 25
thresholds = { mql = 30, nurture = 10 }
engagement = [{ signal = "Demo", points = 40 }]
"#,
        ),
    ],
    find: Look::Elsewhere,
};
