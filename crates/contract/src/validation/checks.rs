//! What one schema says of one value, keyword by keyword, in their order.

#![expect(clippy::inline_always, reason = "for each number, a call costs more than what it does")]

use std::cmp::Ordering;

use super::breach::{self, Breaches};
use super::decimal::Decimal;
use super::kinds;
use super::node::{Choices, ChosenTexts, Count, Limit, Node, Numbers, Size};
use crate::flat::{Document, Kind, Value};
use crate::index::hash;
use crate::json::scan::is_same_bytes;
use crate::pattern::Pattern;

/// A value that holds no other.
#[derive(Clone, Copy, Debug)]
pub enum Scalar<'t> {
    /// `null`.
    Null,
    /// A truth value.
    Boolean(bool),
    /// A number, as it is written.
    Number(Digits<'t>),
    /// A text, and its characters.
    Text(&'t [u8], usize),
    /// What JSON cannot say.
    Opaque(&'static str),
}

/// A number.
#[derive(Clone, Copy, Debug)]
pub struct Digits<'t> {
    /// As it is written.
    pub token: &'t [u8],
    /// The same, where it is a small integer.
    pub small: Option<i64>,
    /// Whether it was given as an integer of any size.
    pub is_big: bool,
}

impl<'t> Digits<'t> {
    /// A number as it is written.
    #[must_use]
    #[inline(always)]
    pub fn new(token: &'t [u8], is_integer: bool, is_big: bool) -> Self {
        let small = if is_integer && token.len() <= 15 { Some(small(token)) } else { Decimal::new(token).small() };
        Self { token, small, is_big }
    }

    /// Whether it has no fraction.
    #[inline(always)]
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.small.is_some() || Decimal::new(self.token).is_whole()
    }

    #[inline(never)]
    fn compare(self, other: &str) -> Ordering {
        Decimal::new(self.token).compare(Decimal::new(other.as_bytes()))
    }

    #[inline(always)]
    fn compare_to(self, limit: &Limit) -> Ordering {
        match (self.small, limit.small) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => self.compare(&limit.text),
        }
    }

    /// Whether it is between two numbers, or one of them.
    #[inline(never)]
    fn is_within(self, least: &str, most: &str) -> bool {
        self.compare(least) != Ordering::Less && self.compare(most) != Ordering::Greater
    }

    /// Whether it is in the range of integers of 32 bits.
    #[inline(always)]
    fn is_in_int32(self) -> bool {
        match self.small {
            Some(small) => i32::try_from(small).is_ok(),
            None => self.is_within("-2147483648", "2147483647"),
        }
    }

    /// Whether it is in the range of integers of 64 bits.
    #[inline(always)]
    fn is_in_int64(self) -> bool {
        self.small.is_some() || self.is_within("-9223372036854775808", "9223372036854775807")
    }

    /// Whether it is a whole number beyond those that JavaScript tells from their neighbours.
    #[must_use]
    pub fn is_beyond(self) -> bool {
        self.small.is_none() && !self.is_within("-9007199254740991", "9007199254740991") && self.is_whole()
    }
}

/// A small integer by its digits.
#[inline(always)]
fn small(token: &[u8]) -> i64 {
    let (mut number, mut sign) = (0_i64, 1_i64);
    for byte in token {
        match byte {
            b'-' => sign = -1,
            digit => number = number.wrapping_mul(10).wrapping_add(i64::from(digit & 0xF)),
        }
    }
    number.wrapping_mul(sign)
}

/// What a value that holds no other breaks of a schema that allows its kind. Patterns take steps; without any left,
/// none is kept.
#[inline(always)]
pub fn scalar(node: &Node, document: &Document, value: Scalar<'_>, steps: &mut u32) -> Breaches {
    let by_kind = match value {
        Scalar::Number(digits) => number(node, digits),
        Scalar::Text(text, characters) => self::text(node, text, characters, steps),
        _ => 0,
    };
    match &node.choices {
        Some(choices) if !is_among(choices, document, value) => by_kind | breach::ENUM,
        _ => by_kind,
    }
}

/// Whether a value of the contract's is that value.
pub fn is_same(one: Value<'_>, value: Scalar<'_>) -> bool {
    match value {
        Scalar::Text(text, _) => one.text().is_some_and(|one| one.as_bytes() == text),
        Scalar::Number(number) => is_number(one, number),
        Scalar::Boolean(given) => one.kind() == if given { Kind::True } else { Kind::False },
        Scalar::Null | Scalar::Opaque(_) => false,
    }
}

