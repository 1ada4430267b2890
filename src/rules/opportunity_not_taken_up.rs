//! An outcome with a high opportunity score that nothing takes up.

use super::{Look, Rule};
use std::collections::BTreeSet;

use crate::doc::Date;
use crate::model::job::Job;
use crate::model::journey::{Journey, OpportunityStatus, Stage, WrittenStatus};
use crate::model::{Book, CheckLevel, Entry, Finding, Kind, Pointer};
use crate::score::{Band, outcome_score};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "opportunity-not-taken-up",
    level: CheckLevel::Allow,
    kinds: &[Kind::Job],
    about: "a job with an outcome whose opportunity score is 12 or more, and that nothing takes up",
    why: "Important and badly served is where customers change for something better, ours or another.",
    source: Some(
        "The opportunity algorithm of outcome-driven innovation (Ulwick): from 12 on an opportunity is solid, from 15 on rare.",
    ),
    mend: "write an opportunity in a stage of a journey with this `job`, or what we offer in a segment, with `answers = [\"job:…\"]`",
    fires: &[(
        "jobs/lose-fewer-baskets.toml",
        r#"name = "Lose fewer baskets"

[[outcomes]]
statement = "Minimise the time it takes to pay"
importance = 9
satisfaction = 2
"#,
    )],
    silent: &[
        (
            "jobs/lose-fewer-baskets.toml",
            r#"name = "Lose fewer baskets"

[[outcomes]]
statement = "Minimise the time it takes to pay"
importance = 9
satisfaction = 2
"#,
        ),
        (
            "segments/shops.toml",
            r#"name = "Shops"

[value_proposition]
pain_relievers = [{ text = "One button", answers = ["job:lose-fewer-baskets"] }]
"#,
        ),
    ],
    find: Look::Book(find),
};

fn find(book: &Book, _: Date) -> Vec<Finding> {
    let taken_up = taken_up(book);
    let jobs = super::in_use_as::<Job>(book);
    let open = jobs.filter(|(entry, _)| !taken_up.contains(entry.key.id.as_str()));
    let found = open.filter_map(|(entry, job)| {
        let outcomes = job.outcomes.iter().enumerate();
        let high = outcomes.filter_map(|(index, outcome)| {
            let score = outcome_score(outcome)?;
            (score.band() >= Band::High).then_some((index, score.opportunity))
        });
        // The others of the job want the same step.
        let (index, score) = high.max_by(|(_, one), (_, other)| one.total_cmp(other))?;
        let finding = Finding::new(
            RULE.name,
            FieldPath::default().key("outcomes").index(index).key("statement"),
            format!("an opportunity score of {score:.1}, and nothing takes up this job"),
            format!(
                "write an opportunity in a journey with `job = \"{id}\"`, or what we offer in a segment with `answers = [\"job:{id}\"]`",
                id = entry.key.id
            ),
        );
        Some(finding.of(&entry.key))
    });
    found.collect()
}

/// The jobs for which something is offered, planned or done.
fn taken_up(book: &Book) -> BTreeSet<&str> {
    let mut jobs = BTreeSet::new();
    for entry in super::in_use(book) {
        let is_journey = entry.as_kind::<Journey>().map(|journey| {
            let is_answered = journey.stages.iter().any(answers);
            if let Some(job) = journey.job.as_ref().filter(|_| is_answered) {
                jobs.insert(job.id.as_str());
            }
            for stage in journey.stages.iter().filter(|stage| answers(stage)) {
                let uses = stage.uses.iter().filter(|used| used.kind == Kind::Job);
                jobs.extend(uses.map(|used| used.id.as_str()));
            }
        });
        if is_journey.is_none() {
            jobs.extend(named_by_what_we_do(book, entry));
        }
    }
    jobs
}

/// Whether a stage has something that is not dropped.
fn answers(stage: &Stage) -> bool {
    let dropped = Some(OpportunityStatus::Dropped);
    let is_open =
        |status: &Option<WrittenStatus>| status.as_ref().and_then(WrittenStatus::known) != dropped;
    let mut opportunities = stage.opportunities.iter();
    opportunities.any(|one| is_open(&one.status)) || !stage.solutions.is_empty()
}

/// The jobs that an entry names in what we offer and do.
fn named_by_what_we_do<'a>(book: &'a Book, entry: &Entry) -> impl Iterator<Item = &'a str> {
    let uses = book.catalog.references(&entry.key).iter();
    uses.filter_map(|used| match &used.to {
        Pointer::Entry(Kind::Job, id)
            if matches!(used.path.field(), "value_proposition" | "actions")
                || used.path.heading().ends_with("answers") =>
        {
            Some(id.as_str())
        }
        _ => None,
    })
}
