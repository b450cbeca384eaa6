//! Bytes as what they stand for. Inputs are texts that a person can write and read, so that seeds and findings can be
//! too.
//!
//! - Parts stand between lines of `---`.
//! - An answer is its status, its headers, an empty line, its body. `429 unread` is one whose body was left unread.
//! - An exchange that failed is `unreachable`, `interrupted` and the status, or `silence`; then, on lines of their own,
//!   the name, code and message of what the platform says.
//! - Option objects are JSON, in which `"$function"`, `"$bytes"` and the others of [`given`] are what JSON has not.

use std::rc::Rc;

use sne_cotation::core::error::Cause;
use sne_cotation_simulator::Response as Answer;

use crate::support::network::Reply;
use crate::support::response::Response;
use crate::support::signal::Signal;
use crate::support::value::Value;

/// The parts of an input. A part that is missing is empty.
#[must_use]
pub fn parts<const COUNT: usize>(data: &[u8]) -> [String; COUNT] {
    let text = text(data);
    let mut parts = text.splitn(COUNT, "\n---\n");
    std::array::from_fn(|_| parts.next().unwrap_or_default().to_owned())
}

/// The input as text.
#[must_use]
pub fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// The first line, and what follows.
#[must_use]
pub fn first_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

/// An answer as the core reads it.
#[must_use]
pub fn response(text: &str) -> Response {
    let Answer { status, headers, body, .. } = answer(text);
    let is_unread = first_line(text).0.ends_with("unread");
    Response { status, headers, body: (!is_unread).then(|| body.into()) }
}

/// An answer as a server gives it.
#[must_use]
pub fn answer(text: &str) -> Answer {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let digits = lines.next().and_then(|line| line.split(' ').next()).unwrap_or_default();
    let headers = lines.filter_map(|line| line.split_once(':'));
    Answer {
        status: digits.parse().unwrap_or(200),
        headers: headers.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect(),
        body: body.as_bytes().to_vec(),
        ..Answer::default()
    }
}

/// What comes of an exchange.
#[must_use]
pub fn reply(text: &str) -> Reply {
    let (first, rest) = first_line(text);
    match first.split(' ').next() {
        Some("silence") => Reply::Silence,
        Some("unreachable") => Reply::Unreachable(cause(rest)),
        Some("interrupted") => {
            let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
            Reply::Interrupted(status.unwrap_or(200), cause(rest))
        }
        _ => Reply::Answer(answer(text)),
    }
}

fn cause(text: &str) -> Cause {
    let (name, rest) = first_line(text);
    let (code, message) = first_line(rest);
    let code = (!code.is_empty()).then(|| code.to_owned());
    Cause { name: name.to_owned(), message: message.to_owned(), code }
}

/// A value as a caller may give it; nothing when the text is not JSON.
#[must_use]
pub fn given(text: &str) -> Option<Value> {
    serde_json::from_str::<serde_json::Value>(text).ok().map(|json| beyond_json(json.into()))
}

fn beyond_json(value: Value) -> Value {
    match value {
        Value::Text(text) => match text.as_ref() {
            "$function" => Value::Function,
            "$bytes" => Value::Bytes(Rc::from(*b"Dupont")),
            "$signal" => Value::Signal(Signal::default()),
            "$other" => Value::Other,
            "$nan" => Value::Number(f64::NAN),
            "$infinity" => Value::Number(f64::INFINITY),
            _ => Value::Text(text),
        },
        Value::Array(items) => Value::Array(items.into_iter().map(beyond_json).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, beyond_json(value))).collect())
        }
        other => other,
    }
}
