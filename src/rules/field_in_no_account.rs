//! A condition on something that no worked account knows.

use std::collections::BTreeSet;

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::icp::Icp;
use crate::model::scorecard::When;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "field-in-no-account",
    level: CheckLevel::Warn,
    kinds: &[Kind::Icp],
    about: "a criterion that looks at something of which no worked account has a value",
    why: "Worked accounts test the scorecard. A criterion that none of them touches is untested, and often its name is a slip: then it never gives a point.",
    source: Some(
        "Told of scorecards with two worked accounts or more; disqualifiers are left in peace, for good accounts do not meet them.",
    ),
    mend: "write the value in the `values` of an account, or the name that the accounts use in `field`",
    fires: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
examples = [
  { account = "Linnen & Draad", values = { people = 42 } },
  { account = "Sokkenpost", values = { people = 6 } },
]

[[scorecard.criteria]]
attribute = "Returns"
weight = 1
levels = [{ points = 2, when = { field = "return_rate", min = 20 } }]
"#,
    )],
    silent: &[(
        "icps/shop.toml",
        r#"name = "Web shop"
examples = [
  { account = "Linnen & Draad", values = { people = 42, return_rate = 31 } },
  { account = "Sokkenpost", values = { people = 6 } },
]

[[scorecard.criteria]]
attribute = "Returns"
weight = 1
levels = [{ points = 2, when = { field = "return_rate", min = 20 } }]
"#,
    )],
    find: Look::Book(find),
};

/// One account alone is a beginning.
const ACCOUNTS: usize = 2;

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for (entry, icp) in super::in_use_as::<Icp>(book) {
        let worked = icp
            .examples
            .iter()
            .filter(|account| !account.values.0.is_empty());
        if worked.clone().count() < ACCOUNTS {
            continue;
        }
        let values = worked.flat_map(|account| &account.values.0);
        let mut known: BTreeSet<&str> = values.map(|(name, _)| name.as_str()).collect();
        let criteria = icp.scorecard.iter().flat_map(|card| &card.criteria);
        for (index, criterion) in criteria.enumerate() {
            let path = FieldPath::default()
                .key("scorecard")
                .key("criteria")
                .index(index);
            for (level, rule) in criterion.levels.iter().enumerate() {
                let path = path.key("levels").index(level).key("when");
                for (path, field) in asked(&rule.when, &path) {
                    // A field is told once.
                    if known.insert(field) {
                        let finding = Finding::new(
                            RULE.name,
                            path,
                            format!(
                                "no worked account has a value for `{field}`, so nothing tests this"
                            ),
                            format!(
                                "write `{field} = …` in the `values` of an account in `examples`, or the name that they use here"
                            ),
                        );
                        found.push(finding.of(&entry.key));
                    }
                }
            }
        }
    }
    found
}

/// The fields of which a condition asks a value, each with its place. Whether something is known may be asked of what is not.
fn asked<'a>(when: &'a When, path: &FieldPath) -> Vec<(FieldPath, &'a str)> {
    let field = when.field.as_deref().filter(|_| when.missing.is_none());
    let mut all: Vec<_> = field
        .map(|field| (path.key("field"), field))
        .into_iter()
        .collect();
    for (key, parts) in [("all", &when.all), ("either", &when.either)] {
        for (index, part) in parts.iter().enumerate() {
            all.extend(asked(part, &path.key(key).index(index)));
        }
    }
    if let Some(part) = &when.not {
        all.extend(asked(part, &path.key("not")));
    }
    all
}
