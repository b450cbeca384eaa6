//! The pace that a caller has set: never more in any interval as long as one of its windows, and first come, first
//! served.

use std::collections::VecDeque;

use super::{Broken, Watch, hold};
use crate::book::{Book, Exchange, Notice, Target};
use crate::plan::WINDOWS;

pub struct Pace(Vec<Departures>);

/// When a client's requests left.
#[derive(Clone, Default)]
struct Departures {
    recent: VecDeque<f64>,
    /// The number of the last call that left for the first time.
    last: u32,
}

impl Pace {
    pub fn new(clients: usize) -> Self {
        Self(vec![Departures::default(); clients])
    }
}

impl Watch for Pace {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Sent(exchange) if exchange.target == Target::Api => self.0[exchange.client].leaves(exchange, book),
            _ => Ok(()),
        }
    }
}

impl Departures {
    fn leaves(&mut self, exchange: &Exchange, book: &Book) -> Result<(), Broken> {
        let (client, now) = (exchange.client, book.now.monotonic);
        let planned = &book.plan.clients[client];
        let Some(rate) = planned.rate else { return Ok(()) };
        self.recent.retain(|at| now - at <= WINDOWS[3].1 as f64);
        self.recent.push_back(now);
        // Over one that is alone with its quotas, its server watches.
        for (length, calls) in rate.windows().filter(|_| !planned.is_orderly) {
            let sent = self.recent.iter().filter(|at| now - **at <= length as f64).count();
            // One call may always leave.
            hold(sent as f64 <= calls.max(1.0), "rate", || {
                format!("client {client} sends {sent} requests in {length} ms; its limit is {calls}")
            })?;
        }
        let number = book.call(exchange.call).number.unwrap_or_default();
        if exchange.nth > 1 {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.last, number);
        hold(before < number, "fifo", || format!("client {client} sends its call {number} after its call {before}"))
    }
}
