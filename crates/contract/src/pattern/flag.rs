//! The flags of a pattern, as bits.

/// Case does not count.
pub const ANY_CASE: u8 = 1;
/// A dot takes ends of lines.
pub const DOT_ALL: u8 = 2;
/// `^` and `$` are those of lines.
pub const LINES: u8 = 4;
/// White space and comments do not count.
pub const COMMENTS: u8 = 8;
/// Classes have letters beyond ASCII.
pub const UNICODE: u8 = 16;
