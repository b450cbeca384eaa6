//! Whether two JSON values are equal, whichever documents they are in, and whether a list has equal items.

use super::steps::Steps;
use crate::flat::{Kind, Value};
use crate::index::{Index, hash};

/// Steps of looking at a value.
const COST: u32 = 4;

/// Whole numbers from here on may have been others before they were numbers of JavaScript's.
const LARGEST: f64 = 9_007_199_254_740_991.0;

/// Whether two values are equal: 1 is 1.0, and the order of fields does not count. The comparison takes steps. `unsure`
/// is said of numbers that are not known as they were written.
pub fn equals(one: Value<'_>, other: Value<'_>, unsure: bool, steps: &mut Steps) -> bool {
    let (one_kind, other_kind) = (one.kind(), other.kind());
    if !steps.take(COST) {
        return false;
    }
    match one_kind {
        Kind::Number | Kind::BigInteger if one_kind != other_kind || one_kind == Kind::Number => {
            let (one, other) = (float(one), float(other));
            let is_sure = one_kind == other_kind || one.abs() <= LARGEST;
            (one - other).abs() <= 0.0 && (is_sure || unsure)
        }
        _ if one_kind != other_kind || one.len() != other.len() => false,
        Kind::Text | Kind::BigInteger => one.letters() == other.letters(),
        Kind::Array | Kind::Object => (0..one.len()).all(|place| {
            let pair = match one.entry(place).filter(|_| one_kind == Kind::Object) {
                Some((name, value)) => Some(value).zip(other.get(name).filter(|_| steps.take(other.len()))),
                None => one.item(place).zip(other.item(place)),
            };
            pair.is_some_and(|(one, other)| equals(one, other, unsure, steps))
        }),
        _ => true,
    }
}

/// The number that a value is, rounded where it is an integer beyond those of JavaScript; else not a number.
fn float(value: Value<'_>) -> f64 {
    if value.kind() != Kind::BigInteger {
        return value.number().unwrap_or(f64::NAN);
    }
    let (digits, sign) = value.letters().strip_prefix('-').map_or((value.letters(), 1.0), |rest| (rest, -1.0));
    digits.bytes().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit & 0xF)) * sign
}

/// The places of two items that are the same, if there are such.
pub fn duplicate(list: Value<'_>, steps: &mut Steps) -> Option<(u32, u32)> {
    let mut index = Index::with_room(list.len() as usize);
    for (place, item) in (0..).zip(list.items()) {
        let hash = hash_of(item, steps);
        let mut is_it = |other| list.item(other).is_some_and(|other| equals(other, item, false, steps));
        if let Some(first) = index.insert(hash, place, &mut is_it) {
            return Some((first, place));
        }
    }
    None
}

/// The same for the same values.
fn hash_of(value: Value<'_>, steps: &mut Steps) -> u32 {
    if !steps.take(COST) {
        return 0;
    }
    match value.kind() {
        Kind::Text => hash(value.letters().as_bytes()),
        // Zero has two signs.
        Kind::Number | Kind::BigInteger => hash(&(float(value) + 0.0).to_le_bytes()),
        Kind::Array => value.items().fold(1, |sum, item| sum.wrapping_mul(31).wrapping_add(hash_of(item, steps))),
        Kind::Object => value.fields().fold(2, |sum, (name, value)| {
            sum.wrapping_add(hash(name.as_bytes()).wrapping_mul(hash_of(value, steps) | 1))
        }),
        other => other as u32,
    }
}
