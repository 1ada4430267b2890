//! Which questions make a quiz: about twenty, of all families, about as many entries as possible, and in an order
//! that is the same for each build and differs per quiz.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::normal;
use super::{Ask, Question, Topic};
use crate::model::Key;
use crate::text::chance;

/// How many questions a quiz has, if the book has so many; an author's own may make it longer.
pub const QUESTIONS: usize = 20;

/// What a quiz should be like.
#[derive(Debug, Default)]
pub struct Selection<'a> {
    /// What makes it differ from other quizzes: the id of a path.
    pub seed: String,
    /// The entries it should be about.
    pub prefer: Vec<Key>,
    /// The ids of questions that are left out.
    pub exclude: Vec<String>,
    /// Questions that are always asked.
    pub own: Vec<Question<'a>>,
}

/// The quiz. First a question of each family in turn, preferably about the wished entries and about entries that
/// were not asked about yet.
pub(super) fn choose<'a>(
    questions: &[Question<'a>],
    selection: Selection<'a>,
) -> Vec<Question<'a>> {
    let excluded: BTreeSet<&str> = selection.exclude.iter().map(String::as_str).collect();
    let preferred: BTreeSet<&Key> = selection.prefer.iter().collect();
    let mut left: BTreeMap<Topic, Vec<Candidate<'_, 'a>>> = BTreeMap::new();
    for question in questions {
        if !excluded.contains(question.id.as_str()) {
            let wished = question.keys().any(|key| preferred.contains(key));
            let number = chance(&format!("{}/{}", selection.seed, question.id));
            left.entry(question.topic).or_default().push(Candidate {
                wished,
                number,
                text: question.text(),
                question,
            });
        }
    }
    for family in left.values_mut() {
        family.sort_by_key(|one| one.number);
    }
    let mut topics: Vec<Topic> = left.keys().copied().collect();
    topics.sort_by_key(|topic| chance(&format!("{}/{}", selection.seed, topic.as_str())));
    let own: Vec<Question<'a>> = selection
        .own
        .into_iter()
        .filter(|question| !excluded.contains(question.id.as_str()))
        .collect();
    let mut chosen = Chosen::default();
    for only_wished in [true, false] {
        loop {
            let before = chosen.questions.len();
            for topic in &topics {
                if chosen.questions.len() + own.len() < QUESTIONS
                    && let Some(family) = left.get_mut(topic)
                {
                    chosen.add_from(family, only_wished);
                }
            }
            if chosen.questions.len() == before {
                break;
            }
        }
    }
    chosen.questions.extend(own);
    chosen.questions
}

/// A question that may be chosen.
struct Candidate<'b, 'a> {
    wished: bool,
    number: u64,
    /// By which it is told apart from questions that ask the same.
    text: String,
    question: &'b Question<'a>,
}

#[derive(Default)]
struct Chosen<'a> {
    questions: Vec<Question<'a>>,
    /// How often an entry was asked about.
    times: BTreeMap<&'a Key, usize>,
    texts: BTreeSet<String>,
}

impl<'a> Chosen<'a> {
    /// Adds one question of a family: about the entry that was asked about least.
    fn add_from(&mut self, family: &mut Vec<Candidate<'_, 'a>>, only_wished: bool) {
        let best = family
            .iter()
            .enumerate()
            .filter(|(_, one)| (one.wished || !only_wished) && !self.texts.contains(&one.text))
            .min_by_key(|(_, one)| {
                let times = self.times.get(&one.question.source.key);
                (times.copied().unwrap_or(0), one.number)
            })
            .map(|(index, _)| index);
        if let Some(index) = best {
            let Candidate { text, question, .. } = family.remove(index);
            *self.times.entry(&question.source.key).or_default() += 1;
            self.texts.insert(text);
            self.questions.push(question.clone());
        }
    }
}

impl<'a> Question<'a> {
    /// The entry it comes from, and the entry that is the right answer.
    fn keys(&self) -> impl Iterator<Item = &'a Key> {
        let answer = match (&self.right, self.options.as_slice()) {
            (super::Right::One(right), options) => match options.get(*right) {
                Some(super::Choice::Entry(entry)) => Some(&entry.key),
                _ => None,
            },
            (super::Right::Order(_), _) => None,
        };
        [Some(&self.source.key), answer].into_iter().flatten()
    }

    /// A text by which it is told apart from questions that ask the same.
    fn text(&self) -> String {
        match &self.ask {
            Ask::WhoSaid { text }
            | Ask::WhoseFrustration { text }
            | Ask::WhichStage { text, .. }
            | Ask::WhichLeadStage { text }
            | Ask::WhatToAnswer { text }
            | Ask::AnswerCompetitor { text } => normal(text),
            // All weaknesses of one competitor are asked for in the same words, among much the same answers.
            Ask::WhichWeakness => format!("weakness {}", self.source.key.id),
            _ => self.id.clone(),
        }
    }
}
