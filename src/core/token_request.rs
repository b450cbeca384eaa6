//! A request for a token: of the authorisation server, of the caller's provider, or of the processes that share one;
//! repeated while that may help.

use std::pin::pin;

use super::answer::failed;
use super::deadline::{Limit, within};
use super::error::Error;
use super::event::{Event, EventKind};
use super::options::TokenSource;
use super::platform::{HttpRequest, Limits, Platform, Sharing};
use super::rate_limiter::milliseconds;
use super::reason::{Kind, Reason};
use super::slot::copied;
use super::token::Token;
use super::token_answer::{self, Grant, MAX_BYTES};
use super::tokens::{Inner, Obtained};
use super::value::{self, Value};

const LIMITS: Limits = Limits { success: MAX_BYTES, failure: MAX_BYTES };

impl<P: Platform> Inner<P> {
    /// Asks until there is a token, or no sense in asking again.
    pub(super) async fn try_repeatedly(&self, timeout: u32) -> Result<Obtained, Error> {
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

    /// The credentials work: what was remembered of a refusal of them, which another request met, is not believed any
    /// more. For how long the server wants no request is something else.
    fn forget_refusal(&self) {
        let other = self.refusal.take().filter(|(error, _)| error.kind() != Kind::Credentials);
        self.refusal.set(other);
    }

    /// Whether a token was refused while it was being asked for. Who keeps tokens could not know, and can be told now.
    fn is_refused_since(&self, told: Option<&Token>, grant: &Grant) -> bool {
        let is_same = |token: &Token| token.expose() == grant.token.expose();
        copied(&self.rejected).as_ref().is_some_and(is_same) && !told.is_some_and(is_same)
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
}
