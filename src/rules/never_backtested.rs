//! A qualification whose scorecard was never tried on accounts of which is known what became of them.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::qualification::Qualification;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "never-backtested",
    level: CheckLevel::Allow,
    kinds: &[Kind::Qualification],
    about: "a qualification whose scorecard was never tried on past leads",
    why: "Points that somebody thought up may rank no better than chance, and nobody sees it.",
    source: Some(
        "Credit scoring practice: a scorecard is validated before it is used, and again each year (Siddiqi, Credit Risk Scorecards, 2006).",
    ),
    mend: "export last year's leads with what became of them, then `personabook backtest leads.csv --outcome \"Status=Won\" --write`",
    fires: &[
        ("icps/shop.toml", SHOP),
        (
            "qualification/lead.toml",
            "name = \"Lead\"\nicp = \"shop\"\n",
        ),
    ],
    silent: &[
        ("icps/shop.toml", SHOP),
        (
            "qualification/lead.toml",
            r#"name = "Lead"
icp = "shop"
backtests = [{ date = 2026-10-05, n = 412, auc = 0.71, error = 0.024 }]
"#,
        ),
    ],
    find: Look::Book(find),
};

const SHOP: &str = r#"name = "Web shop"

[scorecard.tiers]
A = 60
B = 30
C = 0

[[scorecard.criteria]]
attribute = "Platform"
weight = 2
levels = [{ points = 2, label = "A standard one", when = { field = "platform", any = ["standard"] } }]
"#;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let all = super::in_use_as::<Qualification>(book);
    let untried = all.filter(|(_, qualification)| {
        let icp = book.catalog.find::<Icp>(&qualification.icp.id);
        let has_scorecard = icp.is_some_and(|(_, icp)| icp.scorecard.is_some());
        has_scorecard && qualification.backtests.is_empty()
    });
    untried
        .map(|(entry, _)| {
            Finding::new(
                RULE.name,
                FieldPath::default().key("name"),
                "its scorecard was never tried on leads of which is known what became of them",
                "try it: `personabook backtest leads.csv --outcome \"Status=Won\" --write`",
            )
            .of(&entry.key)
        })
        .collect()
}
