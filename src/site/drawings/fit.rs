//! Which offer answers which wish: both rest on the same source, or say it in the same words. Must not know
//! drawings.
//!
//! Books do not write down which reliever is for which pain, so this is a reading of theirs, and the page says so.

use std::collections::BTreeSet;

use crate::model::Claim;

/// Words shorter than this say little.
const SHORTEST: usize = 4;
/// Words that begin alike are the same word: "returns" and "returned".
const STEM: usize = 6;
/// So many words in common are an answer without a common source.
const ENOUGH: usize = 2;
/// Words that say nothing by themselves, in the languages that books are written in.
const EMPTY: &str = " about after been before does from have into just more most much only other over than that them then     there they this very were what when which will with without would your aan alle alleen dat daar deze door echt     een haar heeft hier hoeveel iemand ieder kunnen maar meer meest minder moet naar niet nooit omdat over geen     tegen toch tussen veel voor waar wanneer welke wordt worden zich zijn zonder zoals zou ";

/// The pairs of an offer and what it answers, by their places.
pub(crate) fn answers(offers: &[&Claim], wishes: &[&Claim]) -> Vec<(usize, usize)> {
    let said: Vec<(BTreeSet<&str>, BTreeSet<String>)> = wishes
        .iter()
        .map(|wish| (sources(wish), stems(wish)))
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
fn stems(claim: &Claim) -> BTreeSet<String> {
    claim
        .text
        .plain()
        .to_lowercase()
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| word.chars().count() >= SHORTEST && !EMPTY.contains(&format!(" {word} ")))
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let wishes = [
            claim("A reminder that nobody would read to a friend", &[]),
            claim("Fees on the invoice", &["study", "talks"]),
            claim("A friend", &["talks"]),
        ];
        let pairs = answers(
            &offers.iter().collect::<Vec<_>>(),
            &wishes.iter().collect::<Vec<_>>(),
        );
        assert_eq!(pairs, [(0, 0), (1, 1)]);
    }

    #[test]
    fn nothing_answers_nothing() {
        let lonely = claim("Quiet", &[]);
        assert!(answers(&[], &[&lonely]).is_empty());
        assert!(answers(&[&lonely], &[]).is_empty());
    }
}
