//! A scorecard that did not tell who became a customer when it was last tried.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::qualification::Qualification;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::{Verdict, result_interval, result_verdict};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "no-better-than-chance",
    level: CheckLevel::Warn,
    kinds: &[Kind::Qualification],
    about: "a qualification whose last backtest is no better than chance, or worse",
    why: "Sales calls first whom it ranks first; a coin would do as well.",
    source: Some(
        "An area under the curve whose 95 percent interval holds 0.5 (DeLong, DeLong and Clarke-Pearson, 1988).",
    ),
    mend: "do not rank by it: try other criteria, and add the next backtest with `personabook backtest leads.csv --outcome \"Status=Won\" --write`",
    fires: &[
        ("icps/shop.toml", SHOP),
        (
            "qualification/lead.toml",
            r#"name = "Lead"
icp = "shop"

[[backtests]]
date = 2026-05-04
n = 448
auc = 0.71
error = 0.024

[[backtests]]
date = 2026-10-05
n = 412
auc = 0.54
error = 0.027
"#,
        ),
    ],
    silent: &[
        ("icps/shop.toml", SHOP),
        (
            "qualification/lead.toml",
            r#"name = "Lead"
icp = "shop"

[[backtests]]
date = 2026-05-04
n = 448
auc = 0.54
error = 0.027

[[backtests]]
date = 2026-10-05
n = 412
auc = 0.71
error = 0.024
"#,
        ),
    ],
    find: Look::Book(find),
};

const SHOP: &str = r#"name = "Web shop"
"#;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for (entry, qualification) in super::in_use_as::<Qualification>(book) {
        let results = qualification.backtests.iter().enumerate();
        let Some((place, last)) = results.max_by_key(|(_, result)| result.date) else {
            continue;
        };
        let says = match result_verdict(last) {
            Some(Verdict::Chance) => "no better than chance",
            Some(Verdict::Worse) => "worse than chance",
            _ => continue,
        };
        let (low, high) = result_interval(last).unwrap_or_default();
        let path = FieldPath::default()
            .key("backtests")
            .index(place)
            .key("auc");
        let finding = Finding::new(
            RULE.name,
            path,
            format!(
                "when it was last tried the scorecard was {says}: the area lies between {low:.2} and {high:.2}"
            ),
            "do not rank by it until a backtest is better; `personabook backtest … --report` shows which criteria tell something",
        );
        found.push(finding.of(&entry.key));
    }
    found
}
