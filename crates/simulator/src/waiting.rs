//! The calls that the gateway let through and that wait for the server behind it.

use std::collections::BTreeMap;

use crate::exchange::Exchange;
use crate::fault::Fault;
use crate::gateway::Passed;
use crate::http::Request;

/// Requests that wait for their answer. Those of a host that never comes back are forgotten.
const MOST_WAITING: usize = 10_000;

/// The requests that wait for the server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waiting {
    by_ticket: BTreeMap<u64, Pending>,
    last: u64,
}

/// A request that waits.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    /// Without its body.
    pub(crate) request: Request,
    pub(crate) fault: Option<Fault>,
    pub(crate) passed: Passed,
    pub(crate) exchange: Exchange,
}

impl Waiting {
    /// Keeps a request until the server has answered, and gives the ticket for it.
    pub(crate) fn add(&mut self, pending: Pending) -> u64 {
        if self.by_ticket.len() >= MOST_WAITING {
            self.by_ticket.pop_first();
        }
        self.last = self.last.wrapping_add(1);
        self.by_ticket.insert(self.last, pending);
        self.last
    }

    /// Takes a request out; none when its ticket was used before, or is too old.
    pub(crate) fn take(&mut self, ticket: u64) -> Option<Pending> {
        self.by_ticket.remove(&ticket)
    }
}
