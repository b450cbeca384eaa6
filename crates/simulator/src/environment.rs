//! The two environments of PISTE and the four hosts they answer on (platform notes, "Addresses").

use serde::{Deserialize, Serialize};

/// One of PISTE's two environments. Applications, credentials and tokens of one are unknown to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// `oauth.piste.gouv.fr` and `api.piste.gouv.fr`.
    Production,
    /// `sandbox-oauth.piste.gouv.fr` and `sandbox-api.piste.gouv.fr`: the "bac à sable", or "site-ecole".
    Sandbox,
}

impl Environment {
    /// Both environments.
    pub const ALL: [Self; 2] = [Self::Production, Self::Sandbox];

    /// The address that grants tokens in this environment.
    #[must_use]
    pub fn token_url(self) -> String {
        let host = Host::new(self, Server::AuthorizationServer);
        format!("https://{}{TOKEN_PATH}", host.name())
    }

    /// The address of the API in this environment: gateway and base path, without a final slash.
    #[must_use]
    pub fn api_url(self) -> String {
        let host = Host::new(self, Server::Gateway);
        format!("https://{}{BASE_PATH}", host.name())
    }
}

/// The path of the token endpoint on an authorisation server.
pub(crate) const TOKEN_PATH: &str = "/api/oauth/token";

/// The base path ("Chemin de base") of SNE-Cotation on a gateway.
pub(crate) const BASE_PATH: &str = "/mtes/sne-cotation/v1.0";

/// One of the two servers of an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Server {
    /// The server that grants tokens.
    AuthorizationServer,
    /// The API gateway, with SNE-Cotation behind it.
    Gateway,
}

/// One of PISTE's four hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host {
    /// The environment the host belongs to.
    pub environment: Environment,
    /// What the host does there.
    pub server: Server,
}

impl Host {
    /// The four hosts.
    pub const ALL: [Self; 4] = [
        Self::new(Environment::Production, Server::AuthorizationServer),
        Self::new(Environment::Production, Server::Gateway),
        Self::new(Environment::Sandbox, Server::AuthorizationServer),
        Self::new(Environment::Sandbox, Server::Gateway),
    ];

    /// The host of a server in an environment.
    #[must_use]
    pub const fn new(environment: Environment, server: Server) -> Self {
        Self { environment, server }
    }

    /// The host's DNS name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match (self.environment, self.server) {
            (Environment::Production, Server::AuthorizationServer) => "oauth.piste.gouv.fr",
            (Environment::Production, Server::Gateway) => "api.piste.gouv.fr",
            (Environment::Sandbox, Server::AuthorizationServer) => "sandbox-oauth.piste.gouv.fr",
            (Environment::Sandbox, Server::Gateway) => "sandbox-api.piste.gouv.fr",
        }
    }

    /// The first label of the name: the first path segment that stands for this host on a local server.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match (self.environment, self.server) {
            (Environment::Production, Server::AuthorizationServer) => "oauth",
            (Environment::Production, Server::Gateway) => "api",
            (Environment::Sandbox, Server::AuthorizationServer) => "sandbox-oauth",
            (Environment::Sandbox, Server::Gateway) => "sandbox-api",
        }
    }

    /// The host with this DNS name, compared without regard to case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.name().eq_ignore_ascii_case(name))
    }

    /// The host with this label.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.label() == label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_are_those_of_the_platform_notes() {
        let addresses = Environment::ALL.map(|environment| (environment.token_url(), environment.api_url()));
        assert_eq!(
            addresses,
            [
                (
                    "https://oauth.piste.gouv.fr/api/oauth/token".to_owned(),
                    "https://api.piste.gouv.fr/mtes/sne-cotation/v1.0".to_owned(),
                ),
                (
                    "https://sandbox-oauth.piste.gouv.fr/api/oauth/token".to_owned(),
                    "https://sandbox-api.piste.gouv.fr/mtes/sne-cotation/v1.0".to_owned(),
                ),
            ]
        );
    }

    #[test]
    fn a_label_is_the_first_part_of_the_name() {
        for host in Host::ALL {
            assert_eq!(host.name().split('.').next(), Some(host.label()));
            assert_eq!(Host::from_label(host.label()), Some(host));
            assert_eq!(Host::from_name(&host.name().to_uppercase()), Some(host));
        }
    }
}
