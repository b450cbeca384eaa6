//! The path of a call, from top to bottom: it waits for its turn, gets a token, is sent, is read, and returns, waits and goes
//! round once more, or fails.

use std::cell::Cell;
use std::pin::pin;

use super::answer::{MAX_ERROR_BYTES, Reading, failed};
use super::client::{Client, WishOn};
use super::deadline::{Work, within};
use super::error::Error;
use super::event::{Event, What};
use super::pace::{Turn, milliseconds};
use super::platform::{Failure, Limits, Platform, Response};
use super::rate_limit;
use super::reason::Reason;
use super::request::{Call, Outgoing};

/// Milliseconds for a call, or the time-out of an attempt if that is longer.
const DEFAULT_DEADLINE: u32 = 120_000;

/// Makes a call, or only gets a token, by its deadline.
pub async fn run<P: Platform>(client: &Client<P>, wish: WishOn<P>) -> Result<P::Value, Error> {
    let _inside = client.gate.enter()?;
    let trip = Trip::new(client, &wish);
    trip.tell(What::CallBegun, 0.0);
    let signal = wish.patience.signal.as_ref();
    let result = within(&*client.platform, trip.deadline, Reason::DeadlinePassed, signal, pin!(trip.go())).await;
    let result = result.map_err(|error| error.attempts(trip.attempts.get()));
    let ended = trip.event(What::CallEnded, client.platform.monotonic() - trip.start);
    client.platform.observe(result.as_ref().err().map_or(ended, |error| ended.because(error)));
    result
}

/// A call on its way.
struct Trip<'a, P: Platform> {
    client: &'a Client<P>,
    wish: &'a WishOn<P>,
    /// Which call of the client's it is.
    number: u32,
    /// When it began, in milliseconds of the monotonic clock.
    start: f64,
    /// Milliseconds for an attempt.
    timeout: u32,
    /// Milliseconds for all of it.
    deadline: u32,
    /// How many requests were sent.
    attempts: Cell<u32>,
    /// Whether another token may help, when one is refused.
    may_replay: Cell<bool>,
}

impl<'a, P: Platform> Trip<'a, P> {
    fn new(client: &'a Client<P>, wish: &'a WishOn<P>) -> Self {
        let timeout = wish.patience.timeout.unwrap_or(client.timeout);
        Self {
            client,
            wish,
            number: client.next_call(),
            start: client.platform.monotonic(),
            timeout,
            deadline: wish.patience.deadline.or(client.deadline).unwrap_or(DEFAULT_DEADLINE.max(timeout)),
            attempts: Cell::new(0),
            may_replay: Cell::new(true),
        }
    }

    /// Goes round until there is an answer, or no sense in another attempt.
    async fn go(&self) -> Result<P::Value, Error> {
        let Some(call) = &self.wish.call else {
            return self.in_time(pin!(self.token())).await;
        };
        let mut last = None;
        loop {
            let turn = match self.turn().await {
                Ok(turn) => turn,
                Err(error) => return Err(last.unwrap_or(error)),
            };
            let made = self.attempts.get();
            let attempt = pin!(self.attempt(call, turn));
            let result = self.in_time(attempt).await;
            // What goes wrong before anything is sent goes wrong with the token, which is tried again by itself, or is of
            // less interest than what went wrong before.
            if self.attempts.get() == made {
                let is_kept_back = result.as_ref().is_err_and(|error| error.reason() == Reason::CircuitOpen);
                return if is_kept_back { last.map_or(result, Err) } else { result };
            }
            self.learn(result.as_ref().err());
            let Err(error) = result else { return result };
            let Some(wait) = self.wait(call, &error) else { return Err(error) };
            if wait > 0.0 {
                self.client.platform.interruption(milliseconds(wait), None).await;
            }
            // A refused token is not what is wrong when no other can be tried.
            last = Some(error).filter(|error| !refuses_token(error));
        }
    }

    /// Does a piece of work within the time of an attempt.
    fn in_time<'w, T>(&'w self, work: Work<'w, T>) -> impl Future<Output = Result<T, Error>> + 'w {
        within(&*self.client.platform, self.timeout, Reason::Timeout, None, work)
    }

