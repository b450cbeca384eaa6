//! The token's life: obtained once for all who wait for it, kept while it is good, replaced shortly before its end,
//! dropped when it is refused.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Poll, Waker};

use sne_cotation_common::text::{concat, split};

use super::answer::failed;
use super::circuit::Circuit;
use super::deadline::{Limit, within};
use super::error::Error;
use super::event::{Event, EventKind};
use super::history::History;
use super::options::TokenSource;
use super::platform::{HttpRequest, Limits, Moment, Platform, Sharing};
use super::rate_limiter::milliseconds;
use super::reason::{Kind, Reason};
use super::retry::{Budget, RetryPolicy};
use super::secret::Secret;
use super::single_flight::{Handle, SingleFlight};
use super::slot::{copied, with_mut};
use super::token_answer::{self, Grant, MAX_BYTES};
use super::value::{self, Value};

/// Seconds before its end when a token is no longer used, at most; less for short-lived ones. A request takes time.
const LONGEST_MARGIN: f64 = 5.0;
/// Seconds before its end when another is obtained in the background, at most; less for short-lived ones.
const LONGEST_AHEAD: f64 = 120.0;
/// Milliseconds after a failure in the background before it is tried again.
const PAUSE_AHEAD: f64 = 10_000.0;
/// Milliseconds, at most, that a refusal is believed without asking again.
const MEMORY: f64 = 60_000.0;
const LIMITS: Limits = Limits { success: MAX_BYTES, failure: MAX_BYTES };
const BEARER: &str = "Bearer ";

/// A token that may be used until its end on either clock.
#[derive(Clone, Debug)]
pub struct Token(Rc<Details>);

#[derive(Debug)]
struct Details {
    /// With its scheme, as the header has it.
    bearer: Secret,
    obtained: Moment,
    /// Seconds after it was obtained.
    lifetime: f64,
    /// Which of the client's tokens it is, counted as they come: a refusal is about one of them.
    ordinal: u64,
}

impl Token {
    /// The token, to be shown to nobody.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.bearer().strip_prefix(BEARER).unwrap_or_default()
    }

    /// What the header `Authorization` carries (RFC 6750, section 2.1).
    #[must_use]
    pub fn bearer(&self) -> &str {
        self.0.bearer.expose()
    }

    /// Whether it came after the client had obtained that many.
    #[must_use]
    pub fn is_newer_than(&self, count: u64) -> bool {
        self.0.ordinal > count
    }

    /// Seconds until its end. Whichever clock says first that it is over is believed.
    #[must_use]
    pub fn seconds_left(&self, now: Moment) -> f64 {
        let Details { obtained, lifetime, .. } = *self.0;
        lifetime - (now.monotonic - obtained.monotonic).max(now.wall - obtained.wall) / 1000.0
    }

    /// Whether it was over at that instant, although it should have lived.
    #[must_use]
    pub fn is_late(&self, now: Moment) -> bool {
        self.0.lifetime > 0.0 && self.seconds_left(now) <= 0.0
    }

    fn is_usable(&self, now: Moment) -> bool {
        self.seconds_left(now) > (self.0.lifetime / 20.0).min(LONGEST_MARGIN)
    }

    fn is_near_its_end(&self, now: Moment) -> bool {
        self.seconds_left(now) <= (self.0.lifetime / 10.0).min(LONGEST_AHEAD)
    }
}

/// The token of a client, and the one request for the next, if one is under way.
pub struct Tokens<P: Platform>(Rc<Inner<P>>);

struct Inner<P: Platform> {
    platform: Rc<P>,
    source: TokenSource,
    timeout: u32,
    policy: RetryPolicy,
    budget: Rc<Budget>,
    circuit: Circuit,
    history: History,
    current: Cell<Option<Token>>,
    /// The token that the gateway refused last, for the caller's provider to know.
    rejected: Cell<Option<Token>>,
    /// The request for the next token.
    pending: Cell<Option<SingleFlight<Result<Token, Error>>>>,
    /// How many tokens were obtained.
    count: Cell<u64>,
    /// How often all was forgotten: a token asked for before is not kept after.
    generation: Cell<u64>,
    /// A refusal that is believed, and until when on the monotonic clock.
    refusal: Cell<Option<(Error, f64)>>,
    /// When a request in the background may be made again, on the monotonic clock.
    ahead_from: Cell<f64>,
    /// Until when the server wants no request, whoever waits for one, on the monotonic clock.
    not_before: Cell<f64>,
    /// Wakes the request in the background, so that it sees that all was forgotten.
    background: Cell<Option<Waker>>,
}

