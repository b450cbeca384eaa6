//! Whether two JSON values are equal, whichever documents they are in, and whether a list has equal items.

use super::decimal::Decimal;
use super::steps::Steps;
use crate::flat::{Kind, Value};
use crate::index::{Index, hash};
use crate::json::number::float;

/// Steps of looking at a value.
const COST: u32 = 4;

/// Whether two values are equal: 1 is 1.0, and the order of fields does not count. The comparison takes steps.
pub fn equals(one: Value<'_>, other: Value<'_>, steps: &mut Steps) -> bool {
    let (one_kind, other_kind) = (one.kind(), other.kind());
    if !steps.take(COST) {
        return false;
    }
    match one_kind {
        Kind::Number | Kind::BigInteger => {
            matches!(other_kind, Kind::Number | Kind::BigInteger) && decimal(one).compare(decimal(other)).is_eq()
        }
        _ if one_kind != other_kind || one.len() != other.len() => false,
        Kind::Text => one.letters() == other.letters(),
        Kind::Array | Kind::Object => (0..one.len()).all(|place| {
            let pair = match one.entry(place).filter(|_| one_kind == Kind::Object) {
                Some((name, value)) => Some(value).zip(other.get(name).filter(|_| steps.take(other.len()))),
                None => one.item(place).zip(other.item(place)),
            };
            pair.is_some_and(|(one, other)| equals(one, other, steps))
        }),
        _ => true,
    }
}

/// A number as it is written.
fn decimal(value: Value<'_>) -> Decimal<'_> {
    Decimal::new(value.letters().as_bytes())
}

/// The places of two items that are the same, if there are such.
pub fn duplicate(list: Value<'_>, steps: &mut Steps) -> Option<(u32, u32)> {
    let mut index = Index::with_room(list.len() as usize);
    for (place, item) in (0..).zip(list.items()) {
        let hash = hash_of(item, steps);
        let mut is_it = |other| list.item(other).is_some_and(|other| equals(other, item, steps));
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
        Kind::Number | Kind::BigInteger => hash(&(float(value.letters()) + 0.0).to_le_bytes()),
        Kind::Array => value.items().fold(1, |sum, item| sum.wrapping_mul(31).wrapping_add(hash_of(item, steps))),
        Kind::Object => value.fields().fold(2, |sum, (name, value)| {
            sum.wrapping_add(hash(name.as_bytes()).wrapping_mul(hash_of(value, steps) | 1))
        }),
        other => other as u32,
    }
}
