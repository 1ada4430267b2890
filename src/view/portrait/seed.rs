//! Stable chance: the same id gives the same choices on every machine and in every release of Rust.
//! Must not know what is chosen.

/// The source of every choice that a look leaves open.
///
/// Each question has its own stream, named by a word, so that answering one question by hand (glasses)
/// does not change the answer to another (hair).
#[derive(Clone, Copy, Debug)]
pub(in crate::view) struct Seed(u64);

impl Seed {
    /// A seed from an entry's id.
    pub(in crate::view) fn new(id: &str) -> Self {
        Self(fnv1a(0xcbf2_9ce4_8422_2325, id))
    }

    /// A number from 0 up to and without `end`; 0 when `end` is 0.
    pub(in crate::view) fn below(self, question: &str, end: usize) -> usize {
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

/// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>), continued from `hash`.
fn fnv1a(hash: u64, text: &str) -> u64 {
    text.bytes().fold(hash, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The output step of `SplitMix64` (Steele, Lea and Flood 2014): spreads the weak low bits of FNV-1a.
fn splitmix64(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_match_their_published_values() {
        assert_eq!(
            fnv1a(0xcbf2_9ce4_8422_2325, "foobar"),
            0x8594_4171_f739_67e8
        );
        assert_eq!(splitmix64(0), 0xe220_a839_7b1d_cdaf);
    }

    #[test]
    fn an_option_without_weight_is_never_chosen() {
        for n in 0..200 {
            let seed = Seed::new(&format!("id-{n}"));
            assert_ne!(seed.weighted("hair", &[('a', 3), ('b', 0), ('c', 1)]), 'b');
        }
    }
}
