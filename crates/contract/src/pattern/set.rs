//! Sets of code points, as ranges, and those that have a letter of their own.

/// The first and the last code point of a range.
pub type Range = (u32, u32);

/// The last code point there is.
const LAST: u32 = 0x10_FFFF;

/// `\d`.
pub const DIGITS: &[Range] = &[(0x30, 0x39)];

/// `\w`.
pub const WORDS: &[Range] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];

/// `\s`: white space and the ends of lines.
pub const SPACES: &[Range] = &[
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
];

/// What `.` is not.
pub const LINE_ENDS: &[Range] = &[(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)];

/// Whether a code point is in one of these ranges.
pub fn contains(ranges: &[Range], code: u32) -> bool {
    ranges.iter().any(|&(first, last)| first <= code && code <= last)
}

/// Adds ranges in their order, or what lies between them.
pub fn add(ranges: &mut Vec<Range>, added: &[Range], is_negated: bool) {
    if !is_negated {
        return ranges.extend_from_slice(added);
    }
    let mut next = 0;
    for &(first, last) in added {
        if first > next {
            ranges.push((next, first.wrapping_sub(1)));
        }
        next = last.wrapping_add(1);
    }
    if next <= LAST {
        ranges.push((next, LAST));
    }
}
