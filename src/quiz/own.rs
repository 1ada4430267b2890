//! The questions that an author asks in a path.

use super::{Ask, Choice, MOST_WRONG, Question, Topic, mixed, with_right};
use crate::model::path::{Path, PathQuestion};
use crate::model::value::Text;
use crate::model::{Catalog, Entry, Key, Kind};

/// The author's questions of a path, in the order written.
pub(super) fn questions<'a>(
    catalog: &'a Catalog,
    entry: &'a Entry,
    path: &'a Path,
) -> Vec<Question<'a>> {
    let questions = path.quiz.iter().flat_map(|quiz| &quiz.questions);
    questions
        .enumerate()
        .filter_map(|(index, question)| {
            let id = format!("own:{}:{}", entry.key.id, index + 1);
            own(catalog, entry, question, id)
        })
        .collect()
}

/// A question as it was written; nothing when it has no wrong answer.
fn own<'a>(
    catalog: &'a Catalog,
    entry: &'a Entry,
    question: &'a PathQuestion,
    id: String,
) -> Option<Question<'a>> {
    let answer = question.answer.plain();
    let wrong: Vec<String> = question
        .wrong
        .iter()
        .map(Text::plain)
        .filter(|wrong| wrong.trim() != answer.trim())
        .collect();
    let wrong: Vec<Choice<'a>> = mixed(&id, wrong, Clone::clone)
        .into_iter()
        .take(2 * MOST_WRONG)
        .map(Choice::Text)
        .collect();
    if wrong.is_empty() {
        return None;
    }
    let (options, right) = with_right(&id, Choice::Text(answer), wrong);
    let see = question.see.as_ref();
    let source = see.and_then(|see| catalog.get(&Key::new(see.kind, see.id.as_str())));
    Some(Question {
        id,
        topic: Topic::Own,
        ask: Ask::Own {
            ask: question.ask.plain(),
            why: question.why.as_ref().map(Text::plain).unwrap_or_default(),
        },
        options,
        right,
        part: see
            .filter(|see| source.is_some() && see.kind == Kind::Journey)
            .and_then(|see| see.part.clone()),
        source: source.unwrap_or(entry),
    })
}
