//! Headers of requests: what a name and a value may hold, and which ones a caller may not set.

use crate::text::split;

/// Headers that belong to the client, to the platform, or to nobody. The guide's `Accept-Encoding: utf-8` is among
/// them: it is not a valid value, and a browser forbids setting that header. `__proto__` cannot be a field of the
/// object that fetch gets.
const FORBIDDEN: &str = "__proto__ accept-charset accept-encoding authorization connection content-length cookie \
                         cookie2 date dnt expect host keep-alive origin referer set-cookie te trailer \
                         transfer-encoding upgrade via";
const FORBIDDEN_PREFIXES: &str = "proxy- sec- access-control-";

/// Whether a header is one that no caller may set.
///
/// ```
/// use sne_cotation_common::header::is_forbidden;
///
/// assert!(is_forbidden("Authorization") && is_forbidden("sec-fetch-mode") && !is_forbidden("Range"));
/// ```
#[inline]
#[must_use]
pub fn is_forbidden(name: &str) -> bool {
    is_listed(FORBIDDEN, name) || split(FORBIDDEN_PREFIXES, b' ').any(|prefix| begins_with(name, prefix))
}

/// Whether a list of names between spaces has that one, in any case.
#[inline]
#[must_use]
pub fn is_listed(list: &str, name: &str) -> bool {
    split(list, b' ').any(|listed| listed.eq_ignore_ascii_case(name))
}

#[inline]
fn begins_with(name: &str, prefix: &str) -> bool {
    name.as_bytes().get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// Whether a text can be the name of a header: a token (RFC 9110, section 5.6.2).
#[inline]
#[must_use]
pub fn is_name(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

/// Whether a text can be the value of a header (RFC 9110, section 5.5), as far as fetch can send it: no control but
/// tab, no character above U+00FF, whose UTF-8 begins with a byte above C3.
#[inline]
#[must_use]
pub fn is_value(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~' | 0x80..=0xC3))
}

#[cfg(test)]
mod tests {
    use super::{is_forbidden, is_name, is_value};

    #[test]
    fn headers_of_the_client_and_of_the_platform_are_forbidden() {
        for name in ["Authorization", "HOST", "cookie", "Sec-Fetch-Mode", "Proxy-Authorization", "Accept-Encoding"] {
            assert!(is_forbidden(name), "{name}");
        }
        for name in ["Range", "X-Authorization", "accept", "sec", "é-", ""] {
            assert!(!is_forbidden(name), "{name}");
        }
    }

    #[test]
    fn nothing_can_be_smuggled_through_a_header() {
        assert!(["a\r\nb", "", "a b", "é", "a:"].iter().all(|name| !is_name(name)));
        assert!(["x\r\nHost: y", "x\ny", "\0", "\u{2028}", "\u{100}"].iter().all(|value| !is_value(value)));
        assert!(is_name("X-A.b_c~") && is_value("0-99\té ÿ") && is_value(""));
    }
}
