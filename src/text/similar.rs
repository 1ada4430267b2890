//! How much two texts say the same. Must not know what they are about.

use std::collections::BTreeMap;

/// The share of words that two texts have in common, 0 to 1 (Dice 1945), without regard to capitals, marks and order. Two texts
/// without words are alike.
#[must_use]
pub(crate) fn similarity(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let count = |words: &BTreeMap<String, u32>| words.values().sum::<u32>();
    let all = count(&one) + count(&other);
    if all == 0 {
        return 1.0;
    }
    let both = one.iter().map(|(word, times)| {
        let there = other.get(word).copied().unwrap_or(0);
        (*times).min(there)
    });
    f64::from(2 * both.sum::<u32>()) / f64::from(all)
}

fn words(text: &str) -> BTreeMap<String, u32> {
    let mut words = BTreeMap::new();
    let lower = text.to_lowercase();
    let parts = lower.split(|letter: char| !letter.is_alphanumeric());
    for word in parts.filter(|word| !word.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_common_count() {
        let like = |one, other| (similarity(one, other) * 100.0).round();
        assert_eq!(like("She waits too long.", "she waits, too long"), 100.0);
        assert_eq!(like("She waits too long", "She waits too often"), 75.0);
        assert_eq!(like("She waits", "He runs"), 0.0);
        assert_eq!(like("no no", "no"), 67.0);
        assert_eq!(like("…", ""), 100.0);
    }
}
