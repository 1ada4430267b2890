//! Stable chance: the same text gives the same number on every machine and in every release of Rust.
//! Must not know what is chosen with it.

/// The number of a text, spread evenly over all numbers.
#[must_use]
pub fn chance(text: &str) -> u64 {
    splitmix64(fnv1a(FNV_BASIS, text))
}

/// Where [`fnv1a`] begins.
pub const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>), continued from `hash`.
#[must_use]
pub fn fnv1a(hash: u64, text: &str) -> u64 {
    text.bytes().fold(hash, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The output step of `SplitMix64` (Steele, Lea and Flood 2014): spreads the weak low bits of FNV-1a.
#[must_use]
pub fn splitmix64(state: u64) -> u64 {
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
        assert_eq!(fnv1a(FNV_BASIS, "foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(splitmix64(0), 0xe220_a839_7b1d_cdaf);
    }
}
