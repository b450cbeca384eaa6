//! The fingerprint of the input, by which another source, or one that was edited, is recognised.
//!
//! It is keyed: rows are identifiers of people, and whoever has a plain hash of one finds it by trying all. The key is
//! random and stands beside the journal; without it the fingerprints say nothing.

use std::hash::Hasher;

use siphasher::sip::SipHasher24;

/// How many bytes the key has.
pub const KEY_BYTES: usize = 16;

/// From here on, a fingerprint is written down every so many rows; before, after 1, 2, 4 … rows.
const EVERY: u32 = 64;

/// The fingerprint of all rows so far.
#[derive(Clone, Debug)]
pub struct Chain(SipHasher24);

impl Chain {
    /// No row yet.
    #[must_use]
    pub fn new(key: &[u8; KEY_BYTES]) -> Self {
        Self(SipHasher24::new_with_key(key))
    }

    /// Adds a row, with its length, so that two rows are not one.
    pub fn add(&mut self, row: &[u8]) {
        self.0.write_u64(row.len() as u64);
        self.0.write(row);
    }

    /// The fingerprint of what was added so far.
    #[must_use]
    pub fn mark(&self) -> u64 {
        self.0.finish()
    }
}

/// The fingerprint of a text.
#[must_use]
pub fn fingerprint(key: &[u8; KEY_BYTES], text: &[u8]) -> u64 {
    let mut chain = Chain::new(key);
    chain.add(text);
    // Not that of a first row.
    chain.add(b"");
    chain.mark()
}

/// Whether a fingerprint is written down after so many rows.
#[must_use]
pub fn is_marked(rows: u32) -> bool {
    rows.is_power_of_two() && rows < EVERY || rows != 0 && rows.is_multiple_of(EVERY)
}

#[cfg(test)]
mod tests {
    use super::{Chain, fingerprint, is_marked};

    #[test]
    fn rows_are_told_apart_by_their_order_and_their_borders() {
        let mark = |rows: &[&str]| {
            let mut chain = Chain::new(&[7; 16]);
            for row in rows {
                chain.add(row.as_bytes());
            }
            chain.mark()
        };
        let marks =
            [mark(&["ab", "c"]), mark(&["a", "bc"]), mark(&["c", "ab"]), mark(&["abc"]), mark(&["ab", "c", ""])];
        for (place, mark) in marks.iter().enumerate() {
            assert!(!marks[place + 1..].contains(mark));
        }
        assert_eq!(mark(&["ab", "c"]), marks[0]);
        assert_ne!(fingerprint(&[7; 16], b"ab"), fingerprint(&[8; 16], b"ab"));
    }

    #[test]
    fn marks_are_close_at_first_and_then_every_64_rows() {
        let marked: Vec<_> = (0..200).filter(|rows| is_marked(*rows)).collect();
        assert_eq!(marked, [1, 2, 4, 8, 16, 32, 64, 128, 192]);
    }
}
