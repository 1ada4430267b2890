//! What is not known and could change the tier or the stage: which question, and when it is asked. Must not know points.

use super::Question;
use super::fit::criterion_name;
use super::lead::{item_name, uncounted};
use super::values::Values;
use crate::model::qualification::Qualification;
use crate::model::requirement::Requirement;
use crate::model::scorecard::When;
use crate::score::field_in_words;

/// Values that are asked for together while something holds.
struct Asked<'a> {
    holds: String,
    fields: Vec<&'a str>,
}

/// All questions in their order, each with what must hold for it to be asked.
#[derive(Default)]
struct Questions {
    all: Vec<(String, String)>,
    /// What holds where a value was asked for already.
    before: Vec<(String, Vec<String>)>,
}

impl Questions {
    fn add(&mut self, asked: &Asked<'_>, values: &Values) {
        let mut seen: Vec<&str> = Vec::new();
        for field in &asked.fields {
            if seen.contains(field) {
                continue;
            }
            seen.push(field);
            let place = self.before.iter().position(|(name, _)| name == field);
            let place = place.unwrap_or_else(|| {
                self.before.push(((*field).to_owned(), Vec::new()));
                self.before.len() - 1
            });
            let before = &mut self.before[place].1;
            let mut holds = format!("({}) AND {} IS NULL", asked.holds, values.name(field));
            if !before.is_empty() {
                let already: Vec<String> = before.iter().map(|one| format!("({one})")).collect();
                holds.push_str(&format!(" AND NOT ({})", already.join(" OR ")));
            }
            before.push(asked.holds.clone());
            self.all.push((holds, field_in_words(field)));
        }
    }
}

/// What is asked of an account without a qualification.
pub(super) fn of_account(question: &Question<'_>, values: &Values) -> Vec<(String, String)> {
    let mut questions = Questions::default();
    for one in of_fit(question, |_, is_open| is_open, |is_open| is_open) {
        questions.add(&one, values);
    }
    questions.all
}

/// What is asked of a lead whose stage is open.
pub(super) fn of_lead(
    question: &Question<'_>,
    rules: &Qualification,
    values: &Values,
) -> Vec<(String, String)> {
    let mut questions = Questions::default();
    let criterion = |is_must: bool, is_open: String| {
        let holds = if is_must {
            "asks_all OR is_perhaps_out"
        } else {
            "asks_all"
        };
        format!("{is_open} AND ({holds})")
    };
    let stop = |is_open: String| format!("is_perhaps_out AND {is_open}");
    for one in of_fit(question, criterion, stop) {
        questions.add(&one, values);
    }
    for row in rules.engagement.iter().filter(|row| row.field.is_none()) {
        let (low, high) = uncounted(row);
        if low.is_none() || low != high {
            questions
                .all
                .push(("asks_points".to_owned(), row.signal.plain()));
        }
    }
    let Some(rule) = rules.sql.as_ref() else {
        return questions.all;
    };
    for (index, item) in rules.framework.iter().enumerate() {
        let name = item_name(index);
        let holds = format!("asks_sales AND has_framework IS NULL AND {name}_low < {name}_high");
        questions.all.push((holds, item.name.clone()));
    }
    let any: Vec<String> = (1..=rule.any_of.len())
        .map(|number| format!("COALESCE(any_of_{number}, FALSE)"))
        .collect();
    let none = format!(
        "asks_sales AND NOT ({})",
        if any.is_empty() {
            "FALSE".to_owned()
        } else {
            any.join(" OR ")
        }
    );
    let lists: [(&str, &str, &[Requirement]); 2] = [
        ("all_of", "asks_sales", &rule.all_of),
        ("any_of", &none, &rule.any_of),
    ];
    for (name, asks, list) in lists {
        for (index, one) in list.iter().enumerate() {
            match &one.when {
                None => questions
                    .all
                    .push((asks.to_owned(), one.claim.text.plain())),
                Some(when) => questions.add(
                    &Asked {
                        holds: format!("{asks} AND {name}_{} IS NULL", index + 1),
                        fields: when.fields(),
                    },
                    values,
                ),
            }
        }
    }
    questions.all
}

fn of_fit<'a>(
    question: &Question<'a>,
    criterion: impl Fn(bool, String) -> String,
    stop: impl Fn(String) -> String,
) -> Vec<Asked<'a>> {
    let icp = question.icp;
    let criteria = icp.scorecard.iter().flat_map(|card| &card.criteria);
    let criteria = criteria.enumerate().map(|(index, one)| {
        let name = criterion_name(index);
        let levels = one.levels.iter();
        Asked {
            holds: criterion(one.must, format!("{name}_low < {name}_high")),
            fields: levels.flat_map(|level| level.when.fields()).collect(),
        }
    });
    let stops = icp.disqualifiers.iter().enumerate();
    let stops = stops.filter_map(|(index, one)| {
        Some(Asked {
            holds: stop(format!("disqualifier_{} IS NULL", index + 1)),
            fields: When::fields(one.when.as_ref()?),
        })
    });
    criteria.chain(stops).collect()
}
