//! Which competitors concern whom. One definition, so that the page of a persona and that of what to say when agree.

use std::collections::BTreeSet;

use super::Viewer;
use super::links::EntryLinks;
use super::outcomes::jobs_of;
use crate::model::competitor::Competitor;
use crate::model::icp::Icp;
use crate::model::persona::Persona;
use crate::model::{Entry, Key, Kind};

/// The competitors that go for such firms, by id.
pub(crate) fn of_icp<'a>(viewer: &Viewer<'a>, icp: &Key) -> Vec<&'a Entry> {
    entries(viewer.referring::<Competitor>(icp, "icps"))
}

/// The competitors that come up with a persona, each once: first those hired for one of the jobs, then those that go for a kind
/// of firm the persona works or decides in, then those that go for the segment.
pub(crate) fn of_persona<'a>(links: &EntryLinks<'a>, persona: &Persona) -> Vec<&'a Entry> {
    let viewer = links.viewer;
    let mut found: Vec<&Entry> = Vec::new();
    for (_, job) in jobs_of(links, persona) {
        let hired = job.alternatives.iter();
        let hired = hired.filter_map(|one| one.competitor.as_ref());
        found.extend(hired.filter_map(|one| Some(viewer.catalog.find::<Competitor>(&one.id)?.0)));
    }
    let decides = viewer.referring::<Icp>(&links.entry.key, "committee");
    let decides = decides.into_iter().map(|(icp, _)| icp.key.clone());
    let works = persona.icps.iter().map(|one| Key::new(Kind::Icp, &one.id));
    for icp in works.chain(decides) {
        found.extend(of_icp(viewer, &icp));
    }
    if let Some(segment) = &persona.segment {
        let segment = Key::new(Kind::Segment, &segment.id);
        found.extend(entries(
            viewer.referring::<Competitor>(&segment, "segments"),
        ));
    }
    let mut seen = BTreeSet::new();
    found.retain(|entry| seen.insert(&entry.key));
    found
}

fn entries<'a, T>(found: Vec<(&'a Entry, &'a T)>) -> Vec<&'a Entry> {
    found.into_iter().map(|(entry, _)| entry).collect()
}
