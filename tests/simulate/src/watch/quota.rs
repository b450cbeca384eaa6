//! What clients with a rate limit make of quotas: who declares them is not refused, nobody leaves during a pause that
//! the gateway has asked for, and one call asks for all after it.

use super::{Broken, Watch, hold};
use crate::book::{Book, Exchange, Got, Notice, Target};
use sne_cotation::core::platform::Moment;

/// Milliseconds by which something that goes wrong on the way may have moved an arrival.
const LATE: f64 = 60_000.0;

pub struct Quotas(Vec<Option<Pause>>);

/// A pause that a client has heard of.
#[derive(Clone)]
struct Pause {
    /// Its end, on both clocks.
    end: [f64; 2],
    /// When it was heard of, on the monotonic clock.
    heard: f64,
    /// The call that asks again, as its place in the book.
    probe: Option<(u32, u32)>,
}

impl Pause {
    /// Whether either clock says so. A date has parts of a millisecond that floating numbers do not.
    fn is_over(&self, now: Moment) -> bool {
        [now.monotonic, now.wall].iter().zip(self.end).any(|(now, end)| *now >= end - 0.01)
    }
}

impl Quotas {
    pub fn new(clients: usize) -> Self {
        Self(vec![None; clients])
    }
}

impl Watch for Quotas {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Sent(exchange) if exchange.target == Target::Api => self.sent(exchange, book),
            Notice::Got(exchange) if exchange.target == Target::Api => {
                self.got(exchange, book);
                kept(exchange, book)
            }
            _ => Ok(()),
        }
    }
}

impl Quotas {
    fn sent(&mut self, exchange: &Exchange, book: &Book) -> Result<(), Broken> {
        let (client, now) = (exchange.client, book.now);
        let Some(pause) = &mut self.0[client] else { return Ok(()) };
        let is_over = pause.is_over(now);
        // What has just come may not have been read yet.
        hold(is_over || now.monotonic <= pause.heard, "pause", || {
            format!("client {client} sends a request {} ms before the end of a pause", pause.end[0] - now.monotonic)
        })?;
        if !is_over {
            return Ok(());
        }
        let asking = book.under_way().find(|it| Some((it.call, it.nth)) == pause.probe);
        let is_alone = asking.is_none_or(|it| (it.call, it.nth) == (exchange.call, exchange.nth));
        pause.probe = Some((exchange.call, exchange.nth));
        hold(is_alone, "probe", || {
            format!("client {client} sends a second request after a pause, before the first is answered")
        })
    }

    fn got(&mut self, exchange: &Exchange, book: &Book) {
        let client = exchange.client;
        let Some((at, Got::Answer(answer))) = &exchange.end else { return };
        if book.plan.clients[client].rate.is_none() {
            return;
        }
        let known = &mut self.0[client];
        match (answer.status, answer.retry_after) {
            (429, Some(seconds)) => {
                let length = seconds * 1_000.0;
                let end = [at.monotonic + length, at.wall + length];
                // One that is over stays over, even if the wall clock is set back to before its end.
                if known.as_ref().is_none_or(|pause| pause.is_over(*at) || pause.end[0] < end[0]) {
                    *known = Some(Pause { end, heard: at.monotonic, probe: None });
                }
            }
            (429, None) => {}
            _ if known.as_ref().is_some_and(|pause| pause.probe == Some((exchange.call, exchange.nth))) => {
                *known = None;
            }
            _ => {}
        }
    }
}

/// A client that is alone with its quotas and declares them is not refused, as long as the network delivers each of its
/// requests once and in time.
fn kept(exchange: &Exchange, book: &Book) -> Result<(), Broken> {
    let client = exchange.client;
    let is_refused = exchange.answer().is_some_and(|answer| answer.status == 429);
    let longest = book.plan.clients[client].rate.and_then(|rate| rate.windows().map(|(length, _)| length).max());
    let since = exchange.sent.monotonic - longest.unwrap_or_default() as f64 - LATE;
    let is_struck = || {
        let of_client = book.exchanges.iter().filter(|it| it.client == client && it.target == Target::Api);
        of_client.into_iter().any(|it| it.due.is_none() && it.sent.monotonic >= since)
    };
    hold(!book.plan.clients[client].is_orderly || !is_refused || is_struck(), "kept", || {
        format!("client {client} is refused although it keeps to the quotas that it declares")
    })
}
