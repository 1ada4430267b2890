//! Texts cut to the room there is for them.

use crate::model::Claim;
use crate::model::claim::worst_first;
use crate::text::width::{letters, shorten};

/// The letters that a list on a poster may have together: about ten lines in a column.
const LETTERS_OF_A_LIST: usize = 320;

/// The first of these claims, at most so many, none longer than so many letters, and together not more than
/// a column holds.
pub(crate) fn few(claims: &[Claim], most: usize, each: usize) -> Vec<String> {
    some(claims, [most, each, LETTERS_OF_A_LIST])
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
            let fits = letters(text) <= left;
            left = left.saturating_sub(letters(text));
            fits
        })
        .collect()
}

/// How many lines a text takes, with so many letters in each.
pub(crate) fn lines(text: &str, in_each: usize) -> usize {
    letters(text).div_ceil(in_each.max(1))
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
