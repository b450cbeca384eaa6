//! What one schema says of one value, keyword by keyword, in their order.

#![expect(clippy::inline_always, reason = "for each number, a call costs more than what it does")]

use std::cmp::Ordering;

use sne_cotation_common::text::digits;

use super::decimal::Decimal;
use super::kinds;
use super::node::{Choices, Count, Limit, Node, Size};
use crate::flat::{Kind, Value};
use crate::index::hash;
use crate::reason::Reason;

/// A rule that is broken, and the fact that its message mentions.
pub type Broken = (Reason, &'static str, String);

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

    fn compare(self, other: &str) -> Ordering {
        Decimal::new(self.token).compare(Decimal::new(other.as_bytes()))
    }

    fn compare_to(self, limit: &Limit) -> Ordering {
        match (self.small, limit.small) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => self.compare(&limit.text),
        }
    }

    /// Whether it is between two numbers, or one of them.
    fn is_within(self, least: &str, most: &str) -> bool {
        self.compare(least) != Ordering::Less && self.compare(most) != Ordering::Greater
    }

    /// Whether it is in the range of integers of 32 bits.
    fn is_in_int32(self) -> bool {
        match self.small {
            Some(small) => i32::try_from(small).is_ok(),
            None => self.is_within("-2147483648", "2147483647"),
        }
    }

    /// Whether it is in the range of integers of 64 bits.
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

/// Where a contract gives a value for a schema.
const OWN: [&str; 3] = ["example", "default", "x-example"];

/// What checking takes besides the schema and the value.
pub struct Tools<'t> {
    /// The steps that patterns may still take.
    pub steps: &'t mut u32,
    /// Whether they did not suffice.
    pub is_unfinished: bool,
}

/// Holds a value that holds no other against a schema that allows its kind.
pub fn scalar(node: &Node, list: Value<'_>, value: Scalar<'_>, tools: &mut Tools<'_>, broken: &mut Vec<Broken>) {
    if let Some(choices) = &node.choices
        && !is_among(choices, list, value)
    {
        broken.push((Reason::RuleEnum, "allowed", String::new()));
    }
    match value {
        Scalar::Number(number) => self::number(node, number, broken),
        Scalar::Text(text, characters) => self::text(node, text, characters, tools, broken),
        _ => {}
    }
}

/// Whether a contract itself gives a value for its schema: whoever gives it back is not told that it is wrong.
#[inline(never)]
pub fn is_own(schema: Value<'_>, value: Scalar<'_>) -> bool {
    OWN.iter().any(|name| is_same(schema.part(name), value))
}

/// Whether a value of the contract's is that value.
fn is_same(one: Value<'_>, value: Scalar<'_>) -> bool {
    match value {
        Scalar::Text(text, _) => one.text().is_some_and(|one| one.as_bytes() == text),
        Scalar::Number(number) => is_number(one, number),
        Scalar::Boolean(given) => one.kind() == if given { Kind::True } else { Kind::False },
        Scalar::Null | Scalar::Opaque(_) => false,
    }
}

/// Whether a value is in a list of the contract's.
fn is_among(choices: &Choices, list: Value<'_>, value: Scalar<'_>) -> bool {
    match value {
        Scalar::Text(text, _) => {
            let is_it = |place: u32| list.item(place).and_then(Value::text).is_some_and(|one| one.as_bytes() == text);
            choices.texts.find(hash(text), &mut { is_it }).is_some()
        }
        Scalar::Null => list.items().any(Value::is_null),
        _ => list.items().any(|one| is_same(one, value)),
    }
}

/// Whether a value of the contract's is that number.
fn is_number(one: Value<'_>, number: Digits<'_>) -> bool {
    matches!(one.kind(), Kind::Number | Kind::BigInteger) && number.compare(one.letters()) == Ordering::Equal
}

fn number(node: &Node, number: Digits<'_>, broken: &mut Vec<Broken>) {
    let is_kept = match node.size {
        // Beside the type `number`, a format of integers is a range: what some generators write for decimals.
        Some(Size::Int32) => number.is_in_int32() && (node.kinds != kinds::ALL || number.is_whole()),
        Some(Size::Int64) => number.is_in_int64() && (node.kinds != kinds::ALL || number.is_whole()),
        Some(Size::Float) => number.is_within("-3.4028234663852886e38", "3.4028234663852886e38"),
        None => true,
    };
    if !is_kept {
        broken.push((Reason::RuleFormat, "format", String::new()));
    }
    let Some(numbers) = &node.numbers else { return };
    let mut add = |reason, limit: &Limit| broken.push((reason, "limit", limit.text.clone()));
    if let Some(limit) = &numbers.maximum {
        match number.compare_to(limit) {
            Ordering::Greater | Ordering::Equal if limit.excludes => add(Reason::RuleExclusiveMaximum, limit),
            Ordering::Greater => add(Reason::RuleMaximum, limit),
            _ => {}
        }
    }
    if let Some(limit) = &numbers.minimum {
        match number.compare_to(limit) {
            Ordering::Less | Ordering::Equal if limit.excludes => add(Reason::RuleExclusiveMinimum, limit),
            Ordering::Less => add(Reason::RuleMinimum, limit),
            _ => {}
        }
    }
    if let Some(limit) = &numbers.multiple_of {
        let is_multiple = match (number.small, limit.small) {
            (Some(number), Some(limit)) => number.checked_rem(limit).is_none_or(|rest| rest == 0),
            _ => Decimal::new(number.token).is_multiple(Decimal::new(limit.text.as_bytes())),
        };
        if !is_multiple {
            add(Reason::RuleMultipleOf, limit);
        }
    }
}

fn text(node: &Node, text: &[u8], characters: usize, tools: &mut Tools<'_>, broken: &mut Vec<Broken>) {
    if node.format.is_some_and(|format| !format.takes(text)) {
        broken.push((Reason::RuleFormat, "format", String::new()));
    }
    let Some(texts) = &node.texts else { return };
    if let Some(pattern) = &texts.pattern {
        // A text that is none of UTF-8 is nothing that a pattern could refuse for sure.
        let matches = std::str::from_utf8(text).map_or(Some(true), |text| pattern.matches_within(text, tools.steps));
        tools.is_unfinished |= matches.is_none();
        if matches == Some(false) {
            broken.push((Reason::RulePattern, "pattern", String::new()));
        }
    }
    check_count(texts.count, characters, (Reason::RuleMaxLength, Reason::RuleMinLength), broken);
}

/// Holds how many there are against what there may be.
pub fn check_count(count: Count, given: usize, rules: (Reason, Reason), broken: &mut Vec<Broken>) {
    let given = u32::try_from(given).unwrap_or(u32::MAX);
    if let Some(most) = count.most.filter(|most| given > *most) {
        broken.push((rules.0, "limit", digits(u64::from(most))));
    }
    if given < count.fewest {
        broken.push((rules.1, "limit", digits(u64::from(count.fewest))));
    }
}
