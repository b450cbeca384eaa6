//! How long it is until what a header says: a number of seconds, a time as a date, or one as seconds or milliseconds
//! since 1970. RFC 9110 wants whole seconds or a date; servers and the proxies before them write it in more ways, and
//! sometimes both of them do.

use sne_cotation_common::text::{place, split};

use super::platform::{Platform, Response};

/// Seconds: the largest whole number that JSON can hold exactly. A header may have hundreds of digits.
const LONGEST: f64 = 9_007_199_254_740_991.0;
/// Seconds: the longest wait that is believed by the server's own clock, which may be set to any year.
const LONGEST_BY_ITS_CLOCK: f64 = 604_800.0;
/// Seconds: a year, the longest that a time since 1970 is ahead.
const LONGEST_AHEAD: f64 = 31_622_400.0;
/// A larger number may be a time, in seconds since 1970; nobody asks for thirty years.
const EARLIEST_TIME: f64 = 1_000_000_000.0;
/// A larger one has it in milliseconds.
const EARLIEST_MILLISECONDS: f64 = 1_000_000_000_000.0;
/// What some write behind a number.
const UNITS: &str = ", s, sec, secs, second, seconds";

/// The seconds until what a header of an answer says; nothing when it says nothing of the kind. Less than nothing for
/// what is over.
pub fn until<P: Platform>(platform: &P, response: &P::Response, header: &str) -> Option<f64> {
    // Of several numbers, the longest wait is right for all who asked for one.
    let mut numbers = split(header, b',').map(number_in);
    if let Some(first) = numbers.next().flatten() {
        let most = numbers.try_fold(first, |most, number| Some(number?.max(most)))?;
        return Some(if most < EARLIEST_TIME { most } else { until_time(platform, response, most) });
    }
    // A date names its day and month, or has its date and time apart. Platforms take other things for dates, too, such
    // as a year alone.
    let date_in = |text: &str| {
        let is_date = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        is_date.then(|| platform.parse_date(text.trim_ascii())).flatten()
    };
    let date = date_in(header)?;
    // Whole seconds, as dates have them: a moment later is not too early.
    let since = |start: f64| ((date - start) / 1_000.0).ceil();
    // The clock of this machine may be wrong; that of the server is the one that the date was made by.
    let by_its_clock = response.header("date").and_then(|now| date_in(&now)).map(since);
    let is_sane = |seconds: &f64| (0.0..=LONGEST_BY_ITS_CLOCK).contains(seconds);
    Some(by_its_clock.filter(is_sane).unwrap_or_else(|| since(platform.now().wall)))
}

/// The seconds until a number that is large enough to be a time since 1970. What would be years ahead is taken as it
/// stands.
fn until_time<P: Platform>(platform: &P, response: &P::Response, number: f64) -> f64 {
    let time = if number < EARLIEST_MILLISECONDS { number } else { number / 1_000.0 };
    let its_clock = response.header("date").and_then(|date| platform.parse_date(&date));
    let left = (time - its_clock.unwrap_or_else(|| platform.now().wall) / 1_000.0).ceil();
    if left <= LONGEST_AHEAD { left } else { number }
}

/// A number of seconds; some write a fraction, a unit, or quotation marks.
fn number_in(text: &str) -> Option<f64> {
    let text = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let (mut seconds, mut weight, mut end) = (0.0_f64, 1.0, 0_usize);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if weight < 1.0 => {
                seconds += f64::from(byte.wrapping_sub(b'0')) * weight;
                weight /= 10.0;
            }
            b'0'..=b'9' => seconds = seconds * 10.0 + f64::from(byte.wrapping_sub(b'0')),
            b'.' if weight >= 1.0 && end > 0 => weight = 0.1,
            _ => break,
        }
        end = end.saturating_add(1);
    }
    let unit = text.get(end..).filter(|_| end > 0)?.trim_ascii_start();
    place(UNITS, &unit.to_ascii_lowercase()).map(|_| seconds.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::number_in;

    #[test]
    fn seconds_are_read_as_people_write_them() {
        let rows = [("0", 0.0), ("60", 60.0), ("2.5", 2.5), ("90.", 90.0), ("60s", 60.0), ("60 Seconds", 60.0)];
        for (text, seconds) in rows.into_iter().chain([("\"7\"", 7.0), ("1.5 sec", 1.5)]) {
            assert_eq!(number_in(text), Some(seconds), "{text}");
        }
        for text in ["", "s", ".5", "-1", "+1", "1e3", "0x10", "5 minutes", "1500ms", "1 2", "00:01:00", "\"", "60;w=1"]
        {
            assert_eq!(number_in(text), None, "{text}");
        }
    }
}
