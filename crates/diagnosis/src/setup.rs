//! What is known before the first probe.

use sne_cotation_common::environment::Environment;

/// The call that ends a diagnosis, with a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastCall {
    /// `healthcheck`, which the guide knows.
    #[default]
    Healthcheck,
    /// An operation of a contract without `healthcheck`: one that changes nothing and asks for nothing.
    Operation,
    /// None: the contract has no such operation.
    Nothing,
}

/// The circumstances of a diagnosis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "they are independent truths, each with a name")]
pub struct Setup {
    /// The environment of the authorisation server.
    pub server: Environment,
    /// The environment of the API.
    pub gateway: Environment,
    /// Whether it runs in a page, where the browser hides much.
    pub is_page: bool,
    /// Whether tokens come from the caller's `getToken`, so that this client has no credentials.
    pub is_provided: bool,
    /// Whether the credentials may be tried in the other environment.
    pub tries_other: bool,
    /// Whether a proxy is announced that the platform does not use.
    pub ignores_proxy: bool,
    /// Whether it shares token and quota with other processes, by a store.
    pub has_store: bool,
    /// What is called in the end.
    pub last_call: LastCall,
}

impl Setup {
    /// The environment that the API is in.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.gateway
    }

    /// Whether tokens come from one of PISTE's environments and are used in the other.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        let both_known = self.server != Environment::Custom && self.gateway != Environment::Custom;
        !self.is_provided && both_known && self.server != self.gateway
    }
}

/// Whether an address is this machine's, to which no proxy leads. The client accepts `http` for such addresses only, so
/// that what is `http` needs no further look.
#[must_use]
pub fn is_local(address: &str) -> bool {
    ["http://", "https://localhost", "https://127.", "https://[::1]"].iter().any(|start| address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use sne_cotation_common::environment::PRODUCTION;

    use super::is_local;

    #[test]
    fn no_proxy_leads_to_this_machine() {
        for address in ["http://[::1]:1/", "https://localhost:1/", "https://127.0.0.1/", "https://[::1]/"] {
            assert!(is_local(address), "{address}");
        }
        assert!(!is_local(PRODUCTION.token_url) && !is_local("https://[::2]/") && !is_local(""));
    }
}
