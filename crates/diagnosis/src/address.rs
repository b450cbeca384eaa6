//! PISTE's addresses, by which its environments are known. A test holds them against the client's.

/// The two addresses of an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// The token endpoint.
    pub token_url: &'static str,
    /// The API's base address.
    pub api_url: &'static str,
    /// What the addresses of its authorisation server begin with.
    server: &'static str,
    /// What the addresses of its gateway begin with.
    gateway: &'static str,
}

/// PISTE's production.
pub const PRODUCTION: Addresses = Addresses {
    token_url: "https://oauth.piste.gouv.fr/api/oauth/token",
    api_url: "https://api.piste.gouv.fr/mtes/sne-cotation/v1.0",
    server: "https://oauth.piste.gouv.fr/",
    gateway: "https://api.piste.gouv.fr/",
};

/// PISTE's sandbox.
pub const SANDBOX: Addresses = Addresses {
    token_url: "https://sandbox-oauth.piste.gouv.fr/api/oauth/token",
    api_url: "https://sandbox-api.piste.gouv.fr/mtes/sne-cotation/v1.0",
    server: "https://sandbox-oauth.piste.gouv.fr/",
    gateway: "https://sandbox-api.piste.gouv.fr/",
};

/// An environment, as its addresses tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Environment {
    /// PISTE's production.
    Production,
    /// PISTE's sandbox.
    Sandbox,
    /// Addresses of one's own.
    #[default]
    Custom,
}

/// Whether an address is this machine's, to which no proxy leads. The client takes `http` for such alone.
#[must_use]
pub fn is_local(address: &str) -> bool {
    ["http://", "https://localhost", "https://127.", "https://[::1]"].iter().any(|start| address.starts_with(start))
}

impl Environment {
    /// Its addresses, if it is one of PISTE's.
    #[must_use]
    pub fn addresses(self) -> Option<&'static Addresses> {
        match self {
            Self::Production => Some(&PRODUCTION),
            Self::Sandbox => Some(&SANDBOX),
            Self::Custom => None,
        }
    }

    /// PISTE's other environment.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Production => Self::Sandbox,
            Self::Sandbox => Self::Production,
            Self::Custom => Self::Custom,
        }
    }

    /// The environment of an authorisation server's address.
    #[must_use]
    pub fn of_server(address: &str) -> Self {
        Self::known_by(|piste| address.starts_with(piste.server))
    }

    /// The environment of a gateway's address.
    #[must_use]
    pub fn of_gateway(address: &str) -> Self {
        Self::known_by(|piste| address.starts_with(piste.gateway))
    }

    fn known_by(is_it: impl Fn(&Addresses) -> bool) -> Self {
        let both = [Self::Production, Self::Sandbox];
        both.into_iter().find(|one| one.addresses().is_some_and(&is_it)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use sne_cotation::core::environment as client;

    use super::{Environment, PRODUCTION, SANDBOX, is_local};

    #[test]
    fn no_proxy_leads_to_this_machine() {
        for address in
            ["http://[::1]:1/", "http://a.localhost/", "https://localhost:1/", "https://127.0.0.1/", "https://[::1]/"]
        {
            assert!(is_local(address), "{address}");
        }
        assert!(!is_local(PRODUCTION.token_url) && !is_local("https://[::2]/") && !is_local(""));
    }

    #[test]
    fn they_are_the_clients() {
        let known = [PRODUCTION.token_url, PRODUCTION.api_url, SANDBOX.token_url, SANDBOX.api_url];
        let theirs = [
            client::PRODUCTION_TOKEN_URL,
            client::PRODUCTION_API_URL,
            client::SANDBOX_TOKEN_URL,
            client::SANDBOX_API_URL,
        ];
        assert_eq!(known, theirs);
    }

    #[test]
    fn an_environment_is_known_by_its_hosts() {
        for environment in [Environment::Production, Environment::Sandbox] {
            let addresses = environment.addresses().map_or(("", ""), |it| (it.token_url, it.api_url));
            assert_eq!(Environment::of_server(addresses.0), environment);
            assert_eq!(Environment::of_gateway(addresses.1), environment);
            assert_eq!(Environment::of_gateway(addresses.0), Environment::Custom);
        }
        for address in
            ["https://api.piste.gouv.fr.example/", "http://api.piste.gouv.fr/", "https://api.piste.gouv.fr", ""]
        {
            assert_eq!(Environment::of_gateway(address), Environment::Custom, "{address}");
        }
        assert_eq!(Environment::of_gateway("https://api.piste.gouv.fr/dila/legifrance"), Environment::Production);
    }
}
