//! Put the stages in order.

use super::{Ask, Choice, FEWEST_WRONG, Pool, Question, Right, Topic, alike, mixed};
use crate::model::journey::Journey;

/// More stages than this are a memory game.
const MOST_STAGES: usize = 5;

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for (entry, journey) in pool.all::<Journey>() {
        let names: Vec<&str> = journey
            .stages
            .iter()
            .map(|stage| stage.name.as_str())
            .collect();
        let names = spread(&names);
        let mut normal: Vec<String> = names.iter().map(|name| alike::normal(name)).collect();
        let told = normal
            .iter()
            .any(|name| name.is_empty() || name.contains(|letter: char| letter.is_numeric()));
        normal.sort();
        normal.dedup();
        if told || normal.len() < names.len() || names.len() <= FEWEST_WRONG {
            continue;
        }
        let id = format!("order:{}", entry.key.id);
        let mut shown = mixed(&id, (0..names.len()).collect(), ToString::to_string);
        if shown.is_sorted() {
            shown.rotate_left(1);
        }
        let order = (0..names.len())
            .filter_map(|stage| shown.iter().position(|one| *one == stage))
            .collect();
        questions.push(Question {
            id,
            topic: Topic::Order,
            ask: Ask::StageOrder,
            options: shown
                .iter()
                .map(|stage| Choice::Text(names[*stage].to_owned()))
                .collect(),
            right: Right::Order(order),
            source: entry,
            part: None,
        });
    }
    questions
}

/// The first, the last and some between them.
fn spread<'a>(names: &[&'a str]) -> Vec<&'a str> {
    if names.len() <= MOST_STAGES {
        return names.to_vec();
    }
    (0..MOST_STAGES)
        .map(|step| names[step * (names.len() - 1) / (MOST_STAGES - 1)])
        .collect()
}
