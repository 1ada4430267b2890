//! What leads to a private person.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::{CheckLevel, Entry, Finding};
use crate::text::{Personal, personal};

pub(super) const RULE: Rule = Rule {
    name: "personal-data",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "what leads to a private person: a mail address at a private provider, a telephone number, a bank account, a street with the number of a house",
    why: "A persona is nobody, and a site inside a firm is read by many: whoever gave an interview did not agree to be found.",
    source: Some(
        "The General Data Protection Regulation (article 5): no more personal data than the purpose needs. Addresses at firms, links with `tel:` and `mailto:`, and numbers of orders, prices and days are left in peace.",
    ),
    mend: "leave it out, or say who it is: \"manager of a shoe shop\"",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
body = "Made from a talk with s.vandijk@gmail.com."
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
body = "Made from a talk with the manager of a shoe shop; order 2026-0412345."
"#,
    )],
    find: Look::Entry(find),
};

fn find(entry: &Entry, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    entry.texts(&mut |written| {
        for (place, what) in personal(written.text) {
            let words = &written.text[place.clone()];
            let (is, instead) = match what {
                Personal::Mail => ("a private mail address", "say who it is"),
                Personal::Telephone => ("a telephone number", "say who it is"),
                Personal::Account => ("a bank account", "say what was paid"),
                Personal::Address => ("where somebody lives", "say the town"),
            };
            let finding = Finding::new(
                RULE.name,
                written.path.clone(),
                format!("`{words}` is {is}"),
                format!("leave it out, or {instead} without it"),
            );
            found.push(finding.within(words).after(place.start).of(&entry.key));
        }
    });
    found
}
