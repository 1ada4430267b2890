//! A statement that evidence speaks against, and of which nobody says why it stands.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::content::Content as _;
use crate::model::{Book, CheckLevel, Finding, Key, Kind, Pointer, Sources};
use crate::text::Step;

pub(super) const RULE: Rule = Rule {
    name: "contradicted",
    level: CheckLevel::Warn,
    kinds: &[],
    about: "a statement that evidence speaks against, and of which nobody says why it stands",
    why: "Finding the evidence against what we believe is the best that research can do. Left there without a word, each reader takes the half that suits.",
    source: Some(
        "Analysis of competing hypotheses (Heuer 1999): what speaks against a statement tells more than what speaks for it.",
    ),
    mend: "say in `note` why it stands all the same, ask again with `grade = \"unknown\"`, or write what is true by now and remove `against`",
    fires: &[
        (
            "evidence/talks.toml",
            r#"name = "Talks"
date = 2026-03-20
"#,
        ),
        (
            "evidence/deals.toml",
            r#"name = "Deals"
date = 2026-07-10
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
goals = [{ text = "Money on the next day", evidence = ["talks"], against = ["deals"] }]
"#,
        ),
    ],
    silent: &[
        (
            "evidence/talks.toml",
            r#"name = "Talks"
date = 2026-03-20
"#,
        ),
        (
            "evidence/deals.toml",
            r#"name = "Deals"
date = 2026-07-10
"#,
        ),
        (
            "personas/sophie.toml",
            r#"name = "Sophie"
goals = [{ text = "Money on the next day", evidence = ["talks"], against = ["deals"], note = "In the deals that we lost on price nobody paid for it." }]
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in super::in_use(book) {
        let references = book.catalog.references(&entry.key);
        let is_against = |step: &Step| matches!(step, Step::Key(key) if key == "against");
        let speaks_against = references.iter().any(|used| {
            matches!(used.to, Pointer::Entry(Kind::Evidence, _))
                && used.path.0.iter().any(is_against)
        });
        if !speaks_against {
            continue;
        }
        entry.data.node().claims(&mut |path, claim| {
            let is_answered = claim.note.is_some() || claim.grade.is_some();
            let Some(against) = first_in_use(book, &claim.against).filter(|_| !is_answered) else {
                return;
            };
            let finding = Finding::new(
                RULE.name,
                path.key("against"),
                format!("`{against}` speaks against this, and nobody says why it stands"),
                "add `note = \"…\"` that says why, or `grade = \"unknown\"` until somebody has asked again",
            );
            found.push(finding.of(&entry.key));
        });
    }
    found
}

/// The first of these sources that still counts.
fn first_in_use<'a>(book: &Book, sources: &'a Sources) -> Option<&'a str> {
    let mut ids = sources.iter().map(|one| one.id.as_str());
    ids.find(|id| {
        let source = book.catalog.get(&Key::new(Kind::Evidence, *id));
        source.is_some_and(|source| !source.is_retired() && !source.is_draft())
    })
}
