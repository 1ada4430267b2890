//! What the texts about a person say of how a face looks: how old somebody is, and how others speak of them. Must not know
//! faces.

use super::order::plain;
use super::person_name::WORDS;

/// How others speak of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpokenOf {
    /// As of a woman.
    She,
    /// As of a man.
    He,
    /// As of neither.
    They,
}

/// Whom the pronouns, or the word under a label such as "Gender", speak of: the first word that says it. Of "m/v" and "male or female"
/// nothing is known, unless shares are given, of which the first is taken.
pub(crate) fn spoken_of(text: &str) -> Option<SpokenOf> {
    let words = words(text);
    let is_either =
        words.iter().any(|word| WORDS.she.has(word)) && words.iter().any(|word| WORDS.he.has(word));
    if is_either && !text.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    words.iter().find_map(|word| {
        if WORDS.she.has(word) {
            Some(SpokenOf::She)
        } else if WORDS.he.has(word) {
            Some(SpokenOf::He)
        } else {
            WORDS.they.has(word).then_some(SpokenOf::They)
        }
    })
}

/// About how old somebody is, in years: "38", "35-40", "40+", "mid 30s", "in her fifties". Nothing for what no person can be.
pub(crate) fn years(text: &str) -> Option<u32> {
    const OLDEST: u32 = 120;
    let words = words(text);
    let numbers = words.iter().flat_map(|word| numbers(word));
    let numbers: Vec<u32> = numbers.filter(|years| *years <= OLDEST).take(2).collect();
    match numbers[..] {
        [from, to] => Some(u32::midpoint(from, to)),
        [years] if text.contains('+') || words.iter().any(|word| is_decade(word)) => {
            Some(years + 5)
        }
        [years] => Some(years),
        _ => words.iter().find_map(|word| WORDS.years_of(word)),
    }
}

/// Whether an age has a label such as "Age".
pub(crate) fn is_age_label(label: &str) -> bool {
    words(label).iter().any(|word| WORDS.age_labels.has(word))
}

/// Whether what somebody is has a label such as "Gender".
pub(crate) fn is_gender_label(label: &str) -> bool {
    words(label)
        .iter()
        .any(|word| WORDS.gender_labels.has(word))
}

/// "30s".
fn is_decade(word: &str) -> bool {
    word.strip_suffix('s')
        .or_else(|| word.strip_suffix("er"))
        .is_some_and(|number| {
            number.len() == 2 && number.bytes().all(|digit| digit.is_ascii_digit())
        })
}

fn numbers(word: &str) -> impl Iterator<Item = u32> {
    let digits = word.split(|letter: char| !letter.is_ascii_digit());
    digits.filter_map(|digits| digits.parse().ok())
}

fn words(text: &str) -> Vec<String> {
    let words = plain(text);
    let words = words.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    let words = words.map(|word| word.trim_matches('-').to_owned());
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pronouns_and_words_for_them_say_whom_others_speak_of() {
        for (text, right) in [
            ("she/her", Some(SpokenOf::She)),
            ("She / Her", Some(SpokenOf::She)),
            ("zij/haar", Some(SpokenOf::She)),
            ("Vrouw", Some(SpokenOf::She)),
            ("woman", Some(SpokenOf::She)),
            ("female (35%)", Some(SpokenOf::She)),
            ("she/they", Some(SpokenOf::She)),
            ("he/him", Some(SpokenOf::He)),
            ("hij/hem", Some(SpokenOf::He)),
            ("man", Some(SpokenOf::He)),
            ("Male", Some(SpokenOf::He)),
            ("they/them", Some(SpokenOf::They)),
            ("die/hen", Some(SpokenOf::They)),
            ("hen/hun", Some(SpokenOf::They)),
            ("non-binary", Some(SpokenOf::They)),
            ("v", Some(SpokenOf::She)),
            ("mevrouw", Some(SpokenOf::She)),
            ("60% vrouw, 40% man", Some(SpokenOf::She)),
            ("m/v", None),
            ("Male or female", None),
            ("he/she", None),
            ("any", None),
            ("", None),
            ("shepherd", None),
        ] {
            assert_eq!(spoken_of(text), right, "{text}");
        }
    }

    #[test]
    fn an_age_is_a_number_a_range_or_words() {
        for (text, right) in [
            ("24", Some(24)),
            ("35-40", Some(37)),
            ("35–40 years", Some(37)),
            ("between 60 and 70", Some(65)),
            ("40+", Some(45)),
            ("mid 30s", Some(35)),
            ("30s", Some(35)),
            ("38 jaar", Some(38)),
            ("about 7", Some(7)),
            ("in her fifties", Some(55)),
            ("In de vijftig", Some(55)),
            ("dertiger", Some(35)),
            ("begin 30", Some(30)),
            ("eind veertig", Some(45)),
            ("67-jarige", Some(67)),
            ("young", Some(27)),
            ("retired", Some(68)),
            ("1984", None),
            ("99999999999", None),
            ("any age", None),
            ("", None),
        ] {
            assert_eq!(years(text), right, "{text}");
        }
    }
}
