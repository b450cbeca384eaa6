//! The pace that a caller has set: never more in any second or minute, and first come, first served.

use std::collections::VecDeque;

use super::{Broken, Watch, hold};
use crate::book::{Book, Exchange, Notice, Target};

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
        let Some(rate) = book.plan.clients[client].rate else { return Ok(()) };
        let window = if rate.is_by_minute { 60_000.0 } else { 1_000.0 };
        self.recent.retain(|at| now - at < window);
        self.recent.push_back(now);
        hold(self.recent.len() <= rate.count as usize, "rate", || {
            format!("client {client} sends {} requests in {window} ms; its limit is {}", self.recent.len(), rate.count)
        })?;
        let number = book.call(exchange.call).number.unwrap_or_default();
        if exchange.nth > 1 {
            return Ok(());
        }
        let before = std::mem::replace(&mut self.last, number);
        hold(before < number, "fifo", || format!("client {client} sends its call {number} after its call {before}"))
    }
}
