//! How well known it is what an entry says: its claims by what they rest on, and its sources. Must not know words.

use super::confidence::{distinct, is_sourced};
use super::{Confidence, confidence, is_about_customer};
use crate::doc::Date;
use crate::model::claim::Grade;
use crate::model::content::Content;
use crate::model::{Catalog, Claim, Entry, Key, Kind, Pointer};

/// Claims about customers, counted by what they rest on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClaimCounts {
    /// All of them, without open questions.
    pub all: u32,
    /// Those that rest on nothing yet.
    pub assumptions: u32,
    /// Those that rest on the sources of the whole entry alone.
    pub whole: u32,
    /// Those that rest on one source alone.
    pub single: u32,
    /// Questions that nobody can answer yet: they claim nothing.
    pub open: u32,
}

impl ClaimCounts {
    /// Counts the claims of an entry.
    #[must_use]
    pub fn of(entry: &Entry, catalog: &Catalog) -> Self {
        let whole = is_sourced(entry, catalog);
        let mut counts = Self::default();
        entry.data.node().claims(&mut |_, claim| {
            if is_about_customer(claim, entry) {
                let sources = distinct(&claim.evidence, catalog).len();
                // A claim that only names what is not shown has no other source.
                let whole = whole && claim.evidence.is_empty();
                counts.add(claim, sources, whole);
            }
        });
        counts
    }

    /// Counts the claims in a piece of content by the sources that they name themselves.
    #[must_use]
    pub fn of_alone(content: &impl Content) -> Self {
        let mut counts = Self::default();
        content.node().claims(&mut |_, claim| {
            if !claim.is_ours {
                counts.add(claim, claim.evidence.len(), false);
            }
        });
        counts
    }

    fn add(&mut self, claim: &Claim, sources: usize, whole: bool) {
        if claim.is_open() {
            self.open += 1;
            return;
        }
        self.all += 1;
        match sources {
            _ if claim.grade == Some(Grade::Assumption) => self.assumptions += 1,
            0 if whole => self.whole += 1,
            0 => self.assumptions += 1,
            1 => self.single += 1,
            _ => {}
        }
    }

    /// Those that rest on a source.
    #[must_use]
    pub fn known(self) -> u32 {
        self.all - self.assumptions
    }
}

/// How many claims there are of each confidence, the best known first; open questions last.
#[must_use]
pub fn claims_by_confidence(
    entry: &Entry,
    catalog: &Catalog,
    today: Date,
) -> [(Confidence, u32); Confidence::ALL.len()] {
    let mut counts = Confidence::ALL.map(|step| (step, 0));
    entry.data.node().claims(&mut |_, claim| {
        if !is_about_customer(claim, entry) {
            return;
        }
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
            "goals": ["Rest", "Order [^talks]", { "text": "Quiet?", "grade": "unknown" }],
            "decision": { "convinced_by": ["Proof [^talks] [^survey]"] },
        }))
        .unwrap();
        let counts = ClaimCounts::of_alone(&persona);
        assert_eq!((counts.all, counts.assumptions, counts.single), (3, 1, 1));
        assert_eq!((counts.known(), counts.open), (2, 1));
    }
}
