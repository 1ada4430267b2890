//! Whom a newcomer meets first, when one of each kind must do: the best segment, its profile, the main persona,
//! her job and her journey. All that says "the best" or "the main" on the site asks here. Must not know pages.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::content::Content;
use crate::model::icp::{BuyingRole, Icp, Member};
use crate::model::job::{Job, JobLevel};
use crate::model::journey::{Journey, State};
use crate::model::persona::{Persona, PersonaKind};
use crate::model::segment::{Segment, Strategy, Tier};
use crate::model::{Catalog, Entry, Key, Reference, Status};
use crate::score::{Ranked, outcome_score};
use crate::site::drawings::journey::of_persona;

/// An entry and what it says.
pub(crate) type Found<'a, T> = (&'a Entry, &'a T);

/// One of each kind, where the book has one. A draft, a retired entry or a mere name is chosen only where there is no other.
#[derive(Clone, Copy, Default)]
pub(crate) struct Introduction<'a> {
    /// Of the best tier (written, else computed from its share), then with the largest share; never one that declines.
    pub(crate) segment: Option<Found<'a, Segment>>,
    /// Of that segment if there is one, then with the largest committee; never an anti-ICP.
    pub(crate) icp: Option<Found<'a, Icp>>,
    /// Who decides or champions in that committee; then who sits on it; then who belongs to that profile or segment;
    /// of several the one of whom the book says most. Never a negative persona.
    pub(crate) persona: Option<Found<'a, Persona>>,
    /// Of hers, the main one before parts of it, then the one with the highest opportunity score.
    pub(crate) job: Option<Found<'a, Job>>,
    /// Of hers, as it is today, the one with her first in it, then the longest.
    pub(crate) journey: Option<Found<'a, Journey>>,
}

impl<'a> Introduction<'a> {
    /// Chooses. `ranked` as in [`crate::score::abc_ranks`].
    pub(crate) fn of(catalog: &'a Catalog, ranked: &[Ranked<'_>]) -> Self {
        let segment = best_segment(catalog, ranked);
        let icp = best_icp(catalog, segment);
        let persona = main_persona(catalog, segment, icp);
        Self {
            segment,
            icp,
            persona,
            job: persona.and_then(|who| strongest_job(catalog, who)),
            journey: persona.and_then(|(who, _)| main_journey(catalog, &who.key.id)),
        }
    }

    /// The seats of the committee that decides, each with the persona in it if it has one.
    pub(crate) fn committee(&self) -> &'a [Member] {
        self.icp.map_or(&[], |(_, icp)| &icp.committee)
    }

    /// The personas on that committee, each once, in its order; where nobody sits on one, all but the negative ones.
    pub(crate) fn people(&self, catalog: &'a Catalog) -> Vec<&'a Entry> {
        let mut people: Vec<&Entry> = Vec::new();
        let seats = self
            .committee()
            .iter()
            .filter_map(|one| one.persona.as_ref());
        for (entry, _) in seats.filter_map(|one| catalog.find::<Persona>(&one.id)) {
            if !entry.is_retired() && !people.iter().any(|known| known.key == entry.key) {
                people.push(entry);
            }
        }
        if people.is_empty() {
            let all = catalog.all::<Persona>();
            let ours = all.filter(|(_, one)| one.kind != Some(PersonaKind::Negative));
            people = ours.map(|(entry, _)| entry).collect();
            people.sort_by_key(|entry| unfinished(entry));
        }
        people
    }

    /// The stage of her journey that feels worst to her, by its place, and how it feels at its worst; none when
    /// nothing is known of her feelings. Of equals the first.
    pub(crate) fn low_point(&self) -> Option<(usize, f64)> {
        let ((who, _), (_, journey)) = (self.persona?, self.journey?);
        of_persona(journey, &who.key.id)
            .into_iter()
            .enumerate()
            .filter_map(|(index, felt)| Some((index, felt?)))
            .map(|(index, felt)| (index, felt.from.min(felt.to)))
            .min_by(|left, right| left.1.total_cmp(&right.1))
    }
}

/// Those that have only a name come after all others, then drafts.
pub(crate) fn unfinished(entry: &Entry) -> u8 {
    match entry.header.status {
        Some(Status::Draft) => 2,
        _ => u8::from(entry.is_only_a_name()),
    }
}

