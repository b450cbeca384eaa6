//! What was done in all seeds.

use std::fmt::{Display, Formatter};

/// How much of what.
#[derive(Clone, Copy, Debug, Default)]
pub struct Account {
    pub calls: u64,
    pub alone: u64,
    pub refused: u64,
    pub operations: u64,
    pub conflicts: u64,
    pub token_requests: u64,
    pub acts: u64,
}

impl Account {
    pub fn add(&mut self, other: Self) {
        self.calls += other.calls;
        self.alone += other.alone;
        self.refused += other.refused;
        self.operations += other.operations;
        self.conflicts += other.conflicts;
        self.token_requests += other.token_requests;
        self.acts += other.acts;
    }
}

impl Display for Account {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        let Self { calls, alone, refused, operations, conflicts, token_requests, acts } = self;
        write!(
            formatter,
            "{calls} calls, {alone} without the store, {refused} refused; {operations} operations of the store, \
             {conflicts} in vain; {token_requests} requests for tokens; {acts} acts"
        )
    }
}
