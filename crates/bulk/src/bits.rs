//! A set of ordinals: a bit for each, as far as the highest.

/// The largest ordinal that a run may have. A damaged journal must not make the set as large as it likes.
pub const HIGHEST: u32 = 1 << 30;

/// A set of ordinals.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    words: Vec<u64>,
    count: u32,
}

impl Bits {
    /// Whether an ordinal is in it.
    #[must_use]
    pub fn has(&self, ordinal: u32) -> bool {
        let (word, bit) = place(ordinal);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// How many are in it.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Adds an ordinal, which may be there already.
    pub fn add(&mut self, ordinal: u32) {
        let (place, bit) = place(ordinal);
        if self.words.len() <= place {
            self.words.resize(place.saturating_add(1), 0);
        }
        if let Some(word) = self.words.get_mut(place).filter(|word| **word & bit == 0) {
            *word |= bit;
            self.count = self.count.saturating_add(1);
        }
    }

    /// Takes an ordinal out, which may not be there.
    pub fn remove(&mut self, ordinal: u32) {
        let (place, bit) = place(ordinal);
        if let Some(word) = self.words.get_mut(place).filter(|word| **word & bit != 0) {
            *word &= !bit;
            self.count = self.count.saturating_sub(1);
        }
    }

    /// Takes out all that another set has.
    pub fn remove_all(&mut self, others: &Self) {
        for (word, other) in self.words.iter_mut().zip(&others.words) {
            self.count = self.count.saturating_sub((*word & other).count_ones());
            *word &= !other;
        }
    }

    /// All that are in it, in their order.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        let end = u32::try_from(self.words.len()).unwrap_or(u32::MAX).saturating_mul(64);
        (0..end).filter(|ordinal| self.has(*ordinal))
    }
}

fn place(ordinal: u32) -> (usize, u64) {
    ((ordinal >> 6) as usize, 1 << (ordinal & 63))
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn it_counts_what_is_in_it() {
        let mut bits = Bits::default();
        for ordinal in [0, 63, 64, 1000, 64] {
            bits.add(ordinal);
        }
        bits.remove(63);
        bits.remove(62);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 64, 1000]);
        assert_eq!(bits.count(), 3);
        let mut others = Bits::default();
        others.add(64);
        others.add(65);
        bits.remove_all(&others);
        assert_eq!((bits.has(64), bits.has(1000), bits.count()), (false, true, 2));
    }
}
