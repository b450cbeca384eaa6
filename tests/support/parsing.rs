//! What the core leaves to the platform's parsers: addresses, queries, paths, `Retry-After`.

use std::time::{Duration, UNIX_EPOCH};

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use sne_cotation::core::platform::{ParsedUrl, UrlParser};

/// What no path may hold (RFC 3986, section 3.3), but for `%`: escapes are kept.
const NOT_IN_A_PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// What `encodeURIComponent` escapes.
const NOT_IN_A_COMPONENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'!').remove(b'~').remove(b'*').remove(b'\'');

/// A URL parser as the platforms have one.
pub struct Urls;

impl UrlParser for Urls {
    fn parse_url(&self, text: &str) -> Option<ParsedUrl> {
        let url = url::Url::parse(text).ok()?;
        let has_credentials = !url.username().is_empty() || url.password().is_some();
        let has_query_or_fragment = url.query().is_some() || url.fragment().is_some();
        let address = format!("{}{}", url.origin().ascii_serialization(), url.path());
        Some(ParsedUrl {
            scheme: format!("{}:", url.scheme()),
            hostname: url.host_str().unwrap_or_default().to_owned(),
            address,
            has_credentials,
            has_query_or_fragment,
        })
    }
}

pub fn encode_pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// The forms in which a secret may be repeated, a line for each.
pub fn forms_of(secret: &str) -> String {
    let json = |text: &str| {
        let quoted = serde_json::Value::from(text).to_string();
        quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default().to_owned()
    };
    let form = encode_pairs([("", secret)].into_iter()).split_off(1);
    let address = utf8_percent_encode(secret, NOT_IN_A_COMPONENT).to_string();
    [secret.to_owned(), form, address, json(secret), json(&json(secret))].join("\n")
}

pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_A_PATH).to_string()
}

/// The words of a text in lower case, a space between two. Accents are left: no test has any that matter.
pub fn words(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A date of HTTP, in milliseconds since 1970.
pub fn date(text: &str) -> Option<f64> {
    let date = httpdate::parse_http_date(text).ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(date.as_secs_f64() * 1_000.0)
}

/// The seconds until what a `Retry-After` says, seen from that wall clock.
pub fn seconds_until(header: &str, wall: f64) -> Option<f64> {
    let header = header.trim();
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        return header.parse().ok();
    }
    let date = httpdate::parse_http_date(header).ok()?.duration_since(UNIX_EPOCH).ok()?;
    let now = Duration::from_secs_f64(wall / 1000.0);
    Some(date.as_secs_f64() - now.as_secs_f64())
}
