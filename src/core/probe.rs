//! The doctor's probes: requests without anything secret, which only show who answers.

use super::answer::MAX_ERROR_BYTES;
use super::platform::{HttpRequest, Limits, Platform, Response};
use super::quote::is_code;
use super::value::Value;

const LIMITS: Limits = Limits { success: MAX_ERROR_BYTES, failure: MAX_ERROR_BYTES };

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// The authorisation server, for a token without credentials.
    AuthorizationServer,
    /// The gateway, for a call without a token.
    Gateway,
}

/// Asks at an address: that of the token endpoint, or of an operation. Gives the OAuth error that the answer names,
/// if it looks like one, or nothing. Whether there was an answer at all is seen by whoever looks at the requests.
pub async fn ask<P: Platform>(platform: &P, probe: Probe, address: &str) -> P::Value {
    let accept = ("accept", "application/json");
    let form = [("content-type", "application/x-www-form-urlencoded"), accept];
    let body = platform.encode_form(&[("grant_type", "client_credentials")]);
    let request = match probe {
        Probe::AuthorizationServer => HttpRequest { method: "POST", url: address, headers: &form, body: Some(&body) },
        Probe::Gateway => HttpRequest { method: "GET", url: address, headers: &[accept], body: None },
    };
    let response = platform.exchange(request, LIMITS).await.ok();
    response.and_then(|response| code_in(platform, &response)).unwrap_or_else(|| platform.nothing())
}

fn code_in<P: Platform>(platform: &P, response: &P::Response) -> Option<P::Value> {
    let code = platform.parse_json(&response.text()?)?.field("error")?;
    code.as_text().filter(|text| is_code(text)).map(|_| code)
}
