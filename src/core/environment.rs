//! Where to go: PISTE's two environments, or addresses of one's own, and what is allowed of an address.
//!
//! The guide prints the production token address for both environments; the sandbox's own is `sandbox-oauth.`.

use super::error::Error;
use super::option_reader::missing;
use super::platform::{ParsedUrl, UrlParser};
use super::reason::Reason;
use super::text::{owned, split};

/// The token endpoint of production (guide, "Obtention d'un jeton d'autorisation").
pub const PRODUCTION_TOKEN_URL: &str = "https://oauth.piste.gouv.fr/api/oauth/token";
/// The base path of the API in production (guide, "Appel d'un endpoint").
pub const PRODUCTION_API_URL: &str = "https://api.piste.gouv.fr/mtes/sne-cotation/v1.0";
/// The token endpoint of the sandbox.
pub const SANDBOX_TOKEN_URL: &str = "https://sandbox-oauth.piste.gouv.fr/api/oauth/token";
/// The base path of the API in the sandbox (guide, "Contrat d'interface").
pub const SANDBOX_API_URL: &str = "https://sandbox-api.piste.gouv.fr/mtes/sne-cotation/v1.0";

/// An environment by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// PISTE's production.
    Production,
    /// PISTE's sandbox ("bac à sable", "site-ecole").
    Sandbox,
    /// Addresses of the caller's own.
    Custom,
}

/// The two addresses that a client talks to, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// The token endpoint. Absent where tokens come from the caller's `getToken`.
    pub token_url: Option<String>,
    /// The API's base address, without a slash at its end.
    pub api_url: String,
}

impl Environment {
    /// An environment from a preset and the addresses that override it.
    pub fn new(
        name: Name,
        token_url: Option<String>,
        api_url: Option<String>,
        urls: &impl UrlParser,
    ) -> Result<Self, Error> {
        let (preset_token_url, preset_api_url) = match name {
            Name::Production => (PRODUCTION_TOKEN_URL, PRODUCTION_API_URL),
            Name::Sandbox => (SANDBOX_TOKEN_URL, SANDBOX_API_URL),
            Name::Custom => ("", ""),
        };
        let token_url = address("tokenUrl", token_url, preset_token_url, urls)?;
        let mut api_url = address("apiUrl", api_url, preset_api_url, urls)?.ok_or_else(|| missing("apiUrl"))?;
        while api_url.ends_with('/') {
            api_url.pop();
        }
        Ok(Self { token_url, api_url })
    }
}

/// The address given, checked, or the preset's, if there is one.
fn address(
    option: &'static str,
    given: Option<String>,
    preset: &str,
    urls: &impl UrlParser,
) -> Result<Option<String>, Error> {
    match given {
        Some(given) => check(option, &given, urls).map(Some),
        None => Ok((!preset.is_empty()).then(|| owned(preset))),
    }
}

/// An address as it will be used, or why it may not be: `https` only (`http` for loopback addresses alone), and no
/// credentials, query or fragment in it.
fn check(option: &'static str, text: &str, urls: &impl UrlParser) -> Result<String, Error> {
    let url = urls.parse_url(text);
    let has_query = text.bytes().any(|byte| matches!(byte, b'?' | b'#'));
    let flaw = match url {
        None => Reason::AddressUnreadable,
        Some(url) if url.has_credentials => Reason::AddressCredentials,
        Some(url) if url.has_query_or_fragment || has_query => Reason::AddressQuery,
        Some(url) if !is_confidential(&url) => Reason::AddressScheme,
        Some(url) => return Ok(url.address),
    };
    Err(Error::new(flaw).with("option", option))
}

/// Whether a secret may go to that address: encrypted, or without leaving the machine.
fn is_confidential(url: &ParsedUrl) -> bool {
    url.scheme == "https:" || (url.scheme == "http:" && is_loopback(&url.hostname))
}

/// Whether a host name is this machine's, as RFC 6761 (section 6.3) and the loopback ranges have it. The URL parser has
/// already checked that what ends in a number is an IPv4 address, and written it in its usual form.
fn is_loopback(hostname: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_v4 = |rest: &str| split(rest, b'.').all(is_number);
    hostname == "localhost"
        || hostname.ends_with(".localhost")
        || hostname == "[::1]"
        || hostname.strip_prefix("127.").is_some_and(is_v4)
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_this_machine_is_loopback() {
        for name in ["localhost", "sne.localhost", "127.0.0.1", "127.8.9.1", "[::1]"] {
            assert!(is_loopback(name), "{name}");
        }
        let others =
            ["localhost.example", "127.0.0.1.example", "127.0.0.1..", "127..", "10.0.0.1", "[::2]", "example", ""];
        for name in others {
            assert!(!is_loopback(name), "{name}");
        }
    }
}
