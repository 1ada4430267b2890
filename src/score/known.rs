//! How well known it is what an entry says: its claims by what they rest on, and its sources. Must not know words.

use super::{Confidence, confidence};
use crate::doc::Date;
use crate::model::content::Content;
use crate::model::{Catalog, Entry, Key, Kind, Pointer};

/// Claims about customers, counted by what they rest on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClaimCounts {
    /// All of them.
    pub all: u32,
    /// Those that rest on nothing yet.
    pub assumptions: u32,
    /// Those that rest on the sources of the whole entry alone.
    pub whole: u32,
    /// Those that rest on one source alone.
    pub single: u32,
}

impl ClaimCounts {
    /// Counts the claims of an entry.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        let mut counts = Self::of_alone(&entry.data);
        if !entry.header.evidence.is_empty() && counts.known() == 0 {
            counts.whole = std::mem::take(&mut counts.assumptions);
        }
        counts
    }

    /// Counts the claims in a piece of content by the sources that they name themselves.
    #[must_use]
    pub fn of_alone(content: &impl Content) -> Self {
        let mut counts = Self::default();
        content.node().claims(&mut |_, claim| {
            counts.all += 1;
            counts.assumptions += u32::from(claim.evidence.is_empty());
            counts.single += u32::from(claim.evidence.len() == 1);
        });
        counts
    }

    /// Those that rest on a source.
    #[must_use]
    pub fn known(self) -> u32 {
        self.all - self.assumptions
    }
}

/// How many claims there are of each confidence, the best known first.
#[must_use]
pub fn claims_by_confidence(
    entry: &Entry,
    catalog: &Catalog,
    today: Date,
) -> [(Confidence, u32); 5] {
    let mut counts = [
        (Confidence::Strong, 0),
        (Confidence::Fair, 0),
        (Confidence::Weak, 0),
        (Confidence::Whole, 0),
        (Confidence::Assumption, 0),
    ];
    entry.data.node().claims(&mut |_, claim| {
        let found = confidence(claim, entry, catalog, today);
        for (step, count) in &mut counts {
            *count += u32::from(*step == found);
        }
    });
    counts
}

/// The ids of the sources that an entry cites anywhere, each once, in their order.
#[must_use]
pub fn sources<'a>(key: &Key, catalog: &'a Catalog) -> Vec<&'a str> {
    let references = catalog.references(key).iter();
    let cited = references.filter_map(|used| match &used.to {
        Pointer::Entry(Kind::Evidence, id) => Some(id.as_str()),
        _ => None,
    });
    let mut ids: Vec<&str> = cited.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::persona::Persona;

    #[test]
    fn claims_are_counted_by_what_they_rest_on() {
        let persona: Persona = serde_json::from_value(serde_json::json!({
            "goals": ["Rest", "Order [^talks]"],
            "decision": { "convinced_by": ["Proof [^talks] [^survey]"] },
        }))
        .unwrap();
        let counts = ClaimCounts::of_alone(&persona);
        assert_eq!((counts.all, counts.assumptions, counts.single), (3, 1, 1));
        assert_eq!(counts.known(), 2);
    }
}
