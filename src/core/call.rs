//! The path of a call, from top to bottom: it waits for its turn, gets a token, is sent, is read, and returns, waits
//! and goes round once more, or fails.

use std::cell::Cell;
use std::pin::pin;

use sne_cotation_common::text::contains;

use super::answer::{MAX_ERROR_BYTES, ResponseReader, failed};
use super::client::{Client, InvocationOn};
use super::deadline::{Limit, Work, within};
use super::error::{Cause, Error};
use super::event::{Event, EventKind};
use super::platform::{Failure, HttpRequest, Limits, Moment, Platform, Response, Sharing, WaitEnd, Wish};
use super::probe::{Probe, ask};
use super::rate_limit::{self, Announcement};
use super::rate_limiter::{Departure, Permit, RateLimiter, milliseconds};
use super::reason::{Kind, Reason};
use super::request::{Call, CallKind};
use super::token::Token;

/// Milliseconds for a call, or the time-out of an attempt if that is longer.
const DEFAULT_DEADLINE: u32 = 120_000;

/// Makes a call, or only gets a token, by its deadline.
pub async fn run<P: Platform>(client: &Client<P>, invocation: InvocationOn<P>) -> Result<P::Value, Error> {
    let _guard = client.calls_under_way.enter()?;
    let run = CallRun::new(client, &invocation);
    run.emit(EventKind::CallBegun, 0.0);
    let result = run.go().await.map_err(|error| error.attempts(run.attempts.get()));
    let ended = run.event(EventKind::CallEnded, client.platform.monotonic() - run.start);
    client.platform.observe(result.as_ref().err().map_or(ended, |error| ended.because(error)));
    result
}

impl<P: Platform> Client<P> {
    /// Executes an invocation: resolves to the answer of a call as the platform gives it, to the token, or to nothing.
    pub async fn execute(&self, invocation: InvocationOn<P>) -> Result<P::Value, Error> {
        if invocation.kind == CallKind::Close {
            self.calls_under_way.close().await;
            self.tokens.forget();
            return Ok(self.platform.nothing());
        }
        run(self, invocation).await
    }
}

/// A call on its way.
struct CallRun<'a, P: Platform> {
    client: &'a Client<P>,
    invocation: &'a InvocationOn<P>,
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

impl<'a, P: Platform> CallRun<'a, P> {
    fn new(client: &'a Client<P>, invocation: &'a InvocationOn<P>) -> Self {
        let timeout = invocation.limits.timeout.unwrap_or(client.timeout);
        Self {
            client,
            invocation,
            number: client.next_call(),
            start: client.platform.monotonic(),
            timeout,
            deadline: invocation.limits.deadline.or(client.deadline).unwrap_or(DEFAULT_DEADLINE.max(timeout)),
            attempts: Cell::new(0),
            may_replay: Cell::new(true),
        }
    }

    /// Goes round until there is an answer, or no sense in another attempt.
    async fn go(&self) -> Result<P::Value, Error> {
        let Some(call) = &self.invocation.call else {
            return match self.invocation.kind {
                CallKind::Probe(probe) => self.in_time(pin!(self.probe(probe))).await,
                _ => self.in_time(pin!(self.token())).await,
            };
        };
        let mut last = None;
        loop {
            let permit = match self.permit().await {
                Ok(permit) => permit,
                Err(error) if ends_the_call(&error) => return Err(error),
                Err(error) => return Err(last.unwrap_or(error)),
            };
            let made = self.attempts.get();
            let attempt = pin!(self.attempt(call, permit));
            let result = self.in_time(attempt).await;
            if result.as_ref().is_err_and(ends_the_call) {
                return result;
            }
            // What goes wrong before anything is sent goes wrong with the token, which is tried again by itself, or is
            // of less interest than what went wrong before.
            if self.attempts.get() == made {
                let is_kept_back = result.as_ref().is_err_and(keeps_back);
                return if is_kept_back { last.map_or(result, Err) } else { result };
            }
            self.record_outcome(result.as_ref().err());
            let Err(error) = result else { return result };
            let Some(wait) = self.wait(call, &error) else { return Err(error) };
            if wait > 0.0 && self.client.platform.wait(milliseconds(wait), self.signal()).await == WaitEnd::Abort {
                return Err(Error::new(Reason::Aborted));
            }
            // A refused token is not what is wrong when no other can be tried.
            last = Some(error).filter(|error| !refuses_token(error));
        }
    }

