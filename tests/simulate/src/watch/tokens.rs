//! The token's life: one request at a time, none that is not needed, and never a token that is refused, over, or
//! another's.

use std::collections::BTreeMap;
use std::rc::Rc;

use sne_cotation::core::error::Error;
use sne_cotation::core::event::{Event, EventKind};
use sne_cotation::core::platform::Moment;
use sne_cotation::core::reason::Reason;

use super::{Broken, Watch, hold};
use crate::book::{Book, Call, Exchange, Notice, Target, whole};
use crate::plan::{Source, Wanted};

/// Seconds before its end when another token may be asked for, at most, and as a part of its life.
const AHEAD: (f64, f64) = (120.0, 0.1);
/// Milliseconds that a final refusal is believed, and the most that a `Retry-After` is.
const MEMORY: u64 = 60_000;
/// Refusals of credentials that have worked, in a row, and the milliseconds that they must last, before they are final.
const ROW: (u32, u64) = (4, 60_000);
/// Tokens that are replaced in a minute at most: of those that were never accepted, and of all.
const REPLACED: (usize, usize) = (7, 35);

pub struct Tokens(Vec<Holder>);

/// What a client has been given.
#[derive(Default)]
struct Holder {
    tokens: BTreeMap<Rc<str>, Fact>,
    /// The token that it is to keep, as it was given last.
    kept: Option<(Rc<str>, Fact)>,
    /// The instants at which all was forgotten.
    forgotten: Vec<u64>,
    /// Calls that were under way when all was forgotten: what they ask for may be kept or not.
    from_before: Vec<u32>,
    /// Until when the authorisation server wants to hear nothing, as it has said.
    put_off: u64,
    /// Until when it is of no use to ask.
    refused: u64,
    /// Whether the request that is told is the first of those for a token.
    is_first: bool,
    /// Whether a token was granted; how often the credentials were refused since the last one, and since when.
    has_worked: bool,
    refusals: u32,
    refused_since: u64,
    /// When the last request for a token has ended.
    asked_until: u64,
    /// When a token was asked for because the one before was refused, and whether that one had ever been accepted.
    replaced: Vec<(u64, bool)>,
    /// When tokens were refused for the first time, and after they had passed.
    dropped: Vec<u64>,
    /// The token that was replaced last.
    last_replaced: Option<Rc<str>>,
    /// When the API behind the gateway refused a call for the second time, with another token.
    in_vain: Option<u64>,
}

/// A token that a client was given.
#[derive(Clone, Copy)]
struct Fact {
    /// When it was asked for.
    start: Moment,
    /// When it came, on the monotonic clock.
    got: f64,
    /// Seconds.
    lifetime: f64,
    is_refused: bool,
    /// Whether it was accepted, and how often refused since then.
    is_accepted: bool,
    refusals: u32,
    /// Whether it was refused once after it had been accepted, while replacements had to wait: it may be tried again.
    is_doubted: bool,
    /// When the API behind the gateway refused a call with it.
    unauthorized: Option<u64>,
}

impl Fact {
    fn new(start: Moment, got: f64, lifetime: f64) -> Self {
        Self {
            start,
            got,
            lifetime,
            is_refused: false,
            is_accepted: false,
            refusals: 0,
            is_doubted: false,
            unauthorized: None,
        }
    }

    fn left_at(&self, now: Moment) -> f64 {
        self.lifetime - (now.monotonic - self.start.monotonic).max(now.wall - self.start.wall) / 1000.0
    }
}

impl Tokens {
    pub fn new(clients: usize) -> Self {
        Self((0..clients).map(|_| Holder::default()).collect())
    }
}

