//! The token's life: obtained once for all who wait for it, kept while it is good, dropped when it is refused.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared, WeakShared};

use super::answer::unreachable;
use super::deadline::within;
use super::error::{Cause, Error};
use super::options::{Settings, Source};
use super::platform::{Moment, Platform};
use super::quote::Withheld;
use super::reason::Reason;
use super::request::Outgoing;
use super::secret::Secret;
use super::token_answer::{self, Grant};

/// Seconds before its end when a token is no longer used, at most; less for short-lived ones.
const LONGEST_MARGIN: f64 = 30.0;

/// A token that may be used until its end on either clock.
#[derive(Clone, Debug)]
pub struct Token {
    value: Secret,
    obtained: Moment,
    /// Milliseconds after it was obtained.
    usable_for: f64,
    /// Which of the client's tokens it is, counted as they come: a refusal is about one of them.
    ordinal: u64,
}

impl Token {
    /// The bearer token, to be sent to the API and shown to nobody.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.value.expose()
    }

    /// Whether it came after the client had obtained that many.
    #[must_use]
    pub fn is_newer_than(&self, count: u64) -> bool {
        self.ordinal > count
    }

    /// Whichever clock says first that it is over is believed.
    fn is_usable(&self, now: Moment) -> bool {
        let elapsed = (now.monotonic - self.obtained.monotonic).max(now.wall - self.obtained.wall);
        elapsed < self.usable_for
    }
}

type Flight = LocalBoxFuture<'static, Result<Token, Error>>;

/// The token of a client, and the one request for the next, if one is under way.
pub struct Tokens<P: Platform>(Rc<Inner<P>>);

struct Inner<P: Platform> {
    platform: Rc<P>,
    source: Source,
    timeout: u32,
    current: RefCell<Option<Token>>,
    /// The token that the gateway refused last, for the caller's provider to know.
    rejected: RefCell<Option<Secret>>,
    /// Weak: when the last caller that waits has gone, the request is cancelled.
    flight: RefCell<Option<WeakShared<Flight>>>,
    /// How many tokens were obtained.
    count: Cell<u64>,
    /// How often all was forgotten: a token asked for before is not kept after.
    epoch: Cell<u64>,
}

impl<P: Platform> Tokens<P> {
    /// The tokens of a client with these settings.
    pub fn new(platform: Rc<P>, settings: &Settings) -> Self {
        Self(Rc::new(Inner {
            platform,
            source: settings.source.clone(),
            timeout: settings.timeout,
            current: RefCell::default(),
            rejected: RefCell::default(),
            flight: RefCell::default(),
            count: Cell::default(),
            epoch: Cell::default(),
        }))
    }

    /// A token to use now: the one there is, or a new one. However many callers wait, one request is made.
    pub async fn get(&self) -> Result<Token, Error> {
        let now = self.0.platform.now();
        let current = self.0.current.borrow().clone().filter(|token| token.is_usable(now));
        match current {
            Some(token) => Ok(token),
            None => self.join_flight().await,
        }
    }

    /// Drops the token, so that the next call obtains another.
    pub fn forget(&self) {
        self.0.current.take();
        self.0.rejected.take();
        self.0.flight.take();
        self.0.epoch.set(self.0.epoch.get().wrapping_add(1));
    }

    /// How many tokens were obtained so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.count.get()
    }

    /// Drops that token, and no newer one, because the gateway refused it.
    pub fn refused(&self, token: &Token) {
        let is_current = self.0.current.borrow().as_ref().is_some_and(|current| current.ordinal == token.ordinal);
        if is_current {
            self.0.current.take();
            self.0.rejected.replace(Some(token.value.clone()));
        }
    }

    fn join_flight(&self) -> Shared<Flight> {
        let under_way = self.0.flight.borrow().as_ref().and_then(WeakShared::upgrade);
        under_way.unwrap_or_else(|| {
            let flight = Rc::clone(&self.0).fly().boxed_local().shared();
            self.0.flight.replace(flight.downgrade());
            flight
        })
    }
}

impl<P: Platform> Inner<P> {
    /// Obtains a token and keeps it, unless all was forgotten meanwhile.
    async fn fly(self: Rc<Self>) -> Result<Token, Error> {
        let epoch = self.epoch.get();
        // Its life is counted from before the request: the server counted from before its answer.
        let obtained = self.platform.now();
        let grant = within(&*self.platform, self.timeout, self.obtain()).await?;
        let margin = (grant.lifetime / 10.0).min(LONGEST_MARGIN);
        let usable_for = (grant.lifetime - margin) * 1000.0;
        let ordinal = self.count.get().wrapping_add(1);
        self.count.set(ordinal);
        let token = Token { value: grant.token, obtained, usable_for, ordinal };
        if self.epoch.get() == epoch {
            self.current.replace(Some(token.clone()));
            self.rejected.take();
        }
        Ok(token)
    }

    async fn obtain(&self) -> Result<Grant, Error> {
        match &self.source {
            Source::Credentials(url, credentials) => {
                let form = credentials.token_form();
                let secrets = [credentials.secret().expose(), form.as_str()];
                let headers = [("accept", "application/json"), ("content-type", "application/x-www-form-urlencoded")];
                let body = self.platform.text_body(&form);
                let request = Outgoing { method: "POST", url, headers: &headers, body: Some(&body) };
                let response = self.platform.fetch(request).await.map_err(|cause| {
                    Error::new(unreachable(self.platform.runtime())).with("url", url).cause(quoted(cause, &secrets))
                })?;
                token_answer::read(&*self.platform, response, &secrets).await
            }
            Source::Provider => {
                let rejected = self.rejected.borrow().clone();
                let rejected = rejected.as_ref().map(Secret::expose);
                let given = self.platform.provide_token(rejected).await.map_err(|cause| {
                    let secrets = [rejected.unwrap_or_default()];
                    Error::new(Reason::TokenProviderFailed).cause(quoted(cause, &secrets))
                })?;
                token_answer::grant(&given)
            }
        }
    }
}

/// What the platform said of a failure, without anything secret.
fn quoted(cause: Cause, secrets: &[&str]) -> Cause {
    let withheld = Withheld { secrets, body: None };
    cause.quoted(&|text| withheld.quote(text))
}
