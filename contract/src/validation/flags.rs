//! What a caller wants of a validation.

use crate::flat::Value;

/// What a caller wants, which crosses as a number: 1, 2 and 4 for these fields in turn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flags {
    /// Requests are validated. Without it, they are only bound, whatever their values are.
    pub validates: bool,
    /// Messages show values.
    pub shows_values: bool,
    /// Of a request with mistakes that can be sent all the same, both are given: the request and the mistakes.
    pub tolerates: bool,
}

impl Flags {
    /// Those of a number.
    #[must_use]
    pub fn of(number: Option<Value<'_>>) -> Self {
        let number = number.and_then(Value::number).unwrap_or_default();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "three bits")]
        let has = |bit: u8| number as u8 & bit != 0;
        Self { validates: has(1), shows_values: has(2), tolerates: has(4) }
    }
}
