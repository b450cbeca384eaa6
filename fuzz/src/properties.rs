//! What must hold of errors and addresses, whatever came from outside.

use std::net::Ipv4Addr;

use sne_cotation::core::error::{Error, Fact, View};
use sne_cotation::core::quote::{is_business_code, is_code};
use sne_cotation::core::reason::Reason;
use url::{Host, Url};

use crate::support::value::Value;

/// The base address of the API in what needs one.
pub const BASE: &str = "https://sandbox-api.piste.gouv.fr/mtes/sne-cotation/v1.0";

/// The facts of an error, as they leave the core: by name, after the number of the reason and that of the attempts.
#[must_use]
pub fn facts(error: &Error) -> Vec<(String, Fact)> {
    let View(reason, attempts, facts) = error.view();
    assert_eq!((reason, attempts), (error.reason().number(), error.attempts_made()));
    facts.iter().map(|(name, fact)| ((*name).to_owned(), fact.clone())).collect()
}

/// The facts that are texts.
pub fn text_facts(error: &Error) -> impl Iterator<Item = (String, String)> {
    facts(error).into_iter().filter_map(|(name, fact)| match fact {
        Fact::Text(text) => Some((name, text)),
        Fact::Number(_) => None,
    })
}

/// What holds of every error: its numbers are numbers, its code looks like one, its form for developers can be written.
pub fn assert_sound(error: &Error) {
    for (name, fact) in facts(error) {
        match (name.as_str(), &fact) {
            ("code" | "causeCode", Fact::Text(code)) => {
                assert!(is_code(code) || code == "…", "{code:?} is no code");
            }
            ("status", Fact::Number(status)) => assert!((0.0..=65_535.0).contains(status) && status.fract() == 0.0),
            ("retryAfter", Fact::Number(seconds)) => assert_wait(*seconds),
            (_, Fact::Number(number)) => assert!(number.is_finite(), "{name} is {number}"),
            _ => {}
        }
    }
    assert!(!format!("{error} {error:?}").is_empty());
}

/// What holds of a time to wait: it can be waited for, and written as JSON.
pub fn assert_wait(seconds: f64) {
    assert!(seconds.is_finite() && seconds >= 0.0, "{seconds} s cannot be waited for");
}

/// Fails when a fact of the error is, or has in it, one of these.
pub fn assert_hidden(error: &Error, private: &[&str]) {
    for (name, shown) in text_facts(error) {
        for text in private.iter().filter(|text| !text.is_empty()) {
            assert!(!shown.contains(text), "{name} shows {text:?}: {shown:?}");
        }
    }
}

/// Fails when what an error repeats of its causes has a word in it of what was sent. Codes of the API's own, and those
/// of `WWW-Authenticate`, are shown whatever was sent.
pub fn assert_quotes_nothing_of(error: &Error, sent: &str, challenge: &str) {
    for (name, shown) in text_facts(error) {
        let is_quoted = match name.as_str() {
            "code" => !is_business_code(&shown) && !challenge.contains(&shown),
            "message" | "causeName" | "causeMessage" | "causeCode" => true,
            _ => false,
        };
        for word in words_of(sent).iter().filter(|_| is_quoted) {
            assert!(!shown.contains(word), "{name} repeats {word:?} of the request: {shown:?}");
        }
    }
}

/// The telling words of a body: those of the values of JSON, or of a text as it is.
fn words_of(body: &str) -> Vec<String> {
    let mut texts = Vec::new();
    match serde_json::from_str::<serde_json::Value>(body) {
        Ok(json) => collect(&json, &mut texts),
        Err(_) => texts.push(body.to_owned()),
    }
    let words = texts.iter().flat_map(|text| text.split(|character: char| !character.is_alphanumeric()));
    // Others have more than one form in small letters.
    words.filter(|word| word.len() >= 4 && word.is_ascii()).map(str::to_owned).collect()
}

