//! The options of `create`: read, checked, and refused with a clear reason. An unknown option is a mistake too.

use sne_cotation_common::environment::Environment;

use super::credentials::Credentials;
use super::endpoints::Endpoints;
use super::error::Error;
use super::headers::{self, Headers};
use super::option_reader::{OptionReader, deadline, missing, timeout};
use super::placeholder::{is_nothing, is_placeholder, repeats_id};
use super::platform::{Runtime, UrlParser};
use super::rate_limiter::Limit;
use super::reason::Reason;
use super::retry::{self, RetryPolicy};
use super::stray::{stray, stray_character};
use super::value::{Kind, Value};

/// Names and types, as messages show them.
const OPTIONS: &str = "environment: string or object, tokenUrl: string, apiUrl: string, clientId: string, \
                       clientSecret: string, scope: string, allowSecretInBrowser: boolean, getToken: function, \
                       fetch: function, timeout: number, deadline: number, retry: object or boolean, \
                       rateLimit: object, maxResponseBytes: number, language: string, onEvent: function, \
                       contract: object or string or bytes, headers: object, errorBody: boolean, \
                       store: object, fleet: object";
const ENVIRONMENT: &str = "tokenUrl: string, apiUrl: string";
/// The languages that there are messages in.
const LANGUAGES: &str = "fr, en";
const PRESETS: &str = "production, sandbox";
/// Milliseconds.
const DEFAULT_TIMEOUT: u32 = 30_000;
/// Bytes.
const DEFAULT_MAX_RESPONSE: u32 = 33_554_432;
/// Bytes: the longest string that JavaScript engines can hold.
const LARGEST_MAX_RESPONSE: u32 = 536_870_888;

/// Where tokens come from.
#[derive(Clone, Debug)]
pub enum TokenSource {
    /// From the authorisation server at this address, with these credentials.
    Credentials(String, Credentials),
    /// From the caller's `getToken`.
    Provider,
}

/// Options that have been checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The API's base address.
    pub api_url: String,
    /// Where tokens come from.
    pub source: TokenSource,
    /// The headers of every call of the API, but not of requests for a token.
    pub headers: Headers,
    /// Milliseconds for an attempt, its token and its body included.
    pub timeout: u32,
    /// Milliseconds for a call, all its attempts and waits included, when they are given.
    pub deadline: Option<u32>,
    /// The largest body read, in bytes.
    pub max_response_bytes: u32,
    /// How often calls are tried.
    pub policy: RetryPolicy,
    /// How fast calls may leave.
    pub rate_limit: Option<Limit>,
    /// Whether errors get the body of the answer that failed.
    pub keeps_error_body: bool,
}

impl Settings {
    /// Reads the options of `create`.
    pub fn read<V: Value>(options: &V, urls: &impl UrlParser, runtime: Runtime) -> Result<Self, Error> {
        let options = &OptionReader::read(options, "create", OPTIONS)?;
        options.choice("language", LANGUAGES)?;
        let Endpoints { token_url, api_url } = endpoints(options, urls)?;
        let source = source(options, token_url, runtime)?;
        let headers = headers::read_common(options)?;
        let timeout = timeout(options)?.unwrap_or(DEFAULT_TIMEOUT);
        let max_response_bytes =
            options.whole("maxResponseBytes", LARGEST_MAX_RESPONSE)?.unwrap_or(DEFAULT_MAX_RESPONSE);
        let deadline = deadline(options)?;
        let policy = RetryPolicy::read(options, retry::DEFAULT)?;
        let rate_limit = Limit::read(options)?;
        if options.value("fleet").is_some() && options.value("store").is_none() {
            return Err(missing("store"));
        }
        let keeps_error_body = options.boolean("errorBody").unwrap_or_default();
        Ok(Self {
            api_url,
            source,
            headers,
            timeout,
            deadline,
            max_response_bytes,
            policy,
            rate_limit,
            keeps_error_body,
        })
    }
}

fn endpoints<V: Value>(options: &OptionReader<V>, urls: &impl UrlParser) -> Result<Endpoints, Error> {
    let (mut token_url, mut api_url) = (options.text("tokenUrl"), options.text("apiUrl"));
    let environment = match options.value_and_kind("environment") {
        None if api_url.is_none() => return Err(missing("environment")),
        None => Environment::Custom,
        Some((addresses, Kind::Object)) => {
            let addresses = OptionReader::read(addresses, "environment", ENVIRONMENT)?;
            token_url = token_url.or_else(|| addresses.text("tokenUrl"));
            api_url = api_url.or_else(|| addresses.text("apiUrl"));
            Environment::Custom
        }
        Some(_) => {
            options.choice("environment", PRESETS)?;
            let is_sandbox = options.text("environment").is_some_and(|name| name == "sandbox");
            if is_sandbox { Environment::Sandbox } else { Environment::Production }
        }
    };
    Endpoints::new(environment, token_url, api_url, urls)
}

fn source<V: Value>(
    options: &OptionReader<V>,
    token_url: Option<String>,
    runtime: Runtime,
) -> Result<TokenSource, Error> {
    if options.value("getToken").is_some() {
        let other = ["clientId", "clientSecret", "scope"].into_iter().find(|other| options.value(other).is_some());
        return match other {
            Some(other) => Err(Error::new(Reason::OptionConflict).with("option", "getToken").with("other", other)),
            None => Ok(TokenSource::Provider),
        };
    }
    let id = options.text("clientId");
    let secret = options.text("clientSecret");
    let id = id.ok_or_else(|| missing("clientId"))?;
    let secret = secret.ok_or_else(|| missing("clientSecret"))?;
    let is_meant = options.boolean("allowSecretInBrowser").unwrap_or(false);
    if runtime == Runtime::Page && !is_meant {
        return Err(Error::new(Reason::SecretInPage));
    }
    let scope = options.text("scope");
    check_credential("clientId", &id)?;
    check_credential("clientSecret", &secret)?;
    if repeats_id(&secret, &id) {
        return Err(Error::new(Reason::OptionPlaceholder).with("option", "clientSecret"));
    }
    // Blanks around a scope do no harm.
    if let Some(position) = scope.as_deref().and_then(|scope| stray_character(scope.trim_ascii())) {
        return Err(stray("scope", position));
    }
    let token_url = token_url.ok_or_else(|| missing("tokenUrl"))?;
    Ok(TokenSource::Credentials(token_url, Credentials::new(id, secret, scope)))
}

/// Refuses what cannot be a client id or a secret, or is more than one.
fn check_credential(option: &'static str, value: &str) -> Result<(), Error> {
    match stray_character(value) {
        Some(position) => Err(stray(option, position)),
        None if is_nothing(value) => Err(missing(option)),
        None if is_placeholder(value) => Err(Error::new(Reason::OptionPlaceholder).with("option", option)),
        None => Ok(()),
    }
}
