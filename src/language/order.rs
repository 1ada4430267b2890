//! Alphabetical order as readers of a language expect it, and the letter that a name stands under. Must not know what
//! the names belong to.

use super::Words;
use super::rules::Order;
use crate::text::{composed, decomposed};

/// Latin letters that are no letter with an accent, and as what they are read.
const PLAIN: [(char, &str); 12] = [
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('ß', "ss"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ĳ', "ij"),
    ('ł', "l"),
    ('ŋ', "n"),
    ('œ', "oe"),
];

/// A text in lower case and in plain letters: without accents, and `ø` as `o`.
pub(crate) fn plain(text: &str) -> String {
    // Most texts, and this is asked of every name of a book.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(text.len());
    let lower: String = text.chars().flat_map(char::to_lowercase).collect();
    for letter in decomposed(&lower).filter(|letter| !is_accent(*letter)) {
        match PLAIN.iter().find(|(own, _)| *own == letter) {
            Some((_, others)) => plain.push_str(others),
            None => plain.push(letter),
        }
    }
    composed(&plain).into_owned()
}

/// The place of a name among others: compare it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    /// Names that say nothing come last.
    is_empty: bool,
    pieces: Vec<Piece>,
    /// Tells names apart that differ only in case, accents and marks.
    name: String,
}

/// What a name is made of, in the order in which it sorts: "new shop" comes before "newer shop".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    /// Between two words.
    Gap,
    /// How many digits, and which.
    Number(usize, String),
    /// Behind z in so many steps, and the letter.
    Letter(usize, char),
}

impl Words {
    /// The place of a name in alphabetical order.
    pub fn sort_key(&self, name: &str) -> SortKey {
        let pieces = pieces(&self.rules.order, name);
        SortKey {
            is_empty: pieces.is_empty(),
            pieces,
            name: name.to_owned(),
        }
    }

    /// The heading that a name stands under: its first letter, one heading for all digits.
    pub fn letter(&self, name: &str) -> String {
        match pieces(&self.rules.order, name).first() {
            Some(Piece::Number(..)) => "0–9".to_owned(),
            Some(Piece::Letter(_, letter)) => letter.to_uppercase().to_string(),
            Some(Piece::Gap) | None => "…".to_owned(),
        }
    }
}

fn pieces(order: &Order, name: &str) -> Vec<Piece> {
    let mut text: String = composed(name)
        .chars()
        .flat_map(char::to_lowercase)
        .collect();
    text = text.replace('’', "'");
    let mut rest = text.trim_start_matches(|letter: char| !is_of_word(letter) && letter != '\'');
    let article = order.articles.iter().find_map(|article| {
        let after = rest.strip_prefix(article.as_str())?;
        let name = after.trim_start();
        (name.len() < after.len() && name.contains(is_of_word)).then_some(name)
    });
    rest = article.unwrap_or(rest);
    let mut text = rest.to_owned();
    for (letters, others) in &order.letters {
        text = text.replace(letters.as_str(), others);
    }
    let mut pieces = Vec::new();
    for letter in text.chars() {
        let behind = order.behind_z.iter().position(|own| *own == letter);
        if let Some(place) = behind {
            pieces.push(Piece::Letter(place + 1, letter));
        } else if letter.is_ascii_digit() {
            digit(&mut pieces, letter);
        } else if is_of_word(letter) {
            let plain = plain(letter.encode_utf8(&mut [0; 4]));
            pieces.extend(plain.chars().map(|letter| Piece::Letter(0, letter)));
        } else if letter != '\'' && !matches!(pieces.last(), None | Some(Piece::Gap)) {
            pieces.push(Piece::Gap);
        }
    }
    if pieces.last() == Some(&Piece::Gap) {
        pieces.pop();
    }
    pieces
}

/// A number counts by its value, so zeros at its beginning do not count.
fn digit(pieces: &mut Vec<Piece>, digit: char) {
    match pieces.last_mut() {
        Some(Piece::Number(length, digits)) => {
            if digits == "0" {
                digits.clear();
            }
            digits.push(digit);
            *length = digits.len();
        }
        _ => pieces.push(Piece::Number(1, digit.to_string())),
    }
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_accent(letter)
}

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::language::tests::with_rule;

    fn sorted<'a>(words: &Words, mut names: Vec<&'a str>) -> Vec<&'a str> {
        names.sort_by_key(|name| words.sort_key(name));
        names
    }

    #[test]
    fn names_sort_without_case_accents_and_marks() {
        let words = Words::built_in(Language::default());
        let names = vec![
            "10 steps",
            "Zebra",
            "Ørsted",
            "eel",
            "2 steps",
            "(new) shop",
            "Éclair",
            "ßtest",
            "new",
            "newer shop",
            "Stork",
            "The basket",
            "?",
        ];
        let right = [
            "2 steps",
            "10 steps",
            "The basket",
            "Éclair",
            "eel",
            "new",
            "(new) shop",
            "newer shop",
            "Ørsted",
            "ßtest",
            "Stork",
            "Zebra",
            "?",
        ];
        assert_eq!(sorted(&words, names), right);
    }

    #[test]
    fn a_name_stands_under_its_plain_first_letter() {
        let english = Words::built_in(Language::default());
        let dutch = Words::built_in(Language::of("nl").unwrap());
        for (name, letter) in [
            ("Élodie", "E"),
            ("E\u{301}lodie", "E"),
            ("(new) shop", "N"),
            ("3D shop", "0–9"),
            ("日本", "日"),
            ("?", "…"),
            ("", "…"),
            ("ßtest", "S"),
            ("Ørsted", "O"),
            ("The basket", "B"),
            ("Theatre", "T"),
            ("The", "T"),
            ("A/B test", "A"),
        ] {
            assert_eq!(english.letter(name), letter, "{name}");
        }
        for (name, letter) in [
            ("’s Zondags", "Z"),
            ("'t Hof", "H"),
            ("Een dag", "D"),
            ("Éénpitter", "E"),
            ("Ĳs", "I"),
        ] {
            assert_eq!(dutch.letter(name), letter, "{name}");
        }
    }

    #[test]
    fn a_language_has_letters_of_its_own() {
        let swedish = with_rule("behind_z = []", "behind_z = [\"å\", \"ä\", \"ö\"]");
        let names = vec!["öl", "ärta", "zon", "ål", "apa", "é"];
        assert_eq!(
            sorted(&swedish, names),
            ["apa", "é", "zon", "ål", "ärta", "öl"]
        );
        assert_eq!(swedish.letter("Öl"), "Ö");
        let telephone_book = with_rule("letters = {}", "letters = { ij = \"y\" }");
        let names = vec!["Yvonne", "IJsbrand", "Igor", "Zoë"];
        assert_eq!(
            sorted(&telephone_book, names),
            ["Igor", "IJsbrand", "Yvonne", "Zoë"]
        );
    }

    #[test]
    fn plain_letters_are_what_an_address_may_have() {
        assert_eq!(
            plain("Zoë Łódź ŒUVRE Straße 日本"),
            "zoe lodz oeuvre strasse 日本"
        );
    }
}
