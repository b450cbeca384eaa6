//! Decimal fractions, as the numbers of a contract are written: 0.1 is a tenth, which no binary fraction is.

use serde_json::{Number, Value as Json};

/// Digits behind the point, at most.
const FINEST: u32 = 15;
/// Beyond this, numbers are cut off: sums and products of them stay within an `i128`.
const LARGEST: i128 = 1_000_000_000_000_000_000;

/// So many units, of which ten to the power of `scale` make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    pub(super) units: i128,
    pub(super) scale: u32,
}

impl Decimal {
    /// A number as it is written. What is finer or larger than can be told here is cut off.
    pub(super) fn of(number: f64) -> Self {
        let text = number.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let fraction: String = fraction.chars().take(FINEST as usize).collect();
        let scale = u32::try_from(fraction.len()).unwrap_or(FINEST);
        let most = LARGEST.saturating_mul(ten_to(scale));
        let units = format!("{whole}{fraction}").parse().unwrap_or(if number < 0.0 { i128::MIN } else { i128::MAX });
        Self { units: units.clamp(most.saturating_neg(), most), scale }
    }

    /// The units, when there are more of them in one.
    pub(super) fn at(self, scale: u32) -> i128 {
        self.units.saturating_mul(ten_to(scale.saturating_sub(self.scale)))
    }

    /// The number.
    pub(super) fn json(self) -> Option<Json> {
        let one = ten_to(self.scale);
        let (whole, rest) = (self.units.checked_div(one)?, self.units.checked_rem(one)?);
        if rest == 0 {
            return i64::try_from(whole).ok().map(Json::from);
        }
        let sign = if self.units < 0 { "-" } else { "" };
        let width = self.scale as usize;
        let text = format!("{sign}{}.{:0width$}", whole.unsigned_abs(), rest.unsigned_abs());
        Number::from_f64(text.parse().ok()?).map(Json::Number)
    }
}

/// Ten to the power of a number.
pub(super) fn ten_to(power: u32) -> i128 {
    10_i128.checked_pow(power).unwrap_or(i128::MAX)
}

/// The least number that two others go into.
pub(super) fn common_multiple(one: i128, other: i128) -> i128 {
    let (mut larger, mut smaller) = (one, other);
    while let Some(rest) = larger.checked_rem(smaller) {
        (larger, smaller) = (smaller, rest);
    }
    one.checked_div(larger).unwrap_or_default().saturating_mul(other).saturating_abs()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Decimal, common_multiple};

    #[test]
    fn numbers_are_what_is_written() {
        for (number, units, scale) in
            [(0.1, 1, 1), (-12.5, -125, 1), (3.0, 3, 0), (1e-7, 1, 7), (1e17, 10_i128.pow(17), 0)]
        {
            assert_eq!(Decimal::of(number), Decimal { units, scale }, "{number}");
            assert_eq!(Decimal::of(number).json().and_then(|it| it.as_f64()), Some(number));
        }
        assert_eq!(Decimal { units: -30, scale: 1 }.json(), Some(json!(-3)));
        assert_eq!(Decimal { units: -5, scale: 2 }.json(), Some(json!(-0.05)));
        assert!(Decimal::of(1e300).units < i128::MAX && Decimal::of(-f64::MAX).units > i128::MIN);
    }

    #[test]
    fn both_go_into_a_common_multiple() {
        assert_eq!([common_multiple(4, 6), common_multiple(1, 5), common_multiple(0, 5)], [12, 5, 0]);
    }
}