impl<P: Platform> Tokens<P> {
    /// The tokens from that source, each request for one within that many milliseconds and repeated by that plan.
    pub fn new(platform: Rc<P>, source: TokenSource, timeout: u32, policy: RetryPolicy, budget: Rc<Budget>) -> Self {
        Self(Rc::new(Inner {
            platform,
            source,
            timeout,
            policy,
            budget,
            circuit: Circuit::new(EventKind::TokenCircuitOpen, EventKind::TokenCircuitClosed),
            history: History::default(),
            current: Cell::default(),
            rejected: Cell::default(),
            pending: Cell::default(),
            count: Cell::default(),
            generation: Cell::default(),
            refusal: Cell::default(),
            ahead_from: Cell::default(),
            not_before: Cell::default(),
            background: Cell::default(),
        }))
    }

    /// A token to use now: the one there is, or a new one. However many callers wait, one request is made at a time,
    /// which ends after that many milliseconds, or those that the client allows, whichever is more.
    pub async fn get(&self, timeout: u32) -> Result<Token, Error> {
        loop {
            let now = self.0.platform.now();
            let current = copied(&self.0.current).filter(|token| token.is_usable(now));
            if let Some(token) = current {
                if token.is_near_its_end(now) && now.monotonic >= self.0.ahead_from.get() {
                    self.renew();
                }
                return Ok(token);
            }
            let under_way = self.join();
            let is_joined = under_way.is_some();
            if let (false, Some(error)) = (is_joined, self.0.refusal_at(now)) {
                return Err(error);
            }
            match under_way.unwrap_or_else(|| self.start(timeout)).await {
                // The limit was that of who had asked first. This caller's own ends its wait.
                Err(error) if is_joined && error.reason() == Reason::Timeout => {}
                result => return result,
            }
        }
    }

    /// Drops the token, so that the next call obtains another.
    pub fn forget(&self) {
        self.0.platform.forget();
        self.0.current.take();
        self.0.rejected.take();
        self.0.pending.take();
        self.0.refusal.take();
        self.0.not_before.take();
        self.0.history.forget();
        self.0.generation.set(self.0.generation.get().wrapping_add(1));
        let background = self.0.background.take();
        background.into_iter().for_each(Waker::wake);
    }

    /// Whether they come from the caller's provider.
    #[must_use]
    pub fn are_provided(&self) -> bool {
        matches!(self.0.source, TokenSource::Provider)
    }

    /// How many tokens were obtained so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.count.get()
    }

    /// The gateway lets that token pass.
    pub fn accepted(&self, token: &Token) {
        self.0.history.accepted(token.0.ordinal);
    }

    /// Whether the gateway has let any pass.
    #[must_use]
    pub fn have_been_accepted(&self) -> bool {
        self.0.history.has_accepted()
    }

    /// Whether the API behind the gateway refuses whatever token, as was seen before or is now.
    #[must_use]
    pub fn is_replaced_in_vain(&self, is_seen: bool) -> bool {
        self.0.history.is_replaced_in_vain(is_seen)
    }

    /// Drops that token, and no newer one, because the gateway refused it.
    pub fn refused(&self, token: &Token) {
        // By what it is, not by when it came: a provider may have given the same one again.
        let is_last = copied(&self.0.current).is_none_or(|current| current.expose() == token.expose());
        let known = copied(&self.0.rejected).map_or(0, |known| known.0.ordinal);
        if !is_last || known > token.0.ordinal {
            return;
        }
        // Many calls may tell of the same refusal.
        if known < token.0.ordinal && !self.0.history.refused(token.0.ordinal, self.0.platform.monotonic()) {
            return;
        }
        self.0.current.take();
        self.0.rejected.replace(Some(token.clone()));
    }

    /// An error without what is secret here, and without that token.
    #[must_use]
    pub fn redact(&self, error: Error, token: &Token) -> Error {
        self.0.redact(error, Some(token))
    }

    /// Every form in which an answer may repeat what is secret here, or that token, a line each.
    #[must_use]
    pub fn secrets(&self, token: &Token) -> Secret {
        self.0.secrets(Some(token))
    }

    fn join(&self) -> Option<Handle<Result<Token, Error>>> {
        with_mut(&self.0.pending, |pending| pending.as_ref().and_then(SingleFlight::join))
    }

    /// Obtains the next token in the background, unless that is under way. Whatever comes of it, nobody waits for it.
    fn renew(&self) {
        if self.join().is_some() || self.0.refusal_at(self.0.platform.now()).is_some() {
            return;
        }
        let (inner, generation) = (Rc::clone(&self.0), self.0.generation.get());
        let mut handle = self.start(self.0.timeout);
        self.0.platform.spawn(async move {
            poll_fn(|context| {
                if inner.generation.get() != generation {
                    return Poll::Ready(());
                }
                inner.background.replace(Some(context.waker().clone()));
                Pin::new(&mut handle).poll(context).map(drop)
            })
            .await;
        });
    }

    fn start(&self, timeout: u32) -> Handle<Result<Token, Error>> {
        let handle = Handle::start(Box::pin(Rc::clone(&self.0).fly(timeout)));
        self.0.pending.replace(Some(handle.pending()));
        handle
    }
}