/// Whether a value is in a list of the contract's.
#[inline(always)]
fn is_among(choices: &Choices, document: &Document, value: Scalar<'_>) -> bool {
    match (value, &choices.texts) {
        (Scalar::Text(text, _), ChosenTexts::Few(texts)) => texts.iter().any(|one| is_same_bytes(one, text)),
        _ => is_among_many(choices, document.value(choices.list), value),
    }
}

/// The same, of what takes longer.
#[inline(never)]
fn is_among_many(choices: &Choices, list: Value<'_>, value: Scalar<'_>) -> bool {
    match value {
        Scalar::Text(text, _) => {
            let is_it = |place: u32| list.item(place).and_then(Value::text).is_some_and(|one| one.as_bytes() == text);
            matches!(&choices.texts, ChosenTexts::Many(texts) if texts.find(hash(text), &mut { is_it }).is_some())
        }
        Scalar::Null => list.items().any(Value::is_null),
        Scalar::Boolean(given) => list.items().any(|one| one.kind() == if given { Kind::True } else { Kind::False }),
        Scalar::Number(number) => list.items().any(|one| is_number(one, number)),
        Scalar::Opaque(_) => false,
    }
}

/// Whether a value of the contract's is that number.
fn is_number(one: Value<'_>, number: Digits<'_>) -> bool {
    matches!(one.kind(), Kind::Number | Kind::BigInteger) && number.compare(one.letters()) == Ordering::Equal
}

fn number(node: &Node, number: Digits<'_>) -> Breaches {
    let is_kept = match node.size {
        None => true,
        // Beside the type `number`, a format of integers is a range: what some generators write for decimals.
        Some(Size::Int32) => number.is_in_int32() && (node.kinds != kinds::ALL || number.is_whole()),
        Some(Size::Int64) => number.is_in_int64() && (node.kinds != kinds::ALL || number.is_whole()),
        Some(Size::Float) => number.is_within("-3.4028234663852886e38", "3.4028234663852886e38"),
    };
    let by_format = if is_kept { 0 } else { breach::FORMAT };
    node.numbers.as_ref().map_or(by_format, |numbers| by_format | by_limits(numbers, number))
}

fn by_limits(numbers: &Numbers, number: Digits<'_>) -> Breaches {
    let compared = |limit: &Option<Limit>, beyond: Ordering, rules: (u16, u16)| match limit {
        Some(limit) if limit.excludes => {
            if number.compare_to(limit) == beyond.reverse() {
                0
            } else {
                rules.1
            }
        }
        Some(limit) if number.compare_to(limit) == beyond => rules.0,
        _ => 0,
    };
    let is_multiple = numbers.multiple_of.as_ref().is_none_or(|limit| match (number.small, limit.small) {
        (Some(number), Some(limit)) => number.checked_rem(limit).is_none_or(|rest| rest == 0),
        _ => Decimal::new(number.token).is_multiple(Decimal::new(limit.text.as_bytes())),
    });
    compared(&numbers.maximum, Ordering::Greater, (breach::MAXIMUM, breach::EXCLUSIVE_MAXIMUM))
        | compared(&numbers.minimum, Ordering::Less, (breach::MINIMUM, breach::EXCLUSIVE_MINIMUM))
        | if is_multiple { 0 } else { breach::MULTIPLE_OF }
}

#[inline(always)]
fn text(node: &Node, text: &[u8], characters: usize, steps: &mut u32) -> Breaches {
    let is_kept = node.format.is_none_or(|format| format.takes(text));
    let by_format = if is_kept { 0 } else { breach::FORMAT };
    let Some(texts) = &node.texts else { return by_format };
    let by_count = count(texts.count, characters, (breach::MAX_LENGTH, breach::MIN_LENGTH));
    let Some(pattern) = &texts.pattern else { return by_format | by_count };
    let by_pattern = match pattern.recall(text, steps).or_else(|| look(pattern, text, steps)) {
        Some(true) => 0,
        Some(false) => breach::PATTERN,
        None => {
            *steps = 0;
            0
        }
    };
    by_format | by_count | by_pattern
}

/// Looks for a pattern. A text that is none of UTF-8 is nothing that one could refuse for sure.
#[inline(never)]
fn look(pattern: &Pattern, text: &[u8], steps: &mut u32) -> Option<bool> {
    std::str::from_utf8(text).map_or(Some(true), |text| pattern.matches_within(text, steps))
}

/// What is broken of how many there may be, of the two rules for too many and too few.
#[inline(always)]
pub fn count(count: Count, given: usize, rules: (Breaches, Breaches)) -> Breaches {
    let given = u32::try_from(given).unwrap_or(u32::MAX);
    let too_many = if count.most.is_some_and(|most| given > most) { rules.0 } else { 0 };
    too_many | if given < count.fewest { rules.1 } else { 0 }
}
