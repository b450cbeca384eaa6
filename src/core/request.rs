//! The request of a call: its method, address, headers and body, checked before anything leaves.

use std::fmt;
use std::rc::Rc;

use sne_cotation_common::media::is_json;
use sne_cotation_common::text::{concat, contains, owned, split};

use super::error::Error;
use super::headers::{self, Headers, SCALARS, add_unless_given};
use super::option_reader::{OptionReader, check_length, deadline, length_of, missing, timeout, wrong_type};
use super::path;
use super::platform::{Body, Platform};
use super::probe::Probe;
use super::reason::Reason;
use super::retry::RetryPolicy;
use super::value::{Kind, Value};

const OF_A_TOKEN: &str = "signal: AbortSignal, timeout: number, deadline: number";
const OF_A_PROBE: &str = "address: string, signal: AbortSignal, timeout: number";
const OF_A_CALL: &str = "signal: AbortSignal, timeout: number, deadline: number, retry: object or boolean, \
                         errorBody: boolean, reserve: number";
macro_rules! of_a_request {
    () => {
        "method: string, path: string, query: object, headers: object, body: any, signal: AbortSignal, \
         timeout: number, deadline: number, retry: object or boolean, idempotent: boolean, allowEmpty: boolean, \
         parseText: boolean, text: boolean, emptySegments: boolean, errorBody: boolean, reserve: number"
    };
}
const OF_A_REQUEST: &str = of_a_request!();
/// What only the contract gives: a body that is JSON already, which it wrote to look at it, and that it has a text
/// where the answer is announced as JSON.
const OF_AN_OPERATION: &str = concat!(of_a_request!(), ", json: string, takesText: boolean");
const METHODS: &str = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

/// A call, ready to be sent once it has a token.
#[derive(Clone)]
#[allow(clippy::struct_excessive_bools, reason = "wishes that do not depend on each other")]
pub struct Call<B> {
    /// The method, in capitals.
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// Names in lower case, and values; without the bearer token.
    pub headers: Headers,
    /// The body, if any.
    pub body: Option<B>,
    /// Whether making it twice does no more than making it once.
    pub is_idempotent: bool,
    /// Whether an answer 200 may be without a body.
    pub may_be_empty: bool,
    /// Whether an answer that is a text is data where it reads as JSON.
    pub parses_text: bool,
    /// Whether an answer that is announced as JSON, and is another text, is data.
    pub takes_text: bool,
    /// Whether the caller wants the text of the answer as it came, too.
    pub keeps_text: bool,
}

/// What the calls of a client have in common.
#[derive(Clone, Debug)]
pub struct Defaults<B> {
    /// The API's base address.
    pub base: String,
    /// The headers of every call, which those of a call replace.
    pub headers: Headers,
    /// The call of the guide.
    pub healthcheck: Rc<Call<B>>,
    /// How often a call is tried.
    pub policy: RetryPolicy,
    /// Whether errors get the body of the answer that failed.
    pub keeps_error_body: bool,
}

impl<B> Defaults<B> {
    /// Those of a client with these settings.
    #[must_use]
    pub fn new(base: String, headers: Headers, policy: RetryPolicy, keeps_error_body: bool) -> Self {
        let healthcheck = Rc::new(Call::healthcheck(&base, &headers));
        Self { base, headers, healthcheck, policy, keeps_error_body }
    }
}

impl<B> Call<B> {
    /// Whether it can be sent once more. A stream cannot.
    #[must_use]
    pub fn can_be_sent_again(&self) -> bool
    where
        B: Body,
    {
        self.body.as_ref().is_none_or(Body::is_repeatable)
    }

    /// Whether a text repeats the path and query or a header, which may hold personal data.
    #[must_use]
    pub fn is_repeated_in(&self, text: &str, base: &str) -> bool {
        let echoes = |part: &str| part.len() >= 4 && contains(text, part);
        self.url.get(base.len()..).is_some_and(echoes) || self.headers.iter().any(|(_, value)| echoes(value))
    }
}

impl<B> fmt::Debug for Call<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The rest may be somebody's.
        f.debug_struct("Call").field("method", &self.method).finish_non_exhaustive()
    }
}

/// What the caller allows a call to take, and how it can be aborted.
#[derive(Clone, Debug)]
pub struct CallLimits<V> {
    /// Milliseconds of an attempt, when they differ from the client's.
    pub timeout: Option<u32>,
    /// Milliseconds of all of it, when they differ from the client's.
    pub deadline: Option<u32>,
    /// How often it is tried.
    pub policy: RetryPolicy,
    /// The caller's signal.
    pub signal: Option<V>,
    /// The part of every window of the rate limit that it leaves to others.
    pub reserve: f64,
}

impl<V: Value> CallLimits<V> {
    fn read(options: &OptionReader<V>, default: RetryPolicy) -> Result<Self, Error> {
        Ok(Self {
            timeout: timeout(options)?,
            deadline: deadline(options)?,
            policy: RetryPolicy::read(options, default)?,
            signal: options.value("signal").cloned(),
            reserve: options.share("reserve")?.unwrap_or_default(),
        })
    }
}

/// What a caller can want of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallKind {
    /// To know how the API is (guide, "Appel d'un endpoint").
    Healthcheck,
    /// A call as the caller describes it.
    Request,
    /// One as the contract describes it.
    Operation,
    /// The bearer token itself, for who sends requests in another way.
    Token,
    /// A probe of the doctor's.
    Probe(Probe),
    /// That calls under way end, others are refused, and the token is forgotten.
    Close,
}

