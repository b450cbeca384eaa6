//! The kinds of value, as bits.

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
