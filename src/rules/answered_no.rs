//! A test that a persona failed, and after which nothing happened to her.

use super::{Look, Rule};
use crate::doc::Date;
use crate::language::standard_question;
use crate::model::persona::{Persona, Validation, Verdict};
use crate::model::value::{Period, PeriodUnit};
use crate::model::{Book, CheckLevel, Entry, Finding, Kind};
use crate::text::FieldPath;

pub(super) const RULE: Rule = Rule {
    name: "answered-no",
    level: CheckLevel::Warn,
    kinds: &[Kind::Persona],
    about: "a test that a persona failed more than a month ago, and after which nothing happened to her",
    why: "Somebody took the trouble to say that she is not right. A persona that stays as she is after a no is believed by nobody who heard it.",
    source: Some(
        "The validation sheet asks whether people recognise her, whether the description is right and whether she is in the database. A no to whether we want her as a customer is an answer and no failure.",
    ),
    mend: "change her and write the new day in `reviewed`, plan it in `actions`, or ask again and add the new answer",
    fires: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
reviewed = 2026-05-01
validation = [{ question = "Is the description right?", answer = "She has no budget.", date = 2026-06-12, verdict = "no" }]
"#,
    )],
    silent: &[(
        "personas/sophie.toml",
        r#"name = "Sophie"
reviewed = 2026-07-01
validation = [{ question = "Is the description right?", answer = "She has no budget.", date = 2026-06-12, verdict = "no" }]
"#,
    )],
    find: Look::Book(find),
};

/// How long somebody may take to take up an answer.
const TIME: Period = Period {
    count: 1,
    unit: PeriodUnit::Month,
};

/// Of the standard questions those that a persona fails with a no, counted from 0. The others are about business.
const TESTS: [usize; 3] = [0, 2, 4];

fn find(book: &Book, today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    for (entry, persona) in super::in_use_as::<Persona>(book) {
        for (index, answer) in persona.validation.iter().enumerate() {
            let is_no = answer.verdict == Some(Verdict::No);
            let tests = standard_question(&answer.question);
            if !is_no
                || tests.is_some_and(|question| !TESTS.contains(&question))
                || answer.date.is_some_and(|date| TIME.after(date) >= today)
                || is_taken_up(entry, persona, answer)
            {
                continue;
            }
            let path = FieldPath::default().key("validation").index(index);
            let since = answer.date.map(|date| format!(" since {date}"));
            let finding = Finding::new(
                RULE.name,
                path.key("verdict"),
                format!(
                    "this persona failed a test, and nothing happened{}",
                    since.unwrap_or_default()
                ),
                format!(
                    "change the persona and write `reviewed = {today}`, plan it in `actions`, or ask again and add the new answer"
                ),
            );
            found.push(finding.of(&entry.key));
        }
    }
    found
}

/// Whether something was done after an answer, or will be.
fn is_taken_up(entry: &Entry, persona: &Persona, answer: &Validation) -> bool {
    let is_later = |day: Option<Date>| match (day, answer.date) {
        (Some(day), Some(asked)) => day > asked,
        // Of an answer without a day nobody can say that nothing followed.
        (day, None) => day.is_some(),
        (None, Some(_)) => false,
    };
    let question = answer.question.trim().to_lowercase();
    let is_answered_again = persona.validation.iter().any(|other| {
        let is_same = other.question.trim().to_lowercase() == question;
        is_same
            && matches!(other.verdict, Some(Verdict::Yes | Verdict::Partly))
            && (is_later(other.date) || other.date.is_none())
    });
    // An action that has no day yet is still to be done.
    let is_planned = persona.actions.iter().any(|action| {
        let day = action.done.or(action.due);
        day.is_none() || is_later(day)
    });
    is_later(entry.header.reviewed) || is_answered_again || is_planned
}
