//! Stable chance: the same id gives the same choices on every machine and in every release of Rust.
//! Must not know what is chosen.

use crate::text::{FNV_BASIS, fnv1a, splitmix64};

/// The source of every choice that a look leaves open.
///
/// Each question has its own stream, named by a word, so that answering one question by hand (glasses)
/// does not change the answer to another (hair).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seed(u64);

impl Seed {
    /// A seed from an entry's id.
    pub(crate) fn new(id: &str) -> Self {
        Self(fnv1a(FNV_BASIS, id))
    }

    /// A number from 0 up to and without `end`; 0 when `end` is 0.
    pub(crate) fn below(self, question: &str, end: usize) -> usize {
        let end = end.max(1) as u64;
        usize::try_from(splitmix64(fnv1a(self.0, question)) % end)
            .expect("a remainder of a usize is a usize")
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(self, question: &str, low: i32, high: i32) -> f32 {
        let span = high.abs_diff(low) as usize + 1;
        let step = self.below(question, span);
        // Steps are a few dozen at most, and so exact as f32.
        low as f32 + step as f32
    }

    /// True in `percent` of all ids.
    pub(super) fn chance(self, question: &str, percent: usize) -> bool {
        self.below(question, 100) < percent
    }

    /// One of `options`, each as often as its weight says; weight 0 means never.
    ///
    /// Panics when no weight is above 0, which would be a mistake in a table of this module.
    pub(super) fn weighted<T: Copy>(self, question: &str, options: &[(T, usize)]) -> T {
        let total = options.iter().map(|(_, weight)| weight).sum();
        let mut rest = self.below(question, total);
        for &(option, weight) in options {
            if rest < weight {
                return option;
            }
            rest -= weight;
        }
        unreachable!("the question {question} has no option with a weight")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_without_weight_is_never_chosen() {
        for n in 0..200 {
            let seed = Seed::new(&format!("id-{n}"));
            assert_ne!(seed.weighted("hair", &[('a', 3), ('b', 0), ('c', 1)]), 'b');
        }
    }
}
