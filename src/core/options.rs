//! The options of `create`: read, checked, and refused with a clear reason. An unknown option is a mistake too.

use super::credentials::Credentials;
use super::environment::{Environment, Name};
use super::error::Error;
use super::platform::{Runtime, UrlParser};
use super::reason::Reason;
use super::value::{Kind, Value};

const KNOWN: &[&str] = &[
    "environment", "tokenUrl", "apiUrl", "clientId", "clientSecret", "scope", "allowSecretInBrowser", "getToken", "fetch",
    "timeout", "maxResponseBytes", "language",
];
/// The languages that there are messages in.
const LANGUAGES: &[&str] = &["fr", "en"];
/// Milliseconds.
const DEFAULT_TIMEOUT: u32 = 30_000;
/// Milliseconds: a day. More would not fit in the timers of some platforms.
const LONGEST_TIMEOUT: u32 = 86_400_000;
/// Bytes.
const DEFAULT_MAX_RESPONSE: u32 = 33_554_432;
/// Bytes: what a string of the platforms can hold.
const LARGEST_MAX_RESPONSE: u32 = 536_870_888;

/// Where tokens come from.
#[derive(Clone, Debug)]
pub enum Source {
    /// From the authorisation server at this address, with these credentials.
    Credentials(String, Credentials),
    /// From the caller's `getToken`.
    Provider,
}

/// Options that have been checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to go.
    pub environment: Environment,
    /// Where tokens come from.
    pub source: Source,
    /// Milliseconds for a call, its token and its body included.
    pub timeout: u32,
    /// The largest body read, in bytes.
    pub max_response_bytes: u32,
}

impl Settings {
    /// Reads the options of `create`.
    pub fn read<V: Value>(options: &V, urls: &impl UrlParser, runtime: Runtime) -> Result<Self, Error> {
        only_known(options, "create", KNOWN)?;
        choice(options, "language", LANGUAGES)?;
        function(options, "fetch")?;
        let environment = environment(options, urls)?;
        let source = source(options, &environment, runtime)?;
        let timeout = timeout(options)?.unwrap_or(DEFAULT_TIMEOUT);
        let max_response_bytes = whole(options, "maxResponseBytes", 1, LARGEST_MAX_RESPONSE)?.unwrap_or(DEFAULT_MAX_RESPONSE);
        Ok(Self { environment, source, timeout, max_response_bytes })
    }
}

fn environment<V: Value>(options: &V, urls: &impl UrlParser) -> Result<Environment, Error> {
    let (mut token_url, mut api_url) = (text(options, "tokenUrl")?, text(options, "apiUrl")?);
    let name = match options.field("environment") {
        None if api_url.is_some() => Name::Custom,
        None => return Err(missing("environment")),
        Some(value) if value.kind() == Kind::Object => {
            only_known(&value, "environment", &["tokenUrl", "apiUrl"])?;
            token_url = token_url.or(text(&value, "tokenUrl")?);
            api_url = api_url.or(text(&value, "apiUrl")?);
            Name::Custom
        }
        Some(_) => match choice(options, "environment", &["production", "sandbox"])?.as_deref() {
            Some("sandbox") => Name::Sandbox,
            _ => Name::Production,
        },
    };
    Environment::new(name, token_url, api_url, urls)
}

