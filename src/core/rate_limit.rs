//! What an answer announces of a quota: `X-Rate-Limit: [{"window":<seconds>,"type":"throttle","remaining":<calls>}]`,
//! or `X-Rate-Limit-Remaining` and `X-Rate-Limit-Reset` (platform notes, "Gateway answers").

use super::platform::{Platform, Response};
use super::value::Value;

/// A larger number is a date, in seconds since 1970; a smaller one is a number of seconds from now.
const EARLIEST_DATE: f64 = 1_000_000_000.0;

/// What is left of a quota.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Announcement {
    /// Calls, at least 0.
    pub remaining: f64,
    /// Seconds in which they may be made, at least 0.
    pub window: f64,
}

/// The quota that an answer announces; of several, the one with the fewest calls left.
pub fn of<P: Platform>(platform: &P, response: &P::Response) -> Option<Announcement> {
    let header = |name| response.header(name).and_then(|header| platform.parse_header(&header));
    if let Some(quotas) = header("x-rate-limit") {
        let announced = quotas.items().filter_map(|quota| {
            announcement(quota.field("remaining")?.to_number()?, quota.field("window")?.to_number()?)
        });
        return announced.reduce(|least, other| if other.remaining < least.remaining { other } else { least });
    }
    let remaining = header("x-rate-limit-remaining")?.to_number()?;
    let reset = header("x-rate-limit-reset")?.to_number()?;
    let is_date = reset > EARLIEST_DATE;
    announcement(remaining, if is_date { reset - platform.now().wall / 1_000.0 } else { reset })
}

fn announcement(remaining: f64, window: f64) -> Option<Announcement> {
    let is_sensible = remaining.is_finite() && window.is_finite();
    is_sensible.then(|| Announcement { remaining: remaining.max(0.0), window: window.max(0.0) })
}
