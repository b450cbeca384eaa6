//! The options of `create`: read, checked, and refused with a clear reason. An unknown option is a mistake too.

use super::credentials::Credentials;
use super::environment::{Environment, Name};
use super::error::Error;
use super::pace::Limit;
use super::platform::{Runtime, UrlParser};
use super::reason::Reason;
use super::retry::{self, Plan};
use super::text::{contains, split, split_once};
use super::value::{Kind, Value};

/// Names and types, as messages show them.
const OPTIONS: &str = "environment: string or object, tokenUrl: string, apiUrl: string, clientId: string, clientSecret: string, \
                       scope: string, allowSecretInBrowser: boolean, getToken: function, fetch: function, timeout: number, \
                       deadline: number, retry: object or boolean, rateLimit: object, maxResponseBytes: number, \
                       language: string, onEvent: function, contract: object or string";
const ENVIRONMENT: &str = "tokenUrl: string, apiUrl: string";
/// The languages that there are messages in.
const LANGUAGES: &str = "fr, en";
const PRESETS: &str = "production, sandbox";
/// Milliseconds.
const DEFAULT_TIMEOUT: u32 = 30_000;
/// Milliseconds: a day. More would not fit in the timers of some platforms.
pub const LONGEST_TIMEOUT: u32 = 86_400_000;
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
    /// The API's base address.
    pub api_url: String,
    /// Where tokens come from.
    pub source: Source,
    /// Milliseconds for an attempt, its token and its body included.
    pub timeout: u32,
    /// Milliseconds for a call, all its attempts and waits included, when they are given.
    pub deadline: Option<u32>,
    /// The largest body read, in bytes.
    pub max_response_bytes: u32,
    /// How often calls are tried.
    pub plan: Plan,
    /// How fast calls may leave.
    pub rate_limit: Option<Limit>,
}

impl Settings {
    /// Reads the options of `create`.
    pub fn read<V: Value>(options: &V, urls: &impl UrlParser, runtime: Runtime) -> Result<Self, Error> {
        check(options, "create", OPTIONS)?;
        choice(options, "language", LANGUAGES)?;
        let Environment { token_url, api_url } = environment(options, urls)?;
        let source = source(options, token_url, runtime)?;
        let timeout = timeout(options)?.unwrap_or(DEFAULT_TIMEOUT);
        let max_response_bytes =
            whole(options, "maxResponseBytes", LARGEST_MAX_RESPONSE)?.unwrap_or(DEFAULT_MAX_RESPONSE);
        let deadline = deadline(options)?;
        let plan = Plan::read(options, retry::DEFAULT)?;
        let rate_limit = Limit::read(options)?;
        Ok(Self { api_url, source, timeout, deadline, max_response_bytes, plan, rate_limit })
    }
}

fn environment<V: Value>(options: &V, urls: &impl UrlParser) -> Result<Environment, Error> {
    let (mut token_url, mut api_url) = (options.text_field("tokenUrl"), options.text_field("apiUrl"));
    let given = options.field("environment");
    let name = match given.as_ref().map(Value::kind) {
        None if api_url.is_none() => return Err(missing("environment")),
        None => Name::Custom,
        Some(Kind::Object) => {
            let addresses = given.as_ref().unwrap_or(options);
            check(addresses, "environment", ENVIRONMENT)?;
            token_url = token_url.or_else(|| addresses.text_field("tokenUrl"));
            api_url = api_url.or_else(|| addresses.text_field("apiUrl"));
            Name::Custom
        }
        Some(_) => {
            choice(options, "environment", PRESETS)?;
            let is_sandbox = options.text_field("environment").is_some_and(|name| name == "sandbox");
            if is_sandbox { Name::Sandbox } else { Name::Production }
        }
    };
    Environment::new(name, token_url, api_url, urls)
}

