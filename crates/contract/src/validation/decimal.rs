//! Numbers as they are written: compared digit by digit, so that no size and no fraction is a border.

use std::cmp::Ordering;

/// Exponents beyond these are taken for these: nobody writes such numbers.
const LARGEST_EXPONENT: i64 = 1_000_000_000;
/// Digits by which fractions are told apart where somebody may have calculated them: what JavaScript calculates is
/// right in so many.
const SURE_DIGITS: i64 = 15;
/// Zeros behind the digits of a number up to which its division is looked at. No number of JavaScript's has more.
const MOST_ZEROS: i64 = 400;

/// A number of JSON: its digits without zeros on either side, and the power of ten of the first and behind the last.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'t> {
    is_negative: bool,
    /// The digits before the point and behind it; together they neither begin nor end with a zero.
    whole: &'t [u8],
    fraction: &'t [u8],
    /// The power of ten that the last digit counts.
    exponent: i64,
}

impl<'t> Decimal<'t> {
    /// The number of a token of JSON; of anything else, some number.
    #[must_use]
    pub fn new(token: &'t [u8]) -> Self {
        let (is_negative, digits) = token.strip_prefix(b"-").map_or((false, token), |digits| (true, digits));
        let (digits, exponent) = split(digits, |byte| byte | 0x20 == b'e');
        let (whole, fraction) = split(digits, |byte| byte == b'.');
        let fraction = without_zeros_behind(fraction);
        let mut exponent = exponent_of(exponent).saturating_sub(length(fraction));
        let mut whole = without_zeros_before(whole);
        let fraction = if whole.is_empty() { without_zeros_before(fraction) } else { fraction };
        if fraction.is_empty() {
            let shorter = without_zeros_behind(whole);
            exponent = exponent.saturating_add(length(whole).saturating_sub(length(shorter)));
            whole = shorter;
        }
        Self { is_negative, whole, fraction, exponent }
    }

    fn digits(self) -> impl Iterator<Item = &'t u8> {
        self.whole.iter().chain(self.fraction)
    }

    /// How many digits it has.
    fn count(self) -> i64 {
        length(self.whole).saturating_add(length(self.fraction))
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.count() == 0
    }

    /// Whether it is above zero.
    #[must_use]
    pub fn is_positive(self) -> bool {
        !self.is_negative && !self.is_zero()
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.exponent >= 0 || self.is_zero()
    }

    /// The number itself, where it is a small integer.
    #[must_use]
    pub fn small(self) -> Option<i64> {
        if self.exponent < 0 || self.exponent.saturating_add(self.count()) > 15 {
            return self.is_zero().then_some(0);
        }
        let number = self.digits().fold(0_i64, |sum, digit| next(sum, *digit));
        let number = (0..self.exponent).fold(number, |sum, _| next(sum, b'0'));
        Some(if self.is_negative { number.wrapping_neg() } else { number })
    }

    /// How it compares to another.
    #[must_use]
    pub fn compare(self, other: Decimal<'_>) -> Ordering {
        let sign = |number: Decimal<'_>| match (number.is_zero(), number.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let by_size = || {
            let first = |number: Decimal<'_>| number.exponent.saturating_add(number.count());
            let by_digits = || self.digits().cmp(other.digits());
            let order = first(self).cmp(&first(other)).then_with(by_digits);
            if self.is_negative { order.reverse() } else { order }
        };
        sign(self).cmp(&sign(other)).then_with(|| if self.is_zero() { Ordering::Equal } else { by_size() })
    }

    /// Whether it is a multiple of another, as exactly as both are written; where a fraction has more digits than
    /// JavaScript calculates right, as exactly as those. `true` too where that cannot be said.
    #[must_use]
    pub fn is_multiple(self, of: Decimal<'_>) -> bool {
        let Some(divisor) = of.significand() else { return true };
        if self.is_zero() || divisor == 0 || self.exponent.saturating_sub(of.exponent) > MOST_ZEROS {
            return true;
        }
        let is_calculated = self.exponent < 0 && self.count() > SURE_DIGITS;
        if is_calculated { self.is_nearly_multiple(divisor, of.exponent) } else { self.divides(divisor, of.exponent) }
    }

    /// Whether its digits, so many zeros behind them as the exponents differ by, can be divided.
    fn divides(self, divisor: u64, exponent: i64) -> bool {
        let zeros = self.exponent.saturating_sub(exponent);
        let step = |rest: u64, digit: u64| {
            let next = rest.wrapping_mul(10).wrapping_add(digit);
            next.checked_rem(divisor).unwrap_or_default()
        };
        let rest = self.digits().fold(0, |rest, digit| step(rest, u64::from(digit & 0xF)));
        // It does not end with a zero, so that it cannot be divided by ten.
        zeros >= 0 && (0..zeros).fold(rest, |rest, _| step(rest, 0)) == 0
    }

    /// The same after rounding to the digits that are sure.
    fn is_nearly_multiple(self, divisor: u64, exponent: i64) -> bool {
        let count = self.count().min(SURE_DIGITS);
        let sure = self.digits().take(usize::try_from(count).unwrap_or_default());
        let number = sure.fold(0_u64, |sum, digit| sum.wrapping_mul(10).wrapping_add(u64::from(digit & 0xF)));
        let exponent_of_sure = self.exponent.saturating_add(self.count().saturating_sub(count));
        // Rounded down or up, whichever is one.
        [number, number.wrapping_add(1)].iter().any(|number| {
            let digits = sne_cotation_common::text::digits(*number);
            let mut rounded = Decimal::new(digits.as_bytes());
            rounded.exponent = rounded.exponent.saturating_add(exponent_of_sure);
            rounded.divides(divisor, exponent)
        })
    }

    /// Its digits as a number; none where they are too many to calculate with.
    fn significand(self) -> Option<u64> {
        (self.count() <= 17)
            .then(|| self.digits().fold(0_u64, |sum, digit| sum.wrapping_mul(10).wrapping_add(u64::from(digit & 0xF))))
    }
}