    /// The caller's signal.
    fn signal(&self) -> Option<&P::Value> {
        self.invocation.limits.signal.as_ref()
    }

    /// Milliseconds until the deadline.
    fn left(&self) -> f64 {
        f64::from(self.deadline) - (self.client.platform.monotonic() - self.start)
    }

    /// Does a piece of work within the time of an attempt, and before the deadline.
    fn in_time<'w, T>(&'w self, work: Work<'w, T>) -> impl Future<Output = Result<T, Error>> + 'w {
        let attempt = Limit::of(self.timeout, Reason::Timeout);
        let limit = if f64::from(self.timeout) <= self.left() { attempt } else { self.until_deadline() };
        within(&*self.client.platform, limit, self.signal(), work)
    }

    fn until_deadline(&self) -> Limit {
        Limit { milliseconds: milliseconds(self.left()), ..Limit::of(self.deadline, Reason::DeadlinePassed) }
    }

    /// Ends when it is the turn of the next attempt, if the client has a rate limit.
    async fn permit(&self) -> Result<Option<Permit<'a>>, Error> {
        let Some(rate_limiter) = &self.client.rate_limiter else { return Ok(None) };
        let turn = pin!(self.turn(rate_limiter));
        within(&*self.client.platform, self.until_deadline(), self.signal(), turn).await.map(Some)
    }

    async fn turn(&self, rate_limiter: &'a RateLimiter) -> Result<Permit<'a>, Error> {
        let Client { platform, circuit, tokens, .. } = self.client;
        let now = platform.now();
        circuit.check(now.monotonic)?;
        let limits = &self.invocation.limits;
        let wish = Wish {
            reserve: limits.reserve,
            longest_pause: f64::from(limits.policy.max_delay),
            deadline: self.start + f64::from(self.deadline),
        };
        let permit = rate_limiter.join(now, wish, |least| self.emit(EventKind::Queued, least))?;
        // All who wait share the request for a token: they are not to ask for it one after the other.
        self.in_time(pin!(tokens.get(self.timeout))).await?;
        permit.comes(&**platform).await?;
        Ok(permit)
    }

    /// Leaves, if a request may. Nothing is to be waited for between this and the sending.
    fn mark_sent(&self, permit: Option<Permit<'a>>) -> Result<Option<Departure<'a>>, Error> {
        let now = self.client.platform.monotonic();
        self.client.circuit.admit(now)?;
        self.client.quota_history.leave(now);
        let departure = permit.map(|permit| permit.leave(now));
        self.attempts.set(self.attempts.get().saturating_add(1));
        self.emit(EventKind::Attempt, 0.0);
        Ok(departure)
    }

    /// Learns from how an attempt has ended.
    fn record_outcome(&self, failure: Option<&Error>) {
        let Client { platform, budget, circuit, .. } = self.client;
        match failure {
            None => budget.earn(),
            Some(error) => platform.observe(self.event(EventKind::AttemptFailed, 0.0).because(error)),
        }
        // Who waits for less time than the client does says nothing of the server.
        let is_impatient = self.timeout < self.client.timeout;
        if !(is_impatient && failure.is_some_and(|error| error.reason() == Reason::Timeout)) {
            circuit.learn(&**platform, failure);
        }
    }

    /// What came of a probe, which is sent as it is and only once.
    async fn probe(&self, probe: Probe) -> Result<P::Value, Error> {
        let platform = &*self.client.platform;
        let address = self.invocation.address.as_deref().unwrap_or(self.client.api_url());
        Ok(ask(platform, probe, address).await)
    }

    /// The token itself, for who sends requests in another way.
    async fn token(&self) -> Result<P::Value, Error> {
        let platform = &*self.client.platform;
        let token = self.client.tokens.get(self.timeout).await?;
        Ok(platform.token(token.expose(), token.seconds_left(platform.now()).max(0.0)))
    }

    /// The milliseconds to wait before another attempt; nothing when there is to be none.
    fn wait(&self, call: &Call<P::Body>, error: &Error) -> Option<f64> {
        if refuses_token(error) && self.may_replay.take() {
            return call.can_be_sent_again().then_some(0.0);
        }
        let Client { platform, tokens, .. } = self.client;
        let (policy, made, drawn) = (self.invocation.limits.policy, self.attempts.get(), platform.random());
        // Where tokens have passed, that one after the other is refused may pass, too.
        let wait = if error.reason() == Reason::TokenRefused && tokens.have_been_accepted() {
            policy.wait_once_more(error, made, drawn)?
        } else {
            policy.wait(error, made, call.is_idempotent, drawn)?
        };
        if wait.length >= self.left() || !call.can_be_sent_again() || !self.client.budget.take() {
            return None;
        }
        self.emit(if wait.is_asked_for { EventKind::RetryAfter } else { EventKind::BackOff }, wait.length);
        Some(wait.length)
    }

    /// One attempt: a token, the request, its answer.
    async fn attempt(&self, call: &Call<P::Body>, permit: Option<Permit<'a>>) -> Result<P::Value, Error> {
        let Client { platform, tokens, circuit, .. } = self.client;
        // No token is asked for that could not be used.
        circuit.check(platform.monotonic())?;
        let count = tokens.count();
        let token = tokens.get(self.timeout).await?;
        if let Some(permit) = &permit {
            // If the token had to be waited for, the gateway may have asked for a pause meanwhile.
            permit.comes(&**platform).await?;
        }
        let departure = self.mark_sent(permit)?;
        let mut headers: Vec<_> = call.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        headers.push(("authorization", token.bearer()));
        let request = HttpRequest { method: call.method, url: &call.url, headers: &headers, body: call.body.as_ref() };
        let limits = Limits { success: self.client.max_response_bytes, failure: MAX_ERROR_BYTES };
        let left = platform.now();
        let outcome = platform.exchange(request, limits).await;
        let result = self.interpret_response(call, outcome, left.monotonic, departure, &token);
        let result = result.map_err(|error| tokens.redact(error, &token));
        match result.as_ref().err() {
            Some(error) if refuses_token(error) => self.doubt(&token, error, count, left),
            Some(error) if !matches!(error.kind(), Kind::Profile | Kind::Business) => {}
            _ => tokens.accepted(&token),
        }
        result
    }

    /// A token is refused, which was sent at that instant: it is dropped, unless another cannot help.
    fn doubt(&self, token: &Token, error: &Error, count: u64, left: Moment) {
        let tokens = &self.client.tokens;
        // A provider may have kept it for long, and it may have been on its way for longer than it lives: in a machine
        // that slept. If other tokens passed, the refusal of one that has just come may pass too.
        let is_new = token.is_newer_than(count) && !token.is_late(left) && !tokens.are_provided();
        let is_of_the_api = is_of_the_api(error.reason());
        if is_of_the_api && tokens.is_replaced_in_vain(is_new || !self.may_replay.get()) {
            self.may_replay.set(false);
            return;
        }
        self.emit(EventKind::TokenRefused, 0.0);
        tokens.refused(token);
        if is_new && !tokens.have_been_accepted() {
            self.may_replay.set(false);
        }
    }

    /// Says what came of a request that left at that instant, with that token.
    fn interpret_response(
        &self,
        call: &Call<P::Body>,
        outcome: Result<P::Response, Failure>,
        left: f64,
        departure: Option<Departure<'a>>,
        token: &Token,
    ) -> Result<P::Value, Error> {
        let Client { platform, max_response_bytes, .. } = self.client;
        let Call { method, body, headers, may_be_empty, parses_text, takes_text, keeps_text, .. } = call;
        let (platform, body) = (&**platform, body.as_ref());
        let reading = ResponseReader {
            platform,
            method,
            body,
            headers,
            may_be_empty: *may_be_empty,
            parses_text: *parses_text,
            takes_text: *takes_text,
            keeps_text: *keeps_text,
            is_state: self.invocation.kind == CallKind::Healthcheck,
        };
        match outcome {
            Ok(response) => {
                let now = platform.monotonic();
                let event = self.event(EventKind::Answer, now - left);
                platform.observe(Event { status: response.status(), ..event });
                let result = reading.read(&response);
                self.learn_quota(&response, result.as_ref().err(), left, departure);
                result.map_err(|error| self.with_body(error, &response, token))
            }
            Err(failure) if refuses_body(call, &failure) => {
                Err(Error::new(Reason::BodyUnexpected).with("method", method))
            }
            Err(failure) => {
                let api_url = self.client.api_url();
                let may_repeat = |text: &str| reading.may_repeat(text) && !call.is_repeated_in(text, api_url);
                Err(failed(platform, failure, api_url, *max_response_bytes, &may_repeat))
            }
        }
    }

    /// Learns what an answer says of quotas, to a request that left at that instant.
    fn learn_quota(&self, response: &P::Response, error: Option<&Error>, left: f64, departure: Option<Departure<'a>>) {
        let Client { platform, quota_history, .. } = self.client;
        let now = platform.now();
        let is_refused = response.status() == 429;
        let asked = error.and_then(Error::seconds_to_wait);
        // The rate before this call is taken back out of it.
        let rate = quota_history.rate(now.monotonic);
        if is_refused {
            quota_history.refused(left, now.monotonic, asked);
        }
        let Some(departure) = departure else { return };
        let announced = rate_limit::of(&**platform, response);
        if let Some(number) = departure.turn {
            if let Some(Announcement { remaining, window }) = announced {
                platform.share(Sharing::Announced, [number, remaining, window], "");
            }
            let numbers = [number, response.status().into(), asked.unwrap_or(f64::NAN)];
            platform.share(Sharing::Told, numbers, "");
        } else if let Some(announced) = announced {
            departure.announced(announced, now.monotonic);
        }
        if is_refused {
            departure.refused(asked.map(|seconds| seconds * 1_000.0), now, rate);
        } else {
            departure.passed();
        }
    }

    /// The error with the body of its answer, where the caller wants that.
    fn with_body(&self, error: Error, response: &P::Response, token: &Token) -> Error {
        let Client { platform, tokens, .. } = self.client;
        match response.text().filter(|_| self.invocation.keeps_error_body) {
            Some(text) => error.with_body(platform.error_body(text, tokens.secrets(token).expose())),
            None => error,
        }
    }

    fn event(&self, kind: EventKind, milliseconds: f64) -> Event {
        Event::of_call(kind, self.number, self.attempts.get(), milliseconds)
    }

    fn emit(&self, kind: EventKind, milliseconds: f64) {
        self.client.platform.observe(self.event(kind, milliseconds));
    }
}

/// Whether a fetch of the caller's, behind which is one of the standard, has refused the body of a GET. All engines say
/// so in these words.
fn refuses_body<B>(call: &Call<B>, failure: &Failure) -> bool {
    let is_refused = |cause: &Cause| cause.name == "TypeError" && contains(&cause.message, "cannot have");
    call.body.is_some()
        && matches!(call.method, "GET" | "HEAD")
        && matches!(failure, Failure::Unreachable(cause) if is_refused(cause))
}

/// Whether an error is the end of a call, whatever it was about to do.
fn ends_the_call(error: &Error) -> bool {
    matches!(error.reason(), Reason::Aborted | Reason::DeadlinePassed)
}

/// Whether an error says that nothing was sent, and nothing of the request.
fn keeps_back(error: &Error) -> bool {
    matches!(error.reason(), Reason::CircuitOpen | Reason::QuotaPaused)
}

/// Whether an error says that another token may help.
fn refuses_token(error: &Error) -> bool {
    matches!(error.reason(), Reason::TokenRefused | Reason::TokenUnreadable) || is_of_the_api(error.reason())
}

/// Whether a refusal is that of the API behind the gateway.
fn is_of_the_api(reason: Reason) -> bool {
    matches!(reason, Reason::ApiUnauthorized | Reason::ApiUnauthorizedSilent)
}
