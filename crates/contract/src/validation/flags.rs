//! What a caller wants of a validation.

use crate::flat::Value;

const VALIDATES: u8 = 1;
const SHOWS_VALUES: u8 = 2;
const TOLERATES: u8 = 4;
const KEEPS_INTEGERS: u8 = 8;

/// What a caller wants; as a number, what is wanted is added up.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "they are what they are called: flags")]
pub struct Flags {
    /// Whether requests are validated. If not, they are only bound, whatever their values are.
    pub validates: bool,
    /// Whether messages show values.
    pub shows_values: bool,
    /// Whether of a request with mistakes that can be sent all the same, both are given: the request and the mistakes.
    pub tolerates: bool,
    /// Whether of an answer the integers are wanted as they are written.
    pub keeps_integers: bool,
}

impl Flags {
    /// Those of a number.
    #[must_use]
    pub fn of(number: Option<Value<'_>>) -> Self {
        let number = number.and_then(Value::number).unwrap_or_default();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "three bits")]
        let number = number as u8;
        Self::of_bits(number)
    }

    /// The same of a number that did not come as a value.
    #[must_use]
    pub fn of_bits(number: u8) -> Self {
        let has = |flag| number & flag != 0;
        Self {
            validates: has(VALIDATES),
            shows_values: has(SHOWS_VALUES),
            tolerates: has(TOLERATES),
            keeps_integers: has(KEEPS_INTEGERS),
        }
    }

    /// The number of these.
    #[must_use]
    pub fn number(self) -> u8 {
        let bit = |is_wanted: bool, flag| if is_wanted { flag } else { 0 };
        bit(self.validates, VALIDATES)
            | bit(self.shows_values, SHOWS_VALUES)
            | bit(self.tolerates, TOLERATES)
            | bit(self.keeps_integers, KEEPS_INTEGERS)
    }
}
