//! A trait of a persona: a place between opposites, drawn as a slider and said in words.

use super::links::EntryLinks;
use super::map;
use crate::language::Words;
use crate::model::persona::Trait;
use crate::theme::Value;

/// A place between opposites, with a sentence that says the same as the drawing.
pub(crate) fn slider(links: &EntryLinks<'_>, one: &Trait) -> Value {
    let value = one.value.0;
    let text = trait_words(&links.viewer.words, one);
    map(vec![
        ("left", one.left.as_str().into()),
        ("right", one.right.as_str().into()),
        ("value", value.into()),
        ("leans_right", (value > 57.5).into()),
        ("leans_left", (value < 42.5).into()),
        ("text", text.into()),
    ])
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