/// What a request for a token comes to: a grant and the instant from which its life counts, or the token that there
/// was before, which need not be replaced.
enum Obtained {
    New(Grant, Moment),
    Before(Token),
}

impl<P: Platform> Inner<P> {
    /// Obtains a token and keeps it, unless all was forgotten meanwhile.
    async fn fly(self: Rc<Self>, timeout: u32) -> Result<Token, Error> {
        let generation = self.generation.get();
        let result = self.try_repeatedly(timeout.max(self.timeout)).await;
        let is_current = self.generation.get() == generation;
        if is_current {
            // It has landed: whoever comes now is not to be given the same again.
            self.pending.take();
        }
        let (grant, obtained) = match result {
            Ok(Obtained::New(grant, obtained)) => (grant, obtained),
            Ok(Obtained::Before(token)) => return Ok(token),
            Err(error) => {
                let error = self.redact(error, None);
                if is_current {
                    self.remember(&error);
                }
                return Err(error);
            }
        };
        let ordinal = self.count.get().wrapping_add(1);
        self.count.set(ordinal);
        let bearer = Secret::new(concat(BEARER, grant.token.expose()));
        let token = Token(Rc::new(Details { bearer, obtained, lifetime: grant.lifetime, ordinal }));
        if is_current {
            // One that is over as soon as it comes serves those who asked for it.
            self.current.replace(Some(token.clone()).filter(|token| token.0.lifetime > 0.0));
            self.rejected.take();
        }
        Ok(token)
    }

    /// Asks until there is a token, or no sense in asking again.
    async fn try_repeatedly(&self, timeout: u32) -> Result<Obtained, Error> {
        let platform = &*self.platform;
        let is_ahead = self.usable().is_some();
        let mut attempt = 0_u32;
        let mut last = None;
        loop {
            // Another request may have been told to wait, and given up by all who waited for it.
            let left = self.not_before.get() - platform.monotonic();
            if left > 0.0 {
                platform.wait(milliseconds(left), None).await;
                // A wall clock that was wrong may have been set right meanwhile: the token is not over then.
                if let Some(token) = self.usable().filter(|_| !is_ahead) {
                    return Ok(Obtained::Before(token));
                }
            }
            // Its life is counted from before the request: the server counts it from before its answer.
            let start = platform.now();
            if let Err(error) = self.circuit.admit(start.monotonic) {
                return Err(last.unwrap_or(error));
            }
            attempt = attempt.saturating_add(1);
            platform.observe(Event::shared(EventKind::TokenRequested, attempt, 0.0));
            let told = copied(&self.rejected);
            let result = within(platform, Limit::of(timeout, Reason::Timeout), None, pin!(self.obtain())).await;
            let took = platform.monotonic() - start.monotonic;
            self.circuit.learn(platform, result.as_ref().err());
            self.history.asked(result.as_ref().err(), platform.monotonic());
            let error = match result {
                Ok(grant) => {
                    self.forget_refusal();
                    platform.observe(Event::shared(EventKind::TokenObtained, attempt, took));
                    if self.is_refused_since(told.as_ref(), &grant) {
                        continue;
                    }
                    return Ok(Obtained::New(grant, start));
                }
                Err(error) => error,
            };
            platform.observe(Event::shared(EventKind::TokenFailed, attempt, took).because(&error));
            let wait = self.policy.wait(&error, attempt, true, platform.random()).filter(|_| self.budget.take());
            let Some(wait) = wait else { return Err(error) };
            let kind = if wait.is_asked_for { EventKind::RetryAfter } else { EventKind::BackOff };
            platform.observe(Event::shared(kind, attempt, wait.length));
            if wait.is_asked_for {
                self.not_before.set(platform.monotonic() + wait.length);
            }
            platform.wait(milliseconds(wait.length), None).await;
            last = Some(error);
        }
    }

    /// The token there is, if it may be used now.
    fn usable(&self) -> Option<Token> {
        let now = self.platform.now();
        copied(&self.current).filter(|token| token.is_usable(now))
    }

    /// Whether a token was refused while it was being asked for. Who keeps tokens could not know, and can be told now.
    fn is_refused_since(&self, told: Option<&Token>, grant: &Grant) -> bool {
        let is_same = |token: &Token| token.expose() == grant.token.expose();
        copied(&self.rejected).as_ref().is_some_and(is_same) && !told.is_some_and(is_same)
    }

