//! Ranges: as they are asked for, and as `Content-Range` says them (RFC 9110, section 14).

use crate::flat::{Value, whole};
use sne_cotation_common::text::split;

/// Digits of the largest number that is read from a text: JavaScript counts those exactly.
const MOST_DIGITS: usize = 15;

/// The ways of asking for pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `0-99`, `100-199` …
    Range,
    /// 1, 2, 3 …
    Number,
}

/// A range; of a page by number, only its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first of its items.
    pub start: u64,
    /// How many it has.
    pub size: u64,
}

impl Range {
    /// What was given in the place of a range or of a number: `0-99`, `items=0-99`; 3, `"3"`.
    pub fn given(value: Value<'_>, kind: Kind) -> Option<Self> {
        if kind == Kind::Number {
            return Some(Self { start: whole_or_text(value)?, size: 0 });
        }
        let (start, end) = bounds(without_unit(value.text()?)?)?;
        Some(Self { start, size: end.checked_sub(start)?.saturating_add(1) })
    }
}

/// The end and the total of a `Content-Range`: `items 0-99/250`, and as some write it: without the unit, without the
/// total, without the range.
pub fn content_range(text: &str) -> Option<(Option<u64>, Option<u64>)> {
    let mut parts = split(without_unit(text.trim_ascii())?, b'/');
    let [range, total] = [parts.next()?, parts.next()?];
    let end = if range == "*" { None } else { Some(bounds(range)?.1) };
    let total = if total == "*" { None } else { Some(number(total)?) };
    (parts.next().is_none() && (end.is_some() || total.is_some())).then_some((end, total))
}

/// A whole number, or a text that is one.
pub fn whole_or_text(value: Value<'_>) -> Option<u64> {
    value.text().map_or_else(|| whole(value), |text| number(text.trim_ascii()))
}

/// What is behind a unit, if there is one; nothing when what is before `=` or white space is none.
fn without_unit(text: &str) -> Option<&str> {
    let is_gap = |byte: &u8| *byte == b'=' || byte.is_ascii_whitespace();
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let unit = text.bytes().take_while(is_letter).count();
    let gap = text.bytes().skip(unit).take_while(is_gap).count();
    if gap == 0 { Some(text) } else { text.get(unit.saturating_add(gap)..).filter(|_| unit > 0) }
}

/// The two numbers of a range.
fn bounds(text: &str) -> Option<(u64, u64)> {
    let mut parts = split(text, b'-');
    let bounds = (number(parts.next()?)?, number(parts.next()?)?);
    parts.next().is_none().then_some(bounds)
}

/// The number that digits stand for.
fn number(digits: &str) -> Option<u64> {
    let is_number = (1..=MOST_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let add = |number: u64, byte: u8| number.wrapping_mul(10).wrapping_add(u64::from(byte & 0xF));
    is_number.then(|| digits.bytes().fold(0, add))
}

#[cfg(test)]
mod tests {
    use super::{bounds, content_range, without_unit};

    #[test]
    fn ranges_are_read_with_a_unit_or_without() {
        let read = |text| without_unit(text).and_then(bounds);
        for text in ["10-19", "items=10-19", "x-y_z=10-19"] {
            assert_eq!(read(text), Some((10, 19)), "{text}");
        }
        for text in ["", "10", "=1-2", "é=1-2", "a=1-2=", "1-2-3", "-2", "1-", "1234567890123456-2"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn content_ranges_are_read_as_servers_write_them() {
        let rows = [
            ("items 0-99/250", Some(99), Some(250)),
            (" bytes=0-99/250 ", Some(99), Some(250)),
            ("0-99/*", Some(99), None),
            ("items */250", None, Some(250)),
            ("*/250", None, Some(250)),
        ];
        for (text, end, total) in rows {
            assert_eq!(content_range(text), Some((end, total)), "{text}");
        }
        for text in ["", "*/*", "items", "items 0-99", "0-99/250/3", "é 0-9/9", " = 0-9/9", "items 0-99/-1", "0-99/2x"]
        {
            assert_eq!(content_range(text), None, "{text}");
        }
    }
}
