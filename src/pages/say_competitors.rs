//! What to say when somebody mentions a competitor: what they say, what we answer, and in which talks it comes up.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::competitor::Competitor;
use crate::model::content::Content;
use crate::model::job::Job;
use crate::model::persona::Persona;
use crate::model::{Entry, Key, Kind};
use crate::site::competitors;
use crate::site::filter::{Marks, lines};
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, Viewer};
use crate::view::{Fields, Shared, view};

view! {
    /// A competitor with what to say.
    pub(crate) struct SayCompetitor {
        /// The competitor.
        card: Shared<EntryCard>,
        /// Its place on the page.
        anchor: String,
        /// What it can be filtered by, one a line.
        marks: BTreeMap<&'static str, String>,
        /// With whom it comes up: who belongs to a segment or decides for an ideal customer they go for, or has a job they are
        /// hired for.
        personas: Vec<Shared<EntryCard>>,
        /// How many more there are.
        more: usize,
        /// What they say, and what we answer.
        says: Fields,
        /// When we win.
        wins_when: Fields,
    }
}

/// So many personas, jobs and ideal customers of a competitor are named; of a large book it concerns hundreds.
const NAMED: usize = 30;

/// A competitor that there is something to say about.
pub(crate) struct Mentioned<'a> {
    entry: &'a Entry,
    competitor: &'a Competitor,
    personas: BTreeSet<&'a str>,
    /// What it can be filtered by.
    pub(crate) marks: Marks,
}

/// The place of a competitor on the page. No id of an entry has an underscore, so no journey has the same place.
pub(crate) fn anchor(entry: &Entry) -> String {
    format!("competitor_{}", entry.key.id)
}

/// Whether the page has something to say about a competitor.
pub(crate) fn is_mentioned(competitor: &Competitor) -> bool {
    !competitor.says.is_empty() || !competitor.wins_when.is_empty()
}

/// The competitors that there is something to say about, and whom they concern.
pub(crate) fn mentioned<'a>(viewer: &Viewer<'a>) -> Vec<Mentioned<'a>> {
    let mut concerned: BTreeMap<&Key, BTreeSet<&str>> = BTreeMap::new();
    for (entry, persona) in viewer.catalog.all::<Persona>() {
        for competitor in competitors::of_persona(&EntryLinks { viewer, entry }, persona) {
            let people = concerned.entry(&competitor.key).or_default();
            people.insert(&entry.key.id);
        }
    }
    let competitors = viewer.catalog.all::<Competitor>();
    let competitors = competitors.filter(|(_, competitor)| is_mentioned(competitor));
    let competitors = competitors.map(|(entry, competitor)| {
        let personas = concerned.remove(&entry.key).unwrap_or_default();
        let jobs = viewer.referring::<Job>(&entry.key, "alternatives");
        let of_persona = personas
            .iter()
            .take(NAMED)
            .filter_map(|id| viewer.name(Kind::Persona, id));
        let of_job = jobs
            .iter()
            .take(NAMED)
            .map(|(job, _)| job.header.name.clone());
        let of_icp = competitor.icps.iter().take(NAMED);
        let of_icp = of_icp.filter_map(|one| viewer.name(Kind::Icp, &one.id));
        let marks = Marks::from([
            ("persona", of_persona.collect()),
            ("job", of_job.collect()),
            ("icp", of_icp.collect()),
        ]);
        Mentioned {
            entry,
            competitor,
            personas,
            marks,
        }
    });
    competitors.collect()
}

/// What the page says of a competitor.
pub(crate) fn view(viewer: &Viewer<'_>, one: &Mentioned<'_>) -> SayCompetitor {
    let entry = one.entry;
    let links = EntryLinks { viewer, entry };
    let mut personas: Vec<&str> = one.personas.iter().copied().collect();
    personas.sort_by_key(|id| viewer.persona_place(id));
    SayCompetitor {
        card: viewer.card_of(entry),
        anchor: anchor(entry),
        marks: lines(&one.marks),
        personas: viewer.cards(Kind::Persona, personas.into_iter().take(NAMED)),
        more: one.personas.len().saturating_sub(NAMED),
        says: links.value(&one.competitor.says.node()),
        wins_when: links.value(&one.competitor.wins_when.node()),
    }
}
