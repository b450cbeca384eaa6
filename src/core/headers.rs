//! Headers: which ones a caller may set, and what `WWW-Authenticate` says.

use sne_cotation_common::header;
use sne_cotation_common::names::HIDDEN;
use sne_cotation_common::text::{contains, owned, split_once};

use super::error::Error;
use super::option_reader::{OptionReader, check_length, length_of, wrong_type};
use super::quote::is_code;
use super::reason::Reason;
use super::value::Value;

/// Names in lower case, and values.
pub type Headers = Vec<(String, String)>;

/// What the values of headers and of the fields of a query may be.
pub const SCALARS: &str = "string, number, boolean";
/// Headers whose values are no secret. They hold words that any message has.
const PLAIN: &str = "accept accept-language content-type range";
/// Bytes of the shortest value that is looked for in texts; shorter ones are in every sentence.
const SHORTEST_VALUE: usize = 4;

/// The headers that the caller wants to send, checked: the option `headers` of `create` or of a call. Those that are
/// the same but for their case are one, with all values, as fetch has it (RFC 9110, section 5.3).
pub fn read<V: Value>(options: &OptionReader<V>) -> Result<Headers, Error> {
    let mut headers = Headers::new();
    let Some(object) = options.value("headers") else { return Ok(headers) };
    let lines = object.header_lines().ok_or_else(|| wrong_type("headers", SCALARS))?;
    check_length("headers", length_of(&lines))?;
    let mut rest = lines.as_str();
    while let Some((name, after)) = split_once(rest, b'\n') {
        let (value, after) = split_once(after, b'\n').unwrap_or_default();
        let name = check(name, value)?;
        if let Some((_, all)) = headers.iter_mut().find(|(given, _)| *given == name) {
            all.push_str(", ");
            all.push_str(value);
        } else {
            headers.push((name, owned(value)));
        }
        rest = after;
    }
    Ok(headers)
}

/// Those of every call: the option of `create`. What a body is depends on the body.
pub fn read_common<V: Value>(options: &OptionReader<V>) -> Result<Headers, Error> {
    let headers = read(options)?;
    match headers.iter().find(|(name, _)| name == "content-type") {
        Some((name, _)) => Err(Error::new(Reason::HeaderForbidden).with("header", name)),
        None => Ok(headers),
    }
}

/// Adds a header that the caller has not given.
pub fn add_unless_given(headers: &mut Headers, name: &str, value: &str) {
    if headers.iter().all(|(given, _)| given != name) {
        headers.push((owned(name), owned(value)));
    }
}

/// Whether a text repeats the value of a header, which may be a secret: the key of another system, an account.
#[must_use]
pub fn is_repeated(headers: &[(String, String)], text: &str) -> bool {
    let is_told = |value: &str| value.len() >= SHORTEST_VALUE && contains(text, value);
    headers.iter().any(|(name, value)| is_told(value) && !header::is_listed(PLAIN, name))
}

/// Checks a header that the caller wants to send; its name comes back in lower case.
pub fn check(name: &str, value: &str) -> Result<String, Error> {
    // What was given as a name may be anything, even a secret.
    let shown = if is_code(name) { name } else { HIDDEN };
    let refuse = |reason| Err(Error::new(reason).with("header", shown));
    if !header::is_name(name) || !header::is_value(value) {
        return refuse(Reason::HeaderInvalid);
    }
    if header::is_forbidden(name) {
        return refuse(Reason::HeaderForbidden);
    }
    Ok(name.to_ascii_lowercase())
}

/// A parameter of a challenge such as `Bearer realm="…",error="invalid_token"` (RFC 6750, section 3). Of several
/// challenges, which a server or a proxy before it may send, the one for bearer tokens counts, wherever it stands.
///
/// ```
/// use sne_cotation::core::headers::challenge_parameter;
///
/// let header = r#"Bearer realm="a,error=\"no\"",error="invalid_token", error_description="The token expired.""#;
/// assert_eq!(challenge_parameter(header, "error"), Some("invalid_token"));
/// assert_eq!(challenge_parameter(header, "scope"), None);
/// assert_eq!(challenge_parameter(r#"Basic realm="a", Bearer realm="b""#, "realm"), Some("b"));
/// ```
#[must_use]
pub fn challenge_parameter<'a>(header: &'a str, name: &str) -> Option<&'a str> {
    let (mut rest, mut is_bearer, mut has_bearer) = (header, false, false);
    let (mut of_bearer, mut of_any) = (None, None);
    while let Some((before, after)) = split_once(rest, b'=') {
        let (value, remaining) = parameter_value(after.trim_ascii_start());
        let (before, parameter) = last_word(before);
        let (_, scheme) = last_word(before);
        // The first parameter of a challenge has its scheme before it.
        if scheme.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            is_bearer = scheme.eq_ignore_ascii_case("bearer");
            has_bearer |= is_bearer;
        }
        let found = if is_bearer { &mut of_bearer } else { &mut of_any };
        if parameter.eq_ignore_ascii_case(name) {
            found.get_or_insert(value);
        }
        rest = remaining;
    }
    if has_bearer { of_bearer } else { of_any }
}

