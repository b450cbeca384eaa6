//! Randomness that is the same in each run: a seed, and what follows from it (`SplitMix64`).

use std::cell::Cell;
use std::rc::Rc;

/// A source of randomness. Its clones are the same source.
#[derive(Clone, Default)]
pub struct Chance(Rc<Cell<u64>>);

impl Chance {
    /// What follows from a seed.
    pub fn new(seed: u64) -> Self {
        Self(Rc::new(Cell::new(seed)))
    }

    /// The next 64 bits.
    pub fn bits(&self) -> u64 {
        let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to 1, 1 excluded.
    pub fn unit(&self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below that.
    pub fn below(&self, end: u64) -> u64 {
        self.bits() % end.max(1)
    }
}