fn source<V: Value>(options: &V, environment: &Environment, runtime: Runtime) -> Result<Source, Error> {
    let allowed_in_page = boolean(options, "allowSecretInBrowser")?.unwrap_or(false);
    let id = text(options, "clientId")?;
    let secret = text(options, "clientSecret")?;
    let scope = text(options, "scope")?;
    if function(options, "getToken")? {
        let given = [("clientId", id.is_some()), ("clientSecret", secret.is_some()), ("scope", scope.is_some())];
        return match given.into_iter().find(|(_, is_given)| *is_given) {
            Some((other, _)) => Err(Error::new(Reason::OptionConflict).with("option", "getToken").with("other", other)),
            None => Ok(Source::Provider),
        };
    }
    let id = id.ok_or_else(|| missing("clientId"))?;
    let secret = secret.ok_or_else(|| missing("clientSecret"))?;
    if runtime == Runtime::Page && !allowed_in_page {
        return Err(Error::new(Reason::SecretInPage));
    }
    for (option, value) in [("clientId", &id), ("clientSecret", &secret)] {
        if value.trim() != value || value.contains(char::is_control) {
            return Err(Error::new(Reason::OptionWhiteSpace).with("option", option));
        }
    }
    let token_url = environment.token_url.clone().ok_or_else(|| missing("tokenUrl"))?;
    Ok(Source::Credentials(token_url, Credentials::new(id, secret, scope)))
}

/// The time-out of a client or of a call, in milliseconds.
pub fn timeout<V: Value>(options: &V) -> Result<Option<u32>, Error> {
    whole(options, "timeout", 1, LONGEST_TIMEOUT)
}

/// Refuses options that do not exist; `of` names whose options they are.
pub fn only_known<V: Value>(options: &V, of: &'static str, known: &[&str]) -> Result<(), Error> {
    match options.kind() {
        Kind::Nothing | Kind::Object => {}
        _ => return Err(Error::new(Reason::OptionType).with("option", of).with("expected", "object")),
    }
    match options.names().into_iter().find(|name| !known.contains(&name.as_str())) {
        // The name may be anything, even a secret put on the wrong side of the colon.
        Some(name) => Err(Error::new(Reason::OptionUnknown)
            .with("option", if super::quote::is_code(&name) { &name } else { "…" })
            .with("of", of)
            .with("known", &known.join(", "))),
        None => Ok(()),
    }
}

/// A field of the expected kind, or nothing when it is absent.
fn field<V: Value>(options: &V, name: &'static str, kind: Kind, expected: &'static str) -> Result<Option<V>, Error> {
    match options.field(name) {
        Some(value) if value.kind() != kind => {
            Err(Error::new(Reason::OptionType).with("option", name).with("expected", expected))
        }
        value => Ok(value),
    }
}

/// A text that is not empty.
pub fn text<V: Value>(options: &V, name: &'static str) -> Result<Option<String>, Error> {
    let value = field(options, name, Kind::Text, "string")?.and_then(|value| value.as_text());
    match value {
        Some(text) if text.trim().is_empty() => Err(missing(name)),
        value => Ok(value),
    }
}

fn boolean<V: Value>(options: &V, name: &'static str) -> Result<Option<bool>, Error> {
    Ok(field(options, name, Kind::Boolean, "boolean")?.and_then(|value| value.as_boolean()))
}

fn function<V: Value>(options: &V, name: &'static str) -> Result<bool, Error> {
    Ok(field(options, name, Kind::Function, "function")?.is_some())
}

fn choice<V: Value>(options: &V, name: &'static str, allowed: &[&str]) -> Result<Option<String>, Error> {
    match field(options, name, Kind::Text, "string")?.and_then(|value| value.as_text()) {
        Some(text) if !allowed.contains(&text.as_str()) => {
            Err(Error::new(Reason::OptionChoice).with("option", name).with("allowed", &allowed.join(", ")))
        }
        value => Ok(value),
    }
}

/// A whole number in a range.
fn whole<V: Value>(options: &V, name: &'static str, least: u32, most: u32) -> Result<Option<u32>, Error> {
    let Some(value) = field(options, name, Kind::Number, "number")?.and_then(|value| value.as_number()) else {
        return Ok(None);
    };
    if value.fract() == 0.0 && value >= f64::from(least) && value <= f64::from(most) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and in the range")]
        return Ok(Some(value as u32));
    }
    let error = Error::new(Reason::OptionRange).with("option", name);
    Err(error.with_number("least", f64::from(least)).with_number("most", f64::from(most)))
}

fn missing(option: &'static str) -> Error {
    Error::new(Reason::OptionMissing).with("option", option)
}
