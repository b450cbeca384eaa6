//! The kinds of value, as bits.

use crate::flat::{Kind, Value};

/// `null`.
pub const NULL: u16 = 1;
/// `true` and `false`.
pub const BOOLEAN: u16 = 2;
/// A number without a fraction.
pub const WHOLE: u16 = 4;
/// A number with one.
pub const FRACTION: u16 = 8;
/// A text.
pub const TEXT: u16 = 16;
/// A list.
pub const ARRAY: u16 = 32;
/// An object.
pub const OBJECT: u16 = 64;
/// A file, which is sent in a form.
pub const FILE: u16 = 128;
/// What JSON cannot say, and no file either.
pub const OTHER: u16 = 256;
/// Any number.
pub const NUMBER: u16 = WHOLE | FRACTION;
/// Any value.
pub const ALL: u16 = 511;

/// The kinds of value that types allow. A type that there is not allows all, and so does a list of none.
#[must_use]
pub fn of_types(types: Value<'_>) -> u16 {
    match types.kind() {
        Kind::Text => of_type(types),
        Kind::Array if !types.is_empty() => types.items().fold(0, |all, one| all | of_type(one)),
        _ => ALL,
    }
}

fn of_type(name: Value<'_>) -> u16 {
    match name.text().unwrap_or_default() {
        "null" => NULL,
        "boolean" => BOOLEAN,
        "integer" => WHOLE,
        "number" => NUMBER,
        "string" => TEXT,
        "array" => ARRAY,
        "object" => OBJECT,
        "file" => FILE,
        _ => ALL,
    }
}

/// The kind of a value of the contract's: of a number, as JavaScript has it.
#[must_use]
pub fn of(value: Value<'_>) -> u16 {
    match value.kind() {
        Kind::Null => NULL,
        Kind::False | Kind::True => BOOLEAN,
        Kind::Number if value.number().is_some_and(|number| number.fract() != 0.0) => FRACTION,
        Kind::Number | Kind::BigInteger => WHOLE,
        Kind::Text => TEXT,
        Kind::Array => ARRAY,
        Kind::Object => OBJECT,
        Kind::File => FILE,
        Kind::Stream | Kind::Other => OTHER,
    }
}
