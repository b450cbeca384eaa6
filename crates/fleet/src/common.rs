//! What the pace and the token of a process have in common.

use crate::chance::Chance;
use crate::health::Health;
use crate::store_clock::StoreClock;

/// The process, and what it knows of the store.
#[derive(Debug)]
pub struct Common {
    /// The name of this process.
    pub owner: u64,
    /// The store's clock.
    pub clock: StoreClock,
    /// By how much that was set since the pace was read last.
    pub jump: f64,
    /// How the store is.
    pub health: Health,
    /// What is drawn at random.
    pub chance: Chance,
}
