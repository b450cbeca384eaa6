//! A client: its settings, its token, and what callers can invoke.

use std::cell::Cell;
use std::rc::Rc;

use super::call_tracker::CallTracker;
use super::circuit::Circuit;
use super::error::Error;
use super::event::EventKind;
use super::options::Settings;
use super::platform::Platform;
use super::quota_history::QuotaHistory;
use super::rate_limiter::RateLimiter;
use super::request::{CallKind, Defaults, Invocation};
use super::retry::Budget;
use super::tokens::Tokens;

/// An invocation on a platform.
pub type InvocationOn<P> = Invocation<<P as Platform>::Body, <P as Platform>::Value>;

/// A client of the API, for one application in one environment.
pub struct Client<P: Platform> {
    pub(super) platform: Rc<P>,
    pub(super) tokens: Tokens<P>,
    defaults: Defaults<P::Body>,
    pub(super) timeout: u32,
    pub(super) deadline: Option<u32>,
    pub(super) max_response_bytes: u32,
    pub(super) calls_under_way: CallTracker,
    pub(super) budget: Rc<Budget>,
    pub(super) circuit: Circuit,
    pub(super) rate_limiter: Option<RateLimiter>,
    pub(super) quota_history: QuotaHistory,
    calls: Cell<u32>,
}

impl<P: Platform> Client<P> {
    /// A client with checked settings.
    pub fn new(platform: P, settings: Settings) -> Self {
        let Settings { api_url, source, headers, timeout, deadline, max_response_bytes, policy, .. } = settings;
        let is_shared = platform.is_shared();
        let (platform, budget) = (Rc::new(platform), Rc::<Budget>::default());
        Self {
            tokens: Tokens::new(Rc::clone(&platform), source, timeout, policy, Rc::clone(&budget)),
            platform,
            defaults: Defaults::new(api_url, headers, policy, settings.keeps_error_body),
            timeout,
            deadline,
            max_response_bytes,
            calls_under_way: CallTracker::default(),
            budget,
            circuit: Circuit::new(EventKind::ApiCircuitOpen, EventKind::ApiCircuitClosed),
            rate_limiter: settings.rate_limit.map(|limit| RateLimiter::new(limit, is_shared)),
            quota_history: QuotaHistory::default(),
            calls: Cell::default(),
        }
    }

    /// The platform that it runs on.
    #[must_use]
    pub fn platform(&self) -> &P {
        &self.platform
    }

    /// What is known of the quotas, in the order in which `js::client` hands it over.
    pub fn quota_numbers(&self, mut add: impl FnMut(f64)) {
        let (history, now) = (&self.quota_history, self.platform.now());
        add(f64::from(history.refusals()));
        let limiter = self.rate_limiter.as_ref();
        add(limiter.map_or(0.0, |limiter| limiter.pause_left(now) / 1_000.0));
        add(limiter.and_then(|limiter| limiter.rate(now.monotonic)).map_or(0.0, |rate| rate * 1_000.0));
        for seen in history.seen() {
            [f64::from(seen.calls), seen.retry_after, f64::from(seen.suggestion())].into_iter().for_each(&mut add);
        }
    }

    /// The API's base address.
    pub(super) fn api_url(&self) -> &str {
        &self.defaults.base
    }

    /// The number of the next call, counted from 1.
    pub(super) fn next_call(&self) -> u32 {
        let number = self.calls.get().wrapping_add(1);
        self.calls.set(number);
        number
    }

    /// Reads an invocation from the options of the method that was called.
    pub fn invocation(&self, kind: CallKind, options: &P::Value) -> Result<InvocationOn<P>, Error> {
        Invocation::read(kind, &self.defaults, options, &*self.platform)
    }

    /// Drops the token, so that the next call obtains another.
    pub fn forget_token(&self) {
        self.tokens.forget();
    }
}