impl Watch for Tokens {
    fn see(&mut self, notice: &Notice<'_>, book: &Book) -> Result<(), Broken> {
        match notice {
            Notice::Sent(exchange) if exchange.target == Target::Api => self.0[exchange.client].used(exchange, book),
            Notice::Sent(exchange) => self.0[exchange.client].asked(exchange, book),
            Notice::Got(exchange) => {
                self.0[exchange.client].got(exchange, book);
                Ok(())
            }
            Notice::Forgot(client) => {
                self.0[*client].forget(*client, book);
                Ok(())
            }
            Notice::Ended(call, Ok(value)) if call.plan.wanted == Wanted::Token => {
                self.0[call.plan.client].handed_out(&value.text_at("access_token"), call, book)
            }
            Notice::Ended(call, Err(error)) => {
                let holder = &self.0[call.plan.client];
                holder.given_up(call, error, book)?;
                holder.believed(call, error, book)
            }
            Notice::Told(client, _, event) => {
                self.0[*client].told(*event);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Holder {
    fn told(&mut self, event: Event) {
        if event.kind == EventKind::TokenRequested {
            self.is_first = event.attempt == 1;
        }
    }

    /// A call does not end because a token was refused that it had not just got: with another it may go well.
    fn given_up(&self, call: &Call, error: &Error, book: &Book) -> Result<(), Broken> {
        let is_refusal = matches!(error.reason(), Reason::TokenRefused | Reason::TokenUnreadable);
        let mut refused = book.requests(call).filter(|it| it.answer().is_some_and(|answer| answer.refuses_token));
        let (Some(first), None) = (refused.next(), refused.next()) else { return Ok(()) };
        let fact = self.tokens.get(first.token().unwrap_or_default());
        let is_new = fact.is_some_and(|fact| {
            fact.got >= call.begun as f64 && (fact.lifetime <= 0.0 || fact.left_at(first.sent) > 0.0)
        });
        hold(!is_refusal || is_new, "given-up", || {
            format!("call {} fails with a refused token, and was not tried with another", call.plan.id)
        })
    }

    /// A refusal of credentials that have worked is final only when it lasts, and is not believed after a single one.
    fn believed(&self, call: &Call, error: &Error, book: &Book) -> Result<(), Broken> {
        let id = call.plan.id;
        let (is_row, since) = (self.refusals >= ROW.0, self.refused_since);
        match error.reason() {
            Reason::ClientRefused => {
                let is_final = !self.has_worked || (is_row && whole(book.now) >= since + ROW.1);
                hold(is_final, "weighed", || format!("call {id} fails for good with credentials that have worked"))
            }
            Reason::ClientRefusedForNow => {
                let is_told_now = self.asked_until >= call.begun;
                hold(is_told_now || is_row, "silence", || {
                    format!("call {id} is refused without asking, after {} refusals", self.refusals)
                })
            }
            _ => Ok(()),
        }
    }

    /// The replacements of the last minute.
    fn replaced_lately(&self, book: &Book) -> impl Iterator<Item = &(u64, bool)> {
        let now = whole(book.now);
        self.replaced.iter().filter(move |(at, _)| at + 60_000 > now)
    }

    /// A token is asked for in place of a refused one: that may happen so often in a minute, whatever anybody answers.
    fn replaces(&mut self, client: usize, fact: Fact, book: &Book) -> Result<(), Broken> {
        if let (Some(at), false) = (fact.unauthorized, fact.is_refused) {
            let is_of_use = self.in_vain.is_none_or(|seen| at <= seen);
            return hold(is_of_use, "in-vain", || {
                format!("client {client} replaces a token because of what the API says, which was in vain before")
            });
        }
        self.replaced.push((whole(book.now), fact.is_accepted));
        let new = self.replaced_lately(book).filter(|(_, is_accepted)| !is_accepted).count();
        let all = self.replaced_lately(book).count();
        hold(new <= REPLACED.0 && all <= REPLACED.1, "token-rate", || {
            format!("client {client} replaces {all} tokens in a minute, {new} of them never accepted")
        })
    }

    /// A caller gets the token itself.
    fn handed_out(&self, token: &str, call: &Call, book: &Book) -> Result<(), Broken> {
        let fact = self.tokens.get(token);
        let is_good = fact.is_some_and(|fact| fact.refusals == 0 || fact.got >= book.now.monotonic || fact.is_doubted);
        hold(is_good, "refused-token", || format!("call {} is given a token that was refused", call.plan.id))
    }

    /// A request leaves with a token.
    fn used(&self, exchange: &Exchange, book: &Book) -> Result<(), Broken> {
        let (call, token) = (exchange.call, exchange.token().unwrap_or_default());
        let Some(fact) = self.tokens.get(token) else {
            return hold(false, "own-token", || {
                format!("call {call} is sent with a token that its client was not given")
            });
        };
        // Those who wait for a token get it in one instant; the first may learn in that very instant that it is
        // refused.
        let is_handed_out = fact.got >= book.now.monotonic;
        hold(fact.refusals == 0 || is_handed_out || fact.is_doubted, "refused-token", || {
            format!("call {call} is sent with a token that was refused")
        })?;
        // What took longer to come than it is good for may be tried at once: whoever gave it may count otherwise.
        let left = if fact.got < book.now.monotonic { fact.left_at(book.now) } else { f64::INFINITY };
        hold(left > 0.0, "stale-token", || format!("call {call} is sent with a token that ended {} s ago", -left))
    }

    /// A token is asked for.
    fn asked(&mut self, exchange: &Exchange, book: &Book) -> Result<(), Broken> {
        let (client, now) = (exchange.client, whole(book.now));
        let is_for_token = |it: &&Exchange| it.client == client && it.target != Target::Api;
        let under_way = book.under_way().filter(is_for_token).count();
        let allowed = 1 + self.forgotten_since(earliest(client, book));
        hold(under_way <= allowed, "single-flight", || {
            format!("client {client} has {under_way} token requests under way at once")
        })?;
        if !self.is_sure(client, book) {
            return Ok(());
        }
        hold(now >= self.put_off, "token-retry-after", || {
            format!("client {client} asks for a token {} ms before it was told to", self.put_off - now)
        })?;
        hold(now >= self.refused, "refusal", || format!("client {client} asks again though it was refused for good"))?;
        let kept = self.kept.as_ref().filter(|(token, _)| {
            self.tokens.get(token).is_some_and(|fact| !fact.is_refused && fact.unauthorized.is_none())
        });
        let is_near_its_end = |fact: &Fact| fact.left_at(book.now) <= (fact.lifetime * AHEAD.1).min(AHEAD.0);
        let is_needed = kept.is_none_or(|(_, fact)| is_near_its_end(fact));
        hold(is_needed || !self.is_first, "needless", || {
            format!("client {client} asks for a token though it has a good one")
        })?;
        let last = self.kept.as_ref().map(|(token, _)| Rc::clone(token));
        let Some(fact) = last.as_ref().and_then(|token| self.tokens.get(token)).copied() else { return Ok(()) };
        let is_refused = fact.is_refused || fact.unauthorized.is_some();
        if !is_refused || is_near_its_end(&fact) || self.last_replaced == last {
            return Ok(());
        }
        self.last_replaced = last;
        self.replaces(client, fact, book)
    }

    fn got(&mut self, exchange: &Exchange, book: &Book) {
        let Some(answer) = exchange.answer() else { return };
        if exchange.target == Target::Api {
            let now = whole(book.now);
            // Each costs 20 s of the 60 s that replacements may cost, and is paid in as many. What is asked for after
            // all was forgotten costs more than that.
            let is_damped = self.dropped.iter().filter(|at| **at + 65_000 > now).count() > 2
                || self.forgotten_since(now.saturating_sub(120_000)) > 0;
            let passes = answer.status == 200 || answer.holds("ERRAUTUSR0001");
            let is_refused = answer.refuses_token && !answer.is_of_the_api;
            if let Some(fact) = self.tokens.get_mut(exchange.token().unwrap_or_default()) {
                fact.is_refused |= is_refused;
                let is_first_of_the_api = answer.is_of_the_api && fact.unauthorized.is_none();
                fact.unauthorized = fact.unauthorized.or(answer.is_of_the_api.then_some(now));
                fact.refusals = if passes { 0 } else { fact.refusals + u32::from(is_refused) };
                fact.is_accepted |= passes;
                fact.is_doubted = is_damped && fact.is_accepted && fact.refusals == 1;
                // What is replaced because of what the API says is paid for, too.
                if (is_refused && fact.refusals == 1) || is_first_of_the_api {
                    self.dropped.push(now);
                }
            }
            let is_of_the_api = |it: &Exchange| it.answer().is_some_and(|answer| answer.is_of_the_api);
            let before = book.requests(book.call(exchange.call)).filter(|it| is_of_the_api(it)).count();
            if answer.is_of_the_api && before > 1 {
                self.in_vain.get_or_insert(whole(book.now));
            }
            return;
        }
        self.learn_of_credentials(exchange, book);
        if let Some((token, lifetime)) = &answer.token {
            let new = Fact::new(exchange.sent, book.now.monotonic, *lifetime);
            let fact = self.tokens.entry(Rc::clone(token)).or_insert(new);
            fact.got = new.got;
            // Given twice, it is good for as long as the more generous answer says.
            if fact.left_at(book.now) < new.left_at(book.now) {
                (fact.start, fact.lifetime) = (new.start, new.lifetime);
            }
            if self.is_sure(exchange.client, book) {
                self.kept = Some((Rc::clone(token), new));
            }
        } else if self.is_sure(exchange.client, book) {
            self.learn_refusal(exchange, book);
        }
    }

    /// Whether the credentials are good, as far as can be known.
    fn learn_of_credentials(&mut self, exchange: &Exchange, book: &Book) {
        let (Some(answer), now) = (exchange.answer(), whole(book.now)) else { return };
        self.asked_until = now;
        if answer.token.is_some() {
            (self.has_worked, self.refusals) = (true, 0);
        } else if answer.holds("\"error\":\"invalid_client\"") {
            if self.refusals == 0 {
                self.refused_since = now;
            }
            self.refusals += 1;
        }
    }

    fn learn_refusal(&mut self, exchange: &Exchange, book: &Book) {
        let (Some(answer), now) = (exchange.answer(), whole(book.now)) else { return };
        if let Some(seconds) = answer.retry_after {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds, at least 0")]
            let length = (seconds * 1000.0) as u64;
            self.put_off = now + length.min(MEMORY);
        }
        let is_credentials = book.plan.clients[exchange.client].source != Source::Provider;
        let is_final = !self.has_worked || (self.refusals > ROW.0 && now >= self.refused_since + ROW.1);
        if is_credentials && is_final && answer.holds("\"error\":\"invalid_client\"") {
            self.refused = now + MEMORY;
        }
    }

    fn forget(&mut self, client: usize, book: &Book) {
        (self.kept, self.put_off, self.refused, self.in_vain) = (None, 0, 0, None);
        if book.plan.clients[client].source == Source::Provider {
            // The refusals are forgotten too, and a provider that keeps tokens may give them again.
            self.tokens.values_mut().for_each(|fact| (fact.is_refused, fact.refusals) = (false, 0));
        }
        self.forgotten.push(whole(book.now));
        self.from_before.extend(&book.clients[client].alive);
    }

    fn forgotten_since(&self, instant: u64) -> usize {
        self.forgotten.iter().filter(|at| **at >= instant).count()
    }

    /// Whether no call from before all was forgotten is under way any more.
    fn is_sure(&mut self, client: usize, book: &Book) -> bool {
        self.from_before.retain(|call| book.clients[client].alive.contains(call));
        self.from_before.is_empty()
    }
}

/// When the oldest of a client's calls under way began.
fn earliest(client: usize, book: &Book) -> u64 {
    book.clients[client].alive.iter().map(|id| book.call(*id).begun).min().unwrap_or_default()
}
