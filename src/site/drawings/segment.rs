//! A segment's value-proposition canvas, and its part of the whole.

use std::collections::BTreeSet;
use std::ops::Deref;

use crate::draw::bars::stacked;
use crate::draw::canvas::{Answer, Canvas, CanvasItems, CanvasSizes, GroupKind, canvas};
use crate::model::claim::worst_first;
use crate::model::job::Job;
use crate::model::persona::Persona;
use crate::model::segment::Segment;
use crate::model::{AnyReference, Claim, Entry, Key, Kind};
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
        /// Whether an offer says what it answers; without, nothing is called answered or not.
        judged: bool,
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

/// How many pains and gains of each persona a segment's canvas shows, beside those that something answers: one where there
/// are many personas.
const TOP_CLAIMS: usize = 2;
/// From so many personas on there are many.
const MANY: usize = 4;
/// More pains, gains or jobs than this are not drawn: nobody would follow the lines.
const MOST_DRAWN: usize = 7;

/// Fields whose claims are about what hurts; others are about what somebody hopes for.
const HURTS: [&str; 9] = [
    "frustrations",
    "fears",
    "pains",
    "challenges",
    "concerns",
    "avoids",
    "avoid_feeling",
    "push",
    "anxiety",
];

/// Something that somebody wants, and who.
struct Want<'a> {
    of: &'a Entry,
    claim: Claim,
}

/// The canvas as a drawing and as lists: what hurts the personas of the segment and what they hope for, by person, the worst
/// pains first, and what our offers say that they answer.
pub(crate) fn value_canvas<'a>(links: &EntryLinks<'a>, segment: &Segment) -> ValueCanvas<'a> {
    let viewer = links.viewer;
    let people = viewer.referring::<Persona>(&links.entry.key, "segment");
    let offers = Offers::of(segment);
    let (answered_pains, answered_gains) = answered_claims(viewer, &offers);
    let pains = wants(&people, answered_pains, |persona| {
        worst_first(&persona.frustrations)
    });
    let gains = wants(&people, answered_gains, |persona| {
        let goals = persona.goals.iter();
        goals.filter(|goal| !goal.is_open()).collect()
    });
    let jobs = jobs(viewer, &people, &offers);
    let mut answers = Vec::new();
    for (kind, list) in offers.lists() {
        for (from, offer) in list.iter().enumerate() {
            let ends = offer
                .answers
                .iter()
                .filter_map(|to| place_of(to, [&pains, &gains], &jobs));
            answers.extend(ends.map(|to| Answer {
                from: (kind, from),
                to,
            }));
        }
    }
    let said = |wants: &[Want<'_>]| {
        let said = wants.iter().map(|want| {
            let who = viewer.short_names.name_of(want.of);
            format!("{who}: {}", want.claim.text.plain())
        });
        said.collect::<Vec<_>>()
    };
    let names = jobs.iter().filter_map(|id| viewer.name(Kind::Job, id));
    let lists = [
        texts(&offers.creators),
        texts(&offers.products),
        texts(&offers.relievers),
        said(&gains),
        names.collect(),
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
        judged: !answers.is_empty(),
        pains: by_person(viewer, &pains, &answered(&answers, GroupKind::Pains)),
        gains: by_person(viewer, &gains, &answered(&answers, GroupKind::Gains)),
        links: drawing.links.len(),
        unanswered: drawing.unanswered,
        drawing: has_both_sides.then_some(drawing),
    }
}

/// What a segment is offered.
#[derive(Default)]
struct Offers<'a> {
    creators: Vec<&'a Claim>,
    products: Vec<&'a Claim>,
    relievers: Vec<&'a Claim>,
}

impl<'a> Offers<'a> {
    fn of(segment: &'a Segment) -> Self {
        let Some(promise) = &segment.value_proposition else {
            return Self::default();
        };
        Self {
            creators: promise.gain_creators.iter().map(Deref::deref).collect(),
            products: promise.products.iter().map(Deref::deref).collect(),
            relievers: promise.pain_relievers.iter().map(Deref::deref).collect(),
        }
    }

