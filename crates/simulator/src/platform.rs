//! What the servers know and count.

use std::rc::Rc;

use crate::application::Application;
use crate::clock::Clock;
use crate::config::Config;
use crate::contract::Backend;
use crate::pages::{LOGIN_PATH, OTHER_LOGIN_PATH};
use crate::quota::Meter;
use crate::token_store::TokenStore;

/// What the servers know and count.
#[derive(Clone, Debug)]
pub(crate) struct Platform {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) tokens: TokenStore,
    pub(crate) calls: Meter,
    pub(crate) token_requests: Meter,
    /// What serves the contract, when there is one.
    pub(crate) backend: Option<Rc<Backend>>,
}

impl Platform {
    /// Where the gateway's login page is: what the contract has goes before it.
    pub(crate) fn login_path(&self) -> &'static str {
        let is_taken = self.backend.as_ref().is_some_and(|backend| backend.has(LOGIN_PATH));
        if is_taken { OTHER_LOGIN_PATH } else { LOGIN_PATH }
    }

    pub(crate) fn application(&self, client_id: &str) -> Option<&Application> {
        self.config.applications.iter().find(|application| application.client_id == client_id)
    }
}
