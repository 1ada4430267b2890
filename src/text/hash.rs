//! Stable chance: the same text gives the same number on every machine and in every release of Rust.
//! Must not know what is chosen with it.

/// The number of a text, spread evenly over all numbers.
#[must_use]
pub(crate) fn chance(text: &str) -> u64 {
    splitmix64(fnv1a(FNV_BASIS, text))
}

/// Where [`fnv1a`] begins.
pub(crate) const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>), continued from `hash`.
#[must_use]
pub(crate) fn fnv1a(hash: u64, text: &str) -> u64 {
    text.bytes().fold(hash, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The output step of `SplitMix64` (Steele, Lea and Flood 2014): spreads the weak low bits of FNV-1a.
#[must_use]
pub(crate) fn splitmix64(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number for the content of a file, made of its pieces in order; every piece but the last must be a multiple of 8 bytes
/// long. Notices any change that happens by accident; whoever wants to can make two contents with the same number.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Content {
    state: u64,
    length: u64,
}

impl Content {
    /// Goes on with the next piece.
    pub(crate) fn add(&mut self, piece: &[u8]) {
        let words = piece.chunks(8).map(|chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            u64::from_le_bytes(word)
        });
        // Each step can be undone, so a change in one word is never lost in the next.
        self.state = words.fold(self.state, |state, word| splitmix64(state ^ word));
        self.length += piece.len() as u64;
    }

    /// The number of all pieces.
    #[must_use]
    pub(crate) fn number(self) -> u64 {
        // With the length, because the last word is filled up with zeros.
        splitmix64(self.state ^ self.length)
    }

    /// The number of a content that is there as a whole.
    #[must_use]
    pub(crate) fn of(bytes: &[u8]) -> u64 {
        let mut content = Self::default();
        content.add(bytes);
        content.number()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_match_their_published_values() {
        assert_eq!(fnv1a(FNV_BASIS, "foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(splitmix64(0), 0xe220_a839_7b1d_cdaf);
    }

    #[test]
    fn the_number_of_a_content_is_that_of_its_pieces_and_notices_every_change() {
        let bytes: Vec<u8> = (0..100).collect();
        let mut pieces = Content::default();
        bytes.chunks(16).for_each(|piece| pieces.add(piece));
        assert_eq!(pieces.number(), Content::of(&bytes));
        // It stands in the list of the files of a site, which must be the same in every release.
        assert_eq!(Content::of(b"personabook"), 0xaf9a_0455_dc14_5a5f);
        let mut seen = std::collections::BTreeSet::from([Content::of(&bytes)]);
        for place in 0..bytes.len() {
            assert!(seen.insert(Content::of(&bytes[..place])));
            for bit in 0..8 {
                let mut other = bytes.clone();
                other[place] ^= 1 << bit;
                assert!(seen.insert(Content::of(&other)));
            }
        }
        assert!(seen.insert(Content::of(&[bytes.as_slice(), &[0]].concat())));
    }
}