/// The last word of a text, and what is before it.
fn last_word(text: &str) -> (&str, &str) {
    let text = text.trim_ascii_end();
    let separator = text.bytes().rposition(|byte| matches!(byte, b',' | b' ' | b'\t'));
    let start = separator.and_then(|place| place.checked_add(1)).unwrap_or_default();
    text.split_at_checked(start).unwrap_or((text, ""))
}

/// A token or quoted string at the start of a text, its escapes left as they are, and what follows it.
fn parameter_value(text: &str) -> (&str, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = split_once(text, b',').unwrap_or((text, ""));
        return (value.trim_ascii(), rest);
    };
    let mut is_escaped = false;
    let end = quoted.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    end.and_then(|end| quoted.split_at_checked(end)).unwrap_or((quoted, ""))
}

#[cfg(test)]
mod tests {
    use super::{challenge_parameter, check};
    use crate::core::reason::Reason;

    #[test]
    fn headers_of_the_client_and_of_the_platform_are_refused() {
        for name in ["Authorization", "HOST", "cookie", "Sec-Fetch-Mode", "Proxy-Authorization", "Accept-Encoding"] {
            assert_eq!(check(name, "x").err().map(|e| e.reason()), Some(Reason::HeaderForbidden), "{name}");
        }
    }

    #[test]
    fn nothing_can_be_smuggled_through_a_header() {
        let smuggled = [("a\r\nb", "x"), ("a", "x\r\nHost: y"), ("a", "x\ny"), ("a", "\0"), ("", "x"), ("a b", "x")];
        for (name, value) in smuggled.into_iter().chain([("a", "\u{2028}"), ("é", "x"), ("a:", "x")]) {
            assert_eq!(check(name, value).err().map(|e| e.reason()), Some(Reason::HeaderInvalid), "{name:?}");
        }
        assert_eq!(check("Range", "0-99\té").ok().as_deref(), Some("range"));
    }

    /// White space around the equals sign is not to be sent, but must be accepted (RFC 9110, section 11.2).
    #[test]
    fn challenges_with_white_space_are_read() {
        let header = "Bearer realm = \"a\" ,\terror =\t\"invalid_token\"";
        assert_eq!(challenge_parameter(header, "error"), Some("invalid_token"));
        assert_eq!(challenge_parameter(header, "realm"), Some("a"));
    }

    /// RFC 9110, section 11.6.1: challenges may share a header, and a scheme may come without a parameter.
    #[test]
    fn of_several_challenges_the_one_for_bearer_tokens_is_read() {
        let bearer = r#"Bearer realm="DefaultRealm",error="invalid_token""#;
        for header in [
            format!(r#"Basic realm="proxy", {bearer}"#),
            format!("Negotiate, {bearer}"),
            format!(r#"{bearer}, Basic realm="proxy", error="other""#),
            format!("Digest realm=proxy, nonce=x,{bearer}"),
            bearer.replace(',', " "),
            bearer.replace("Bearer", "BEARER "),
        ] {
            assert_eq!(challenge_parameter(&header, "error"), Some("invalid_token"), "{header}");
            assert_eq!(challenge_parameter(&header, "realm"), Some("DefaultRealm"), "{header}");
        }
        assert_eq!(challenge_parameter(r#"Basic realm="a""#, "realm"), Some("a"));
        assert_eq!(challenge_parameter(r#"Bearer, Basic realm="a""#, "realm"), Some("a"));
    }

    #[test]
    fn broken_challenges_give_nothing() {
        for header in ["", "Bearer", "Bearer error", "=", "Bearer error=\"", "error_description=\"error=x"] {
            let value = challenge_parameter(header, "error");
            assert!(value.unwrap_or_default().is_empty(), "{header}: {value:?}");
        }
    }
}
