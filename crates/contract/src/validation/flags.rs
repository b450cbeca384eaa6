//! What a caller wants of a validation.

use crate::flat::Value;

/// What a caller wants, as a number: what is wanted is added up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flags(u8);

impl Flags {
    /// Those of a number.
    #[must_use]
    pub fn of(number: Option<Value<'_>>) -> Self {
        let number = number.and_then(Value::number).unwrap_or_default();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "three bits")]
        Self(number as u8)
    }

    /// Whether requests are validated. If not, they are only bound, whatever their values are.
    #[must_use]
    pub fn validates(self) -> bool {
        self.0 & 1 != 0
    }

    /// Whether messages show values.
    #[must_use]
    pub fn shows_values(self) -> bool {
        self.0 & 2 != 0
    }

    /// Whether of a request with mistakes that can be sent all the same, both are given: the request and the mistakes.
    #[must_use]
    pub fn tolerates(self) -> bool {
        self.0 & 4 != 0
    }
}