fn next(sum: i64, digit: u8) -> i64 {
    sum.wrapping_mul(10).wrapping_add(i64::from(digit & 0xF))
}

fn length(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(LARGEST_EXPONENT)
}

/// What is before and behind the first byte of that kind.
fn split(bytes: &[u8], at: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let place = bytes.iter().position(|byte| at(*byte)).unwrap_or(bytes.len());
    (bytes.get(..place).unwrap_or_default(), bytes.get(place.wrapping_add(1)..).unwrap_or_default())
}

fn without_zeros_before(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    digits.get(zeros..).unwrap_or_default()
}

fn without_zeros_behind(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
    digits.get(..digits.len().wrapping_sub(zeros)).unwrap_or_default()
}

fn exponent_of(digits: &[u8]) -> i64 {
    let (is_negative, digits) = match digits {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    let exponent = digits.iter().fold(0_i64, |sum, digit| next(sum, *digit).min(LARGEST_EXPONENT));
    if is_negative { exponent.wrapping_neg() } else { exponent }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::Decimal;

    #[test]
    fn numbers_are_compared_as_they_are_written() {
        let rows = [
            ("0", "-0", Ordering::Equal),
            ("0.0", "0e5", Ordering::Equal),
            ("1", "1.0", Ordering::Equal),
            ("100", "1e2", Ordering::Equal),
            ("0.01", "1E-2", Ordering::Equal),
            ("12.5", "1.25e1", Ordering::Equal),
            ("9007199254740993", "9007199254740992", Ordering::Greater),
            ("-9007199254740993", "-9007199254740992", Ordering::Less),
            ("0.30000000000000004", "0.3", Ordering::Greater),
            ("99", "100", Ordering::Less),
            ("-1", "0", Ordering::Less),
            ("-1", "1", Ordering::Less),
            ("10", "9.99", Ordering::Greater),
            ("1e1000", "9e999", Ordering::Greater),
            ("123", "1234", Ordering::Less),
            ("1e99999999999999999999", "1", Ordering::Greater),
        ];
        for (one, other, expected) in rows {
            let [one_number, other_number] = [one, other].map(|token| Decimal::new(token.as_bytes()));
            assert_eq!(one_number.compare(other_number), expected, "{one} {other}");
            assert_eq!(other_number.compare(one_number), expected.reverse(), "{other} {one}");
        }
    }

    #[test]
    fn whole_and_small_numbers_are_told() {
        let rows = [
            ("0", true, Some(0)),
            ("-0.0", true, Some(0)),
            ("1.50", false, None),
            ("15e-1", false, None),
            ("-1.20e1", true, Some(-12)),
            ("1.5e1", true, Some(15)),
            ("100000000000000", true, Some(100_000_000_000_000)),
            ("12345678901234567890", true, None),
            ("1e300", true, None),
        ];
        for (token, is_whole, small) in rows {
            let number = Decimal::new(token.as_bytes());
            assert_eq!((number.is_whole(), number.small()), (is_whole, small), "{token}");
        }
    }

    #[test]
    fn multiples_are_those_of_the_digits() {
        let rows = [
            ("0.3", "0.1", true),
            ("19.9", "0.1", true),
            ("0.35", "0.1", false),
            ("0.0075", "0.0001", true),
            ("0.00751", "0.0001", false),
            ("9007199254740994", "2", true),
            ("9007199254740993", "2", false),
            ("1e308", "0.5", true),
            ("1e308", "0.123456789", false),
            ("123456789012345678901234567890", "10", true),
            ("0", "7", true),
            ("-21", "7", true),
            ("4.5", "1.5", true),
            ("45", "100", false),
            // What JavaScript makes of 0.1 + 0.2, and of 3 * 6.63: nobody meant another number.
            ("0.30000000000000004", "0.1", true),
            ("19.889999999999997", "0.01", true),
            ("0.123456789012345678", "0.01", false),
            ("1", "0", true),
            ("1e100000", "3", true),
        ];
        for (number, of, expected) in rows {
            let [number_read, of_read] = [number, of].map(|token| Decimal::new(token.as_bytes()));
            assert_eq!(number_read.is_multiple(of_read), expected, "{number} {of}");
        }
    }
}
