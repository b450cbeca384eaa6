//! Choices: by chance from a seed, or from the bytes of a fuzzer.

/// What choices are made of.
#[derive(Debug)]
pub struct Draws<'b> {
    bytes: &'b [u8],
    /// The state of the generator (`SplitMix64`); none once the bytes of a fuzzer are used up: then it is always the
    /// first choice.
    state: Option<u64>,
}

impl<'b> Draws<'b> {
    /// Those of a seed.
    #[must_use]
    pub fn of_seed(seed: u64) -> Self {
        Self { bytes: &[], state: Some(seed.wrapping_mul(0x5851_F42D_4C95_7F2D)) }
    }

    /// Those that bytes say.
    #[must_use]
    pub fn of_bytes(bytes: &'b [u8]) -> Self {
        Self { bytes, state: None }
    }

    /// A number below that one.
    pub fn below(&mut self, limit: usize) -> usize {
        let drawn = if let Some(state) = &mut self.state {
            *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap_or_default()
        } else {
            let Some((first, rest)) = self.bytes.split_first() else { return 0 };
            self.bytes = rest;
            usize::from(*first)
        };
        drawn % limit.max(1)
    }

    /// Whether something happens that happens in so many of a hundred cases.
    pub fn chance(&mut self, of_hundred: usize) -> bool {
        self.below(100) >= 100 - of_hundred
    }

    /// One of several.
    ///
    /// # Panics
    ///
    /// When there is none.
    #[expect(clippy::indexing_slicing, reason = "it is below the length")]
    pub fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}
