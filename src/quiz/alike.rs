//! Whether two texts say the same, and what in a text gives an answer away. Must not know questions.

use crate::model::content::{Content, Node};
use crate::model::{Entry, persona::Persona};
use crate::text::chance;

/// Two texts that share so much of the shorter one's words may say the same.
const SHARED: f64 = 0.6;
/// A text of fewer words says too little to be asked about, and a claim of fewer than these says nothing alone.
const FEWEST_WORDS: usize = 4;
/// What stands for a name that was taken out.
const BLANK: &str = "…";

/// A text without case, punctuation and double spaces: its words, each followed by a space but for the last. Each letter of a
/// script without spaces is a word.
pub(super) fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let alone = letter >= '\u{2e80}';
        let between = alone || !letter.is_alphanumeric();
        if between && !normal.is_empty() && !normal.ends_with(' ') {
            normal.push(' ');
        }
        if letter.is_alphanumeric() {
            normal.push(letter);
            if alone {
                normal.push(' ');
            }
        }
    }
    normal.truncate(normal.trim_end().len());
    normal
}

/// The words that a text is made of, ready to be compared: a number for each, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Saying(Vec<u64>);

impl Saying {
    /// Of a plain text.
    pub(super) fn new(text: &str) -> Self {
        Self::of_normal(&normal(text))
    }

    fn of_normal(normal: &str) -> Self {
        let words = normal.split(' ').filter(|word| !word.is_empty());
        let mut numbers: Vec<u64> = words.map(chance).collect();
        numbers.sort_unstable();
        numbers.dedup();
        Self(numbers)
    }

    /// Whether the text has enough words to be asked about.
    pub(super) fn says_enough(&self) -> bool {
        self.0.len() >= FEWEST_WORDS
    }

    /// Whether the two may say the same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let fewer = self.0.len().min(other.0.len());
        if fewer < FEWEST_WORDS - 1 {
            return !self.0.is_empty() && self == other;
        }
        let (short, long) = if self.0.len() == fewer {
            (self, other)
        } else {
            (other, self)
        };
        #[expect(clippy::cast_precision_loss, reason = "texts have few words")]
        let is_enough = |shared: usize| shared as f64 / fewer as f64 >= SHARED;
        let (mut others, mut missing) = (long.0.iter().peekable(), 0);
        for word in &short.0 {
            while others.next_if(|other| *other < word).is_some() {}
            missing += usize::from(others.next_if_eq(&word).is_none());
            // Most texts have little in common, and the first words tell.
            if !is_enough(fewer - missing) {
                return false;
            }
        }
        true
    }
}

/// A text that is looked for in what entries say.
#[derive(Debug)]
pub(super) struct Said {
    saying: Saying,
    normal: String,
}

impl Said {
    /// Of a plain text.
    pub(super) fn new(text: &str) -> Self {
        let normal = normal(text);
        Self {
            saying: Saying::of_normal(&normal),
            normal,
        }
    }
}

/// Everything that an entry says, in its fields and in its text.
#[derive(Debug)]
pub(super) struct Voice {
    sayings: Vec<Saying>,
    body: String,
}

impl Voice {
    /// Of an entry.
    pub(super) fn new(entry: &Entry) -> Self {
        let mut sayings = Vec::new();
        for node in [entry.header.node(), entry.data.node()] {
            node.leaves(&mut |_, leaf| match leaf {
                Node::Text(text) => sayings.push(Saying::new(&text.plain())),
                Node::Claim(claim) => sayings.push(Saying::new(&claim.text.plain())),
                Node::Word(word) => sayings.push(Saying::new(word)),
                _ => {}
            });
        }
        Self {
            sayings,
            body: normal(&crate::doc::markdown::plain(&entry.body)),
        }
    }

    /// Whether the entry says this too, or something like it.
    pub(super) fn says(&self, said: &Said) -> bool {
        self.sayings.iter().any(|own| own.is_like(&said.saying)) || self.body.contains(&said.normal)
    }
}

/// A text in which the names of a persona are blank, or nothing when too little is left or when it names what
/// the persona does for a living.
pub(super) fn without_names(text: &str, entry: &Entry, persona: &Persona) -> Option<String> {
    let text = blank(text, &name_parts(entry));
    let said = normal(&text);
    let titles = persona.titles.iter().map(crate::model::value::Text::plain);
    let told = persona.role.iter().cloned().chain(titles).any(|title| {
        let title = normal(&title);
        !title.is_empty() && format!(" {said} ").contains(&format!(" {title} "))
    });
    (!told && Saying::new(&text.replace(BLANK, " ")).says_enough()).then_some(text)
}

/// Whether a text names a persona.
pub(super) fn names(text: &str, entry: &Entry) -> bool {
    let parts = name_parts(entry);
    blank(text, &parts) != text
}

/// The parts of a name that begin with a capital, or belong to a script without capitals.
fn name_parts(entry: &Entry) -> Vec<&str> {
    entry
        .header
        .name
        .split_whitespace()
        .filter(|part| {
            part.chars()
                .next()
                .is_some_and(|first| !first.is_lowercase())
        })
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect()
}

fn blank(text: &str, parts: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(letter) = rest.chars().next() {
        let found = parts.iter().find(|part| {
            rest.strip_prefix(**part).is_some_and(|after| {
                is_apart(before, part.chars().next()) && ends_apart(part, after)
            })
        });
        if let Some(part) = found {
            out.push_str(BLANK);
            before = part.chars().last().unwrap_or(' ');
            rest = &rest[part.len()..];
        } else {
            out.push(letter);
            before = letter;
            rest = &rest[letter.len_utf8()..];
        }
    }
    out
}

fn is_apart(before: char, first: Option<char>) -> bool {
    !before.is_alphanumeric() || first.is_some_and(|first| first >= '\u{2e80}')
}

fn ends_apart(part: &str, after: &str) -> bool {
    let alone = part.chars().last().is_some_and(|last| last >= '\u{2e80}');
    alone || !after.chars().next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_by_their_words() {
        let like = |left: &str, right: &str| Saying::new(left).is_like(&Saying::new(right));
        assert!(like(
            "Every change needs a developer.",
            "every change: needs a DEVELOPER"
        ));
        assert!(like(
            "Every change needs a developer",
            "Each change needs a developer again"
        ));
        assert!(!like(
            "Every change needs a developer",
            "Nobody answers the phone in the evening"
        ));
        assert!(!like(
            "Phones",
            "Phones are where thirty-six of a hundred get lost"
        ));
        assert!(!like("", ""), "two empty texts say nothing");
    }

    #[test]
    fn names_are_blanked_as_words_only() {
        assert_eq!(
            blank("Mark marks Marks, says Mark.", &["Mark"]),
            "… marks Marks, says …."
        );
        assert_eq!(blank("山田さんが", &["山田"]), "…さんが");
        assert_eq!(blank("Zoë's Zoëtrope", &["Zoë"]), "…'s Zoëtrope");
    }
}
