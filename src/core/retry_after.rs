//! How long an answer asks to wait: `Retry-After` (RFC 9110, section 10.2.3), in seconds or as a date; over quota, what is
//! announced of the quota, if `Retry-After` is not there or cannot be seen.

use super::platform::{Platform, Response};
use super::rate_limit;

/// The seconds that an answer asks to wait, at least 0; nothing when it does not ask, or nothing usable.
pub fn of<P: Platform>(platform: &P, response: &P::Response) -> Option<f64> {
    let asked = response.header("retry-after").and_then(|header| platform.seconds_until(&header));
    // Digits enough are infinite.
    let asked = asked.filter(|seconds| seconds.is_finite()).map(|seconds| seconds.max(0.0));
    if asked.is_some() || response.status() != 429 {
        return asked;
    }
    rate_limit::of(platform, response).filter(|announced| announced.remaining < 1.0).map(|announced| announced.window)
}