    fn lists(&self) -> [(GroupKind, &[&'a Claim]); 3] {
        [
            (GroupKind::Creators, &self.creators),
            (GroupKind::Products, &self.products),
            (GroupKind::Relievers, &self.relievers),
        ]
    }

    /// What they answer.
    fn answers(&self) -> impl Iterator<Item = &'a AnyReference> {
        let offers = self.lists().map(|(_, list)| list.to_vec());
        offers
            .into_iter()
            .flatten()
            .flat_map(|offer| &offer.answers)
    }
}

fn texts(claims: &[&Claim]) -> Vec<String> {
    claims.iter().map(|claim| claim.text.plain()).collect()
}

/// The claims that offers answer, each once: those about what hurts, and the others.
fn answered_claims<'a>(viewer: &Viewer<'a>, offers: &Offers<'_>) -> (Vec<Want<'a>>, Vec<Want<'a>>) {
    let (mut pains, mut gains): (Vec<Want<'_>>, Vec<Want<'_>>) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for answered in offers.answers() {
        let key = Key::new(answered.kind, answered.id.as_str());
        let Some(of) = viewer.catalog.get(&key) else {
            continue;
        };
        let part = answered.part.as_deref().unwrap_or_default();
        let Some((path, claim)) = viewer.index.claim(&key, part) else {
            continue;
        };
        if !seen.insert((key.clone(), part)) {
            continue;
        }
        let wants = match HURTS.contains(&path.last_key()) {
            true => &mut pains,
            false => &mut gains,
        };
        let claim = claim.clone();
        wants.push(Want { of, claim });
    }
    (pains, gains)
}

fn is_of(want: &Want<'_>, key: &Key, id: &str) -> bool {
    want.of.key == *key && want.claim.id.as_ref().is_some_and(|one| one.0 == id)
}

/// Where on the canvas something stands that an offer answers.
fn place_of(
    to: &AnyReference,
    [pains, gains]: [&[Want<'_>]; 2],
    jobs: &[String],
) -> Option<(GroupKind, usize)> {
    let Some(part) = &to.part else {
        let place = jobs
            .iter()
            .position(|id| to.kind == Kind::Job && *id == to.id);
        return place.map(|index| (GroupKind::Jobs, index));
    };
    let key = Key::new(to.kind, to.id.as_str());
    let place = |wants: &[Want<'_>]| wants.iter().position(|want| is_of(want, &key, part));
    let pain = place(pains).map(|index| (GroupKind::Pains, index));
    pain.or_else(|| place(gains).map(|index| (GroupKind::Gains, index)))
}

/// What offers answer, and as far as there is room what else each person wants most; by person, as `claims` has it.
fn wants<'a>(
    people: &[(&'a Entry, &'a Persona)],
    answered: Vec<Want<'a>>,
    claims: impl Fn(&'a Persona) -> Vec<&'a Claim>,
) -> Vec<Want<'a>> {
    let most = if people.len() < MANY { TOP_CLAIMS } else { 1 };
    let mut room = MOST_DRAWN.saturating_sub(answered.len());
    let mut left = answered;
    let mut wants = Vec::new();
    for (of, persona) in people {
        let mut of_this = 0;
        for claim in claims(persona) {
            let is_this = |want: &Want<'_>| want.of.key == of.key && want.claim == *claim;
            if let Some(place) = left.iter().position(is_this) {
                wants.push(left.remove(place));
            } else if of_this < most && room > 0 {
                room -= 1;
                wants.push(Want {
                    of,
                    claim: claim.clone(),
                });
            } else {
                continue;
            }
            of_this += 1;
        }
        let (here, elsewhere) = left.into_iter().partition(|want| want.of.key == of.key);
        left = elsewhere;
        wants.extend::<Vec<_>>(here);
    }
    wants.extend(left);
    wants
}

/// The ids of the jobs that offers answer, and of those of these people, each once.
fn jobs(viewer: &Viewer<'_>, people: &[(&Entry, &Persona)], offers: &Offers<'_>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut add = |id: &str| {
        if viewer.catalog.has(Kind::Job, id) && !ids.iter().any(|one| one == id) {
            ids.push(id.to_owned());
        }
    };
    let answered = offers
        .answers()
        .filter(|to| to.kind == Kind::Job && to.part.is_none());
    answered.for_each(|job| add(&job.id));
    for (entry, persona) in people {
        persona.jobs.iter().for_each(|job| add(&job.id));
        let named = viewer.referring::<Job>(&entry.key, "personas");
        named.iter().for_each(|(job, _)| add(&job.key.id));
    }
    ids.truncate(MOST_DRAWN);
    ids
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
        let claim = (links.claim(&want.claim), IsAnswered { answered });
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
