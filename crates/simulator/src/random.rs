//! Chance that depends on its seed alone. Nothing is secret in a simulator.

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Vigna's `SplitMix64`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The sequence of a seed and texts: another one as soon as one of them is another.
    pub(crate) fn of(seed: u64, texts: &[&str]) -> Self {
        let mut hash = 0xCBF2_9CE4_8422_2325_u64 ^ Self(seed).next();
        for text in texts {
            // FNV-1a; no text has the byte that separates them.
            for byte in text.bytes().chain([0xFF]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
            }
        }
        Self(hash)
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another, which is 0 below 0.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next().checked_rem(limit).unwrap_or_default()
    }

    /// A number from one to another, both included.
    pub(crate) fn between(&mut self, least: u64, most: u64) -> u64 {
        let width = most.saturating_sub(least).saturating_add(1);
        least.saturating_add(self.below(width))
    }

    /// Whether something happens that does so many times in a hundred.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, among: &'a [T]) -> Option<&'a T> {
        let place = self.below(u64::try_from(among.len()).unwrap_or(u64::MAX));
        usize::try_from(place).ok().and_then(|place| among.get(place))
    }

    /// A letter or a digit, in ASCII.
    pub(crate) fn alphanumeric(&mut self) -> char {
        self.pick(ALPHABET).copied().map_or('A', char::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_sequence_is_that_of_its_seed_and_texts() {
        let first = |seed, texts: &[&str]| Random::of(seed, texts).next();
        assert_eq!(first(1, &["a", "b"]), first(1, &["a", "b"]));
        for other in [first(2, &["a", "b"]), first(1, &["ab"]), first(1, &["a", "b", ""]), first(1, &["b", "a"])] {
            assert_ne!(first(1, &["a", "b"]), other);
        }
    }

    #[test]
    fn numbers_stay_within_their_limits() {
        let mut random = Random::new(3);
        let drawn: Vec<u64> = (0..200).map(|_| random.between(3, 5)).collect();
        assert!([3, 4, 5].iter().all(|number| drawn.contains(number)));
        assert!(drawn.iter().all(|number| (3..=5).contains(number)));
        assert_eq!((random.below(0), random.pick::<u8>(&[])), (0, None));
        assert!(random.between(u64::MAX, u64::MAX) == u64::MAX && random.chance(100) && !random.chance(0));
    }
}
