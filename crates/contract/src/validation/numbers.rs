//! Numbers as the contract speaks of them: those of JavaScript, and integers of any size as digits.

use crate::flat::{Kind, Value};

/// The largest integer that JavaScript tells from its neighbours.
const LARGEST: f64 = 9_007_199_254_740_991.0;
/// The largest integer of 64 bits.
const LARGEST_64: &str = "9223372036854775807";

/// The number that a value is, rounded where it is an integer beyond those of JavaScript; else not a number.
#[must_use]
pub fn float(value: Value<'_>) -> f64 {
    match value.kind() {
        Kind::BigInteger => fold(value.letters(), |sum, digit| sum * 10.0 + digit),
        _ => value.number().unwrap_or(f64::NAN),
    }
}

/// Goes through the digits of an integer, which may have a sign.
fn fold(digits: &str, next: impl Fn(f64, f64) -> f64) -> f64 {
    let (digits, sign) = digits.strip_prefix('-').map_or((digits, 1.0), |rest| (rest, -1.0));
    digits.bytes().fold(0.0, |sum, digit| next(sum, f64::from(digit & 0xF))) * sign
}

/// Whether a number has no fraction.
#[must_use]
pub fn is_whole(number: f64) -> bool {
    (number - number.trunc()).abs() <= 0.0
}

/// Whether a value is an integer that JavaScript does not tell from its neighbours: it may have been another.
#[must_use]
pub fn is_rounded(value: Value<'_>) -> bool {
    value.number().is_some_and(|number| is_whole(number) && number.abs() > LARGEST)
}

/// Whether a number is one of 64 bits without a fraction.
#[must_use]
pub fn is_int64(value: Value<'_>) -> bool {
    if value.kind() != Kind::BigInteger {
        return is_whole(float(value));
    }
    let digits = value.letters();
    let (digits, most) = digits.strip_prefix('-').map_or((digits, LARGEST_64), |rest| (rest, "9223372036854775808"));
    digits.len() < most.len() || (digits.len() == most.len() && digits <= most)
}

/// Whether a number is a multiple of another, as exactly as they are written: 0.3 is one of 0.1.
#[must_use]
pub fn is_multiple(value: Value<'_>, of: f64) -> bool {
    if value.kind() == Kind::BigInteger {
        return is_whole(of) && fold(value.letters(), |sum, digit| remainder(sum * 10.0 + digit, of)).abs() <= 0.0;
    }
    let quotient = float(value) / of;
    // Numbers that are too large to be divided are multiples of 1, and so of a half, a tenth, and the like.
    if quotient.is_infinite() {
        return is_whole(1.0 / of);
    }
    (quotient - quotient.round_ties_even()).abs() <= quotient.abs() * 4.0 * f64::EPSILON
}

fn remainder(number: f64, of: f64) -> f64 {
    number - (number / of).trunc() * of
}