    /// Remembers a failure as far as it says that asking again soon is of no use.
    fn remember(&self, error: &Error) {
        let now = self.platform.monotonic();
        self.ahead_from.set(now + PAUSE_AHEAD);
        let length = match error.reason() {
            Reason::ClientRefusedForNow => Some(self.history.row_at(now)),
            Reason::TokenOAuthError => Some(MEMORY),
            reason if reason.is_transient() => error.seconds_to_wait().map(|seconds| seconds * 1000.0),
            reason => (reason.kind() == Kind::Credentials).then_some(MEMORY),
        };
        if let Some(length) = length {
            self.refusal.replace(Some((error.clone(), now + length.min(MEMORY))));
        }
    }

    /// The credentials work: what was remembered of a refusal of them, which another request met, is not believed any
    /// more. For how long the server wants no request is something else.
    fn forget_refusal(&self) {
        let other = self.refusal.take().filter(|(error, _)| error.kind() != Kind::Credentials);
        self.refusal.set(other);
    }

    /// The refusal that is still believed, of the authorisation server's or of the gateway's.
    fn refusal_at(&self, now: Moment) -> Option<Error> {
        let refusal = copied(&self.refusal).filter(|(_, end)| now.monotonic < *end).map(|(error, _)| error);
        let replaces = copied(&self.rejected).is_some();
        refusal.or_else(|| self.history.check_replacement(now.monotonic).filter(|_| replaces))
    }

    /// Asks the authorisation server, or the caller's provider; before that, the processes with which the token is
    /// shared. One function, because each that waits costs 150 bytes.
    async fn obtain(&self) -> Result<Grant, Error> {
        let platform = &*self.platform;
        let is_shared = platform.is_shared();
        let credentials = match &self.source {
            TokenSource::Credentials(url, credentials) => Some((url, credentials)),
            TokenSource::Provider => None,
        };
        if is_shared || credentials.is_none() {
            let rejected = copied(&self.rejected);
            let rejected = rejected.as_ref().map(Token::expose);
            match platform.provide_token(rejected).await {
                Ok(given) if is_shared && given.kind() == value::Kind::Nothing => {}
                Ok(given) if is_shared => return token_answer::shared(&given, self.is_trusted()),
                Ok(given) => return token_answer::grant(&given),
                Err(cause) => {
                    // It may repeat what it was told, which may be forgotten here by now.
                    let error = Error::new(Reason::TokenProviderFailed).cause(&cause, &|_| true);
                    return Err(error.without(&[rejected.unwrap_or_default()]));
                }
            }
        }
        let Some((url, credentials)) = credentials else { return Err(Error::new(Reason::TokenMissing)) };
        let headers = [("accept", "application/json"), ("content-type", "application/x-www-form-urlencoded")];
        let body = platform.encode_form(&credentials.token_request());
        let request = HttpRequest { method: "POST", url, headers: &headers, body: Some(&body) };
        let result = match platform.exchange(request, LIMITS).await {
            Ok(response) => token_answer::read(platform, &response, self.is_trusted()),
            Err(failure) => Err(failed(platform, failure, url, MAX_BYTES, &|_| true)),
        };
        if is_shared {
            let (what, numbers, text) = match &result {
                Ok(grant) => (Sharing::Obtained, [grant.lifetime, 0.0, 0.0], grant.token.expose()),
                Err(error) => {
                    let is_final = error.kind() == Kind::Credentials && !error.reason().is_transient();
                    let asked = error.seconds_to_wait().unwrap_or(f64::NAN);
                    let numbers = [f64::from(u8::from(is_final)), error.status_of_answer().into(), asked];
                    (Sharing::Refused, numbers, error.code_of_answer().unwrap_or_default())
                }
            };
            platform.share(what, numbers, text);
        }
        result
    }

    /// Whether the credentials have worked, so that a refusal of them may pass by itself.
    fn is_trusted(&self) -> bool {
        self.history.trusts_credentials(self.platform.monotonic())
    }

    /// An error without the client's secret and the tokens, in whatever form they may be repeated.
    fn redact(&self, error: Error, token: Option<&Token>) -> Error {
        error.without(&split(self.secrets(token).expose(), b'\n').collect::<Vec<_>>())
    }

    fn secrets(&self, token: Option<&Token>) -> Secret {
        let secret = match &self.source {
            TokenSource::Credentials(_, credentials) => credentials.secret().expose(),
            TokenSource::Provider => "",
        };
        let tokens = [copied(&self.current), copied(&self.rejected), token.cloned()];
        let mut forms = String::new();
        for secret in tokens.iter().flatten().map(Token::expose).chain([secret]) {
            forms.push_str(&self.platform.forms_of(secret));
            forms.push('\n');
        }
        Secret::new(forms)
    }
}
