//! A segment's value-proposition canvas, and its part of the whole.

use std::collections::BTreeSet;

use super::answers;
use crate::draw::bars::stacked;
use crate::draw::canvas::{Answer, Canvas, CanvasItems, CanvasSizes, GroupKind, canvas};
use crate::model::claim::worst_first;
use crate::model::persona::Persona;
use crate::model::segment::Segment;
use crate::model::{Claim, Entry, Kind};
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, Statement, Viewer};
use crate::view::{Shared, view};

view! {
    /// What the personas of a segment want beside what we offer.
    pub(crate) struct ValueCanvas<'a> {
        /// What hurts them, by person.
        pains: Vec<WantedBy<'a>>,
        /// What they hope for, by person.
        gains: Vec<WantedBy<'a>>,
        /// How many lines lead from an offer to what it answers.
        links: usize,
        /// How many pains and gains nothing answers.
        unanswered: usize,
        /// The canvas; nothing when one of its sides is empty.
        drawing: Option<Canvas>,
    }
}

view! {
    /// What one persona wants.
    pub(crate) struct WantedBy<'a> {
        /// Who.
        card: Shared<EntryCard>,
        /// What, the worst first.
        claims: Vec<(Statement<'a>, IsAnswered)>,
    }
}

view! {
    /// Whether something we offer answers it.
    pub(crate) struct IsAnswered {
        /// Whether it does.
        answered: bool,
    }
}

view! {
    /// A segment as a part of the whole.
    pub(crate) struct WholePart {
        /// The segment.
        card: Shared<EntryCard>,
        /// The computed rank: A, B or C.
        rank: &'static str,
        /// Its share, in percent.
        share: f64,
        /// Where its part of a bar of 100 begins.
        x: f64,
        /// How long that part is.
        width: f64,
        /// Whether it is the segment whose page it is.
        here: bool,
    }
}

/// How many pains and gains of each persona a segment's canvas shows: one where there are many personas.
const TOP_CLAIMS: usize = 2;
/// From so many personas on there are many.
const MANY: usize = 4;
/// More pains, gains or jobs than this are not drawn: nobody would follow the lines.
const MOST_DRAWN: usize = 7;

/// Something that somebody wants, and who.
struct Want<'a> {
    of: &'a Entry,
    claim: &'a Claim,
}

/// The canvas as a drawing and as lists: what hurts the personas of the segment and what they hope for, by person, the worst
/// pains first, each with whether something we offer answers it.
pub(crate) fn value_canvas<'a>(links: &EntryLinks<'a>, segment: &Segment) -> ValueCanvas<'a> {
    let viewer = links.viewer;
    let people = viewer.referring::<Persona>(&links.entry.key, "segment");
    let pains = wants(&people, |persona| worst_first(&persona.frustrations));
    let gains = wants(&people, |persona| persona.goals.iter().collect());
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
        for (want_kind, wants) in [(GroupKind::Gains, &gains), (GroupKind::Pains, &pains)] {
            answers.extend(
                pairs(links, offers, wants)
                    .into_iter()
                    .map(|(from, to)| Answer {
                        from: (kind, from),
                        to: (want_kind, to),
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
    let said = |wants: &[Want<'_>]| {
        wants
            .iter()
            .map(|want| {
                format!(
                    "{}: {}",
                    viewer.short_names.name_of(want.of),
                    want.claim.text.plain()
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
        &CanvasItems {
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
    ValueCanvas {
        pains: by_person(viewer, &pains, &answered(&answers, GroupKind::Pains)),
        gains: by_person(viewer, &gains, &answered(&answers, GroupKind::Gains)),
        links: drawing.links.len(),
        unanswered: drawing.unanswered,
        drawing: has_both_sides.then_some(drawing),
    }
}

fn wants<'a>(
    people: &[(&'a Entry, &'a Persona)],
    claims: impl Fn(&'a Persona) -> Vec<&'a Claim>,
) -> Vec<Want<'a>> {
    let most = if people.len() < MANY { TOP_CLAIMS } else { 1 };
    people
        .iter()
        .flat_map(|(entry, persona)| {
            let of = *entry;
            claims(persona)
                .into_iter()
                .take(most)
                .map(move |claim| Want { of, claim })
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
            let name = viewer.name(Kind::Job, id);
            names.extend(name.filter(|name| !names.contains(name)));
        }
    }
    names.truncate(MOST_DRAWN);
    names
}

fn pairs(links: &EntryLinks<'_>, offers: &[Claim], wants: &[Want<'_>]) -> Vec<(usize, usize)> {
    answers::answers(
        &links.viewer.words,
        &offers.iter().collect::<Vec<_>>(),
        &wants.iter().map(|want| want.claim).collect::<Vec<_>>(),
    )
}

/// The places in a list that something answers.
fn answered(answers: &[Answer], kind: GroupKind) -> BTreeSet<usize> {
    let ends = answers.iter().map(|one| one.to);
    ends.filter(|(to, _)| *to == kind)
        .map(|(_, index)| index)
        .collect()
}

fn by_person<'a>(
    viewer: &'a Viewer<'a>,
    wants: &[Want<'a>],
    answered: &BTreeSet<usize>,
) -> Vec<WantedBy<'a>> {
    let mut rows: Vec<(&Entry, Vec<(Statement<'a>, IsAnswered)>)> = Vec::new();
    for (index, want) in wants.iter().enumerate() {
        let links = EntryLinks {
            viewer,
            entry: want.of,
        };
        let answered = answered.contains(&index);
        let claim = (links.claim(want.claim), IsAnswered { answered });
        match rows.last_mut() {
            Some((entry, claims)) if entry.key == want.of.key => claims.push(claim),
            _ => rows.push((want.of, vec![claim])),
        }
    }
    let rows = rows.into_iter();
    rows.map(|(entry, claims)| WantedBy {
        card: viewer.card_of(entry),
        claims,
    })
    .collect()
}

/// All ranked segments as parts of one bar; nothing when shares are not known.
pub(crate) fn parts_of_the_whole(links: &EntryLinks<'_>) -> Option<Vec<WholePart>> {
    let (_, rows) = links.viewer.ranks.as_ref()?;
    let shares: Vec<f64> = rows.iter().map(|row| row.share).collect();
    let parts = rows.iter().zip(stacked(100.0, &shares));
    let parts = parts.map(|(row, part)| WholePart {
        card: links.viewer.card_of(row.entry),
        rank: row.rank.as_str(),
        share: row.share,
        x: part.x,
        width: part.width,
        here: row.entry.key == links.entry.key,
    });
    Some(parts.collect())
}
