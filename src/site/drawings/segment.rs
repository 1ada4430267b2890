//! A segment's value-proposition canvas, and its part of the whole.

use std::collections::BTreeSet;

use super::fit;
use crate::draw::bars::stacked;
use crate::draw::canvas::{Answer, CanvasSizes, Fit, GroupKind, canvas};
use crate::model::claim::worst_first;
use crate::model::persona::Persona;
use crate::model::segment::Segment;
use crate::model::{Claim, Entry, Kind};
use crate::site::links::EntryLinks;
use crate::site::{Viewer, map};
use crate::theme::Value;
use crate::view::View as _;

/// How many pains and gains of each persona a segment's canvas shows: one where there are many personas.
const TOP_CLAIMS: usize = 2;
/// From so many personas on there are many.
const MANY: usize = 4;
/// More pains, gains or jobs than this are not drawn: nobody would follow the lines.
const MOST_DRAWN: usize = 7;

/// Something that somebody wants, and who.
struct Wish<'a> {
    of: &'a Entry,
    claim: &'a Claim,
}

/// The canvas as a drawing and as lists: what hurts the personas of the segment and what they hope for, by person, the worst
/// pains first, each with whether something we offer answers it.
pub(crate) fn value_canvas(links: &EntryLinks<'_>, segment: &Segment) -> Value {
    let viewer = links.viewer;
    let people = viewer.referring::<Persona>(&links.entry.key, "segment");
    let pains = wishes(&people, |persona| worst_first(&persona.frustrations));
    let gains = wishes(&people, |persona| persona.goals.iter().collect());
    let jobs = jobs(viewer, &people);
    let promise = segment.value_proposition.as_ref();
    let offered =
        |list: Option<&'_ Vec<Claim>>| -> Vec<Claim> { list.cloned().unwrap_or_default() };
    let relievers = offered(promise.map(|one| &one.pain_relievers));
    let creators = offered(promise.map(|one| &one.gain_creators));
    let products = offered(promise.map(|one| &one.products));
    let mut answers = Vec::new();
    for (kind, offers) in [
        (GroupKind::Creators, &creators),
        (GroupKind::Products, &products),
        (GroupKind::Relievers, &relievers),
    ] {
        for (wish_kind, wishes) in [(GroupKind::Gains, &gains), (GroupKind::Pains, &pains)] {
            answers.extend(
                pairs(links, offers, wishes)
                    .into_iter()
                    .map(|(from, to)| Answer {
                        from: (kind, from),
                        to: (wish_kind, to),
                    }),
            );
        }
    }
    let texts = |claims: &[Claim]| {
        claims
            .iter()
            .map(|one| one.text.plain())
            .collect::<Vec<_>>()
    };
    let said = |wishes: &[Wish<'_>]| {
        wishes
            .iter()
            .map(|wish| {
                format!(
                    "{}: {}",
                    wish.of.header.short_name(),
                    wish.claim.text.plain()
                )
            })
            .collect::<Vec<_>>()
    };
    let lists = [
        texts(&creators),
        texts(&products),
        texts(&relievers),
        said(&gains),
        jobs,
        said(&pains),
    ];
    let [creators, products, relievers, gain_words, jobs, pain_words] = lists
        .each_ref()
        .map(|list| list.iter().map(String::as_str).collect::<Vec<_>>());
    let drawing = canvas(
        &CanvasSizes::default(),
        &Fit {
            creators: &creators,
            products: &products,
            relievers: &relievers,
            gains: &gain_words,
            jobs: &jobs,
            pains: &pain_words,
            answers: &answers,
        },
    );
    let has = |lists: [&Vec<&str>; 3]| lists.iter().any(|list| !list.is_empty());
    let has_both_sides =
        has([&gain_words, &jobs, &pain_words]) && has([&creators, &products, &relievers]);
    map(vec![
        (
            "pains",
            by_person(viewer, &pains, &answered(&answers, GroupKind::Pains)),
        ),
        (
            "gains",
            by_person(viewer, &gains, &answered(&answers, GroupKind::Gains)),
        ),
        ("links", drawing.links.len().into()),
        ("unanswered", drawing.unanswered.into()),
        (
            "drawing",
            has_both_sides
                .then(|| Value::from_serializable(&drawing))
                .into(),
        ),
    ])
}

