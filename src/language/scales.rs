//! The words that authors write for numbers on a scale, in every language in which content is read. Must not know which fields
//! have a scale.

use crate::doc::Scale;

/// The languages of the words of each step, in their order.
pub(crate) const SCALE_LANGUAGES: [&str; 2] = ["English", "Dutch"];

/// How something feels.
pub(crate) static EMOTION: Scale = Scale {
    about: "How it feels: `emotion`, `emotions`",
    least: -2,
    steps: &[
        &[
            &["very bad", "frustrated", "terrible", "angry", "desperate"],
            &[
                "heel slecht",
                "gefrustreerd",
                "vreselijk",
                "boos",
                "wanhopig",
            ],
        ],
        &[
            &["bad", "worried", "unhappy", "annoyed", "disappointed"],
            &[
                "slecht",
                "bezorgd",
                "ontevreden",
                "geïrriteerd",
                "teleurgesteld",
            ],
        ],
        &[
            &["neutral", "indifferent", "calm"],
            &["neutraal", "onverschillig", "rustig"],
        ],
        &[
            &["good", "happy", "satisfied", "hopeful", "relieved"],
            &["goed", "blij", "tevreden", "hoopvol", "opgelucht"],
        ],
        &[
            &["very good", "delighted", "great", "enthusiastic", "proud"],
            &["heel goed", "verrukt", "geweldig", "enthousiast", "trots"],
        ],
    ],
};

/// How well somebody can do something.
pub(crate) static SKILL: Scale = Scale {
    about: "How well somebody can do it: `level` of a skill",
    least: 0,
    steps: &[
        &[&["none"], &["geen"]],
        &[&["beginner", "novice"], &["beginner", "starter"]],
        &[&["basic", "low"], &["basis", "laag"]],
        &[
            &["intermediate", "average", "medium"],
            &["gemiddeld", "redelijk"],
        ],
        &[
            &["advanced", "good", "high"],
            &["gevorderd", "goed", "hoog"],
        ],
        &[
            &["expert", "very good", "very high"],
            &["expert", "heel goed", "heel hoog"],
        ],
    ],
};

/// How often somebody uses something.
pub(crate) static FREQUENCY: Scale = Scale {
    about: "How much it is used: `use` of a channel",
    least: 0,
    steps: &[
        &[&["never"], &["nooit"]],
        &[&["rarely", "seldom"], &["zelden"]],
        &[
            &["sometimes", "occasionally", "low"],
            &["soms", "af en toe", "laag"],
        ],
        &[&["regularly", "medium"], &["regelmatig", "gemiddeld"]],
        &[&["often", "high"], &["vaak", "hoog"]],
        &[
            &["always", "very often", "very high"],
            &["altijd", "heel vaak", "heel hoog"],
        ],
    ],
};

/// How much work something is.
pub(crate) static EFFORT: Scale = Scale {
    about: "How much work it is: `effort` of an opportunity",
    least: 0,
    steps: &[
        &[&["none"], &["geen"]],
        &[
            &["very low", "very small", "trivial"],
            &["heel laag", "heel klein"],
        ],
        &[&["low", "small"], &["laag", "klein"]],
        &[&["medium", "moderate"], &["gemiddeld", "matig"]],
        &[&["high", "large"], &["hoog", "groot"]],
        &[
            &["very high", "very large", "huge"],
            &["heel hoog", "heel groot"],
        ],
    ],
};

/// How bad something is.
pub(crate) static SEVERITY: Scale = Scale {
    about: "How bad it is, or how much it matters: `severity` of a claim",
    least: 1,
    steps: &[
        &[
            &["very low", "very minor", "trivial"],
            &["heel laag", "heel licht"],
        ],
        &[&["low", "minor"], &["laag", "licht"]],
        &[&["medium", "moderate"], &["gemiddeld", "matig"]],
        &[
            &["high", "major", "serious", "severe"],
            &["hoog", "groot", "ernstig"],
        ],
        &[
            &["very high", "very serious", "critical"],
            &["heel hoog", "heel ernstig", "kritiek"],
        ],
    ],
};

/// How strong a force is.
pub(crate) static STRENGTH: Scale = Scale {
    about: "How strong a force is: `strength` of a claim",
    least: 1,
    steps: &[
        &[&["very weak", "very low"], &["heel zwak", "heel laag"]],
        &[&["weak", "low"], &["zwak", "laag"]],
        &[&["medium", "moderate"], &["gemiddeld", "matig"]],
        &[&["strong", "high"], &["sterk", "hoog"]],
        &[
            &["very strong", "very high", "decisive"],
            &["heel sterk", "heel hoog", "doorslaggevend"],
        ],
    ],
};

/// How important something is.
pub(crate) static IMPORTANCE: Scale = Scale {
    about: "How important it is: `importance` of a stage",
    least: 1,
    steps: &[
        &[&["very low", "unimportant"], &["heel laag", "onbelangrijk"]],
        &[&["low", "less important"], &["laag", "minder belangrijk"]],
        &[&["medium", "moderate"], &["gemiddeld", "matig"]],
        &[&["high", "important"], &["hoog", "belangrijk"]],
        &[
            &["very high", "very important", "essential", "critical"],
            &["heel hoog", "heel belangrijk", "essentieel", "kritiek"],
        ],
    ],
};

/// How satisfied somebody is.
pub(crate) static SATISFACTION: Scale = Scale {
    about: "How satisfied somebody is: `satisfaction` of a stage",
    least: 1,
    steps: &[
        &[
            &["very low", "very dissatisfied"],
            &["heel laag", "heel ontevreden"],
        ],
        &[&["low", "dissatisfied"], &["laag", "ontevreden"]],
        &[&["medium", "neutral"], &["gemiddeld", "neutraal"]],
        &[&["high", "satisfied"], &["hoog", "tevreden"]],
        &[
            &["very high", "very satisfied", "delighted"],
            &["heel hoog", "heel tevreden"],
        ],
    ],
};

/// All of them.
pub(crate) static SCALES: [&Scale; 8] = [
    &EMOTION,
    &SKILL,
    &FREQUENCY,
    &EFFORT,
    &SEVERITY,
    &STRENGTH,
    &IMPORTANCE,
    &SATISFACTION,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_a_scale_has_one_number_and_every_number_a_word_in_each_language() {
        for scale in SCALES {
            for (number, step) in scale.numbers() {
                assert_eq!(step.len(), SCALE_LANGUAGES.len(), "{}", scale.about);
                for words in step {
                    assert!(!words.is_empty(), "{}: {number}", scale.about);
                }
                assert!(scale.help().len() < 400, "{}", scale.help());
                for word in step.iter().flat_map(|words| words.iter()) {
                    assert_eq!(scale.number(word), Some(number), "{word}");
                    assert_eq!(*word, word.to_lowercase());
                }
            }
        }
    }
}
