//! `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.

use super::platform::{Platform, Response};

/// The seconds that an answer asks to wait, at least 0; nothing when it does not ask, or nothing usable.
pub fn of<P: Platform>(platform: &P, response: &P::Response) -> Option<f64> {
    let header = response.header("retry-after")?;
    platform.seconds_until(&header).map(|seconds| seconds.max(0.0))
}