fn source<V: Value>(options: &V, token_url: Option<String>, runtime: Runtime) -> Result<Source, Error> {
    if options.field("getToken").is_some() {
        let other = ["clientId", "clientSecret", "scope"].into_iter().find(|other| options.field(other).is_some());
        return match other {
            Some(other) => Err(Error::new(Reason::OptionConflict).with("option", "getToken").with("other", other)),
            None => Ok(Source::Provider),
        };
    }
    let id = options.text_field("clientId");
    let secret = options.text_field("clientSecret");
    let id = id.ok_or_else(|| missing("clientId"))?;
    let secret = secret.ok_or_else(|| missing("clientSecret"))?;
    let is_meant = options.field("allowSecretInBrowser").and_then(|it| it.as_boolean()).unwrap_or(false);
    if runtime == Runtime::Page && !is_meant {
        return Err(Error::new(Reason::SecretInPage));
    }
    for (option, value) in [("clientId", &id), ("clientSecret", &secret)] {
        // What copying adds; U+00A0 is the no-break space of web pages.
        let is_control = value.bytes().any(|byte| byte.is_ascii_control());
        if value.trim_ascii() != value || is_control || contains(value, "\u{a0}") {
            return Err(Error::new(Reason::OptionWhiteSpace).with("option", option));
        }
    }
    let token_url = token_url.ok_or_else(|| missing("tokenUrl"))?;
    Ok(Source::Credentials(token_url, Credentials::new(id, secret, options.text_field("scope"))))
}

/// The time-out of a client or of a call, in milliseconds.
pub fn timeout<V: Value>(options: &V) -> Result<Option<u32>, Error> {
    whole(options, "timeout", LONGEST_TIMEOUT)
}

/// The deadline of a client's calls or of a call, in milliseconds.
pub fn deadline<V: Value>(options: &V) -> Result<Option<u32>, Error> {
    whole(options, "deadline", LONGEST_TIMEOUT)
}

/// Refuses options that do not exist, are of another type or are empty texts; `of` names whose options they are.
pub fn check<V: Value>(options: &V, of: &'static str, table: &'static str) -> Result<(), Error> {
    match options.kind() {
        Kind::Nothing => return Ok(()),
        Kind::Object => {}
        _ => return Err(wrong_type(of, "object")),
    }
    if let Some(name) = options.names().find(|name| !entries(table).any(|(known, _)| known == name)) {
        return Err(unknown(&name, of, table));
    }
    for (name, expected) in entries(table) {
        let Some(value) = options.field(name) else { continue };
        if !contains(expected, "any") && !contains(expected, value.kind().name()) {
            return Err(wrong_type(name, expected.trim_ascii_start()));
        }
        if contains(expected, "string") && value.as_text().is_some_and(|text| text.trim_ascii().is_empty()) {
            return Err(missing(name));
        }
    }
    Ok(())
}

/// The names and types in a table such as `a: string, b: number`, which is written as messages show it.
fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    split(table, b',').filter_map(|entry| split_once(entry, b':'))
}

fn unknown(name: &str, of: &'static str, table: &'static str) -> Error {
    // The name may be anything, even a secret put on the wrong side of the colon; those have digits.
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let shown = if is_name { name } else { "…" };
    Error::new(Reason::OptionUnknown).with("option", shown).with("of", of).with("known", table)
}

/// Refuses a text that is not one of those in a list such as `a, b`.
fn choice<V: Value>(options: &V, name: &'static str, allowed: &'static str) -> Result<(), Error> {
    match options.text_field(name) {
        Some(text) if !split(allowed, b',').any(|listed| listed == text) => {
            Err(Error::new(Reason::OptionChoice).with("option", name).with("allowed", allowed))
        }
        _ => Ok(()),
    }
}

/// A whole number from 1 to the most.
pub fn whole<V: Value>(options: &V, name: &'static str, most: u32) -> Result<Option<u32>, Error> {
    let Some(value) = options.field(name).and_then(|value| value.as_number()) else { return Ok(None) };
    if value.fract() == 0.0 && value >= 1.0 && value <= f64::from(most) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and in the range")]
        return Ok(Some(value as u32));
    }
    let error = Error::new(Reason::OptionRange).with("option", name);
    Err(error.with_number("most", f64::from(most)))
}

/// The error of an option of the wrong type.
#[must_use]
pub fn wrong_type(option: &str, expected: &str) -> Error {
    Error::new(Reason::OptionType).with("option", option).with("expected", expected)
}

/// The error of an option that is absent or empty.
#[must_use]
pub fn missing(option: &str) -> Error {
    Error::new(Reason::OptionMissing).with("option", option)
}
