//! A scale of whole numbers with the words that people use for them. Must not know which scales there are.

/// A scale, and the words for its steps.
#[derive(Debug, PartialEq, Eq)]
pub struct Scale {
    /// What the scale is about, for the documentation.
    pub about: &'static str,
    /// The lowest number, for which the first step has the words. Each further step is one more.
    pub least: i64,
    /// The words for each number, from the lowest to the highest.
    pub steps: &'static [Step],
}

/// The words for a number, in lower case, by language: the first one of each says the number best.
pub(crate) type Step = &'static [&'static [&'static str]];

/// So many words of each language stand for a number in a message.
const BEST: usize = 2;

impl Scale {
    /// The highest number.
    #[must_use]
    pub fn most(&self) -> i64 {
        let steps = i64::try_from(self.steps.len()).unwrap_or(0);
        self.least + steps - 1
    }

    /// Every number with its words.
    pub fn numbers(&self) -> impl Iterator<Item = (i64, Step)> {
        (self.least..).zip(self.steps.iter().copied())
    }

    /// Every word.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.steps
            .iter()
            .flat_map(|step| step.iter().flat_map(|words| words.iter().copied()))
    }

    /// The number for which a word stands, in capitals or not.
    #[must_use]
    pub fn number(&self, word: &str) -> Option<i64> {
        let word = plain(word);
        let mut all = self.numbers();
        all.find_map(|(number, step)| {
            let is_word = step.iter().any(|words| words.contains(&word.as_str()));
            is_word.then_some(number)
        })
    }

    /// Whether a word says nothing but its number.
    #[must_use]
    pub fn is_the_number(&self, word: &str) -> bool {
        let word = plain(word);
        let mut languages = self.steps.iter().flat_map(|step| step.iter());
        languages.any(|words| words.first().is_some_and(|first| *first == word))
    }

    /// The number at the end of a text such as "Excel: 4", "LinkedIn (4)" or "Dutch: expert", and the text before it.
    #[must_use]
    pub fn rated<'t>(&self, text: &'t str) -> Option<(&'t str, f64)> {
        let text = text.trim();
        let (name, rating) = match text.strip_suffix(')') {
            Some(open) => open.rsplit_once('(')?,
            None => text.rsplit_once(':')?,
        };
        let (name, rating) = (name.trim(), rating.trim());
        if name.is_empty() {
            return None;
        }
        if let Some(number) = self.number(rating) {
            return Some((name, exact(number)));
        }
        let is_plain = |byte: u8| byte.is_ascii_digit() || byte == b'.';
        let number: f64 = rating
            .bytes()
            .all(is_plain)
            .then(|| rating.parse().ok())??;
        let range = exact(self.least)..=exact(self.most());
        range.contains(&number).then_some((name, number))
    }

    /// The two numbers of a text that says how one becomes the other, such as "-1 to 1" or "frustrated → hopeful".
    #[must_use]
    pub fn change(&self, text: &str) -> Option<(f64, f64)> {
        const BETWEEN: [&str; 6] = [" to ", " tot ", " naar ", "→", "->", "=>"];
        let text = text.replace('\u{2212}', "-").to_lowercase();
        let number = |word: &str| {
            let word = word.trim();
            let named = self.number(word).map(exact);
            let number = named.or_else(|| word.parse().ok())?;
            (exact(self.least)..=exact(self.most()))
                .contains(&number)
                .then_some(number)
        };
        BETWEEN.iter().find_map(|between| {
            let (from, to) = text.split_once(between)?;
            let from = from.trim();
            let from = ["from ", "van "]
                .iter()
                .find_map(|word| from.strip_prefix(word))
                .unwrap_or(from);
            Some((number(from)?, number(to)?))
        })
    }

    /// What may stand here: the numbers, and words for each of them, the best ones of each language: a message has room for no more.
    #[must_use]
    pub fn help(&self) -> String {
        let steps = self.numbers().map(|(number, step)| {
            let mut words: Vec<&str> = Vec::new();
            for word in step.iter().flat_map(|words| words.iter().take(BEST)) {
                if !words.contains(word) {
                    words.push(word);
                }
            }
            format!("{number} \"{}\"", words.join("\", \""))
        });
        format!(
            "write a number from {} to {}, or a word for one: {}",
            self.least,
            self.most(),
            steps.collect::<Vec<_>>().join("; ")
        )
    }
}

fn plain(word: &str) -> String {
    let lower = word.trim().to_lowercase();
    lower.replace(['-', '_'], " ")
}

#[expect(clippy::cast_precision_loss, reason = "scales are short")]
pub(crate) const fn exact(number: i64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: Scale = Scale {
        about: "a test",
        least: 1,
        steps: &[
            &[&["low", "minor", "tiny"], &["laag"]],
            &[&["very high"], &["heel hoog"]],
        ],
    };

    #[test]
    fn a_word_stands_for_its_number() {
        for (word, number) in [
            ("low", Some(1)),
            (" Minor ", Some(1)),
            ("LAAG", Some(1)),
            ("very-high", Some(2)),
            ("Heel hoog", Some(2)),
            ("high", None),
            ("", None),
        ] {
            assert_eq!(SCALE.number(word), number, "{word}");
        }
        assert!(SCALE.is_the_number("Laag") && !SCALE.is_the_number("minor"));
    }

    #[test]
    fn a_text_may_end_in_a_number_of_the_scale() {
        for (text, rated) in [
            ("Excel: 2", Some(("Excel", 2.0))),
            ("Excel (1.5)", Some(("Excel", 1.5))),
            ("Excel (very high)", Some(("Excel", 2.0))),
            ("Office: 365", None),
            ("Excel: 0", None),
            ("Excel: 1, 2", None),
            ("Excel 2", None),
            (": 2", None),
            ("Excel (2", None),
            ("Excel: ", None),
            ("Excel: nan", None),
        ] {
            assert_eq!(SCALE.rated(text), rated, "{text}");
        }
    }

    #[test]
    fn a_help_lists_the_best_words_with_their_numbers() {
        assert_eq!(
            SCALE.help(),
            "write a number from 1 to 2, or a word for one: 1 \"low\", \"minor\", \"laag\"; 2 \"very high\", \"heel hoog\""
        );
    }
}