/// What a caller wants of the client, and how long it waits for it.
#[derive(Clone, Debug)]
pub struct Invocation<B, V> {
    /// What.
    pub kind: CallKind,
    /// The call to make with a token, when one is wanted.
    pub call: Option<Rc<Call<B>>>,
    /// The address that a probe asks at.
    pub address: Option<String>,
    /// Whether its error gets the body of the answer that failed.
    pub keeps_error_body: bool,
    /// How long.
    pub limits: CallLimits<V>,
}

impl<B, V: Value> Invocation<B, V> {
    /// Reads what a caller wants from the options of the method that it calls. The call of the guide is made once, and
    /// `defaults` are for those who do not say.
    pub fn read<P>(kind: CallKind, defaults: &Defaults<B>, options: &V, platform: &P) -> Result<Self, Error>
    where
        P: Platform<Body = B, Value = V>,
    {
        let (of, table) = match kind {
            CallKind::Healthcheck => ("healthcheck", OF_A_CALL),
            CallKind::Request => ("request", OF_A_REQUEST),
            CallKind::Operation => ("call", OF_AN_OPERATION),
            CallKind::Token => ("accessToken", OF_A_TOKEN),
            CallKind::Probe(_) => ("diagnose", OF_A_PROBE),
            CallKind::Close => ("close", ""),
        };
        let options = &OptionReader::read(options, of, table)?;
        let call = match kind {
            CallKind::Healthcheck => Some(Rc::clone(&defaults.healthcheck)),
            CallKind::Request | CallKind::Operation => Some(Rc::new(Call::read(defaults, options, platform)?)),
            CallKind::Token | CallKind::Probe(_) | CallKind::Close => None,
        };
        let address = options.text("address");
        let keeps_error_body = options.boolean("errorBody").unwrap_or(defaults.keeps_error_body);
        Ok(Self { kind, call, address, keeps_error_body, limits: CallLimits::read(options, defaults.policy)? })
    }
}

impl<B> Call<B> {
    /// The call of the guide: `GET …/healthcheck`.
    #[must_use]
    fn healthcheck(base: &str, common: &[(String, String)]) -> Self {
        let mut headers = vec![(owned("accept"), owned("application/json"))];
        add_common(&mut headers, common);
        let url = concat(base, "/healthcheck");
        Self {
            method: "GET",
            url,
            headers,
            body: None,
            is_idempotent: true,
            may_be_empty: false,
            parses_text: true,
            takes_text: false,
            keeps_text: false,
        }
    }

    /// A call as the caller describes it.
    fn read<P: Platform<Body = B>>(
        defaults: &Defaults<B>,
        options: &OptionReader<P::Value>,
        platform: &P,
    ) -> Result<Self, Error> {
        let method = method(options)?;
        check_length("path", options.value("path").map_or(0, Value::text_length))?;
        let path = options.text("path").ok_or_else(|| missing("path"))?;
        let may_be_empty = options.boolean("emptySegments").unwrap_or_default();
        let mut url = concat(&defaults.base, "/");
        url.push_str(&platform.encode_path(path::below_base(&path, may_be_empty)?));
        if let Some(query) = options.value("query") {
            let query = platform.query(query).ok_or_else(|| wrong_type("query", SCALARS))?;
            check_length("query", length_of(&query))?;
            if !query.is_empty() {
                url.push('?');
                url.push_str(&query);
            }
        }
        let mut headers = headers::read(options)?;
        let body = body(options, method, &mut headers, platform)?;
        add_common(&mut headers, &defaults.headers);
        add_unless_given(&mut headers, "accept", "application/json");
        Ok(Self {
            method,
            url,
            headers,
            body,
            is_idempotent: options.boolean("idempotent").unwrap_or(!matches!(method, "POST" | "PATCH")),
            may_be_empty: options.boolean("allowEmpty").unwrap_or_default(),
            parses_text: options.boolean("parseText").unwrap_or_default(),
            takes_text: options.boolean("takesText").unwrap_or_default(),
            keeps_text: options.boolean("text").unwrap_or_default(),
        })
    }
}

fn method<V: Value>(options: &OptionReader<V>) -> Result<&'static str, Error> {
    let Some(given) = options.text("method") else { return Ok("GET") };
    let known = split(METHODS, b',').find(|known| known.eq_ignore_ascii_case(&given));
    known.ok_or_else(|| Error::new(Reason::MethodInvalid).with("allowed", METHODS))
}

/// The body. Opaque values are sent as they are, as is a text whose content type says that it is not JSON; anything
/// else is sent as JSON.
fn body<P: Platform>(
    options: &OptionReader<P::Value>,
    method: &str,
    headers: &mut Vec<(String, String)>,
    platform: &P,
) -> Result<Option<P::Body>, Error> {
    let json = options.value("json");
    let given = json.map(|json| (json, Kind::Text)).or_else(|| options.value_and_kind("body"));
    let Some((value, kind)) = given else { return Ok(None) };
    if matches!(method, "GET" | "HEAD") && !platform.sends_any_body() {
        return Err(Error::new(Reason::BodyUnexpected).with("method", method));
    }
    let other_type = headers.iter().any(|(name, value)| name == "content-type" && !is_json(value));
    if kind == Kind::Opaque || (other_type && matches!(kind, Kind::Text | Kind::Blank)) {
        return Ok(Some(platform.raw_body(value)));
    }
    add_unless_given(headers, "content-type", "application/json");
    if json.is_some() {
        return Ok(Some(platform.raw_body(value)));
    }
    let json = platform.json_body(value).ok_or_else(|| Error::new(Reason::BodyNotSerialisable))?;
    Ok(Some(json))
}

/// Adds the headers of every call, as far as this one does not have them.
fn add_common(headers: &mut Headers, common: &[(String, String)]) {
    for (name, value) in common {
        add_unless_given(headers, name, value);
    }
}
