//! What an answer of the authorisation server means (RFC 6749, sections 5.1 and 5.2; platform notes, "Token").

use sne_cotation_common::text::{contains, owned};

use super::answer::{NO_PROFILE, no_profile, not_json, other_status};
use super::error::Error;
use super::platform::{Platform, Response, Text};
use super::quote::is_code;
use super::reason::Reason;
use super::retry_after;
use super::secret::Secret;
use super::value::Value;

/// Bytes: a token answer has a few hundred.
pub const MAX_BYTES: u32 = 65_536;
/// Seconds for which a token is used when the answer does not say how long it lives. If the gateway refuses it earlier,
/// a new one is obtained.
const UNKNOWN_LIFETIME: f64 = 60.0;
/// Seconds for which a token is used at most, whatever the answer says.
const LONGEST_LIFETIME: f64 = 86_400.0;
/// The OAuth error that is final, unless the credentials have worked.
const INVALID_CLIENT: &str = "invalid_client";

/// A token that was granted.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// The access token.
    pub token: Secret,
    /// Seconds for which it may be used.
    pub lifetime: f64,
}

/// Reads an answer of the authorisation server: a grant, or the error that the answer amounts to. `is_trusted` says
/// whether the credentials have worked, so that a refusal of them may pass by itself.
pub fn read<P: Platform>(platform: &P, response: &P::Response, is_trusted: bool) -> Result<Grant, Error> {
    let status = response.status();
    let text = response.text();
    let data = text.as_ref().and_then(|text| platform.parse_json(text));
    let is_granted = (200..=299).contains(&status) && data.as_ref().is_some_and(has_token);
    // What is in the answer, wherever it stands in there.
    let words = text.as_ref().filter(|_| !is_granted).map(|text| text.start(MAX_BYTES)).unwrap_or_default();
    let code = || data.as_ref().and_then(error_code).or_else(|| code_within(&words));
    let grant = match (status, data.as_ref()) {
        (400.., _) | (_, Some(_)) if contains(&words, NO_PROFILE) => Err(no_profile()),
        // Some servers refuse with a 200.
        (200..=299, Some(data)) if !is_granted && error_code(data).is_some() => {
            Err(refusal(status, code().as_deref(), is_trusted))
        }
        (200..=299, Some(data)) => grant(data),
        (200..=299, None) => Err(Error::new(match text.as_ref().map_or(Reason::TokenMissing, not_json) {
            // The page is not the gateway's.
            Reason::GatewayHtml => Reason::TokenHtml,
            reason => reason,
        })),
        (400..=599, _) => {
            Err(refusal(status, code().as_deref(), is_trusted).retry_after(retry_after::of(platform, response)))
        }
        _ => Err(Error::new(other_status(status))),
    };
    grant.map_err(|error| error.status(status))
}

/// The grant in a token answer, or in what the caller's `getToken` gave.
pub fn grant<V: Value>(data: &V) -> Result<Grant, Error> {
    if data.field("token_type").is_some_and(|kind| !is_bearer(&kind)) {
        return Err(Error::new(Reason::TokenTypeUnknown));
    }
    let token = data.text_field("access_token").map(|token| owned(bare(&token))).filter(|token| is_sendable(token));
    let token = token.ok_or_else(|| Error::new(Reason::TokenMissing))?;
    Ok(Grant { token: Secret::new(token), lifetime: lifetime(data.field("expires_in").as_ref()) })
}

/// What another process of the application was answered: a grant, or a refusal with `status`, `error` and
/// `retry_after`.
pub fn shared<V: Value>(given: &V, is_trusted: bool) -> Result<Grant, Error> {
    let number = |name| given.field(name).and_then(|number| number.as_number());
    let Some(status) = number("status") else { return grant(given) };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    let status = status as u16;
    Err(refusal(status, error_code(given).as_deref(), is_trusted).status(status).retry_after(number("retry_after")))
}

/// Whether there is a token in what should be a grant.
fn has_token<V: Value>(data: &V) -> bool {
    data.text_field("access_token").is_some()
}

/// The OAuth error that an answer names.
fn error_code<V: Value>(data: &V) -> Option<String> {
    let code = data.text_field("error")?.trim_ascii().to_owned();
    is_code(&code).then_some(code)
}

/// The OAuth error that says so much that it is looked for in other forms than that of OAuth, such as a list, an object
/// of the gateway's, a page.
fn code_within(words: &str) -> Option<String> {
    contains(words, INVALID_CLIENT).then(|| owned(INVALID_CLIENT))
}

/// `token_type` is compared in any case (RFC 6749, section 5.1). Empty, it says nothing; gateways of another make write
/// `BearerToken`.
fn is_bearer<V: Value>(kind: &V) -> bool {
    let is = |kind: &str| ["", "bearer", "bearertoken"].iter().any(|known| kind.eq_ignore_ascii_case(known));
    kind.as_text().is_some_and(|kind| is(kind.trim_ascii()))
}

/// A token without what stands around it where a provider has it from a text or from a header.
fn bare(token: &str) -> &str {
    let token = token.trim_ascii();
    let after = token.split_at_checked(7).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer "));
    after.map_or(token, |(_, token)| token.trim_ascii_start())
}

/// Whether a token can stand in a header: `b64token` of RFC 6750, section 2.1, in a looser form: any visible ASCII.
fn is_sendable(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic())
}

/// `expires_in` as a number or, as the vendor's examples have it, a string; absent, null or
/// nonsensical values give a short life, so that the token is used but soon replaced. What is over already has none.
fn lifetime<V: Value>(value: Option<&V>) -> f64 {
    let seconds = value.and_then(Value::to_number).filter(|seconds| seconds.is_finite());
    seconds.map_or(UNKNOWN_LIFETIME, |seconds| seconds.clamp(0.0, LONGEST_LIFETIME))
}

/// The error of a refusal. An OAuth error says what is wrong; without one, the server is throttling or failing.
fn refusal(status: u16, code: Option<&str>, is_trusted: bool) -> Error {
    let lower = code.map(str::to_ascii_lowercase);
    let reason = match (status, lower.as_deref()) {
        // 408 and 425: the request came too slowly, or too early.
        (408 | 425 | 500..=599, _) | (_, Some("server_error" | "temporarily_unavailable")) => Reason::TokenServerFault,
        (429, _) | (_, Some("slow_down")) => Reason::TokenThrottled,
        (423, None) => Reason::AccessBlocked,
        (401, None) | (_, Some(_)) if is_trusted => Reason::ClientRefusedForNow,
        (_, None) if is_trusted => Reason::TokenThrottled,
        (_, Some(INVALID_CLIENT)) | (401, None) => Reason::ClientRefused,
        (_, Some("unauthorized_client")) => Reason::ClientUnauthorized,
        (_, Some(_)) => Reason::TokenOAuthError,
        (403, None) => Reason::TokenForbidden,
        // What no token endpoint says of such a request.
        (404..=406 | 410 | 411 | 413..=415 | 421 | 426 | 431, None) => Reason::TokenAddressWrong,
        (_, None) => Reason::TokenThrottled,
    };
    Error::new(reason).code(code)
}
