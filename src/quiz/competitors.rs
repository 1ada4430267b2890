//! Competitors: what do we answer them, what are they bad at, and whom do they go for?

use std::collections::BTreeSet;

use super::alike::{Said, Saying, Voice, normal};
use super::objections::{Answered, answer, objections};
use super::{
    Ask, Choice, MOST_OF_AN_ENTRY, MOST_TRIES, MOST_WRONG, Pool, Question, Topic, mixed, offered,
};
use crate::model::Entry;
use crate::model::competitor::Competitor;
use crate::model::icp::Icp;
use crate::model::persona::Persona;
use crate::model::segment::Segment;

/// The most steps from a segment to the one that has no parent.
const DEEPEST: usize = 32;

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let competitors: Vec<(&'a Entry, &'a Competitor)> = pool.all::<Competitor>().collect();
    let theirs = competitors
        .iter()
        .flat_map(|(_, one)| one.says.iter().take(MOST_TRIES));
    let customers = pool
        .all::<Persona>()
        .flat_map(|(_, persona)| objections(persona).iter().take(MOST_TRIES));
    let all: Vec<Answered> = theirs.chain(customers).map(Answered::new).collect();
    let mut questions = Vec::new();
    for (entry, competitor) in &competitors {
        let says = &competitor.says;
        let answers = (0..says.len().min(MOST_TRIES)).filter_map(|index| {
            let id = format!("competitor-answer:{}:{}", entry.key.id, index + 1);
            let (text, offered) = answer(&id, says.get(index)?, &all)?;
            Some(about(entry, id, Ask::AnswerCompetitor { text }, offered))
        });
        questions.extend(answers.take(MOST_OF_AN_ENTRY));
        questions.extend(weaknesses(entry, competitor, &competitors));
        questions.extend(goes_for(pool, entry, competitor));
    }
    questions
}

fn about<'a>(
    entry: &'a Entry,
    id: String,
    ask: Ask<'a>,
    (options, right): (Vec<Choice<'a>>, super::Right),
) -> Question<'a> {
    Question {
        id,
        topic: Topic::Competitors,
        ask,
        options,
        right,
        source: entry,
        part: None,
    }
}

/// A weakness among a strength of theirs and weaknesses of others, of which nothing that the book says of them is like.
fn weaknesses<'a>(
    entry: &'a Entry,
    competitor: &Competitor,
    competitors: &[(&'a Entry, &'a Competitor)],
) -> Vec<Question<'a>> {
    let told = Voice::new(entry);
    let own = competitor.weaknesses.iter();
    let own: Vec<Saying> = own.map(|one| Saying::new(&one.text.plain())).collect();
    // Whoever is named in an answer is known by it.
    let names: Vec<String> = competitors
        .iter()
        .map(|(entry, _)| normal(&entry.header.name))
        .collect();
    let is_asked = |text: &str| {
        let said = format!(" {} ", normal(text));
        let named = names.iter().any(|name| said.contains(&format!(" {name} ")));
        !named && Saying::new(text).says_enough()
    };
    let strengths = competitor.strengths.iter().map(|one| one.text.plain());
    let strengths = strengths.filter(|text| is_asked(text));
    let strengths = strengths.filter(|text| !own.iter().any(|own| own.is_like(&Saying::new(text))));
    let strengths: Vec<String> = strengths.take(MOST_TRIES).collect();
    let others = competitors
        .iter()
        .filter(|(other, _)| other.key != entry.key)
        .flat_map(|(_, other)| other.weaknesses.iter().take(MOST_OF_AN_ENTRY))
        .map(|one| one.text.plain())
        .filter(|text| is_asked(text) && !told.says(&Said::new(text)));
    let others: Vec<String> = others.collect();
    let asked = competitor.weaknesses.iter().enumerate().take(MOST_TRIES);
    let asked = asked.filter_map(|(index, weakness)| {
        let text = weakness.text.plain();
        if !is_asked(&text) {
            return None;
        }
        let id = format!("weakness:{}:{}", entry.key.id, index + 1);
        let mut strengths = mixed(&id, strengths.clone(), Clone::clone).into_iter();
        let others = mixed(&id, others.clone(), Clone::clone);
        // One strength and two others, and more strengths where there are fewer others.
        let first = strengths.next();
        let wrong = first.into_iter().chain(others).chain(strengths);
        let wrong = wrong.take(2 * MOST_WRONG).map(Choice::Text).collect();
        let offered = offered(&id, Choice::Text(text), wrong)?;
        Some(about(entry, id, Ask::WhichWeakness, offered))
    });
    asked.take(MOST_OF_AN_ENTRY).collect()
}

/// A segment they go for among segments they do not go for: neither it, nor a part of it, nor what it is a part of, nor
/// the segment of an ideal customer they go for.
fn goes_for<'a>(
    pool: &Pool<'a>,
    entry: &'a Entry,
    competitor: &Competitor,
) -> Option<Question<'a>> {
    let mut theirs: BTreeSet<&str> = competitor.segments.iter().map(|one| &*one.id).collect();
    for icp in &competitor.icps {
        if let Some((_, icp)) = pool.catalog.find::<Icp>(&icp.id) {
            theirs.extend(icp.segments.iter().map(|one| &*one.id));
        }
    }
    let above = |id: &str| {
        let mut above = vec![id.to_owned()];
        while let Some((_, segment)) = above.last().and_then(|id| pool.catalog.find::<Segment>(id))
            && let Some(parent) = &segment.parent
            && above.len() < DEEPEST
        {
            above.push(parent.id.clone());
        }
        above
    };
    let their_parents: BTreeSet<String> = theirs.iter().flat_map(|id| above(id)).collect();
    let their_names: BTreeSet<String> = their_parents
        .iter()
        .filter_map(|id| pool.catalog.find::<Segment>(id))
        .map(|(segment, _)| normal(&segment.header.name))
        .collect();
    let is_theirs = |segment: &Entry| {
        let id = segment.key.id.as_str();
        their_parents.contains(id)
            || above(id).iter().any(|id| theirs.contains(id.as_str()))
            || their_names.contains(&normal(&segment.header.name))
    };
    let id = format!("goes-for:{}", entry.key.id);
    let segments: Vec<&'a Entry> = pool.all::<Segment>().map(|(segment, _)| segment).collect();
    let segments = mixed(&id, segments, |segment| segment.key.id.clone());
    let named = |segment: &&&Entry| {
        competitor
            .segments
            .iter()
            .any(|one| one.id == segment.key.id)
    };
    let right = segments.iter().find(named)?;
    let wrong = segments.iter().filter(|segment| !is_theirs(segment));
    let wrong = wrong.map(|segment| Choice::Entry(segment)).collect();
    let offered = offered(&id, Choice::Entry(right), wrong)?;
    Some(about(entry, id, Ask::GoesFor, offered))
}
