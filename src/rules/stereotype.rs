//! A text that says what a group is like.

use super::{Look, Rule};
use crate::doc::Date;
use crate::language::stereotypes;
use crate::model::Written;
use crate::model::{CheckLevel, Entry, Finding, Kind};

pub(super) const RULE: Rule = Rule {
    name: "stereotype",
    level: CheckLevel::Allow,
    kinds: &[Kind::Segment, Kind::Persona],
    about: "words that say what a group is like",
    why: "A stereotype is remembered in place of what people said, and colleagues of that group read it too.",
    source: Some(
        "Studies of personas (Marsden and Haag 2016; Turner and Turner 2011) found that readers fill gaps with stereotypes, and that behaviour and quotes keep them from it. The words, in English and Dutch, stand in `src/language/telling_words.toml`; what people said themselves is left in peace.",
    ),
    mend: "say what this one person does or said, with its source",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
summary = "Surprisingly good with computers for her age."
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
summary = "Keeps her own list of short-cuts, and teaches them to the team."
"#,
    )],
    find: Look::Entry(find),
};

/// Fields that hold what somebody said.
const SAID: [&str; 3] = ["quote", "quotes", "says"];

fn find(entry: &Entry, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    if !matches!(entry.key.kind, Kind::Segment | Kind::Persona) {
        return found;
    }
    entry.texts(&mut |written| {
        if !is_said(written) {
            for place in stereotypes(written.text) {
                let words = &written.text[place.clone()];
                let finding = Finding::new(
                    RULE.name,
                    written.path.clone(),
                    format!("\"{words}\" says what a group is like"),
                    "say what this one person does or said, with its source",
                );
                found.push(finding.within(words).after(place.start).of(&entry.key));
            }
        }
    });
    found
}

fn is_said(written: &Written<'_>) -> bool {
    SAID.contains(&written.path.field()) || SAID.contains(&written.path.last_key())
}
