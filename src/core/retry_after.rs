//! How long an answer asks the client to wait: `Retry-After` (RFC 9110, section 10.2.3), in seconds or as a date. When
//! the quota is used up and `Retry-After` is missing or hidden from the page, the headers of the quota tell instead.

use super::platform::{Platform, Response};
use super::rate_limit;
use super::time_left::until;

/// The seconds that an answer asks the client to wait, at least 0; `None` when it asks for nothing usable.
pub fn of<P: Platform>(platform: &P, response: &P::Response) -> Option<f64> {
    let asked = response.header("retry-after").and_then(|header| until(platform, response, header.trim_ascii()));
    let asked = asked.map(|seconds| seconds.max(0.0));
    if asked.is_some() || response.status() != 429 {
        return asked;
    }
    rate_limit::of(platform, response).filter(|announced| announced.remaining < 1.0).map(|announced| announced.window)
}
