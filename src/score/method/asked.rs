//! What the method asks of a persona or an ICP and the rules advise too, so that both say the same. Must not know words.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Progress};
use crate::model::icp::Icp;
use crate::model::journey::Journey;
use crate::model::persona::Persona;
use crate::model::{Backlink, Catalog, Entry, Key, Kind, Pointer};
use crate::score::score;

/// Worked accounts that put a scorecard to the test.
const ACCOUNTS: usize = 3;

/// Numbers show how firms that fit differ from others.
pub fn signals(icp: &Icp) -> Check {
    Check::is("signals", !icp.signals.is_empty())
}

/// Reasons to stop at once are written down.
pub fn disqualifiers(icp: &Icp) -> Check {
    Check::is("disqualifiers", !icp.disqualifiers.is_empty())
}

/// It is known what sets the search in motion; nobody asks it of a firm to leave alone.
pub fn triggers(icp: &Icp) -> Option<Check> {
    (!icp.negative).then(|| Check::is("triggers", !icp.triggers.is_empty()))
}

/// It is known who has a say, and what worries them; nobody asks it of a firm to leave alone.
pub fn committee(icp: &Icp) -> Option<Check> {
    let concerns = icp.committee.iter().any(|one| !one.concerns.is_empty());
    (!icp.negative).then(|| Check::all("committee", &[!icp.committee.is_empty(), concerns]))
}

/// Enough worked accounts, and each gets the tier it expects; nobody scores a firm to leave alone.
pub fn accounts(icp: &Icp) -> Option<Check> {
    if icp.negative {
        return None;
    }
    let as_expected = icp.scorecard.as_ref().is_some_and(|card| {
        let mut expecting = icp.examples.iter();
        expecting.all(|account| {
            let tiers = score(card, &account.values).tiers;
            account
                .expect
                .is_none_or(|expected| tiers.known() == Some(expected))
        })
    });
    let check = Check::count("accounts", icp.examples.len(), ACCOUNTS);
    Some(match check.progress {
        Progress::Done if !as_expected => Check {
            progress: Progress::Partly,
            ..check
        },
        _ => check,
    })
}

/// The places that refer to each persona, by her id: those of other entries in use.
pub fn links_to_personas(catalog: &Catalog) -> BTreeMap<&str, Vec<Backlink<'_>>> {
    let entries: Vec<&Entry> = catalog.entries().collect();
    let mut links: Vec<Vec<Backlink<'_>>> = vec![Vec::new(); entries.len()];
    let all = catalog.records().zip(catalog.targets()).enumerate();
    for (number, (record, targets)) in all {
        let from = record.entry();
        if from.is_retired() || from.is_draft() {
            continue;
        }
        for (used, target) in record.references().iter().zip(targets.iter()) {
            if let (Pointer::Entry(Kind::Persona, _), Some(to)) = (&used.to, target)
                && *to != number
            {
                links[*to].push(Backlink { from, used });
            }
        }
    }
    let links = entries.into_iter().zip(links);
    let links = links.filter(|(_, links)| !links.is_empty());
    links
        .map(|(entry, links)| (entry.key.id.as_str(), links))
        .collect()
}

/// A sentence in their own words.
pub fn quote(persona: &Persona) -> Check {
    let says = persona.quote.is_some() || !persona.quotes.is_empty();
    Check::is("quote", says)
}

/// A persona, and the places that refer to her.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The book's entries.
    pub catalog: &'a Catalog,
    /// The persona.
    pub persona: &'a Persona,
    /// The places that refer to her.
    pub links: &'a [Backlink<'a>],
}

impl Asked<'_> {
    /// Whether it is known what gets in her way.
    pub fn has_frustration(&self) -> bool {
        let pains = self.persona.empathy.as_ref();
        !self.persona.frustrations.is_empty() || pains.is_some_and(|one| !one.pains.is_empty())
    }

    /// How to treat her, and how not to.
    pub fn talk(&self) -> Check {
        let one = self.persona;
        Check::all("talk", &[!one.dos.is_empty(), !one.donts.is_empty()])
    }

    /// What we do differently.
    pub fn actions(&self) -> Check {
        Check::is("actions", !self.persona.actions.is_empty())
    }

    /// A job that she tries to get done.
    pub fn jobs(&self) -> Check {
        let jobs = !self.persona.jobs.is_empty() || self.is_named_by(Kind::Job, "personas");
        Check::is("jobs", jobs)
    }

    /// A journey that is hers.
    pub fn journeys(&self) -> Check {
        Check::is("journeys", !self.of_journeys().is_empty())
    }

    /// Every stage of those journeys has something to say.
    pub fn messages(&self) -> Check {
        let journeys = self.of_journeys();
        let stages = || journeys.iter().flat_map(|journey| &journey.stages);
        let told = stages().filter(|stage| stage.message.is_some()).count();
        Check::share("messages", told, stages().count(), stages().count())
    }

    /// Whether an entry of this kind names her in this field.
    pub fn is_named_by(&self, kind: Kind, field: &str) -> bool {
        let mut links = self.links.iter();
        links.any(|link| link.from.key.kind == kind && link.used.path.field() == field)
    }

    fn of_journeys(&self) -> Vec<&Journey> {
        let of_her = self.links.iter().filter(|link| {
            link.from.key.kind == Kind::Journey && link.used.path.field() == "personas"
        });
        let mut ids: Vec<&str> = of_her.map(|link| link.from.key.id.as_str()).collect();
        ids.dedup();
        let found = ids.into_iter();
        found
            .filter_map(|id| self.catalog.find::<Journey>(id))
            .map(|(_, journey)| journey)
            .collect()
    }
}

/// Whether an entry that should be tied to others is not: a source that nothing rests on, or an entry that nothing refers to and that
/// leads to no other. A source or a term that it names ties it to nobody.
#[must_use]
pub fn is_orphan(catalog: &Catalog, entry: &Entry, is_referred_to: bool) -> bool {
    let kind = entry.key.kind;
    if is_referred_to || kind.about().stands_alone {
        return false;
    }
    let mut uses = catalog.references(&entry.key).iter();
    let leads_on = uses.any(|used| match &used.to {
        Pointer::Entry(other, id) => {
            let is_itself = *other == kind && *id == entry.key.id;
            !other.about().is_background && !is_itself && catalog.has(*other, id)
        }
        _ => false,
    });
    kind == Kind::Evidence || !leads_on
}

/// The entries to which another one in use refers.
#[must_use]
pub fn referred_to(catalog: &Catalog) -> BTreeSet<&Key> {
    let mut referred_to = vec![false; catalog.len()];
    for (from, (entry, targets)) in catalog.entries().zip(catalog.targets()).enumerate() {
        if !entry.is_retired() && !entry.is_draft() {
            let others = targets.iter().flatten().filter(|to| **to != from);
            others.for_each(|to| referred_to[*to] = true);
        }
    }
    let entries = catalog.entries().zip(referred_to);
    let entries = entries.filter(|(_, is_referred_to)| *is_referred_to);
    entries.map(|(entry, _)| &entry.key).collect()
}
