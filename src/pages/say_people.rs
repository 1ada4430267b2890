//! What to say to a person, whatever the stage: what they object to with our answers, and, of those who are in no journey,
//! what worries them in a buying committee and what wins them over.

use std::collections::BTreeMap;

use crate::model::Entry;
use crate::model::content::Content;
use crate::model::icp::{Icp, Member};
use crate::model::journey::Journey;
use crate::model::persona::Persona;
use crate::site::filter::{Marks, lines};
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, Viewer};
use crate::view::{Fields, Shared, view};

view! {
    /// A persona with what to say to them.
    pub(crate) struct SayPerson<'a> {
        /// The persona.
        card: Shared<EntryCard>,
        /// What it can be filtered by, one a line.
        marks: BTreeMap<&'static str, String>,
        /// Whether no journey has them.
        in_no_journey: bool,
        /// What they say against it, and what we answer.
        objections: Fields,
        /// Of somebody who is in no journey: their seats in buying committees.
        seats: Vec<SaySeat<'a>>,
    }
}

view! {
    /// A seat in a buying committee.
    pub(crate) struct SaySeat<'a> {
        /// The role in words.
        role: &'a str,
        /// For which profile.
        icp: Shared<EntryCard>,
        /// What worries them.
        concerns: Fields,
        /// What wins them over.
        wins_over: Fields,
    }
}

/// A persona to whom there is something to say.
#[derive(Clone, Copy)]
pub(crate) struct Person<'a> {
    entry: &'a Entry,
    persona: &'a Persona,
    in_no_journey: bool,
}

/// Those with objections, and those in a committee that no journey has.
pub(crate) fn people<'a>(viewer: &Viewer<'a>) -> Vec<Person<'a>> {
    let all = viewer.personas().into_iter();
    let all = all.map(|(entry, persona)| Person {
        entry,
        persona,
        in_no_journey: viewer
            .referring::<Journey>(&entry.key, "personas")
            .is_empty(),
    });
    let has_something = |one: &Person<'a>| {
        let decision = one.persona.decision.as_ref();
        decision.is_some_and(|decision| !decision.objections.is_empty())
            || !seats(viewer, *one).is_empty()
    };
    all.filter(has_something).collect()
}

/// What a person can be filtered by.
pub(crate) fn marks(one: Person<'_>) -> Marks {
    [("persona", vec![one.entry.header.name.clone()])].into()
}

/// What the page says of a person.
pub(crate) fn view<'a>(viewer: &'a Viewer<'_>, one: Person<'a>) -> SayPerson<'a> {
    let entry = one.entry;
    let links = EntryLinks { viewer, entry };
    let node = one.persona.decision.node();
    let seats = seats(viewer, one).into_iter();
    SayPerson {
        card: viewer.card_of(entry),
        marks: lines(&marks(one)),
        in_no_journey: one.in_no_journey,
        objections: links.value(node.field("objections")),
        seats: seats
            .map(|(icp, member)| {
                let links = EntryLinks { viewer, entry: icp };
                SaySeat {
                    role: viewer.words.choice("buying-role", member.role.as_str()),
                    icp: viewer.card_of(icp),
                    concerns: links.value(&member.concerns.node()),
                    wins_over: links.value(&member.wins_over.node()),
                }
            })
            .collect(),
    }
}

/// The seats of somebody who is in no journey, where it is said what worries them or wins them over.
fn seats<'a>(viewer: &Viewer<'a>, one: Person<'a>) -> Vec<(&'a Entry, &'a Member)> {
    if !one.in_no_journey {
        return Vec::new();
    }
    let id = &one.entry.key.id;
    let icps = viewer.referring::<Icp>(&one.entry.key, "committee");
    let members = icps.into_iter().flat_map(|(entry, icp)| {
        let members = icp.committee.iter();
        members.map(move |member| (entry, member))
    });
    let theirs = members.filter(|(_, member)| {
        let persona = member.persona.as_ref();
        persona.is_some_and(|persona| persona.id == *id)
            && !(member.concerns.is_empty() && member.wins_over.is_empty())
    });
    theirs.collect()
}
