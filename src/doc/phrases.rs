//! Finds phrases in texts: whole words, the longest phrase first, in one pass whatever the number of phrases.
//! Must not know what a phrase stands for.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::composed;

/// Phrases of more words than this are not looked for.
const WORDS: usize = 8;

/// A set of phrases, each with a number.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// The words that may follow, as a tree; the first node is the beginning.
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    next: BTreeMap<String, usize>,
    /// The phrases that end here.
    ends: Vec<End>,
}

#[derive(Debug)]
struct End {
    number: usize,
    /// The phrase as it must be written, for one in capitals; others may be written in any case.
    exact: Option<String>,
}

impl Phrases {
    /// Phrases with the number that each is told by. Of two equal ones the first counts.
    pub(crate) fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let mut found = Self {
            nodes: vec![Node::default()],
        };
        for (phrase, number) in phrases {
            found.add(phrase, number);
        }
        found
    }

    /// Whether there is nothing to find.
    pub(crate) fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// Adds a phrase; of two equal ones the first counts.
    pub(crate) fn add(&mut self, phrase: &str, number: usize) {
        let words = words(phrase);
        if words.is_empty() || words.len() > WORDS {
            return;
        }
        let mut at = 0;
        for word in &words {
            let word = spelt(&phrase[word.clone()]);
            at = match self.nodes[at].next.get(&word) {
                Some(next) => *next,
                None => {
                    let new = self.nodes.len();
                    self.nodes.push(Node::default());
                    self.nodes[at].next.insert(word, new);
                    new
                }
            };
        }
        let exact = is_capitals(phrase).then(|| phrase.trim().to_owned());
        self.nodes[at].ends.push(End { number, exact });
    }

    /// The phrases in a text in order, those that `wanted` takes; places are bytes. No two of them overlap.
    pub(crate) fn find(
        &self,
        text: &str,
        wanted: &mut dyn FnMut(usize) -> bool,
    ) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let words = words(text);
        let mut at = 0;
        while at < words.len() {
            match self.longest(text, &words[at..]) {
                Some((count, number)) => {
                    let place = words[at].start..words[at + count - 1].end;
                    at += count;
                    if wanted(number) {
                        found.push((place, number));
                    }
                }
                None => at += 1,
            }
        }
        found
    }

    /// How many of these words are the longest phrase they begin with, and its number.
    fn longest(&self, text: &str, words: &[Range<usize>]) -> Option<(usize, usize)> {
        if is_joined(text[..words[0].start].chars().rev()) {
            return None;
        }
        let mut best = None;
        let mut at = 0;
        for (count, word) in words.iter().take(WORDS).enumerate() {
            if count > 0 && !is_gap(&text[words[count - 1].end..word.start]) {
                break;
            }
            let lower = spelt(&text[word.clone()]);
            let Some(next) = self.nodes[at].next.get(&lower) else {
                break;
            };
            at = *next;
            if is_joined(text[word.end..].chars()) {
                continue;
            }
            let written = &text[words[0].start..word.end];
            let mut ends = self.nodes[at].ends.iter();
            let end = ends.find(|end| end.exact.as_ref().is_none_or(|exact| exact == written));
            if let Some(end) = end {
                best = Some((count + 1, end.number));
            }
        }
        best
    }
}

/// A word in lower case, each letter with its accent as one.
fn spelt(word: &str) -> String {
    composed(word).to_lowercase()
}

/// Whether a word goes on across a hyphen: "lead" is no word of "lead-time".
fn is_joined(mut letters: impl Iterator<Item = char>) -> bool {
    letters.next().is_some_and(is_hyphen) && letters.next().is_some_and(char::is_alphanumeric)
}

/// The hyphen of keyboards, that of print, and the one at which no line breaks.
fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// What may stand between two words of a phrase.
fn is_gap(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}" | "/" | "\u{a0}")
        || !between.is_empty() && between.trim().is_empty()
}

/// Two capitals or more, and no small letter.
fn is_capitals(phrase: &str) -> bool {
    let letters = phrase.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() > 1 && letters.clone().all(char::is_uppercase)
}

/// Where the words of a text are: runs of letters and digits.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        let is_accent = start.is_some() && matches!(letter, '\u{300}'..='\u{36f}');
        match (letter.is_alphanumeric() || is_accent, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                words.push(first..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|first| first..text.len()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let phrases = Phrases::new([
            ("lead", 0),
            ("pay later", 1),
            ("pay", 2),
            ("ICP", 3),
            ("job to be done", 4),
            ("e-commerce", 5),
            ("café", 6),
        ]);
        let found = phrases.find(text, &mut |_| true);
        let words = found
            .iter()
            .map(|(place, _)| text[place.clone()].to_owned());
        words.collect()
    }

    #[test]
    fn the_longest_phrase_wins_and_case_does_not_matter() {
        assert_eq!(found("Pay later or pay."), ["Pay later", "pay"]);
        assert_eq!(
            found("A job-to-be-done, E-Commerce"),
            ["job-to-be-done", "E-Commerce"]
        );
        assert_eq!(found("Café"), ["Café"]);
    }

    #[test]
    fn only_whole_words_are_found() {
        assert!(
            found("misleading leads, lead-time, a no-lead year, lead\u{2011}time, payer")
                .is_empty()
        );
        assert_eq!(found("(lead)—“lead”’s"), ["lead", "lead"]);
        // A phrase does not run across a full stop.
        assert_eq!(found("We pay. Later we rest."), ["pay"]);
    }

    #[test]
    fn capitals_are_found_in_capitals_only() {
        assert_eq!(found("ICP, Icp and icp"), ["ICP"]);
    }

    #[test]
    fn what_is_not_wanted_is_left_out() {
        let phrases = Phrases::new([("a", 0), ("b", 1), ("", 2), ("…", 3)]);
        let mut seen = Vec::new();
        let found = phrases.find("a b a b", &mut |number| {
            let new = !seen.contains(&number);
            seen.push(number);
            new
        });
        assert_eq!(found, [(0..1, 0), (2..3, 1)]);
        assert!(Phrases::default().find("a", &mut |_| true).is_empty());
    }

    #[test]
    fn a_hundred_thousand_words_take_no_longer_with_thousands_of_phrases_that_begin_alike() {
        let many: Vec<String> = (0..5000)
            .map(|n| format!("pay in part {n} of it"))
            .collect();
        let phrases = Phrases::new(many.iter().enumerate().map(|(n, text)| (text.as_str(), n)));
        let text = "pay in part ".repeat(33_000);
        assert!(phrases.find(&text, &mut |_| true).is_empty());
    }
}
