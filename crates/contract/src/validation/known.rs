//! Numbers of things that were made once, so that the same thing is made no second time.

use crate::index::Index;

/// Numbers of things that were made once, by a hash of what they are made of.
#[derive(Debug, Default)]
pub struct Known {
    index: Index,
    hashes: Vec<u32>,
    room: usize,
}

impl Known {
    /// The number of one that is the same.
    pub fn find(&self, hash: u32, is_same: &mut dyn FnMut(u32) -> bool) -> Option<u32> {
        self.index.find(hash, is_same)
    }

    /// Adds the next one.
    pub fn add(&mut self, hash: u32) {
        self.hashes.push(hash);
        let start = if self.hashes.len() > self.room {
            self.room = self.hashes.len().saturating_mul(2).max(16);
            self.index = Index::with_room(self.room);
            0
        } else {
            self.hashes.len().wrapping_sub(1)
        };
        for (place, hash) in (0..).zip(&self.hashes).skip(start) {
            self.index.insert(*hash, place, &mut |_| false);
        }
    }
}

/// A hash, and one word more of what it is of.
pub fn mixed(hash: u32, word: u32) -> u32 {
    let mixed = (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9);
    mixed ^ (mixed >> 15)
}
