//! PISTE's two environments and their addresses.
//!
//! The guide prints the production token address for both environments; the sandbox's own is `sandbox-oauth.`.
//!
//! JavaScript has them as data: `pkg-template/lib/environments.js` and `www/src/model/environments.ts` are generated
//! from here, and a test fails until they are what it prints.

/// The addresses of an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// The token endpoint (guide, "Obtention d'un jeton d'autorisation").
    pub token_url: &'static str,
    /// The base address of the API SNE-Cotation (guide, "Appel d'un endpoint", "Contrat d'interface").
    pub api_url: &'static str,
    /// The origin of the authorisation server.
    pub authorization_server: &'static str,
    /// The origin of the gateway, behind which all APIs of the environment are.
    pub gateway: &'static str,
}

/// The addresses of the environment whose host names begin with that prefix.
macro_rules! piste {
    ($prefix:literal) => {
        Addresses {
            token_url: concat!("https://", $prefix, "oauth.piste.gouv.fr/api/oauth/token"),
            api_url: concat!("https://", $prefix, "api.piste.gouv.fr/mtes/sne-cotation/v1.0"),
            authorization_server: concat!("https://", $prefix, "oauth.piste.gouv.fr"),
            gateway: concat!("https://", $prefix, "api.piste.gouv.fr"),
        }
    };
}

/// PISTE's production.
pub const PRODUCTION: Addresses = piste!("");

/// PISTE's sandbox.
pub const SANDBOX: Addresses = piste!("sandbox-");

/// An environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Environment {
    /// PISTE's production.
    Production,
    /// PISTE's sandbox ("bac à sable", "site-ecole").
    Sandbox,
    /// Addresses of the caller's own.
    #[default]
    Custom,
}

impl Environment {
    /// Its addresses, if it is one of PISTE's.
    #[inline]
    #[must_use]
    pub fn addresses(self) -> Option<&'static Addresses> {
        match self {
            Self::Production => Some(&PRODUCTION),
            Self::Sandbox => Some(&SANDBOX),
            Self::Custom => None,
        }
    }

    /// PISTE's other environment.
    #[inline]
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Production => Self::Sandbox,
            Self::Sandbox => Self::Production,
            Self::Custom => Self::Custom,
        }
    }

    /// The environment whose authorisation server an address belongs to.
    #[inline]
    #[must_use]
    pub fn of_server(address: &str) -> Self {
        Self::known_by(|piste| is_below(address, piste.authorization_server))
    }

    /// The environment whose gateway an address belongs to.
    #[inline]
    #[must_use]
    pub fn of_gateway(address: &str) -> Self {
        Self::known_by(|piste| is_below(address, piste.gateway))
    }

    fn known_by(is_it: impl Fn(&Addresses) -> bool) -> Self {
        let both = [Self::Production, Self::Sandbox];
        both.into_iter().find(|one| one.addresses().is_some_and(&is_it)).unwrap_or_default()
    }
}

/// Whether an address has that origin, and a path.
fn is_below(address: &str, origin: &str) -> bool {
    address.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{Environment, PRODUCTION, SANDBOX};

    #[test]
    fn an_environment_is_known_by_its_hosts() {
        for (environment, it) in [(Environment::Production, PRODUCTION), (Environment::Sandbox, SANDBOX)] {
            assert_eq!(Environment::of_server(it.token_url), environment);
            assert_eq!(Environment::of_gateway(it.api_url), environment);
            assert_eq!(Environment::of_gateway(it.token_url), Environment::Custom);
        }
        for address in
            ["https://api.piste.gouv.fr.example/", "http://api.piste.gouv.fr/", "https://api.piste.gouv.fr", ""]
        {
            assert_eq!(Environment::of_gateway(address), Environment::Custom, "{address}");
        }
        assert_eq!(Environment::of_gateway("https://api.piste.gouv.fr/dila/legifrance"), Environment::Production);
    }

    #[test]
    fn the_environments_for_javascript_are_these() {
        let object = |name: &str, it: &super::Addresses| {
            let fields = [
                ("tokenUrl", it.token_url),
                ("apiUrl", it.api_url),
                ("authorizationServer", it.authorization_server),
                ("gateway", it.gateway),
            ];
            let fields = fields.map(|(field, value)| format!("    {field}: \"{value}\",\n")).concat();
            format!("  {name}: {{\n{fields}  }},\n")
        };
        let module = |ending: &str| {
            let title =
                "// PISTE's two environments. Generated: crates/common/src/environment.rs is where they are changed.\n";
            let both = object("production", &PRODUCTION) + &object("sandbox", &SANDBOX);
            format!("{title}\nexport const ENVIRONMENTS = {{\n{both}}}{ending};\n")
        };
        let files = [
            ("pkg-template/lib/environments.js", include_str!("../../../pkg-template/lib/environments.js"), module("")),
            (
                "www/src/model/environments.ts",
                include_str!("../../../www/src/model/environments.ts"),
                module(" as const"),
            ),
        ];
        for (name, now, expected) in files {
            assert_eq!(now, expected, "make {name} this:\n{expected}");
        }
    }
}
