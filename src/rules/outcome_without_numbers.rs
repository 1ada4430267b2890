//! Outcomes of a job that nobody rated.

use super::{Look, Rule};
use crate::doc::Date;
use crate::model::job::Job;
use crate::model::{Book, CheckLevel, Finding, Kind};
use crate::score::outcome_score;
use crate::text::{FieldPath, plural};

pub(super) const RULE: Rule = Rule {
    name: "outcome-without-numbers",
    level: CheckLevel::Allow,
    kinds: &[Kind::Job],
    about: "outcomes of a job that nobody rated",
    why: "Without importance and satisfaction every outcome looks equally worth the work.",
    source: Some(
        "The opportunity algorithm of outcome-driven innovation (Ulwick): importance and satisfaction of each outcome, asked of those who have the job.",
    ),
    mend: "ask at least thirty people how important it is and how satisfied they are, and write `answers`, or `importance = 8.7` and `satisfaction = 3.1`",
    fires: &[(
        "jobs/lose-fewer-baskets.toml",
        r#"name = "Lose fewer baskets"

[[outcomes]]
statement = "Minimise the time it takes to pay"
"#,
    )],
    silent: &[(
        "jobs/lose-fewer-baskets.toml",
        r#"name = "Lose fewer baskets"

[[outcomes]]
statement = "Minimise the time it takes to pay"
importance = 8.7
satisfaction = 3.1
"#,
    )],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let jobs = super::in_use_as::<Job>(book);
    let unrated = jobs.filter_map(|(entry, job)| {
        let mut unrated = (0..job.outcomes.len())
            .filter(|index| outcome_score(&job.outcomes[*index]).is_none());
        let first = unrated.next()?;
        let path = FieldPath::default().key("outcomes").index(first);
        let count = 1 + unrated.count();
        let of = plural(job.outcomes.len(), "outcome");
        let finding = Finding::new(
            RULE.name,
            path.key("statement"),
            match job.outcomes.len() {
                1 => "nobody rated the outcome of this job".to_owned(),
                _ => format!("nobody rated {count} of {of} of this job, this one first"),
            },
            "ask how important it is and how satisfied they are, and write `importance = 8.7` and `satisfaction = 3.1`, or the `answers`",
        );
        Some(finding.of(&entry.key))
    });
    unrated.collect()
}
