//! A client: its settings, its token, and the calls it makes.

use std::rc::Rc;

use super::answer::Answer;
use super::call;
use super::closing::Gate;
use super::deadline::within;
use super::error::Error;
use super::options::Settings;
use super::platform::Platform;
use super::request::{Call, timeout_of};
use super::token::Tokens;

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

    /// The platform it runs on.
    pub fn platform(&self) -> &P {
        &self.platform
    }

    /// Asks the API how it is (guide, "Appel d'un endpoint").
    pub async fn healthcheck(&self, options: &P::Value) -> Result<Answer<P::Value>, Error> {
        call::run(self, Call::healthcheck(&self.settings.environment.api_url, options)?).await
    }

    /// Makes a call that the caller describes.
    pub async fn request(&self, options: &P::Value) -> Result<Answer<P::Value>, Error> {
        call::run(self, Call::read(&self.settings.environment.api_url, options, self.platform())?).await
    }

    /// The bearer token itself, for who sends requests in another way.
    pub async fn access_token(&self, options: &P::Value) -> Result<String, Error> {
        let timeout = timeout_of(options, "accessToken")?.unwrap_or(self.settings.timeout);
        let _inside = self.gate.enter()?;
        let token = within(self.platform(), timeout, self.tokens.get()).await?;
        Ok(token.expose().to_owned())
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
