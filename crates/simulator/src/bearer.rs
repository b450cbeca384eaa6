//! The `Bearer` scheme: reading the token of a call, and the challenges of the gateway
//! (platform notes, rows 1 to 3 of "Gateway answers"; RFC 6750 sections 2.1 and 3).

use crate::http::{Request, Response};

/// Measured on the live platform, for a call without token or with one it cannot read.
const NO_TOKEN: &str =
    r#"Bearer realm="DefaultRealm",error="invalid_request",error_description="Unable to find token in the message""#;

/// The gateway's words for a token past its lifetime.
pub(crate) const EXPIRED: &str = "The access token expired.";

/// The gateway's words for a token it never granted, or has forgotten.
pub(crate) const UNKNOWN: &str = "Unable to find the access token in persistent storage.";

/// The gateway's words for a token whose application is gone or disabled.
pub(crate) const DISABLED: &str = "The client app was not found or is disabled.";

/// The token of a call, if there is exactly one `Authorization` header and it is of the form of RFC 6750 section 2.1.
pub(crate) fn token(request: &Request) -> Option<&str> {
    let mut values = request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("authorization"));
    let (Some((_, value)), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.trim().split_once(' ')?;
    let token = token.trim_start_matches(' ');
    (scheme.eq_ignore_ascii_case("Bearer") && is_b64token(token)).then_some(token)
}

/// `1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="`
fn is_b64token(token: &str) -> bool {
    let body = token.trim_end_matches('=');
    !body.is_empty() && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte))
}

/// 400 with an empty body: no token was found.
pub(crate) fn no_token() -> Response {
    Response::empty(400).and_header("WWW-Authenticate", NO_TOKEN)
}

/// 401: the token is refused, with the reason in the gateway's words.
pub(crate) fn invalid_token(description: &str) -> Response {
    let challenge = format!(r#"Bearer realm="DefaultRealm",error="invalid_token",error_description="{description}""#);
    Response::empty(401).and_header("WWW-Authenticate", challenge)
}

/// 401 of the API behind the gateway, which has a realm of its own and knows nothing of the gateway's tokens.
pub(crate) fn api_unauthorized(realm: &str) -> Response {
    let challenge =
        format!(r#"Bearer realm="{realm}",error="invalid_request",error_description="Habilitation expiree""#);
    Response::empty(401).and_header("WWW-Authenticate", challenge)
}

/// 403: the token is good and its scope does not suffice (RFC 6750 section 3.1).
pub(crate) fn insufficient_scope(needed: &str) -> Response {
    let challenge = format!(r#"Bearer realm="DefaultRealm",error="insufficient_scope",scope="{needed}""#);
    Response::empty(403).and_header("WWW-Authenticate", challenge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Option<String> {
        let request = Request::new("GET", "https://h/").with_header("Authorization", value);
        token(&request).map(str::to_owned)
    }

    #[test]
    fn a_bearer_token_is_read() {
        assert_eq!(read("Bearer abc=").as_deref(), Some("abc="));
        assert_eq!(read("bearer   a-._~+/1").as_deref(), Some("a-._~+/1"));
    }

    #[test]
    fn what_is_not_one_readable_token_is_none() {
        for value in ["", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer a,b", "Bearer é", "Bearer =", "abc"]
        {
            assert_eq!(read(value), None, "{value}");
        }
        let twice = Request::new("GET", "https://h/")
            .with_header("Authorization", "Bearer a")
            .with_header("authorization", "Bearer b");
        assert_eq!(token(&twice), None);
    }
}
