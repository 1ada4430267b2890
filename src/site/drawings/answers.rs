//! Which offer answers which want: both rest on the same source, or say it in the same words. Must not know
//! drawings.
//!
//! Books do not write down which reliever is for which pain, so this is a reading of theirs, and the page says so.

use std::collections::BTreeSet;

use crate::language::Words;
use crate::model::Claim;

/// Words shorter than this say little.
const SHORTEST: usize = 4;
/// Words that begin alike are the same word: "returns" and "returned".
const STEM: usize = 6;
/// So many words in common are an answer without a common source.
const ENOUGH: usize = 2;

/// The pairs of an offer and what it answers, by their places.
pub(crate) fn answers(words: &Words, offers: &[&Claim], wants: &[&Claim]) -> Vec<(usize, usize)> {
    let empty: BTreeSet<&str> = words.empty_words().collect();
    let stems = |claim| stems(claim, &empty);
    let said: Vec<(BTreeSet<&str>, BTreeSet<String>)> = wants
        .iter()
        .map(|want| (sources(want), stems(want)))
        .collect();
    let mut pairs = Vec::new();
    for (offer_at, offer) in offers.iter().enumerate() {
        let (own_sources, own_stems) = (sources(offer), stems(offer));
        for (wish_at, (sources, stems)) in said.iter().enumerate() {
            let words = own_stems.intersection(stems).count();
            let has_source = own_sources.intersection(sources).next().is_some();
            if words >= ENOUGH || has_source {
                pairs.push((offer_at, wish_at));
            }
        }
    }
    pairs
}

fn sources(claim: &Claim) -> BTreeSet<&str> {
    claim.evidence.iter().map(|one| one.id.as_str()).collect()
}

/// The beginnings of the words that say something; numbers do not.
fn stems(claim: &Claim, empty: &BTreeSet<&str>) -> BTreeSet<String> {
    claim
        .text
        .plain()
        .to_lowercase()
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.chars().count() >= SHORTEST && !empty.contains(word))
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn claim(text: &str, evidence: &[&str]) -> Claim {
        let sources: String = evidence.iter().map(|id| format!(" [^{id}]")).collect();
        serde_json::from_value(serde_json::json!(format!("{text}{sources}"))).unwrap()
    }

    #[test]
    fn a_common_source_or_two_common_words_are_an_answer() {
        let offers = [
            claim("Reminders that read like a friend", &[]),
            claim("One price", &["study"]),
        ];
        let wants = [
            claim("A reminder that nobody would read to a friend", &[]),
            claim("Fees on the invoice", &["study", "talks"]),
            claim("A friend", &["talks"]),
        ];
        let words = Words::new(Language::default());
        let pairs = answers(
            &words,
            &offers.iter().collect::<Vec<_>>(),
            &wants.iter().collect::<Vec<_>>(),
        );
        assert_eq!(pairs, [(0, 0), (1, 1)]);
    }

    #[test]
    fn nothing_answers_nothing() {
        let words = Words::new(Language::default());
        let lonely = claim("Quiet", &[]);
        assert!(answers(&words, &[], &[&lonely]).is_empty());
        assert!(answers(&words, &[&lonely], &[]).is_empty());
    }
}
