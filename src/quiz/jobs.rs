//! Which job is this, and who has it?

use std::collections::BTreeSet;

use super::alike::{Said, Saying, names, normal};
use super::{Ask, Choice, MOST_WRONG, Pool, Question, Topic, mixed, offered};
use crate::model::Entry;
use crate::model::job::Job;
use crate::model::journey::Journey;
use crate::model::persona::Persona;
use crate::model::value::Text;

pub(super) fn questions<'a>(pool: &Pool<'a>) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    let jobs: Vec<(&Entry, &Job)> = pool.all::<Job>().collect();
    for (entry, job) in &jobs {
        questions.extend(which_job(entry, job, &jobs));
        questions.extend(whose_job(pool, entry, job));
    }
    questions
}

fn plain(text: Option<&Text>) -> String {
    text.map(Text::plain).unwrap_or_default()
}

/// What tells jobs apart.
fn story(job: &Job) -> Vec<Saying> {
    [&job.statement, &job.when, &job.want, &job.so_that]
        .into_iter()
        .flatten()
        .map(|text| Saying::new(&text.plain()))
        .collect()
}

/// One of these is part of the other.
fn related((left, job): (&Entry, &Job), (right, other): (&Entry, &Job)) -> bool {
    let below = |child: &Job, parent: &Entry| {
        child
            .parent
            .as_ref()
            .is_some_and(|one| one.id == parent.key.id)
    };
    below(job, right) || below(other, left)
}

/// The name of the job among others that are neither part of it nor tell the same story.
fn which_job<'a>(
    entry: &'a Entry,
    job: &'a Job,
    jobs: &[(&'a Entry, &'a Job)],
) -> Option<Question<'a>> {
    let id = format!("job:{}", entry.key.id);
    let (when, want, so_that) = (
        plain(job.when.as_ref()),
        plain(job.want.as_ref()),
        plain(job.so_that.as_ref()),
    );
    let told = [&when, &want, &so_that]
        .iter()
        .any(|text| normal(text).contains(&normal(&entry.header.name)));
    let own = story(job);
    if want.is_empty() || told || !Saying::new(&format!("{when} {want} {so_that}")).says_enough() {
        return None;
    }
    let wrong = mixed(&id, jobs.to_vec(), |(other, _)| other.key.id.clone())
        .into_iter()
        .filter(|(other, _)| other.key != entry.key)
        .filter(|other| !related((entry, job), *other))
        .filter(|(_, other)| {
            !story(other)
                .iter()
                .any(|text| own.iter().any(|one| one.is_like(text)))
        })
        .take(MOST_WRONG)
        .map(|(other, _)| Choice::Entry(other))
        .collect();
    let (options, right) = offered(&id, Choice::Entry(entry), wrong)?;
    Some(Question {
        id,
        topic: Topic::Jobs,
        ask: Ask::WhichJob {
            when,
            want,
            so_that,
        },
        options,
        right,
        source: entry,
        part: None,
    })
}

/// Somebody who has the job, among personas of whom nothing says that they have it or a part of it.
fn whose_job<'a>(pool: &Pool<'a>, entry: &'a Entry, job: &'a Job) -> Option<Question<'a>> {
    let id = format!("whose-job:{}", entry.key.id);
    let holders: BTreeSet<&str> = holders(pool, entry, job).into_iter().collect();
    let (holder, persona) = job.personas.iter().find_map(|one| pool.persona(&one.id))?;
    let mut text = entry.header.name.clone();
    for part in [&job.statement, &job.want].into_iter().flatten() {
        text = format!("{text} {}", part.plain());
    }
    if names(&entry.header.name, holder) {
        return None;
    }
    let said = Said::new(&entry.header.name);
    let wrong = pool
        .others_like(&id, holder, persona)
        .into_iter()
        .filter(|other| !holders.contains(other.key.id.as_str()))
        .filter(|other| !names(&text, other) && !pool.says(other, &said))
        .take(MOST_WRONG)
        .map(Choice::Entry)
        .collect();
    let (options, right) = offered(&id, Choice::Entry(holder), wrong)?;
    Some(Question {
        id,
        topic: Topic::Jobs,
        ask: Ask::WhoseJob,
        options,
        right,
        source: entry,
        part: None,
    })
}

/// Everybody of whom the book says that they have the job, a part of it, or the job that it is part of.
fn holders<'a>(pool: &Pool<'a>, entry: &Entry, job: &Job) -> Vec<&'a str> {
    let family: Vec<(&Entry, &Job)> = pool
        .all::<Job>()
        .filter(|other| other.0.key == entry.key || related((entry, job), *other))
        .collect();
    let ids: Vec<&str> = family.iter().map(|(one, _)| one.key.id.as_str()).collect();
    let listed = family
        .iter()
        .flat_map(|(one, _)| one.as_kind::<Job>())
        .flat_map(|job| &job.personas)
        .filter_map(|one| Some(pool.persona(&one.id)?.0.key.id.as_str()));
    let declared = pool
        .all::<Persona>()
        .filter(|(_, persona)| {
            persona
                .jobs
                .iter()
                .any(|one| ids.contains(&one.id.as_str()))
        })
        .map(|(persona, _)| persona.key.id.as_str());
    let travelling = pool
        .all::<Journey>()
        .filter(|(_, journey)| {
            journey
                .job
                .as_ref()
                .is_some_and(|one| ids.contains(&one.id.as_str()))
        })
        .flat_map(|(_, journey)| &journey.personas)
        .filter_map(|one| Some(pool.persona(&one.id)?.0.key.id.as_str()));
    listed.chain(declared).chain(travelling).collect()
}
