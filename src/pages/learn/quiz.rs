//! The pages of the quizzes: every question with its answers, the right one, why it is right and where it stands.

use super::quiz_words::{Wording, wording};
use crate::model::path::Path;
use crate::model::{Entry, Key, Kind};
use crate::quiz::{Choice, Question, Right, Topic};
use crate::site::links::{self, part_address};
use crate::site::{Crumb, EntryCard, PageHead, PagePlace, PageView, READABLE, Viewer};
use crate::view::{Shared, view};

/// Where the quiz about the whole book is found.
pub(crate) const URL: &str = "learn/quiz.html";

view! {
    /// A quiz.
    pub(crate) struct Quiz<'a> {
        /// The kind whose colours the page has: `path`.
        kind: &'static str,
        /// The questions.
        questions: Vec<QuizQuestion>,
        /// The topics that questions are about.
        topics: Vec<QuizTopic<'a>>,
        /// Other quizzes of the book.
        others: Vec<QuizLink>,
    }
}

view! {
    /// What questions of a quiz are about.
    pub(crate) struct QuizTopic<'a> {
        /// The topic, as in `quotes`.
        key: &'static str,
        /// The topic in words.
        word: &'a str,
    }
}

view! {
    /// A link to another quiz.
    pub(crate) struct QuizLink {
        /// What it is called.
        title: String,
        /// The address from the root of the site.
        url: String,
    }
}

view! {
    /// A question of a quiz; all its texts are plain.
    pub(crate) struct QuizQuestion {
        /// Its place on the page.
        id: String,
        /// The topic, as in `quotes`.
        topic: &'static str,
        /// The question.
        ask: String,
        /// The entry that it is about, where that is part of the question.
        context: Option<Shared<EntryCard>>,
        /// Somebody's own words.
        quote: Option<String>,
        /// Something that the book says of somebody.
        said: Option<String>,
        /// What is known of the case that is asked about.
        facts: Vec<QuizFact>,
        /// The answers that are offered.
        options: Vec<QuizOption>,
        /// The right one, unless the answers are to be put in order.
        answer: Option<String>,
        /// The answers in the right order; empty when one of them is right.
        in_order: Vec<String>,
        /// Sentences that explain the answer.
        why: Vec<String>,
        /// Where the book says it.
        source: QuizSource,
    }
}

view! {
    /// Something known of the case that a question asks about.
    pub(crate) struct QuizFact {
        /// What it is.
        label: String,
        /// What is known.
        values: Vec<String>,
    }
}

view! {
    /// An answer that is offered.
    pub(crate) struct QuizOption {
        /// The answer in words.
        text: String,
        /// Its card, if it is an entry.
        card: Option<Shared<EntryCard>>,
        /// Whether it is the right one.
        right: bool,
        /// Its place in the right order, from 1, where answers are to be put in order.
        place: Option<usize>,
    }
}

view! {
    /// Where the book says what a question asks.
    pub(crate) struct QuizSource {
        /// The name of the entry.
        name: String,
        /// The address of its page, or of a part of it, from the root of the site.
        url: String,
    }
}

/// The quiz about the whole book.
pub(crate) fn of_the_book(viewer: &Viewer<'_>, place: PagePlace) -> PageView {
    let title = viewer.words.part(place.name, "title");
    let mut head = PageHead::new(title, place.path, place.name);
    head.breadcrumbs = viewer.crumbs(None);
    let paths = viewer.catalog.of_kind(Kind::Path).take(READABLE);
    let others = paths.map(|entry| other(&entry.header.name, &url(entry)));
    let others = others.collect();
    page(viewer, head, &viewer.quizzes().of_the_book(), others)
}

/// The quiz of a path.
pub(crate) fn of_path<'a>(viewer: &Viewer<'a>, entry: &'a Entry, path: &'a Path) -> PageView {
    let words = &viewer.words;
    let title = words.fill("quiz_path_title", "name", &entry.header.name);
    let mut head = PageHead::new(&title, &url(entry), "quiz");
    head.breadcrumbs = viewer.crumbs(Some(Kind::Path));
    head.breadcrumbs.push(Crumb::of(entry));
    let whole = super::asks(viewer).then(|| other(words.get("quiz_of_the_book"), URL));
    let others = whole.into_iter().collect();
    page(viewer, head, &viewer.quizzes().of_path(entry, path), others)
}

/// Where the quiz of a path is found.
pub(crate) fn url(entry: &Entry) -> String {
    format!("learn/quiz-{}.html", entry.key.id)
}

fn other(title: &str, url: &str) -> QuizLink {
    QuizLink {
        title: title.to_owned(),
        url: url.to_owned(),
    }
}

fn page(
    viewer: &Viewer<'_>,
    mut head: PageHead,
    questions: &[Question<'_>],
    others: Vec<QuizLink>,
) -> PageView {
    let words = &viewer.words;
    head.description = match questions.len() {
        0 => words.get("quiz_none").to_owned(),
        count => words.count("quiz_about", count as f64),
    };
    let is_asked = |topic: &&Topic| questions.iter().any(|question| question.topic == **topic);
    let topics = Topic::ALL.iter().filter(is_asked).map(|topic| QuizTopic {
        key: topic.as_str(),
        word: words.choice("quiz-topic", topic.as_str()),
    });
    let quiz = Quiz {
        kind: Kind::Path.name(),
        questions: questions.iter().map(|one| drawn(viewer, one)).collect(),
        topics: topics.collect(),
        others,
    };
    head.page(quiz)
}

/// A question as the template draws it.
fn drawn(viewer: &Viewer<'_>, question: &Question<'_>) -> QuizQuestion {
    let Wording {
        ask,
        context,
        quote,
        said,
        facts,
        why,
    } = wording(viewer, question);
    let options = 0..question.options.len();
    let options = options.map(|index| option(viewer, question, index));
    let in_order = match &question.right {
        Right::One(_) => Vec::new(),
        Right::Order(order) => order
            .iter()
            .filter_map(|index| question.options.get(*index))
            .map(|choice| text(viewer, choice))
            .collect(),
    };
    let answer = match &question.right {
        Right::One(index) => question
            .options
            .get(*index)
            .map(|choice| text(viewer, choice)),
        Right::Order(_) => None,
    };
    let part = question.part.as_ref().map(|part| {
        let Key { kind, id } = &question.source.key;
        part_address(*kind, id, part)
    });
    let facts = facts.into_iter();
    let source = &question.source;
    QuizQuestion {
        id: question.id.clone(),
        topic: question.topic.as_str(),
        ask,
        context: context.map(|entry| viewer.card_of(entry)),
        quote,
        said,
        facts: facts
            .map(|(label, values)| QuizFact { label, values })
            .collect(),
        options: options.collect(),
        answer,
        in_order,
        why,
        source: QuizSource {
            name: source.header.name.clone(),
            url: links::url(&source.key) + &part.unwrap_or_default(),
        },
    }
}

fn option(viewer: &Viewer<'_>, question: &Question<'_>, index: usize) -> QuizOption {
    let choice = &question.options[index];
    let place = match &question.right {
        Right::One(_) => None,
        Right::Order(order) => order.iter().position(|one| *one == index).map(|at| at + 1),
    };
    QuizOption {
        text: text(viewer, choice),
        card: match choice {
            Choice::Entry(entry) => Some(viewer.card_of(entry)),
            _ => None,
        },
        right: question.right == Right::One(index),
        place,
    }
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
