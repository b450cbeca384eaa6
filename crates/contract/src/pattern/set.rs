//! Sets of code points: what they are made of, and the ranges of those that have a letter of their own.

use super::truth::Truth;

/// The first and the last code point of a range.
pub type Range = (u32, u32);

/// The last code point there is, and the first beyond ASCII.
pub const LAST: u32 = 0x10_FFFF;
pub const BEYOND: u32 = 0x80;

/// `\d`.
pub const DIGITS: &[Range] = &[(0x30, 0x39)];

/// `\w`.
pub const WORDS: &[Range] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];

/// `\s`: white space and the ends of lines. Java has those of ASCII only.
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

/// `\h` and `\v` of Java.
pub const BLANKS: &[Range] = &[(0x09, 0x09), (0x20, 0x20), (BEYOND, LAST)];
pub const BREAKS: &[Range] = &[(0x0A, 0x0D), (BEYOND, LAST)];

/// One of the things that a set is made of.
#[derive(Clone, Copy, Debug)]
pub enum Member {
    /// Begins a set: how many members follow, and whether what is not in them is in the set.
    Head(u32, bool),
    /// A range.
    Range(u32, u32),
    /// A range that is in the set by some rules, and by others not.
    Perhaps(u32, u32),
    /// The set at that place.
    Set(u32),
    /// What is before it and what is behind it: only what is in both is in the set.
    And,
}

/// Whether a code point is in the set at a place; none when the steps do not suffice.
pub fn takes(members: &[Member], set: u32, code: u32, steps: &mut u32) -> Option<Truth> {
    let mut rest = members.get(set as usize..)?.iter();
    let Some(Member::Head(count, is_negated)) = rest.next() else { return None };
    *steps = steps.checked_sub(*count)?;
    let (mut all, mut one) = (Truth::Yes, Truth::No);
    for member in rest.take(*count as usize) {
        let is_in = match member {
            Member::Range(first, last) => Truth::from((*first..=*last).contains(&code)),
            Member::Perhaps(first, last) => Truth::from((*first..=*last).contains(&code)).min(Truth::Perhaps),
            Member::Set(set) => takes(members, *set, code, steps)?,
            Member::And => {
                all = all.min(one);
                one = Truth::No;
                continue;
            }
            Member::Head(..) => return None,
        };
        one = one.max(is_in);
    }
    let is_in = all.min(one);
    Some(if *is_negated { is_in.negated() } else { is_in })
}

/// Whether a code point is in one of these ranges.
pub fn contains(ranges: &[Range], code: u32) -> bool {
    ranges.iter().any(|&(first, last)| first <= code && code <= last)
}
