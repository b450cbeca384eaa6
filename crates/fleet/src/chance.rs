//! Numbers drawn at random: names that nobody else has, and waits that are not the same for all. What begins with the
//! same seed draws the same.

/// A source of random numbers (xorshift64*).
#[derive(Clone, Debug)]
pub struct Chance(u64);

/// Numbers up to this are written and read without loss wherever they pass.
const LARGEST: u64 = (1 << 53) - 1;

impl Chance {
    /// What follows from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        // Zero would stay zero.
        let mut chance = Self(seed ^ 0x9E37_79B9_7F4A_7C15 | 1);
        chance.bits();
        chance
    }

    fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// A name that is not given twice, never 0.
    pub fn name(&mut self) -> u64 {
        (self.bits() & LARGEST).max(1)
    }

    /// A number between these, the first one included.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        #[allow(clippy::cast_precision_loss, reason = "53 bits are exact")]
        let share = self.bits() as f64 / LARGEST as f64;
        low + (high - low) * share
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn it_is_spread_and_follows_from_its_seed() {
        let mut chance = Chance::new(0);
        let numbers: Vec<_> = (0..1_000).map(|_| chance.between(10.0, 20.0)).collect();
        assert!(numbers.iter().all(|number| (10.0..=20.0).contains(number)));
        let mean = numbers.iter().sum::<f64>() / 1_000.0;
        assert!((14.5..15.5).contains(&mean), "{mean}");
        assert_eq!(Chance::new(7).name(), Chance::new(7).name());
        assert_ne!(Chance::new(7).name(), Chance::new(8).name());
    }
}
