//! A trait of a persona: a place between opposites, drawn as a slider and said in words.

use super::Viewer;
use crate::language::Words;
use crate::model::persona::Trait;
use crate::view::view;

view! {
    /// A place between opposites.
    pub(crate) struct Slider<'a> {
        /// The word at the left end.
        left: &'a str,
        /// The word at the right end.
        right: &'a str,
        /// The place, 0 (left) to 100 (right).
        value: f64,
        /// Whether it is nearer to the right end.
        leans_right: bool,
        /// Whether it is nearer to the left end.
        leans_left: bool,
        /// The same in words.
        text: String,
    }
}

/// A trait as its page draws it.
pub(crate) fn slider<'a>(viewer: &Viewer<'_>, one: &'a Trait) -> Slider<'a> {
    let value = one.value.0;
    Slider {
        left: &one.left,
        right: &one.right,
        value,
        leans_right: value > 57.5,
        leans_left: value < 42.5,
        text: trait_words(&viewer.words, one),
    }
}

/// A place between opposites in words.
pub(crate) fn trait_words(words: &Words, one: &Trait) -> String {
    let (key, side) = match one.value.0 {
        value if value < 20.0 => ("trait_strong", &one.left),
        value if value < 42.5 => ("trait_rather", &one.left),
        value if value <= 57.5 => ("trait_middle", &one.left),
        value if value <= 80.0 => ("trait_rather", &one.right),
        _ => ("trait_strong", &one.right),
    };
    words
        .fill(key, "side", side)
        .replace("{left}", &one.left)
        .replace("{right}", &one.right)
}
