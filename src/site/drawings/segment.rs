//! What the people of a segment want beside what answers it, and the segment's part of the whole.

use std::collections::BTreeSet;
use std::ops::Deref;

use crate::draw::bars::stacked;
use crate::model::claim::worst_first;
use crate::model::persona::Persona;
use crate::model::segment::Segment;
use crate::model::{AnyReference, Claim, Entry, Key, Kind};
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, Statement, Viewer};
use crate::view::{Shared, view, view_words};

view! {
    /// What the personas of a segment want beside what we offer.
    pub(crate) struct ValueMap<'a> {
        /// What hurts them, by person.
        pains: Vec<WantedBy<'a>>,
        /// What they hope for, by person.
        gains: Vec<WantedBy<'a>>,
        /// Whether an offer says what it answers; without, nothing is called answered or not.
        judged: bool,
        /// What is answered, and by what: pains, hopes, jobs.
        answered: Vec<AnsweredWant<'a>>,
        /// The pains and hopes that nothing answers; empty when nobody has said what answers what.
        unanswered: Vec<AnsweredWant<'a>>,
        /// What we offer that is not said to answer anything.
        others: Vec<Statement<'a>>,
    }
}

view! {
    /// Something that somebody wants, with what answers it.
    pub(crate) struct AnsweredWant<'a> {
        /// Who wants it, or the job.
        card: Shared<EntryCard>,
        /// What it is.
        sort: WantSort,
        /// The words; nothing for a job.
        want: Option<Statement<'a>>,
        /// What answers it.
        by: Vec<(Statement<'a>, ShownBefore)>,
    }
}

view! {
    /// Whether something we offer stands further up already, where links to it lead.
    pub(crate) struct ShownBefore {
        /// Whether it does.
        before: bool,
    }
}

view_words! {
    /// What is wanted.
    #[derive(Copy, PartialEq)]
    pub(crate) enum WantSort {
        /// Something that hurts should go away.
        Pain = "pain",
        /// Something hoped for.
        Gain = "gain",
        /// A job to be done.
        Job = "job",
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

/// How many pains and gains of each persona a segment's page shows, beside those that something answers: one where there
/// are many personas.
const TOP_CLAIMS: usize = 2;
/// From so many personas on there are many.
const MANY: usize = 4;
/// How many pains or gains are shown beside those that something answers.
const MOST_SHOWN: usize = 7;

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

/// What hurts the personas of the segment and what they hope for, by person, the worst pains first, and what our offers say
/// that they answer.
pub(crate) fn value_map<'a>(links: &EntryLinks<'a>, segment: &'a Segment) -> ValueMap<'a> {
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
    let jobs = jobs(viewer, &offers);
    let answered = |wants: &[Want<'a>]| -> BTreeSet<usize> {
        let answered = (0..wants.len()).filter(|index| offers.any_answers(&wants[*index]));
        answered.collect()
    };
    let (answered_pains, answered_gains) = (answered(&pains), answered(&gains));
    let judged = !(answered_pains.is_empty() && answered_gains.is_empty() && jobs.is_empty());
    let lists = [(WantSort::Pain, &pains), (WantSort::Gain, &gains)];
    let all = lists.into_iter().flat_map(|(sort, wants)| {
        let rows = wants.iter();
        rows.map(move |want| (sort, want))
    });
    let mut seen: Vec<&Claim> = Vec::new();
    let mut shown = |offer: &'a Claim| {
        let before = seen.iter().any(|one| std::ptr::eq(*one, offer));
        seen.push(offer);
        (links.claim(offer), ShownBefore { before })
    };
    let rows = all.map(|(sort, want)| {
        let of = EntryLinks {
            viewer,
            entry: want.of,
        };
        let by = offers.all().filter(|offer| answers_want(offer, want));
        AnsweredWant {
            card: viewer.card_of(want.of),
            sort,
            want: Some(of.claim(&want.claim)),
            by: by.map(&mut shown).collect(),
        }
    });
    let rows: Vec<_> = rows.collect();
    let (mut answered, mut unanswered): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| !row.by.is_empty());
    answered.extend(jobs.iter().filter_map(|id| {
        let by = offers.all().filter(|offer| answers_job(offer, id));
        Some(AnsweredWant {
            card: viewer.card(Kind::Job, id)?,
            sort: WantSort::Job,
            want: None,
            by: by.map(&mut shown).collect(),
        })
    }));
    if !judged {
        unanswered.clear();
    }
    let is_matched = |offer: &Claim| {
        let wants = || pains.iter().chain(&gains);
        wants().any(|want| answers_want(offer, want))
            || jobs.iter().any(|id| answers_job(offer, id))
    };
    let others = offers.all().filter(|offer| !is_matched(offer));
    ValueMap {
        others: others.map(|offer| links.claim(offer)).collect(),
        pains: by_person(viewer, &pains, &answered_pains),
        gains: by_person(viewer, &gains, &answered_gains),
        judged,
        answered,
        unanswered,
    }
}

fn answers_want(offer: &Claim, want: &Want<'_>) -> bool {
    offer.answers.iter().any(|to| {
        let part = to.part.as_deref();
        part.is_some_and(|part| is_of(want, &Key::new(to.kind, to.id.as_str()), part))
    })
}

fn answers_job(offer: &Claim, id: &str) -> bool {
    let mut answers = offer.answers.iter();
    answers.any(|to| to.kind == Kind::Job && to.part.is_none() && to.id == id)
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

    fn all(&self) -> impl Iterator<Item = &'a Claim> {
        let lists = [&self.relievers, &self.creators, &self.products];
        lists.map(Vec::clone).into_iter().flatten()
    }

    fn any_answers(&self, want: &Want<'_>) -> bool {
        self.all().any(|offer| answers_want(offer, want))
    }

    /// What they answer.
    fn answers(&self) -> impl Iterator<Item = &'a AnyReference> {
        self.all().flat_map(|offer| &offer.answers)
    }
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

/// What offers answer, and as far as there is room what else each person wants most; by person, as `claims` has it.
fn wants<'a>(
    people: &[(&'a Entry, &'a Persona)],
    answered: Vec<Want<'a>>,
    claims: impl Fn(&'a Persona) -> Vec<&'a Claim>,
) -> Vec<Want<'a>> {
    let most = if people.len() < MANY { TOP_CLAIMS } else { 1 };
    let mut room = MOST_SHOWN.saturating_sub(answered.len());
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

/// The ids of the jobs that offers answer, each once.
fn jobs(viewer: &Viewer<'_>, offers: &Offers<'_>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for to in offers.answers() {
        let is_job = to.kind == Kind::Job && to.part.is_none();
        if is_job && viewer.catalog.has(Kind::Job, &to.id) && !ids.contains(&to.id) {
            ids.push(to.id.clone());
        }
    }
    ids
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
