//! Texts cut to the room there is for them.

use crate::model::Claim;
use crate::model::claim::worst_first;
use crate::text::width::shorten;

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
