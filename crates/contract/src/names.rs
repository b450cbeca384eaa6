//! Names: which may be shown, and which of a place may be.

use crate::text::split;

/// What is shown instead of a name.
pub const HIDDEN: &str = "…";
/// Bytes of the longest name that is shown.
const LONGEST: usize = 64;

/// A name that a caller gave, when it looks like one. It may be anything, even a secret on the wrong side of the colon; those
/// have digits.
#[must_use]
pub fn shown(name: &str) -> &str {
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-' | b'.'));
    if is_name && !name.is_empty() && name.len() <= LONGEST { name } else { HIDDEN }
}

/// The id of an operation that a caller gave, when it looks like one: a name, perhaps with digits, or a method and a path.
#[must_use]
pub fn shown_operation(id: &str) -> &str {
    let is_id = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./ {}".contains(&byte));
    if is_id && !id.is_empty() && id.len() <= LONGEST { id } else { HIDDEN }
}

/// Whether a header is the client's, the platform's or nobody's, so that a contract has no say in it: the list of the
/// client's `headers.rs`, but for those that a call may set.
#[must_use]
pub fn is_header_of_the_client(name: &str) -> bool {
    const FORBIDDEN: &str = "accept accept-charset accept-encoding authorization connection content-length content-type cookie \
                             cookie2 date dnt expect host keep-alive origin referer set-cookie te trailer transfer-encoding \
                             upgrade user-agent via";
    const PREFIXES: &str = "proxy- sec- access-control-";
    let begins = |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    split(FORBIDDEN, b' ').any(|forbidden| forbidden.len() == name.len() && begins(forbidden))
        || split(PREFIXES, b' ').any(begins)
}

/// Whether a path stays where it is, once put behind another, even for a server on the way that decodes it: no part of it
/// climbs, also before a semicolon, from which on Java's servers drop the part. The client's `path.rs` looks again at the whole.
#[must_use]
pub fn is_harmless(path: &str) -> bool {
    let is_dots = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte == b'.');
    let climbs = |part: &str| split(part, b';').next().is_some_and(is_dots);
    !path.bytes().any(|byte| byte.is_ascii_control() || byte == b'\\') && !split(path, b'/').any(climbs)
}

#[cfg(test)]
mod tests {
    use super::{is_harmless, is_header_of_the_client, shown, shown_operation};

    #[test]
    fn secrets_are_not_names() {
        assert_eq!([shown("numero_page"), shown("s3cret"), shown("")], ["numero_page", "…", "…"]);
        assert_eq!(shown_operation("GET /a/{b}"), "GET /a/{b}");
        assert_eq!([shown_operation("a@b"), shown_operation(&"x".repeat(65))], ["…", "…"]);
    }

    #[test]
    fn parts_that_climb_are_not_harmless() {
        for path in ["..", ".", "a/..", "a/./b", "..;x", "a\\b", "a\nb", "a/..;", "..."] {
            assert!(!is_harmless(path), "{path}");
        }
        for path in ["", "a", "a.b", "..a", "a;..", "é/%", "/a/"] {
            assert!(is_harmless(path), "{path}");
        }
    }

    #[test]
    fn the_token_is_not_the_contract_s_affair() {
        for name in ["Authorization", "COOKIE", "sec-x", "Proxy-Authorization", "Accept"] {
            assert!(is_header_of_the_client(name), "{name}");
        }
        assert!(!is_header_of_the_client("Range") && !is_header_of_the_client("X-Authorization"));
    }
}
