//! Texts cut to the room there is for them.

use crate::model::Claim;
use crate::model::claim::worst_first;
use crate::theme::Value;

/// The letters that a list on a poster may have together: about ten lines in a column.
const LETTERS_OF_A_LIST: usize = 320;

/// The first of these claims, at most so many, none longer than so many letters, and together not more than
/// a column holds.
pub(crate) fn few(claims: &[Claim], most: usize, letters: usize) -> Value {
    some(claims, [most, letters, LETTERS_OF_A_LIST]).into()
}

/// The first of these claims: at most so many, none longer than so many letters, and together not more
/// than so many letters.
pub(crate) fn some(claims: &[Claim], [most, each, together]: [usize; 3]) -> Vec<String> {
    let mut left = together;
    worst_first(claims)
        .into_iter()
        .take(most)
        .map(|claim| shorten(&claim.text.plain(), each))
        .take_while(|text| {
            let fits = width(text) <= left;
            left = left.saturating_sub(width(text));
            fits
        })
        .collect()
}

/// How wide a text is, in letters. Wide letters, as in Japanese, count for two.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(letter_width).sum()
}

fn letter_width(letter: char) -> usize {
    if letter >= '\u{2e80}' { 2 } else { 1 }
}

/// How many lines a text takes, with so many letters in each.
pub(crate) fn lines(text: &str, letters: usize) -> usize {
    width(text).div_ceil(letters.max(1))
}

/// `large`, `medium` or `small`, for a text up to the first limit, up to the second, or longer.
pub(crate) fn size(width: usize, limits: &[usize; 2]) -> &'static str {
    if width <= limits[0] {
        "large"
    } else if width <= limits[1] {
        "medium"
    } else {
        "small"
    }
}

/// A text of at most so many letters: whole if it fits, else its first sentences, else its first words and
/// an ellipsis.
pub(crate) fn shorten(text: &str, letters: usize) -> String {
    let text = text.trim();
    let mut width = 0;
    let mut sentence = 0;
    let mut word = 0;
    let mut hard = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() {
            word = at;
            if matches!(before, '.' | '!' | '?') && width * 4 > letters {
                sentence = at;
            }
        }
        width += letter_width(letter);
        if width <= letters.saturating_sub(1) {
            hard = at + letter.len_utf8();
        }
        if width > letters {
            if sentence > 0 {
                return text[..sentence].to_owned();
            }
            let cut = if word * 2 > hard {
                word.min(hard)
            } else {
                hard
            };
            let kept = text[..cut].trim_end_matches(|last: char| !last.is_alphanumeric());
            return format!("{kept}\u{2026}");
        }
        before = letter;
        if matches!(letter, '。' | '！' | '？') && width * 4 > letters {
            sentence = at + letter.len_utf8();
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_end_at_a_sentence_or_a_word() {
        assert_eq!(shorten("Short enough.", 20), "Short enough.");
        assert_eq!(
            shorten("She knows it by heart. So do nine of twelve.", 30),
            "She knows it by heart."
        );
        assert_eq!(
            shorten("Half of the baskets are left at the payment step", 20),
            "Half of the baskets\u{2026}"
        );
        assert_eq!(
            shorten("支払いのページで離脱する人が多すぎる", 12),
            "支払いのペ\u{2026}"
        );
        assert_eq!(
            shorten(&"a".repeat(50), 10),
            format!("{}\u{2026}", "a".repeat(9))
        );
    }
}
