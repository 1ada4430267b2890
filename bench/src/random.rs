//! Numbers that look random and are the same on every machine. Must not know what they are for.

/// A source of numbers (SplitMix64, <https://prng.di.unimi.it/splitmix64.c>).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The source with this seed. Equal seeds give equal numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A source for one part of a whole, so that parts do not depend on the order in which they are made.
    pub fn of_part(seed: u64, part: &str, number: usize) -> Self {
        let mut hash = Self(seed ^ number as u64);
        for byte in part.bytes() {
            hash.0 = hash.next() ^ u64::from(byte);
        }
        hash
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to less than `end`, which is above 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A number from `first` to `last`, both included.
    pub fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// So many different numbers below `end`, or all of them when there are no more.
    pub fn distinct(&mut self, count: usize, end: usize) -> Vec<usize> {
        let mut found = Vec::new();
        while found.len() < count.min(end) {
            let number = self.below(end);
            if !found.contains(&number) {
                found.push(number);
            }
        }
        found
    }
}
