//! The headers of answers that a contract declares: made where the API would set them, and never such that the message
//! is no message any more.

use sne_cotation_contract::flat::Value;
use sne_cotation_contract::parameter::Place;

use super::collection;
use super::generate::Generator;
use crate::http::Response;

/// Headers of the message itself, of the way that it travels, of the gateway, or of what a browser keeps: a value that
/// chance makes would break the answer, or what comes after it.
const NOT_MADE: [&str; 26] = [
    "age",
    "alt-svc",
    "clear-site-data",
    "connection",
    "content-encoding",
    "content-length",
    "content-md5",
    "content-range",
    "content-type",
    "date",
    "digest",
    "keep-alive",
    "refresh",
    "retry-after",
    "server",
    "set-cookie",
    "set-cookie2",
    "status",
    "strict-transport-security",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "vary",
    "via",
    "www-authenticate",
];
const NOT_MADE_PREFIXES: [&str; 6] = ["access-control-", "proxy-", "ratelimit", "sec-", "x-rate-limit", "x-ratelimit"];
/// Headers with a form of their own, which contracts seldom say.
const MADE: [(&str, &str); 6] = [
    ("cache-control", "no-cache"),
    ("content-disposition", "attachment; filename=\"document\""),
    ("etag", "\"1\""),
    ("expires", "0"),
    ("last-modified", "Sat, 31 Jan 2026 12:00:00 GMT"),
    ("location", "https://example.org/1"),
];

/// Makes the headers that a response declares. One that cannot be made is left out: an answer is worth more.
pub(crate) fn add<'c>(answer: &mut Response, response: Value<'c>, generator: &mut Generator<'c>) {
    for (name, header) in response.field("headers").into_iter().flat_map(Value::fields) {
        if !is_made(name) {
            continue;
        }
        if let Some((_, value)) = MADE.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            answer.set_header(name, *value);
        } else if let Ok(value) = generator.sent(Place::Header, header) {
            answer.set_header(name, collection::write(header, &value));
        }
    }
}

fn is_made(name: &str) -> bool {
    let small = name.to_ascii_lowercase();
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty()
        && name.bytes().all(is_token)
        && !NOT_MADE.contains(&small.as_str())
        && !NOT_MADE_PREFIXES.iter().any(|prefix| small.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::{NOT_MADE, is_made};

    #[test]
    fn what_would_break_the_message_is_not_made() {
        for name in ["Content-Encoding", "content-length", "Transfer-Encoding", "SET-COOKIE", "Sec-X", "a b", "", "é"]
        {
            assert!(!is_made(name), "{name}");
        }
        for name in ["X-Total", "ETag", "Content-Language", "Link", "Accept-Ranges"] {
            assert!(is_made(name), "{name}");
        }
        assert!(NOT_MADE.is_sorted());
    }
}
