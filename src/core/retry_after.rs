//! `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.

use super::platform::{Platform, Response};

/// The seconds that an answer asks to wait, at least 0; nothing when it does not ask, or nothing usable.
pub fn of<P: Platform>(platform: &P, response: &P::Response) -> Option<f64> {
    let header = response.header("retry-after")?;
    seconds(&header, platform.now().wall, |date| platform.parse_date(date))
}

/// The seconds that the header asks to wait. `now` and dates are in milliseconds since 1970-01-01T00:00:00Z.
///
/// ```
/// use sne_cotation::core::retry_after::seconds;
///
/// let parse_date = |date: &str| (date == "Thu, 01 Jan 1970 00:01:00 GMT").then_some(60_000.0);
/// assert_eq!(seconds("86400", 0.0, parse_date), Some(86400.0));
/// assert_eq!(seconds("Thu, 01 Jan 1970 00:01:00 GMT", 15_000.0, parse_date), Some(45.0));
/// assert_eq!(seconds("Thu, 01 Jan 1970 00:01:00 GMT", 90_000.0, parse_date), Some(0.0));
/// assert_eq!(seconds("soon", 0.0, parse_date), None);
/// ```
#[must_use]
pub fn seconds(header: &str, now: f64, parse_date: impl Fn(&str) -> Option<f64>) -> Option<f64> {
    let header = header.trim_ascii();
    if let Ok(seconds) = header.parse::<u32>() {
        return Some(f64::from(seconds));
    }
    parse_date(header).map(|date| ((date - now) / 1000.0).max(0.0))
}