fn best_segment<'a>(catalog: &'a Catalog, ranked: &[Ranked<'_>]) -> Option<Found<'a, Segment>> {
    let places: BTreeMap<&Key, (usize, Tier)> = ranked
        .iter()
        .map(|one| (&one.entry.key, (one.larger, one.rank)))
        .collect();
    catalog
        .all::<Segment>()
        .filter(|(_, segment)| segment.strategy != Some(Strategy::Decline))
        .min_by_key(|(entry, segment)| {
            let computed = places.get(&entry.key);
            let tier = segment.tier.or(computed.map(|(_, tier)| *tier));
            let place = computed.map_or(usize::MAX, |(place, _)| *place);
            (unfinished(entry), tier.is_none(), tier, place)
        })
}

fn best_icp<'a>(
    catalog: &'a Catalog,
    segment: Option<Found<'_, Segment>>,
) -> Option<Found<'a, Icp>> {
    catalog
        .all::<Icp>()
        .filter(|(_, icp)| !icp.negative)
        .min_by_key(|(entry, icp)| {
            let in_segment = segment.is_some_and(|(best, _)| names(&icp.segments, &best.key.id));
            (unfinished(entry), !in_segment, Reverse(icp.committee.len()))
        })
}

fn main_persona<'a>(
    catalog: &'a Catalog,
    segment: Option<Found<'_, Segment>>,
    icp: Option<Found<'_, Icp>>,
) -> Option<Found<'a, Persona>> {
    let seat = |id: &str| {
        let committee = icp.map_or(&[][..], |(_, icp)| &icp.committee);
        let of_hers = |member: &&Member| member.persona.as_ref().is_some_and(|one| one.id == id);
        let roles = committee.iter().filter(of_hers).map(|member| member.role);
        roles.min_by_key(|role| !decides(*role))
    };
    let nearness = |(entry, persona): &Found<'_, Persona>| match seat(&entry.key.id) {
        Some(role) if decides(role) => 0,
        Some(_) => 1,
        None if icp.is_some_and(|(icp, _)| names(&persona.icps, &icp.key.id)) => 2,
        None if segment.is_some_and(|(best, _)| {
            persona
                .segment
                .as_ref()
                .is_some_and(|one| one.id == best.key.id)
        }) =>
        {
            3
        }
        None => 4,
    };
    let of_first_rank: Vec<_> = catalog
        .all::<Persona>()
        .filter(|(_, persona)| persona.kind != Some(PersonaKind::Negative))
        .map(|found| ((unfinished(found.0), nearness(&found)), found))
        .collect();
    let best = of_first_rank.iter().map(|(rank, _)| *rank).min()?;
    of_first_rank
        .into_iter()
        .filter(|(rank, _)| *rank == best)
        .map(|(_, found)| found)
        .min_by_key(|(_, persona)| Reverse(said(*persona)))
}

fn decides(role: BuyingRole) -> bool {
    matches!(role, BuyingRole::DecisionMaker | BuyingRole::Champion)
}

/// How much is said: the number of filled-in values.
fn said(content: &impl Content) -> usize {
    let mut count = 0;
    content.node().leaves(&mut |_, _| count += 1);
    count
}

fn strongest_job<'a>(
    catalog: &'a Catalog,
    (who, persona): Found<'_, Persona>,
) -> Option<Found<'a, Job>> {
    let score = |job: &Job| {
        let scores = job.outcomes.iter().filter_map(outcome_score);
        scores.map(|one| one.opportunity).fold(-1.0, f64::max)
    };
    let level = |job: &Job| match job.level {
        Some(JobLevel::Main) => 0,
        Some(JobLevel::Aspiration) | None => 1,
        Some(JobLevel::Small) => 2,
        Some(JobLevel::Micro) => 3,
    };
    catalog
        .all::<Job>()
        .filter(|(entry, job)| {
            names(&persona.jobs, &entry.key.id) || names(&job.personas, &who.key.id)
        })
        .min_by(|left, right| {
            let rank = |found: &Found<'_, Job>| (unfinished(found.0), level(found.1));
            rank(left)
                .cmp(&rank(right))
                .then_with(|| score(right.1).total_cmp(&score(left.1)))
        })
}

fn main_journey<'a>(catalog: &'a Catalog, id: &str) -> Option<Found<'a, Journey>> {
    catalog
        .all::<Journey>()
        .filter(|(_, journey)| journey.state != Some(State::Future))
        .filter_map(|found| {
            let place = found.1.personas.iter().position(|one| one.id == id)?;
            Some((place, found))
        })
        .min_by_key(|(place, (entry, journey))| {
            (unfinished(entry), *place, Reverse(journey.stages.len()))
        })
        .map(|(_, found)| found)
}

fn names<T>(references: &[Reference<T>], id: &str) -> bool {
    references.iter().any(|one| one.id == id)
}
