//! The standard questions with which colleagues, suppliers and customers test a persona. Must not know personas.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Language, Words};

/// The questions in every language as they are compared, and as they were worded earlier, each with its number from 0.
static ASKED: LazyLock<BTreeMap<String, usize>> = LazyLock::new(|| {
    let asked = |language| {
        let words = Words::built_in(language);
        let earlier = |place: usize| words.find(&format!("validation_{}_earlier", place + 1));
        let questions = words.standard_questions().into_iter().enumerate();
        let worded = questions.flat_map(|(place, question)| {
            let all = [Some(question), earlier(place).map(str::to_owned)];
            all.into_iter()
                .flatten()
                .map(move |one| (compared(&one), place))
        });
        worded.collect::<Vec<_>>()
    };
    Language::all().flat_map(asked).collect()
});

impl Words {
    /// The standard questions in order.
    pub fn standard_questions(&self) -> Vec<String> {
        (1..)
            .map_while(|number| self.find(&format!("validation_{number}")))
            .map(str::to_owned)
            .collect()
    }
}

/// Which of the standard questions this is, counted from 0, in whatever language it is asked.
pub(crate) fn standard_question(asked: &str) -> Option<usize> {
    ASKED.get(&compared(asked)).copied()
}

/// Of the standard questions those that ask what or how, counted from 0: they have no yes or no.
const OPEN: [usize; 3] = [3, 7, 8];

/// Whether yes and no are no answer to a question: it is one of the standard questions that ask what or how.
pub(crate) fn is_open_question(asked: &str) -> bool {
    standard_question(asked).is_some_and(|place| OPEN.contains(&place))
}

fn compared(question: &str) -> String {
    question.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standard_question_is_known_in_every_language() {
        for language in Language::all() {
            let questions = Words::built_in(language).standard_questions();
            assert_eq!(questions.len(), 9, "{language:?}");
            for (place, question) in questions.iter().enumerate() {
                let asked = format!(" {} ", question.to_uppercase());
                assert_eq!(standard_question(&asked), Some(place), "{question}");
            }
        }
        assert_eq!(standard_question("Who are you?"), None);
        // As books ask that were written before it was worded anew.
        let earlier = "How do we reach and move this customer?";
        assert_eq!(standard_question(earlier), Some(7));
        let asked = [
            "What is missing?",
            "Wat ontbreekt er?",
            "Do you recognise this person?",
        ];
        assert_eq!(asked.map(is_open_question), [true, true, false]);
        assert!(!is_open_question("Who are you?"));
    }
}
