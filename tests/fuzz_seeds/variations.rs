//! Variations of seeds, as libFuzzer makes them, but the same each time.

use std::fs;

use super::seeds::unescaped;

/// Draws that are the same each time (`SplitMix64`).
struct Draws(u64);

impl Draws {
    /// A number below that one, or 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Where a piece of those bytes begins and ends.
    fn range(&mut self, bytes: &[u8]) -> (usize, usize) {
        let start = self.below(bytes.len() + 1);
        (start, start + self.below(bytes.len() - start + 1))
    }
}

/// An endless supply of variations.
pub struct Variations<'a> {
    seeds: &'a [Vec<u8>],
    words: Vec<Vec<u8>>,
    draws: Draws,
}

impl<'a> Variations<'a> {
    pub fn of(seeds: &'a [Vec<u8>]) -> Self {
        Self { seeds, words: dictionary(), draws: Draws(1) }
    }

    /// Changes something somewhere.
    fn vary(&mut self, input: &mut Vec<u8>) {
        let draws = &mut self.draws;
        let (start, end) = draws.range(input);
        match draws.below(6) {
            0 => drop(input.drain(start..end)),
            1 => {
                let piece = input[start..end].to_vec();
                input.splice(start..start, piece);
            }
            2 => drop(input.splice(start..start, draws.one_of(&self.words).clone())),
            3 => drop(input.splice(start..end, draws.one_of(&self.words).clone())),
            4 => {
                let other = draws.one_of(self.seeds);
                let (from, to) = draws.range(other);
                input.splice(start..end, other[from..to].iter().copied());
            }
            _ => {
                let byte = draws.below(256) as u8;
                input.splice(start..(start + 1).min(input.len()), [byte]);
            }
        }
    }
}

impl Iterator for Variations<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut input = self.draws.one_of(self.seeds).clone();
        for _ in 0..=self.draws.below(3) {
            self.vary(&mut input);
        }
        Some(input)
    }
}

/// The words of `fuzz/dictionary.txt`, their escapes undone.
fn dictionary() -> Vec<Vec<u8>> {
    let text = fs::read_to_string(super::fuzz("dictionary.txt")).unwrap();
    let quoted = text.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    let words: Vec<_> = quoted.map(unescaped).collect();
    assert!(words.len() > 50);
    words
}