fn collect(json: &serde_json::Value, texts: &mut Vec<String>) {
    match json {
        serde_json::Value::String(text) => texts.push(text.clone()),
        serde_json::Value::Number(number) => texts.push(number.to_string()),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

/// Fails when two outcomes differ in whether they are errors, or in what is seen of these.
pub fn assert_same_view<T>(one: &Result<T, Error>, other: &Result<T, Error>) {
    let seen = |result: &Result<T, Error>| result.as_ref().err().map(|error| format!("{:?}", error.view()));
    assert_eq!(seen(one), seen(other));
}

/// Fails when the mistake that an error tells of repeats more of the options than the names of some.
pub fn assert_names_only(error: &Error) {
    for (name, shown) in text_facts(error) {
        let is_harmless = match name.as_str() {
            "option" => shown.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_'),
            "header" => is_code(&shown),
            // They are the client's own words.
            "of" | "known" | "expected" | "allowed" | "other" | "method" => shown.len() < 500,
            _ => false,
        };
        assert!(is_harmless || shown == "…", "{name} shows {shown:?}");
    }
}

/// An address as the client uses it: encrypted or on this machine, with nothing in it but a place.
pub fn assert_address(address: &str) {
    let url = Url::parse(address).unwrap_or_else(|_| panic!("{address:?} is no address"));
    let is_local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.octets()[0] == Ipv4Addr::LOCALHOST.octets()[0],
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    assert!(url.scheme() == "https" || (url.scheme() == "http" && is_local), "a secret may not go to {address:?}");
    assert!(url.username().is_empty() && url.password().is_none(), "{address:?} has credentials");
    assert!(url.query().is_none() && url.fragment().is_none(), "{address:?} has more than a place");
    assert!(address.bytes().all(|byte| byte.is_ascii_graphic()), "{address:?}");
    assert!(address.starts_with(&url.origin().ascii_serialization()), "{address:?} is not written as it is read");
}

/// The address of a call: below the base, to every reader of it.
pub fn assert_below_base(url: &str, base: &str) {
    let path = url.strip_prefix(base).and_then(|rest| rest.strip_prefix('/'));
    let path = path.unwrap_or_else(|| panic!("{url:?} does not begin with the base"));
    let path = path.split('?').next().unwrap_or_default();
    let (read, base) = (Url::parse(url).expect("the platform can read it"), Url::parse(base).expect("a base"));
    assert_eq!(read.origin(), base.origin(), "{url:?}");
    assert_eq!(read.as_str(), url, "the platform sends what was checked");
    assert!(read.path().starts_with(&format!("{}/", base.path())), "{url:?}");
    let decoded: Vec<u8> = percent_encoding::percent_decode_str(path).collect();
    assert!(!decoded.iter().any(u8::is_ascii_control), "{url:?} ends a line");
    for part in decoded.split(|byte| matches!(byte, b'/' | b'\\')) {
        // Some servers drop what follows a semicolon before they look.
        let name = part.split(|byte| *byte == b';').next().unwrap_or_default();
        assert!(!matches!(name, b"." | b".."), "{url:?} climbs");
    }
}

/// A text with other letters and digits, of the same form: what may not depend on a text is the same for both.
#[must_use]
pub fn disguised(text: &str) -> String {
    let turned = |character: char, first: u8, count: u8, by: u8| {
        let place = u32::from(character) - u32::from(first);
        char::from(first + ((place as u8 + by) % count))
    };
    let other = |character: char| match character {
        'a'..='z' => turned(character, b'a', 26, 13),
        'A'..='Z' => turned(character, b'A', 26, 13),
        '0'..='9' => turned(character, b'0', 10, 5),
        _ => character,
    };
    text.chars().map(other).collect()
}

/// An object with the texts of some of its fields disguised.
#[must_use]
pub fn disguised_fields(object: &Value, names: &[&str]) -> Value {
    let Value::Object(fields) = object else { return object.clone() };
    let other = |(name, value): &(String, Value)| {
        let is_private = names.contains(&name.as_str());
        (name.clone(), if is_private { disguised_value(value) } else { value.clone() })
    };
    Value::Object(fields.iter().map(other).collect())
}

/// A value with its texts disguised, the names of fields too.
fn disguised_value(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(disguised(text).into()),
        Value::Array(items) => Value::Array(items.iter().map(disguised_value).collect()),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (disguised(name), disguised_value(value))).collect())
        }
        other => other.clone(),
    }
}

/// Whether an error is the caller's mistake.
#[must_use]
pub fn is_mistake(error: &Error) -> bool {
    error.kind() == sne_cotation::core::reason::Kind::Config && error.reason() != Reason::ClientClosed
}
