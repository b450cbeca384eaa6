//! The token's life: obtained once for all who wait for it, kept while it is good, dropped when it is refused.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::answer::failed;
use super::credentials::Credentials;
use super::deadline::within;
use super::error::Error;
use super::flight::{Flight, Seat};
use super::options::Source;
use super::platform::{Body, Limits, Moment, Platform};
use super::reason::Reason;
use super::request::Outgoing;
use super::secret::Secret;
use super::text::concat;
use super::token_answer::{self, Grant, MAX_BYTES};

/// Seconds before its end when a token is no longer used, at most; less for short-lived ones.
const LONGEST_MARGIN: f64 = 30.0;
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

    fn is_usable(&self, now: Moment) -> bool {
        self.seconds_left(now) > (self.0.lifetime / 10.0).min(LONGEST_MARGIN)
    }
}

/// The token of a client, and the one request for the next, if one is under way.
pub struct Tokens<P: Platform>(Rc<Inner<P>>);

struct Inner<P: Platform> {
    platform: Rc<P>,
    source: Source,
    timeout: u32,
    current: RefCell<Option<Token>>,
    /// The token that the gateway refused last, for the caller's provider to know.
    rejected: RefCell<Option<Token>>,
    /// The request for the next token.
    flight: RefCell<Option<Flight<Result<Token, Error>>>>,
    /// How many tokens were obtained.
    count: Cell<u64>,
    /// How often all was forgotten: a token asked for before is not kept after.
    epoch: Cell<u64>,
}

impl<P: Platform> Tokens<P> {
    /// The tokens from that source, each request for one within that many milliseconds.
    pub fn new(platform: Rc<P>, source: Source, timeout: u32) -> Self {
        Self(Rc::new(Inner {
            platform,
            source,
            timeout,
            current: RefCell::default(),
            rejected: RefCell::default(),
            flight: RefCell::default(),
            count: Cell::default(),
            epoch: Cell::default(),
        }))
    }

    /// A token to use now: the one there is, or a new one. However many callers wait, one request is made, which ends after
    /// that many milliseconds, or those that the client allows, whichever is more.
    pub async fn get(&self, timeout: u32) -> Result<Token, Error> {
        loop {
            let now = self.0.platform.now();
            let current = self.0.current.borrow().clone().filter(|token| token.is_usable(now));
            if let Some(token) = current {
                return Ok(token);
            }
            let under_way = self.0.flight.borrow().as_ref().and_then(Flight::join);
            let is_joined = under_way.is_some();
            match under_way.unwrap_or_else(|| self.take_off(timeout)).await {
                // The limit was that of who had asked first. This caller's own ends its wait.
                Err(error) if is_joined && error.reason() == Reason::Timeout => {}
                result => return result,
            }
        }
    }

    /// Drops the token, so that the next call obtains another.
    pub fn forget(&self) {
        self.0.current.take();
        self.0.rejected.take();
        self.0.flight.take();
        self.0.epoch.set(self.0.epoch.get().wrapping_add(1));
    }

    /// Whether they come from the caller's provider.
    #[must_use]
    pub fn are_provided(&self) -> bool {
        matches!(self.0.source, Source::Provider)
    }

    /// How many tokens were obtained so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.count.get()
    }

    /// Drops that token, and no newer one, because the gateway refused it.
    pub fn refused(&self, token: &Token) {
        let is_current = self.0.current.borrow().as_ref().is_some_and(|current| current.0.ordinal == token.0.ordinal);
        if is_current {
            self.0.current.take();
            self.0.rejected.replace(Some(token.clone()));
        }
    }

    /// An error without what is secret here.
    #[must_use]
    pub fn censor(&self, error: Error) -> Error {
        self.0.censor(error)
    }

    fn take_off(&self, timeout: u32) -> Seat<Result<Token, Error>> {
        let seat = Seat::take_off(Box::pin(Rc::clone(&self.0).fly(timeout)));
        self.0.flight.replace(Some(seat.flight()));
        seat
    }
}

impl<P: Platform> Inner<P> {
    /// Obtains a token and keeps it, unless all was forgotten meanwhile.
    async fn fly(self: Rc<Self>, timeout: u32) -> Result<Token, Error> {
        let epoch = self.epoch.get();
        // Its life is counted from before the request: the server counts it from before its answer.
        let obtained = self.platform.now();
        let result = within(&*self.platform, timeout.max(self.timeout), None, self.obtain()).await;
        let is_current = self.epoch.get() == epoch;
        if is_current {
            // It has landed: whoever comes now is not to be given the same again.
            self.flight.take();
        }
        let grant = result.map_err(|error| self.censor(error))?;
        let ordinal = self.count.get().wrapping_add(1);
        self.count.set(ordinal);
        let bearer = Secret::new(concat(BEARER, grant.token.expose()));
        let token = Token(Rc::new(Details { bearer, obtained, lifetime: grant.lifetime, ordinal }));
        if is_current {
            self.current.replace(Some(token.clone()));
            self.rejected.take();
        }
        Ok(token)
    }

    async fn obtain(&self) -> Result<Grant, Error> {
        match &self.source {
            Source::Credentials(url, credentials) => self.request(url, credentials).await,
            Source::Provider => self.ask().await,
        }
    }

    /// Asks the authorisation server.
    async fn request(&self, url: &str, credentials: &Credentials) -> Result<Grant, Error> {
        let platform = &*self.platform;
        let headers = [("accept", "application/json"), ("content-type", "application/x-www-form-urlencoded")];
        let body = platform.encode_form(&credentials.token_request());
        let request = Outgoing { method: "POST", url, headers: &headers, body: Some(&body) };
        match platform.exchange(request, LIMITS).await {
            Ok(response) => token_answer::read(platform, &response),
            Err(failure) => Err(failed(platform, failure, url, MAX_BYTES, &|_| true)),
        }
    }

    /// Asks the caller's provider.
    async fn ask(&self) -> Result<Grant, Error> {
        let rejected = self.rejected.borrow().clone();
        let rejected = rejected.as_ref().map(Token::expose);
        match self.platform.provide_token(rejected).await {
            Ok(given) => token_answer::grant(&given),
            Err(cause) => Err(Error::new(Reason::TokenProviderFailed).cause(&cause, &|_| true)),
        }
    }

    /// An error without the client's secret, as it is and as it is sent, and without the tokens.
    fn censor(&self, error: Error) -> Error {
        let error = match &self.source {
            Source::Credentials(_, credentials) => {
                let secret = credentials.secret().expose();
                let sent = self.platform.encode_form(&[("", secret)]).text().unwrap_or_default();
                error.without(&[secret, sent.strip_prefix('=').unwrap_or(&sent)])
            }
            Source::Provider => error,
        };
        let tokens = [self.current.borrow().clone(), self.rejected.borrow().clone()];
        tokens.iter().flatten().fold(error, |error, token| error.without(&[token.expose()]))
    }
}