    /// Ends when it is the turn of the next attempt, if the client has a pace.
    async fn turn(&self) -> Result<Option<Turn<'a>>, Error> {
        let Client { platform, pace, circuit, tokens, .. } = self.client;
        let now = platform.monotonic();
        circuit.check(now)?;
        let Some(pace) = pace else { return Ok(None) };
        let turn = pace.join(now, |least| self.tell(What::Queued, least))?;
        // All who wait share the request for a token: they are not to ask for it one after the other.
        self.in_time(pin!(tokens.get(self.timeout))).await?;
        turn.comes(&**platform).await;
        Ok(Some(turn))
    }

    /// Leaves, if a request may. Nothing is to be waited for between this and the sending.
    fn leave(&self, turn: Option<Turn<'a>>) -> Result<(), Error> {
        let now = self.client.platform.monotonic();
        self.client.circuit.admit(now)?;
        if let Some(turn) = turn {
            turn.leave(now);
        }
        self.attempts.set(self.attempts.get().saturating_add(1));
        self.tell(What::Attempt, 0.0);
        Ok(())
    }

    /// Learns from how an attempt has ended.
    fn learn(&self, failure: Option<&Error>) {
        let Client { platform, budget, circuit, .. } = self.client;
        match failure {
            None => budget.earn(),
            Some(error) => platform.observe(self.event(What::AttemptFailed, 0.0).because(error)),
        }
        // Who waits for less time than the client does says nothing of the server.
        let is_impatient = self.timeout < self.client.timeout;
        if !(is_impatient && failure.is_some_and(|error| error.reason() == Reason::Timeout)) {
            circuit.learn(&**platform, failure);
        }
    }

    /// The token itself, for who sends requests in another way.
    async fn token(&self) -> Result<P::Value, Error> {
        let platform = &*self.client.platform;
        let token = self.client.tokens.get(self.timeout).await?;
        Ok(platform.token(token.expose(), token.seconds_left(platform.now())))
    }

    /// The milliseconds to wait before another attempt; nothing when there is to be none.
    fn wait(&self, call: &Call<P::Body>, error: &Error) -> Option<f64> {
        if refuses_token(error) {
            return (self.may_replay.take() && call.can_be_sent_again()).then_some(0.0);
        }
        let platform = &*self.client.platform;
        let wait = self.wish.patience.plan.wait(error, self.attempts.get(), call.is_idempotent, platform.random())?;
        let left = f64::from(self.deadline) - (platform.monotonic() - self.start);
        if wait.length >= left || !call.can_be_sent_again() || !self.client.budget.take() {
            return None;
        }
        self.tell(if wait.is_asked_for { What::RetryAfter } else { What::BackOff }, wait.length);
        Some(wait.length)
    }

    /// One attempt: a token, the request, its answer.
    async fn attempt(&self, call: &Call<P::Body>, turn: Option<Turn<'a>>) -> Result<P::Value, Error> {
        let Client { platform, tokens, .. } = self.client;
        let count = tokens.count();
        let token = tokens.get(self.timeout).await?;
        self.leave(turn)?;
        let mut headers: Vec<_> = call.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        headers.push(("authorization", token.bearer()));
        let request = Outgoing { method: call.method, url: &call.url, headers: &headers, body: call.body.as_ref() };
        let limits = Limits { success: self.client.max_response_bytes, failure: MAX_ERROR_BYTES };
        let left = platform.now();
        let outcome = platform.exchange(request, limits).await;
        let result = self.understand(call, outcome, left.monotonic);
        let result = result.map_err(|error| tokens.censor(error).without(&[token.expose()]));
        if result.as_ref().err().is_some_and(refuses_token) {
            self.tell(What::TokenRefused, 0.0);
            tokens.refused(&token);
            // Another does not help when the server had just given this one. A provider may have kept it for long, and it
            // may have been on its way for longer than it lives: in a machine that slept.
            let is_new = token.is_newer_than(count) && token.seconds_left(left) > 0.0;
            if is_new && !tokens.are_provided() {
                self.may_replay.set(false);
            }
        }
        result
    }

    /// Says what came of a request that left at that instant.
    fn understand(
        &self,
        call: &Call<P::Body>,
        outcome: Result<P::Response, Failure>,
        left: f64,
    ) -> Result<P::Value, Error> {
        let Client { platform, pace, api_url, max_response_bytes, .. } = self.client;
        let Call { method, body, headers, may_be_empty, .. } = call;
        let (body, may_be_empty) = (body.as_ref(), *may_be_empty);
        let reading = Reading { platform: &**platform, method, body, headers, may_be_empty };
        match outcome {
            Ok(response) => {
                let now = platform.monotonic();
                let event = self.event(What::Answer, now - left);
                platform.observe(Event { status: response.status(), ..event });
                if let Some(pace) = pace
                    && let Some(announced) = rate_limit::of(&**platform, &response)
                {
                    pace.hear(announced, now);
                }
                reading.read(&response)
            }
            Err(failure) => {
                let may_repeat = |text: &str| reading.may_repeat(text) && !call.is_repeated_in(text, api_url);
                Err(failed(&**platform, failure, api_url, *max_response_bytes, &may_repeat))
            }
        }
    }

    fn event(&self, what: What, milliseconds: f64) -> Event {
        Event::of_call(what, self.number, self.attempts.get(), milliseconds)
    }

    fn tell(&self, what: What, milliseconds: f64) {
        self.client.platform.observe(self.event(what, milliseconds));
    }
}

/// Whether an error says that another token may help.
fn refuses_token(error: &Error) -> bool {
    matches!(error.reason(), Reason::TokenRefused | Reason::TokenUnreadable)
}
