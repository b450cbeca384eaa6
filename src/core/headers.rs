//! Headers: which ones a caller may set, and what `WWW-Authenticate` says.

use super::error::Error;
use super::reason::Reason;

/// Headers that belong to the client, to the platform, or to nobody. The guide's `Accept-Encoding: utf-8` is among
/// them: it is not a valid value, and a browser forbids setting that header.
const FORBIDDEN: &str = "accept-charset accept-encoding authorization connection content-length cookie cookie2 date dnt expect \
                         host keep-alive origin permissions-policy referer set-cookie te trailer transfer-encoding upgrade via";
const FORBIDDEN_PREFIXES: &str = "proxy- sec- access-control-";

/// Checks a header that the caller wants to send; its name comes back in lower case.
pub fn check(name: &str, value: &str) -> Result<String, Error> {
    let lower = name.to_ascii_lowercase();
    let refuse = |reason| Err(Error::new(reason).with("header", &printable(name)));
    if name.is_empty() || !name.bytes().all(is_token_byte) || !value.chars().all(is_value_char) {
        return refuse(Reason::HeaderInvalid);
    }
    let has_forbidden_prefix = FORBIDDEN_PREFIXES.split(' ').any(|prefix| lower.starts_with(prefix));
    if has_forbidden_prefix || FORBIDDEN.split(' ').any(|forbidden| forbidden == lower) {
        return refuse(Reason::HeaderForbidden);
    }
    Ok(lower)
}

/// A header's name as a message may show it: a mistaken name may be anything.
fn printable(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(64).collect()
}

/// `tchar` of RFC 9110, section 5.6.2.
fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// What a field value may hold (RFC 9110, section 5.5), as far as fetch can send it: no control but tab, no character
/// above U+00FF.
fn is_value_char(c: char) -> bool {
    c == '\t' || (!c.is_control() && u32::from(c) <= 0xFF)
}

/// A parameter of a challenge such as `Bearer realm="…",error="invalid_token"` (RFC 6750, section 3).
///
/// ```
/// use sne_cotation::core::headers::challenge_parameter;
///
/// let header = r#"Bearer realm="a,error=\"no\"",error="invalid_token", error_description="The access token expired.""#;
/// assert_eq!(challenge_parameter(header, "error").as_deref(), Some("invalid_token"));
/// assert_eq!(challenge_parameter(header, "scope"), None);
/// ```
#[must_use]
pub fn challenge_parameter(header: &str, name: &str) -> Option<String> {
    let mut rest = header;
    while let Some((before, after)) = rest.split_once('=') {
        let key = before.rsplit(|c: char| c == ',' || c.is_whitespace()).next().unwrap_or_default();
        let (value, remaining) = parameter_value(after.trim_start());
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = remaining;
    }
    None
}

/// A token or quoted string at the start of a text, and what follows it.
fn parameter_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_once(',').unwrap_or((text, ""));
        return (value.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut chars = quoted.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => value.extend(chars.next()),
            _ => value.push(c),
        }
    }
    (value, chars.as_str())
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

    #[test]
    fn broken_challenges_give_nothing() {
        for header in ["", "Bearer", "Bearer error", "=", "Bearer error=\"", "error_description=\"error=x"] {
            let value = challenge_parameter(header, "error");
            assert!(value.as_deref().unwrap_or_default().is_empty(), "{header}: {value:?}");
        }
    }
}
