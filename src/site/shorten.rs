//! Texts cut to the room there is for them.

use crate::model::Claim;
use crate::model::claim::worst_first;
use crate::text::width::{letters, shorten};

/// The letters that a list may have together where nothing else keeps it to its room: about ten lines in a column.
const LETTERS_OF_A_LIST: usize = 320;

/// The first of these claims, at most so many, none longer than so many letters, and together not more than
/// a column holds.
pub(crate) fn few(claims: &[Claim], most: usize, each: usize) -> Vec<String> {
    let texts = some(claims, most, each).into_iter();
    within(texts, LETTERS_OF_A_LIST, |text| letters(text))
}

/// The first items, as many as there is room for together.
pub(crate) fn within<T>(
    items: impl Iterator<Item = T>,
    room: usize,
    size: impl Fn(&T) -> usize,
) -> Vec<T> {
    let mut left = room;
    items
        .take_while(|item| {
            let size = size(item);
            let fits = size <= left;
            left = left.saturating_sub(size);
            fits
        })
        .collect()
}

/// The first of these claims: at most so many, none longer than so many letters.
pub(crate) fn some(claims: &[Claim], most: usize, each: usize) -> Vec<String> {
    let first = worst_first(claims).into_iter().take(most);
    first
        .map(|claim| shorten(&claim.text.plain(), each))
        .collect()
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
