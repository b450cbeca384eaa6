//! What is repeated: only what may be, within the plan and the budget, and not before the server wants it.

use sne_cotation::core::event::{Event, EventKind};

use super::{Broken, Watch, hold};
use crate::book::{Answer, Book, Call, Exchange, Got, Notice, Target, whole};

/// Repetitions that a client may make beyond those that it earns, and what a success earns.
const BUDGET: (f64, f64) = (30.0, 0.1);

pub struct Repetition(Vec<Purse>);

/// What a client may spend and has spent.
struct Purse {
    /// What is left by what the client says.
    left: f64,
    /// Repetitions seen on the network.
    repeated: u32,
    succeeded: u32,
    /// Whether the last request for a token has failed.
    has_failed: bool,
}

impl Repetition {
    pub fn new(clients: usize) -> Self {
        Self((0..clients).map(|_| Purse { left: BUDGET.0, repeated: 0, succeeded: 0, has_failed: false }).collect())
    }
}

impl Watch for Repetition {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Sent(exchange) if exchange.target == Target::Api => self.sent(exchange, book),
            Notice::Told(client, _, event) => self.0[*client].told(*client, *event),
            _ => Ok(()),
        }
    }
}

impl Repetition {
    fn sent(&mut self, exchange: &Exchange, book: &Book) -> Result<(), Broken> {
        let call = book.call(exchange.call);
        let before: Vec<_> = book.requests(call).filter(|it| it.nth < exchange.nth).collect();
        let Some(last) = before.last() else { return Ok(()) };
        let id = call.plan.id;
        hold(
            call.plan.wanted.is_repeatable() || before.iter().all(|it| has_done_nothing(it)),
            "not-repeatable",
            || format!("call {id}, which may not be repeated, is sent again though it may have been acted on"),
        )?;
        let replays = before.iter().filter(|it| it.answer().is_some_and(|answer| answer.refuses_token)).count();
        hold(replays <= 1, "replay", || format!("call {id} is replayed {replays} times"))?;
        let most = call.settings.attempts as usize + replays;
        hold(before.len() < most, "attempts", || format!("call {id} is sent {} times of {most}", before.len() + 1))?;
        if let Some(answer) = last.answer() {
            waited(call, last, answer, book)?;
            if answer.refuses_token {
                return Ok(());
            }
        }
        self.0[exchange.client].repeat(exchange.client)
    }
}

/// Whether the answer to a request says that nothing was done.
fn has_done_nothing(exchange: &Exchange) -> bool {
    exchange.answer().is_some_and(|answer| answer.refuses_token || answer.puts_off())
}

/// What is repeated was not put off for longer.
fn waited(call: &Call, last: &Exchange, answer: &Answer, book: &Book) -> Result<(), Broken> {
    let (Some(seconds), Some((at, Got::Answer(_)))) = (answer.retry_after, &last.end) else { return Ok(()) };
    let asked = seconds * 1000.0;
    let waited = book.now.monotonic - at.monotonic;
    let is_within = asked <= f64::from(call.settings.max_delay);
    hold(is_within && waited >= asked, "retry-after", || {
        format!("call {} is sent again after {waited} ms; the server had said {asked}", call.plan.id)
    })
}

impl Purse {
    fn repeat(&mut self, client: usize) -> Result<(), Broken> {
        self.repeated += 1;
        let allowed = BUDGET.0 + BUDGET.1 * f64::from(self.succeeded);
        hold(f64::from(self.repeated) <= allowed + 1e-6, "budget", || {
            format!("client {client} repeats for the {}. time; it may do so {allowed} times", self.repeated)
        })
    }

    fn told(&mut self, client: usize, event: Event) -> Result<(), Broken> {
        match event.kind {
            EventKind::CallEnded if event.reason.is_none() && event.attempt > 0 => {
                self.succeeded += 1;
                self.left = (self.left + BUDGET.1).min(BUDGET.0);
            }
            EventKind::BackOff | EventKind::RetryAfter => self.left -= 1.0,
            EventKind::TokenObtained => self.has_failed = false,
            EventKind::TokenFailed => self.has_failed = true,
            // Of a token: these are repetitions too. After a token that was refused on its way, it is not one.
            EventKind::TokenRequested if event.attempt > 1 && self.has_failed => return self.repeat(client),
            _ => {}
        }
        hold(self.left > -1e-6, "budget", || format!("client {client} repeats more than it has earned"))
    }
}

/// When the next request of a client may be sent at the latest of what its authorisation server has said.
pub fn latest_put_off(client: usize, book: &Book) -> u64 {
    let of_client = book.exchanges.iter().filter(|it| it.client == client && it.target != Target::Api);
    let ends = of_client.filter_map(|it| {
        let (at, _) = it.end.as_ref()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds, at least 0")]
        let length = (it.answer()?.retry_after? * 1000.0) as u64;
        Some(whole(*at) + length)
    });
    ends.max().unwrap_or_default()
}
