//! A client: its settings, its token, and what callers can wish of it.

use std::cell::Cell;
use std::rc::Rc;

use super::call;
use super::circuit::Circuit;
use super::closing::Gate;
use super::error::Error;
use super::event::What;
use super::options::Settings;
use super::pace::Pace;
use super::platform::Platform;
use super::request::{Want, Wish};
use super::retry::{Budget, Plan};
use super::token::Tokens;

/// A wish for a platform.
pub type WishOn<P> = Wish<<P as Platform>::Body, <P as Platform>::Value>;

/// A client of the API, for one application in one environment.
pub struct Client<P: Platform> {
    pub(super) platform: Rc<P>,
    pub(super) tokens: Tokens<P>,
    pub(super) api_url: String,
    pub(super) timeout: u32,
    pub(super) deadline: Option<u32>,
    pub(super) max_response_bytes: u32,
    pub(super) gate: Gate,
    pub(super) plan: Plan,
    pub(super) budget: Rc<Budget>,
    pub(super) circuit: Circuit,
    pub(super) pace: Option<Pace>,
    calls: Cell<u32>,
}

impl<P: Platform> Client<P> {
    /// A client with checked settings.
    pub fn new(platform: P, settings: Settings) -> Self {
        let Settings { api_url, source, timeout, deadline, max_response_bytes, plan, rate_limit } = settings;
        let (platform, budget) = (Rc::new(platform), Rc::<Budget>::default());
        Self {
            tokens: Tokens::new(Rc::clone(&platform), source, timeout, plan, Rc::clone(&budget)),
            platform,
            api_url,
            timeout,
            deadline,
            max_response_bytes,
            gate: Gate::default(),
            plan,
            budget,
            circuit: Circuit::new(What::ApiCircuitOpen, What::ApiCircuitClosed),
            pace: rate_limit.map(Pace::new),
            calls: Cell::default(),
        }
    }

    /// The number of the next call, counted from 1.
    pub(super) fn next_call(&self) -> u32 {
        let number = self.calls.get().wrapping_add(1);
        self.calls.set(number);
        number
    }

    /// What a caller wants, read from the options of the method that it calls.
    pub fn wish(&self, want: Want, options: &P::Value) -> Result<WishOn<P>, Error> {
        Wish::read(want, &self.api_url, self.plan, options, &*self.platform)
    }

    /// Fulfils a wish: with the answer of a call as the platform gives it, with the token, or with nothing.
    pub async fn fulfil(&self, wish: WishOn<P>) -> Result<P::Value, Error> {
        if wish.want == Want::Close {
            self.gate.close().await;
            self.tokens.forget();
            return Ok(self.platform.nothing());
        }
        call::run(self, wish).await
    }

    /// Drops the token, so that the next call obtains another.
    pub fn forget_token(&self) {
        self.tokens.forget();
    }
}
