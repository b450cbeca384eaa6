//! How long an answer asks the client to wait: `Retry-After` (RFC 9110, section 10.2.3), in seconds or as a date. When
//! the quota is used up and `Retry-After` is missing or hidden from the page, the headers of the quota tell instead.

use sne_cotation_common::text::split_once;

use super::platform::{Platform, Response};
use super::rate_limit;

/// Seconds: the largest whole number that JSON can hold exactly. A header may have hundreds of digits.
const LONGEST: f64 = 9_007_199_254_740_991.0;
/// Seconds: the longest wait that is believed by the server's own clock, which may be set to any year.
const LONGEST_BY_ITS_CLOCK: f64 = 604_800.0;

/// The seconds that an answer asks the client to wait, at least 0; `None` when it asks for nothing usable.
pub fn of<P: Platform>(platform: &P, response: &P::Response) -> Option<f64> {
    let asked = response.header("retry-after").and_then(|header| seconds_in(platform, header.trim_ascii(), response));
    let asked = asked.map(|seconds| seconds.max(0.0));
    if asked.is_some() || response.status() != 429 {
        return asked;
    }
    rate_limit::of(platform, response).filter(|announced| announced.remaining < 1.0).map(|announced| announced.window)
}

/// A number of seconds, or the seconds until a date; nothing when it is neither.
fn seconds_in<P: Platform>(platform: &P, header: &str, response: &P::Response) -> Option<f64> {
    if let Some(seconds) = number_in(header) {
        return Some(seconds);
    }
    // A date names its day and month. Platforms take other things for dates, too, such as a year alone.
    let date_in = |text: &str| {
        let is_date = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        is_date.then(|| platform.parse_date(text)).flatten()
    };
    let date = date_in(header)?;
    let since = |start: f64| (date - start) / 1_000.0;
    // The clock of this machine may be wrong; that of the server is the one that the date was made by.
    let by_its_clock = response.header("date").and_then(|now| date_in(now.trim_ascii())).map(since);
    let is_sane = |seconds: &f64| (0.0..=LONGEST_BY_ITS_CLOCK).contains(seconds);
    Some(by_its_clock.filter(is_sane).unwrap_or_else(|| since(platform.now().wall)))
}

/// A number of seconds; some write a fraction.
fn number_in(header: &str) -> Option<f64> {
    let (whole, fraction) = split_once(header, b'.').unwrap_or((header, ""));
    let is_number = !whole.is_empty() && whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
    let digit = |byte: u8| f64::from(byte.wrapping_sub(b'0'));
    let parts = fraction.bytes().rev().fold(0.0, |seconds, byte| (seconds + digit(byte)) / 10.0);
    let seconds = whole.bytes().fold(0.0, |seconds: f64, byte| seconds * 10.0 + digit(byte));
    is_number.then_some((seconds + parts).min(LONGEST))
}
