//! A segment's rank, and the personas, profiles and smaller segments in it.

use crate::model::Kind;
use crate::model::persona::Persona;
use crate::model::segment::Segment;
use crate::site::links::EntryLinks;
use crate::site::{EntryCard, drawings};
use crate::view::{Shared, view};

view! {
    /// What only the page of a segment has.
    pub(crate) struct SegmentComputed<'a> {
        /// The computed rank; nothing when shares are not known.
        abc: Option<ComputedRank<'a>>,
        /// What hurts the personas of the segment, what they hope for, and what answers it.
        map: drawings::segment::ValueMap<'a>,
        /// By what its customers are found in a list, in words.
        when: Option<String>,
        /// All ranked segments as parts of one bar; nothing when shares are not known.
        whole: Option<Vec<drawings::segment::WholePart>>,
        /// The personas in the segment.
        personas: Vec<Shared<EntryCard>>,
        /// The ICPs in the segment.
        icps: Vec<Shared<EntryCard>>,
        /// The jobs of the segment.
        jobs: Vec<Shared<EntryCard>>,
        /// The segments that are parts of it.
        children: Vec<Shared<EntryCard>>,
    }
}

view! {
    /// The rank of a segment as it follows from the shares of all.
    pub(crate) struct ComputedRank<'a> {
        /// What the shares are of, in words.
        basis: &'a str,
        /// The share of this segment, in percent of the whole.
        share: f64,
        /// The share of this and all larger segments together, in percent of the whole.
        cumulated: f64,
        /// The rank, as in `A`.
        rank: &'static str,
        /// Whether the author has given another rank.
        differs: bool,
    }
}

pub(crate) fn computed<'a>(links: &EntryLinks<'a>, segment: &'a Segment) -> SegmentComputed<'a> {
    let viewer = links.viewer;
    let key = &links.entry.key;
    let personas = viewer.referring::<Persona>(key, "segment");
    let children = viewer.referring::<Segment>(key, "parent");
    let personas = personas.iter().map(|(entry, _)| entry.key.id.as_str());
    let children = children.iter().map(|(entry, _)| entry.key.id.as_str());
    SegmentComputed {
        abc: computed_rank(links, segment),
        map: drawings::segment::value_map(links, segment),
        when: segment.when.as_ref().map(|when| links.condition(when)),
        whole: drawings::segment::parts_of_the_whole(links),
        personas: viewer.cards(Kind::Persona, personas),
        icps: viewer.cards_from(Kind::Icp, key),
        jobs: viewer.cards_from(Kind::Job, key),
        children: viewer.cards(Kind::Segment, children),
    }
}

fn computed_rank<'a>(links: &EntryLinks<'a>, segment: &Segment) -> Option<ComputedRank<'a>> {
    let viewer = links.viewer;
    let (basis, ranked) = viewer.ranks.as_ref()?;
    let own = ranked.iter().find(|one| one.entry.key == links.entry.key)?;
    Some(ComputedRank {
        basis: viewer.words.choice("share", basis.as_str()),
        share: own.share,
        cumulated: own.cumulated,
        rank: own.rank.as_str(),
        differs: segment.tier.is_some_and(|tier| tier != own.rank),
    })
}
