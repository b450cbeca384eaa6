//! Arrays: a few items, all of another value where they must be.

use serde_json::Value as Json;
use sne_cotation_contract::flat::{Kind, Value};

use super::generator::{Generator, Made, Unsatisfiable};
use super::given;
use crate::contract::demands::Demands;
use crate::contract::wire::carries_item;

/// Items that are made where nothing says how many.
const USUAL: u64 = 3;
/// More items than anybody asks for.
const MOST: u64 = 10_000;
/// Times that an item is drawn anew because it was there already, or does not get through.
const TRIES: u32 = 60;

pub(super) fn draw<'c>(generator: &mut Generator<'c>, demands: &Demands<'c>) -> Made {
    let least = demands.largest("minItems").unwrap_or_default();
    let most = demands.smallest("maxItems").unwrap_or(u64::MAX);
    if least > most || least > MOST {
        return Err(Unsatisfiable);
    }
    let usual = if generator.is_deep() { least } else { USUAL.max(least).min(most) };
    // An empty list would show nothing of what is in it.
    let length = generator.random.between(least.max(1).min(usual), usual);
    let mut items = Vec::new();
    generator.lists = generator.lists.saturating_add(1);
    for place in 0..length {
        match item(generator, demands, &items, place) {
            Some(item) => items.push(item),
            None => break,
        }
    }
    generator.lists = generator.lists.saturating_sub(1);
    let is_enough = u64::try_from(items.len()).is_ok_and(|length| length >= least);
    if is_enough { Ok(items.into()) } else { Err(Unsatisfiable) }
}

fn item<'c>(generator: &mut Generator<'c>, demands: &Demands<'c>, before: &[Json], place: u64) -> Option<Json> {
    let schemas: Vec<_> = demands.each("items").filter_map(|items| at(items, place)).collect();
    let is_unique = demands.any("uniqueItems");
    let is_right = |generator: &Generator<'c>, item: &Json| {
        (!is_unique || !before.contains(item))
            && demands.parts.iter().all(|list| carries_item(generator.place, *list, item))
    };
    for _ in 0..TRIES {
        let item = generator.make(&schemas).ok()?;
        if is_right(generator, &item) {
            return Some(item);
        }
    }
    // Of few that there are, the last one is hard to meet by chance.
    let of_item = generator.schemas().demands(&schemas, &mut generator.random);
    let mut left = given::allowed(generator, &of_item);
    left.retain(|item| is_right(generator, item));
    generator.random.pick(&left).cloned()
}

/// The schema of the item at a place: the same for all, or one of a list, which is draft 4's.
fn at(items: Value<'_>, place: u64) -> Option<Value<'_>> {
    if items.kind() == Kind::Array { items.item(u32::try_from(place).ok()?) } else { Some(items) }
}
