//! What is computed for the page of one entry: one file per kind that has anything to compute.

mod evidence;
mod icp;
mod job;
mod journey;
mod persona;
mod qualification;
mod segment;

use super::links::EntryLinks;
use super::{learn, map};
use crate::model::Data;
use crate::theme::Value;

pub(super) use evidence::cited;
pub(super) use job::ranked_outcomes;
pub(super) use journey::{opportunities, stage_of, strip};
pub(super) use persona::{jobs_of, slider, trait_words};

/// The value under `page.facts`; its fields depend on the kind.
pub(super) fn facts(links: &EntryLinks<'_>) -> Value {
    match &links.entry.data {
        Data::Segment(segment) => segment::facts(links, segment),
        Data::Icp(icp) => icp::facts(links, icp),
        Data::Persona(persona) => persona::facts(links, persona),
        Data::Job(job) => job::facts(links, job),
        Data::Journey(journey) => journey::facts(links, journey),
        Data::Qualification(qualification) => qualification::facts(links, qualification),
        Data::Evidence(_) => evidence::facts(links),
        Data::Path(path) => map(vec![("walk", learn::walk(links, path))]),
        Data::Term(_) | Data::Page(_) => map(Vec::new()),
    }
}
