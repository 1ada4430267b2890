//! What to find out next: the claims that most rests on and least supports. Must not know words.

use std::cmp::Reverse;

use super::queue::{claims_named, kept_true, referred_to};
use super::{Confidence, confidence, is_about_customer};
use crate::doc::Date;
use crate::model::{Catalog, Claim, Content as _, Entry};

/// A claim of which it is worth to know more.
#[derive(Debug, Clone, PartialEq)]
pub struct ToResearch<'a> {
    /// The entry that makes it.
    pub entry: &'a Entry,
    /// What it says.
    pub claim: Claim,
    /// How well it is known.
    pub confidence: Confidence,
    /// How many other entries refer to the claim or to its entry; one that names both counts for both.
    pub referred_to_by: usize,
}

/// No entry has more than so many of its claims named: the next entry is worth more then.
const OF_ONE_ENTRY: usize = 3;

/// How little supports a claim: nothing at all counts four times what a single kind of source counts.
#[must_use]
pub fn weakness(confidence: Confidence) -> usize {
    match confidence {
        Confidence::Unknown | Confidence::Assumption => 4,
        Confidence::Inference => 3,
        Confidence::Whole | Confidence::Weak => 2,
        Confidence::Fair => 1,
        Confidence::Strong => 0,
    }
}

/// How much it is worth to know more of a claim: how much rests on it, with itself, times how little supports it.
#[must_use]
pub fn worth(referred_to_by: usize, confidence: Confidence) -> usize {
    (1 + referred_to_by) * weakness(confidence)
}

/// The claims about customers of which it is worth most to know more, at most so many: by [`worth`], of those alike what hurts
/// customers more first. What is strongly supported needs nothing. Drafts and what is retired are left in peace.
#[must_use]
pub fn research_next(catalog: &Catalog, today: Date, most: usize) -> Vec<ToResearch<'_>> {
    let referred = referred_to(catalog);
    let named = claims_named(catalog);
    let entries: Vec<&Entry> = kept_true(catalog).collect();
    let mut found = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let of_entry = referred.get(&entry.key).copied().unwrap_or(0);
        let mut place = 0;
        entry.data.node().claims(&mut |_, claim| {
            place += 1;
            if !is_about_customer(claim, entry) {
                return;
            }
            let confidence = confidence(claim, entry, catalog, today);
            let of_claim = claim.id.as_ref().and_then(|id| {
                let claim = (entry.key.clone(), id.0.clone());
                named.get(&claim).copied()
            });
            let referred_to_by = of_entry + of_claim.unwrap_or(0);
            let worth = worth(referred_to_by, confidence);
            if worth > 0 {
                // Numbers that are not negative sort as their bits do.
                let severity = claim.severity.map_or(0.0, |severity| severity.0);
                let order = (Reverse(worth), Reverse(severity.to_bits()));
                found.push((order, number, place, confidence, referred_to_by));
            }
        });
    }
    found.sort_by_key(|(order, number, place, ..)| (*order, *number, *place));
    let mut taken = vec![0; entries.len()];
    found.retain(|(_, number, ..)| {
        taken[*number] += 1;
        taken[*number] <= OF_ONE_ENTRY
    });
    found.truncate(most);
    let found = found.into_iter().filter_map(|one| {
        let (_, number, at, confidence, referred_to_by) = one;
        let entry = entries[number];
        Some(ToResearch {
            entry,
            claim: claim_at(entry, at)?,
            confidence,
            referred_to_by,
        })
    });
    found.collect()
}

/// The claim at a place among those of an entry, counted from 1.
fn claim_at(entry: &Entry, at: usize) -> Option<Claim> {
    let (mut place, mut found) = (0, None);
    entry.data.node().claims(&mut |_, claim| {
        place += 1;
        if place == at {
            found = Some(claim.clone());
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Data, Key, Kind};

    fn entry(kind: Kind, id: &str, header: &str, data: Data) -> Entry {
        Entry {
            key: Key::new(kind, id),
            header: toml::from_str(&format!("name = \"{id}\"\n{header}")).unwrap(),
            data,
            body: String::new(),
            file: format!("content/{}/{id}.toml", kind.folder()),
            folder: kind.folder().to_owned(),
        }
    }

    fn persona(id: &str, header: &str, data: &str) -> Entry {
        let data = Data::Persona(toml::from_str(data).unwrap());
        entry(Kind::Persona, id, header, data)
    }

    fn job(id: &str, header: &str, data: &str) -> Entry {
        let data = Data::Job(toml::from_str(data).unwrap());
        entry(Kind::Job, id, header, data)
    }

    fn found(entries: Vec<Entry>) -> Vec<(String, usize)> {
        let mut catalog = Catalog::default();
        for entry in entries {
            catalog.add(entry);
        }
        let today = "2026-11-28".parse().unwrap();
        let next = research_next(&catalog, today, 10).into_iter();
        next.map(|one| (one.claim.text.0, worth(one.referred_to_by, one.confidence)))
            .collect()
    }

    fn named(found: &[(&str, usize)]) -> Vec<(String, usize)> {
        let owned = found
            .iter()
            .map(|(text, worth)| ((*text).to_owned(), *worth));
        owned.collect()
    }

    #[test]
    fn what_most_rests_on_and_least_supports_comes_first() {
        let entries = vec![
            persona(
                "ann",
                "",
                "goals = [\"Believed\", { text = \"Concluded\", grade = \"inference\" }]\n\
                 frustrations = [{ text = \"Hurts\", severity = 4 }]",
            ),
            persona("bo", "", "goals = [{ text = \"Lonely\", id = \"lonely\" }]"),
            job("pay", "", "personas = [\"ann\"]"),
            job("ask", "", "personas = [\"ann\"]"),
            job("old", "status = \"retired\"", "personas = [\"bo\"]"),
            job("new", "status = \"draft\"", "personas = [\"bo\"]"),
        ];
        assert_eq!(
            found(entries),
            named(&[
                ("Hurts", 12),
                ("Believed", 12),
                ("Concluded", 9),
                ("Lonely", 4)
            ])
        );
    }

    #[test]
    fn a_claim_that_others_name_counts_for_itself() {
        let entries = vec![
            persona(
                "ann",
                "",
                "goals = [\"First\", { text = \"Second\", id = \"second\" }]",
            ),
            job(
                "pay",
                "summary = \"[So](persona:ann#second)\"",
                "feel = [\"Calm\"]",
            ),
        ];
        assert_eq!(
            found(entries),
            named(&[("Second", 12), ("First", 8), ("Calm", 4)])
        );
    }

    #[test]
    fn no_entry_takes_all_the_room() {
        let entries = vec![
            persona("ann", "", "goals = [\"1\", \"2\", \"3\", \"4\"]"),
            persona("bo", "", "goals = [\"5\"]"),
        ];
        let texts: Vec<String> = found(entries).into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts, ["1", "2", "3", "5"]);
    }

    #[test]
    fn what_is_strongly_supported_needs_nothing() {
        assert!(
            Confidence::ALL
                .iter()
                .all(|step| { (weakness(*step) == 0) == (*step == Confidence::Strong) })
        );
        let steps = Confidence::ALL.map(weakness);
        assert!(steps.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}
