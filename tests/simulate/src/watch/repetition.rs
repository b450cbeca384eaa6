//! What is repeated: only what may be, within the plan and the budget, and not before the server wants it.

use sne_cotation::core::error::Error;
use sne_cotation::core::event::{Event, EventKind};
use sne_cotation::core::reason::Reason;

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
    /// Whether the circuit to the API is open.
    is_open: bool,
}

impl Repetition {
    pub fn new(clients: usize) -> Self {
        let full = || Purse { left: BUDGET.0, repeated: 0, succeeded: 0, has_failed: false, is_open: false };
        Self((0..clients).map(|_| full()).collect())
    }
}

impl Watch for Repetition {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Sent(exchange) if exchange.target == Target::Api => self.sent(exchange, book),
            Notice::Told(client, _, event) => self.0[*client].told(*client, *event),
            Notice::Ended(call, Err(error)) => self.given_up(call, error, book),
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
        // The first is made by itself; the others are attempts like any.
        let most = call.settings.attempts as usize + replays.min(1);
        let name = if replays > 1 { "replay" } else { "attempts" };
        hold(before.len() < most, name, || format!("call {id} is sent {} times of {most}", before.len() + 1))?;
        if let Some(answer) = last.answer() {
            waited(call, last, answer, book)?;
            if answer.refuses_token && replays == 1 {
                return Ok(());
            }
        }
        self.0[exchange.client].repeat(exchange.client)
    }
}

impl Repetition {
    /// What passes by itself is tried as often as the plan has it, while there is a budget and time.
    fn given_up(&self, call: &Call, error: &Error, book: &Book) -> Result<(), Broken> {
        let (purse, plan) = (&self.0[call.plan.client], &book.plan.clients[call.plan.client]);
        let is_empty = matches!(error.reason(), Reason::NotFound | Reason::RequestEmpty);
        let asks_for_nothing = book.requests(call).all(|it| it.answer().is_none_or(|it| it.retry_after.is_none()));
        if !is_empty || !call.plan.wanted.is_repeatable() || purse.is_open || plan.rate.is_some() || !asks_for_nothing {
            return Ok(());
        }
        let made = call.exchanges.len();
        let is_over = call.begun + call.settings.deadline < whole(book.now) + (250 << made);
        let is_enough = made >= call.settings.attempts as usize || is_over || purse.left < 1.0;
        hold(is_enough, "patience", || {
            format!("call {} fails after {made} attempts with {error}, which passes", call.plan.id)
        })
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
            EventKind::ApiCircuitOpen => self.is_open = true,
            EventKind::ApiCircuitClosed => self.is_open = false,
            EventKind::TokenObtained => self.has_failed = false,
            EventKind::TokenFailed => self.has_failed = true,
            // Of a token: these are repetitions too. After a token that was refused on its way, it is not one.
            EventKind::TokenRequested if event.attempt > 1 && self.has_failed => return self.repeat(client),
            _ => {}
        }
        hold(self.left > -1e-6, "budget", || format!("client {client} repeats more than it has earned"))
    }
}

/// When the next request of a client may be sent at the latest of what its authorisation server has said and, for who
/// has a rate limit, the gateway.
pub fn latest_put_off(client: usize, book: &Book) -> u64 {
    let hears_all = book.plan.clients[client].rate.is_some();
    let is_heard = |it: &&Exchange| it.client == client && (hears_all || it.target != Target::Api);
    let of_client = book.exchanges.iter().filter(is_heard);
    let ends = of_client.filter_map(|it| {
        let (at, _) = it.end.as_ref()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds, at least 0")]
        let length = (it.answer()?.retry_after? * 1000.0) as u64;
        Some(whole(*at) + length)
    });
    ends.max().unwrap_or_default()
}
