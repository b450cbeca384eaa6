//! The request of a call: its method, address, headers and body, checked before anything leaves.

use super::error::Error;
use super::options::{only_known, text, timeout};
use super::platform::Platform;
use super::reason::Reason;
use super::value::{Kind, Value};
use super::{headers, path};

/// What is sent, as the platform gets it.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a, B> {
    /// The method, in capitals.
    pub method: &'a str,
    /// The whole address.
    pub url: &'a str,
    /// Names and values.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body, if any.
    pub body: Option<&'a B>,
}

/// A call, ready to be sent once it has a token.
#[derive(Clone, Debug)]
pub struct Call<B> {
    /// The method, in capitals.
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// Names in lower case, and values; without the bearer token.
    pub headers: Vec<(String, String)>,
    /// The body, if any.
    pub body: Option<B>,
    /// Milliseconds, when it differs from the client's.
    pub timeout: Option<u32>,
}

const OF_A_CALL: &[&str] = &["signal", "timeout"];
const OF_A_REQUEST: &[&str] = &["method", "path", "query", "headers", "body", "signal", "timeout"];
const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// The options that every call takes; `of` is the name of the method.
pub fn timeout_of<V: Value>(options: &V, of: &'static str) -> Result<Option<u32>, Error> {
    only_known(options, of, OF_A_CALL)?;
    timeout(options)
}

impl<B> Call<B> {
    /// The call of the guide: `GET …/healthcheck`.
    pub fn healthcheck<V: Value>(base: &str, options: &V) -> Result<Self, Error> {
        let timeout = timeout_of(options, "healthcheck")?;
        let headers = vec![("accept".to_owned(), "application/json".to_owned())];
        Ok(Self { method: "GET", url: [base, "/healthcheck"].concat(), headers, body: None, timeout })
    }

    /// A call as the caller describes it.
    pub fn read<P: Platform<Body = B>>(base: &str, options: &P::Value, platform: &P) -> Result<Self, Error> {
        only_known(options, "request", OF_A_REQUEST)?;
        let method = method(options)?;
        let path = text(options, "path")?.ok_or_else(|| Error::new(Reason::OptionMissing).with("option", "path"))?;
        let mut url = path::join(base, &path)?;
        add_query(&mut url, options)?;
        let mut headers = given_headers(options)?;
        let body = body(options, method, &mut headers, platform)?;
        add_unless_given(&mut headers, "accept", "application/json");
        Ok(Self { method, url, headers, body, timeout: timeout(options)? })
    }
}

fn method<V: Value>(options: &V) -> Result<&'static str, Error> {
    let Some(given) = text(options, "method")? else { return Ok("GET") };
    let known = METHODS.iter().find(|known| known.eq_ignore_ascii_case(&given));
    known.copied().ok_or_else(|| Error::new(Reason::MethodInvalid).with("allowed", &METHODS.join(", ")))
}

/// Adds the query: texts, numbers and truth values, arrays of them as repeated names; what is `undefined` is left out.
fn add_query<V: Value>(url: &mut String, options: &V) -> Result<(), Error> {
    let Some(query) = object(options, "query")? else { return Ok(()) };
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for name in query.names() {
        let Some(value) = query.field(&name) else { continue };
        let values = if value.kind() == Kind::Array { value.items() } else { vec![value] };
        for value in values {
            let text = value.scalar().ok_or_else(|| wrong_type("query", "string, number, boolean, array"))?;
            pairs.append_pair(&name, &text);
        }
    }
    let pairs = pairs.finish();
    if !pairs.is_empty() {
        url.push('?');
        url.push_str(&pairs);
    }
    Ok(())
}

fn given_headers<V: Value>(options: &V) -> Result<Vec<(String, String)>, Error> {
    let Some(given) = object(options, "headers")? else { return Ok(Vec::new()) };
    let mut checked = Vec::new();
    for name in given.names() {
        let Some(value) = given.field(&name) else { continue };
        let value = value.scalar().ok_or_else(|| wrong_type("headers", "string"))?;
        checked.push((headers::check(&name, &value)?, value));
    }
    Ok(checked)
}

/// The body. Opaque values are sent as they are, as is a text whose content type says that it is not JSON; anything
/// else is sent as JSON.
fn body<P: Platform>(
    options: &P::Value,
    method: &str,
    headers: &mut Vec<(String, String)>,
    platform: &P,
) -> Result<Option<P::Body>, Error> {
    let Some(value) = options.field("body") else { return Ok(None) };
    if matches!(method, "GET" | "HEAD") {
        return Err(Error::new(Reason::BodyUnexpected).with("method", method));
    }
    let other_type = headers.iter().any(|(name, value)| name == "content-type" && !is_json(value));
    if value.kind() == Kind::Opaque || (other_type && value.kind() == Kind::Text) {
        return Ok(Some(platform.raw_body(&value)));
    }
    add_unless_given(headers, "content-type", "application/json");
    let json = platform.json_body(&value).ok_or_else(|| Error::new(Reason::BodyNotSerialisable))?;
    Ok(Some(json))
}

/// Whether a content type is JSON (RFC 8259, or a `+json` suffix).
#[must_use]
pub fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

fn add_unless_given(headers: &mut Vec<(String, String)>, name: &str, value: &str) {
    if headers.iter().all(|(given, _)| given != name) {
        headers.push((name.to_owned(), value.to_owned()));
    }
}

fn object<V: Value>(options: &V, name: &'static str) -> Result<Option<V>, Error> {
    match options.field(name) {
        Some(value) if value.kind() != Kind::Object => Err(wrong_type(name, "object")),
        value => Ok(value),
    }
}

fn wrong_type(option: &'static str, expected: &'static str) -> Error {
    Error::new(Reason::OptionType).with("option", option).with("expected", expected)
}
