//! A client: its settings, its token, and what callers can wish of it.

use std::rc::Rc;

use super::call;
use super::closing::Gate;
use super::error::Error;
use super::options::Settings;
use super::platform::Platform;
use super::request::Wish;
use super::token::Tokens;

/// A wish for a platform.
pub type WishOn<P> = Wish<<P as Platform>::Body, <P as Platform>::Value>;

/// A client of the API, for one application in one environment.
pub struct Client<P: Platform> {
    pub(super) platform: Rc<P>,
    pub(super) settings: Settings,
    pub(super) tokens: Tokens<P>,
    pub(super) gate: Gate,
}

impl<P: Platform> Client<P> {
    /// A client with checked settings.
    pub fn new(platform: P, settings: Settings) -> Self {
        let platform = Rc::new(platform);
        let tokens = Tokens::new(Rc::clone(&platform), &settings);
        Self { platform, settings, tokens, gate: Gate::default() }
    }

    /// A wish to know how the API is (guide, "Appel d'un endpoint").
    pub fn healthcheck(&self, options: &P::Value) -> Result<WishOn<P>, Error> {
        Wish::healthcheck(&self.settings.environment.api_url, options)
    }

    /// A wish for a call as the caller describes it.
    pub fn request(&self, options: &P::Value) -> Result<WishOn<P>, Error> {
        Wish::request(&self.settings.environment.api_url, options, &*self.platform)
    }

    /// A wish for the bearer token itself, for who sends requests in another way.
    pub fn access_token(&self, options: &P::Value) -> Result<WishOn<P>, Error> {
        Wish::token(options)
    }

    /// Fulfils a wish: the answer of a call as the platform gives it, or what the token is.
    pub async fn fulfil(&self, wish: WishOn<P>) -> Result<P::Value, Error> {
        call::run(self, wish).await
    }

    /// Drops the token, so that the next call obtains another.
    pub fn forget_token(&self) {
        self.tokens.forget();
    }

    /// Lets calls under way end, refuses others, and forgets the token.
    pub async fn close(&self) {
        self.gate.close().await;
        self.tokens.forget();
    }
}
