//! How long an answer asks the client to wait: `Retry-After` (RFC 9110, section 10.2.3), in seconds or as a date. When
//! the quota is used up and `Retry-After` is missing or hidden from the page, the headers of the quota tell instead.

use super::platform::{Platform, Response};
use super::rate_limit;

/// Seconds: the largest whole number that JSON can hold exactly. A header may have hundreds of digits.
const LONGEST: f64 = 9_007_199_254_740_991.0;

/// The seconds that an answer asks the client to wait, at least 0; `None` when it asks for nothing usable.
pub fn of<P: Platform>(platform: &P, response: &P::Response) -> Option<f64> {
    let asked = response.header("retry-after").and_then(|header| seconds_in(platform, header.trim_ascii()));
    let asked = asked.map(|seconds| seconds.max(0.0));
    if asked.is_some() || response.status() != 429 {
        return asked;
    }
    rate_limit::of(platform, response).filter(|announced| announced.remaining < 1.0).map(|announced| announced.window)
}

/// A number of seconds, or the seconds until a date; nothing when it is neither.
fn seconds_in<P: Platform>(platform: &P, header: &str) -> Option<f64> {
    if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
        let add = |seconds: f64, digit: u8| seconds * 10.0 + f64::from(digit.wrapping_sub(b'0'));
        return Some(header.bytes().fold(0.0, add).min(LONGEST));
    }
    // A date names its day and month. Platforms take other things for dates, too, such as a year alone.
    let is_date = header.bytes().any(|byte| byte.is_ascii_alphabetic());
    let date = is_date.then(|| platform.parse_date(header))??;
    Some((date - platform.now().wall) / 1_000.0)
}