fn wishes<'a>(
    people: &[(&'a Entry, &'a Persona)],
    claims: impl Fn(&'a Persona) -> Vec<&'a Claim>,
) -> Vec<Wish<'a>> {
    let most = if people.len() < MANY { TOP_CLAIMS } else { 1 };
    people
        .iter()
        .flat_map(|(entry, persona)| {
            let of = *entry;
            claims(persona)
                .into_iter()
                .take(most)
                .map(move |claim| Wish { of, claim })
        })
        .take(MOST_DRAWN)
        .collect()
}

/// The names of the jobs of these people, each once.
fn jobs(viewer: &Viewer<'_>, people: &[(&Entry, &Persona)]) -> Vec<String> {
    let mut names = Vec::new();
    for (entry, persona) in people {
        let own = persona.jobs.iter().map(|job| job.id.as_str());
        let named = viewer.referring::<crate::model::job::Job>(&entry.key, "personas");
        let named = named.iter().map(|(job, _)| job.key.id.as_str());
        for id in own.chain(named) {
            let job = viewer.catalog.get(&crate::model::Key::new(Kind::Job, id));
            let name = job.map(|job| job.header.name.clone());
            names.extend(name.filter(|name| !names.contains(name)));
        }
    }
    names.truncate(MOST_DRAWN);
    names
}

fn pairs(links: &EntryLinks<'_>, offers: &[Claim], wishes: &[Wish<'_>]) -> Vec<(usize, usize)> {
    fit::answers(
        &links.viewer.words,
        &offers.iter().collect::<Vec<_>>(),
        &wishes.iter().map(|wish| wish.claim).collect::<Vec<_>>(),
    )
}

/// The places in a list that something answers.
fn answered(answers: &[Answer], kind: GroupKind) -> BTreeSet<usize> {
    let ends = answers.iter().map(|one| one.to);
    ends.filter(|(to, _)| *to == kind)
        .map(|(_, index)| index)
        .collect()
}

fn by_person(viewer: &Viewer<'_>, wishes: &[Wish<'_>], answered: &BTreeSet<usize>) -> Value {
    let mut rows: Vec<(&Entry, Vec<Value>)> = Vec::new();
    for (index, wish) in wishes.iter().enumerate() {
        let links = EntryLinks {
            viewer,
            entry: wish.of,
        };
        let mut claim = links
            .claim(wish.claim)
            .value()
            .into_map()
            .expect("a claim becomes a map");
        claim.insert("answered".into(), answered.contains(&index).into());
        match rows.last_mut() {
            Some((entry, claims)) if entry.key == wish.of.key => claims.push(claim.into()),
            _ => rows.push((wish.of, vec![claim.into()])),
        }
    }
    rows.into_iter()
        .map(|(entry, claims)| {
            map(vec![
                ("card", viewer.card_of(entry).into()),
                ("claims", claims.into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}

/// All ranked segments as parts of one bar, `{ card, rank, share, x, width, here }`, along a width of 100; nothing when shares
/// are not known.
pub(crate) fn parts_of_the_whole(links: &EntryLinks<'_>) -> Value {
    let Some((_, rows)) = &links.viewer.ranks else {
        return Value::none();
    };
    let shares: Vec<f64> = rows.iter().map(|row| row.share).collect();
    rows.iter()
        .zip(stacked(100.0, &shares))
        .map(|(row, part)| {
            map(vec![
                ("card", links.viewer.card_of(row.entry).into()),
                ("rank", row.rank.as_str().into()),
                ("share", row.share.into()),
                ("x", part.x.into()),
                ("width", part.width.into()),
                ("here", (row.entry.key == links.entry.key).into()),
            ])
        })
        .collect::<Vec<_>>()
        .into()
}
