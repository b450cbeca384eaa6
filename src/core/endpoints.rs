//! The two addresses that a client talks to: those of an environment or the caller's own, and what is allowed of these.

use sne_cotation_common::environment::Environment;
use sne_cotation_common::host::is_loopback;
use sne_cotation_common::text::owned;

use super::error::Error;
use super::option_reader::missing;
use super::platform::{ParsedUrl, UrlParser};
use super::reason::Reason;
use super::stray::{stray, unseen_character};

/// The two addresses that a client talks to, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// The token endpoint. Absent where tokens come from the caller's `getToken`.
    pub token_url: Option<String>,
    /// The API's base address, without a slash at its end.
    pub api_url: String,
}

impl Endpoints {
    /// The addresses of an environment, or those that the caller gave instead.
    pub fn new(
        environment: Environment,
        token_url: Option<String>,
        api_url: Option<String>,
        urls: &impl UrlParser,
    ) -> Result<Self, Error> {
        let (preset_token_url, preset_api_url) =
            environment.addresses().map_or(("", ""), |it| (it.token_url, it.api_url));
        let token_url = address("tokenUrl", token_url, preset_token_url, urls)?;
        let mut api_url = address("apiUrl", api_url, preset_api_url, urls)?.ok_or_else(|| missing("apiUrl"))?;
        while api_url.ends_with('/') {
            api_url.pop();
        }
        Ok(Self { token_url, api_url })
    }
}

/// The address that was given, checked; else that of the environment, if there is one.
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

/// An address in the form in which it will be used. Refused unless it is `https` (or `http` on loopback), and without
/// credentials, query and fragment.
fn check(option: &'static str, text: &str, urls: &impl UrlParser) -> Result<String, Error> {
    // The parser of addresses leaves out what is around one; within a path it would keep what nobody sees.
    if let Some(position) = unseen_character(text.trim_ascii()).filter(|_| !text.is_ascii()) {
        return Err(stray(option, position));
    }
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

/// Whether a secret may be sent to that address: either encrypted, or without leaving this machine.
fn is_confidential(url: &ParsedUrl) -> bool {
    url.scheme == "https:" || (url.scheme == "http:" && is_loopback(&url.hostname))
}
