//! The pages of the quizzes: every question with its answers, the right one, why it is right and where it stands.

use super::quiz_words::{Wording, wording};
use crate::model::path::Path;
use crate::model::{Entry, Kind};
use crate::quiz::{Choice, Question, Right, Topic};
use crate::site::links;
use crate::site::{Crumb, PageHead, PageView, READABLE, Viewer, map};
use crate::theme::Value;

/// Where the quiz about the whole book is found.
pub(crate) const URL: &str = "learn/quiz.html";

/// The quiz about the whole book.
pub(crate) fn of_the_book(viewer: &Viewer<'_>) -> PageView {
    let title = viewer.words.get("quiz_title").to_owned();
    let mut head = PageHead::new(&title, URL, "quiz");
    head.breadcrumbs = viewer.crumbs(None);
    let paths = viewer.catalog.of_kind(Kind::Path).take(READABLE);
    let others = paths.map(|entry| other(&entry.header.name, &url(entry)));
    let others: Vec<Value> = others.collect();
    page(viewer, head, &viewer.quizzes().of_the_book(), others)
}

/// The quiz of a path.
pub(crate) fn of_path<'a>(viewer: &Viewer<'a>, entry: &'a Entry, path: &'a Path) -> PageView {
    let words = &viewer.words;
    let title = words.fill("quiz_path_title", "name", &entry.header.name);
    let mut head = PageHead::new(&title, &url(entry), "quiz");
    head.breadcrumbs = viewer.crumbs(Some(Kind::Path));
    head.breadcrumbs.push(Crumb::of(entry));
    let others = vec![other(words.get("quiz_of_the_book"), URL)];
    page(viewer, head, &viewer.quizzes().of_path(entry, path), others)
}

/// Where the quiz of a path is found.
pub(crate) fn url(entry: &Entry) -> String {
    format!("learn/quiz-{}.html", entry.key.id)
}

fn other(title: &str, url: &str) -> Value {
    map(vec![("title", title.into()), ("url", url.into())])
}

fn page(
    viewer: &Viewer<'_>,
    mut head: PageHead,
    questions: &[Question<'_>],
    others: Vec<Value>,
) -> PageView {
    let words = &viewer.words;
    head.description = match questions.len() {
        0 => words.get("quiz_none").to_owned(),
        count => words.count("quiz_about", count as f64),
    };
    let topics: Vec<Value> = Topic::ALL
        .iter()
        .filter(|topic| questions.iter().any(|question| question.topic == **topic))
        .map(|topic| {
            map(vec![
                ("key", topic.as_str().into()),
                ("word", words.choice("quiz-topic", topic.as_str()).into()),
            ])
        })
        .collect();
    let questions: Vec<Value> = questions
        .iter()
        .map(|question| view(viewer, question))
        .collect();
    let parts = vec![
        ("kind", Kind::Path.name().into()),
        ("questions", questions.into()),
        ("topics", topics.into()),
        ("others", others.into()),
    ];
    head.with("quiz.html", parts)
}

/// A question as the template draws it.
fn view(viewer: &Viewer<'_>, question: &Question<'_>) -> Value {
    let Wording {
        ask,
        context,
        quote,
        said,
        facts,
        why,
    } = wording(viewer, question);
    let options: Vec<Value> = (0..question.options.len())
        .map(|index| option(viewer, question, index))
        .collect();
    let in_order: Vec<Value> = match &question.right {
        Right::One(_) => Vec::new(),
        Right::Order(order) => order
            .iter()
            .filter_map(|index| question.options.get(*index))
            .map(|choice| text(viewer, choice).into())
            .collect(),
    };
    let answer = match &question.right {
        Right::One(index) => question
            .options
            .get(*index)
            .map(|choice| text(viewer, choice)),
        Right::Order(_) => None,
    };
    let part = question.part.as_ref().map(|part| format!("#{part}"));
    let facts: Vec<Value> = facts
        .into_iter()
        .map(|(label, values)| map(vec![("label", label.into()), ("values", strings(values))]))
        .collect();
    map(vec![
        ("id", question.id.as_str().into()),
        ("topic", question.topic.as_str().into()),
        ("ask", ask.into()),
        (
            "context",
            context.map_or_else(Value::none, |entry| viewer.card_of(entry).into()),
        ),
        ("quote", quote.into()),
        ("said", said.into()),
        ("facts", facts.into()),
        ("options", options.into()),
        ("answer", answer.into()),
        ("in_order", in_order.into()),
        ("why", strings(why)),
        (
            "source",
            map(vec![
                ("name", question.source.header.name.as_str().into()),
                (
                    "url",
                    format!(
                        "{}{}",
                        links::url(&question.source.key),
                        part.unwrap_or_default()
                    )
                    .into(),
                ),
            ]),
        ),
    ])
}

fn strings(texts: Vec<String>) -> Value {
    texts
        .into_iter()
        .map(Value::from)
        .collect::<Vec<_>>()
        .into()
}

/// An answer that is offered: its text, its card if it is an entry, and whether it is right, or the place, from 1,
/// at which it stands.
fn option(viewer: &Viewer<'_>, question: &Question<'_>, index: usize) -> Value {
    let choice = &question.options[index];
    let card = match choice {
        Choice::Entry(entry) => viewer.card_of(entry).into(),
        _ => Value::none(),
    };
    let place = match &question.right {
        Right::One(_) => None,
        Right::Order(order) => order.iter().position(|one| *one == index).map(|at| at + 1),
    };
    map(vec![
        ("text", text(viewer, choice).into()),
        ("card", card),
        ("right", (question.right == Right::One(index)).into()),
        ("place", place.into()),
    ])
}

/// An answer in words.
fn text(viewer: &Viewer<'_>, choice: &Choice<'_>) -> String {
    let words = &viewer.words;
    match choice {
        Choice::Entry(entry) => entry.header.name.clone(),
        Choice::Text(text) => text.clone(),
        Choice::Tier(tier) => words.fill("quiz_tier", "tier", tier.as_str()),
        Choice::Stop => words.get("quiz_stop").to_owned(),
        Choice::Strategy(strategy) => words.choice("strategy", strategy.as_str()).to_owned(),
        Choice::Step(step) => words.choice("quiz-step", step.as_str()).to_owned(),
    }
}
