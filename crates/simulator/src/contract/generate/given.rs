//! Values that the contract itself gives.

use serde_json::Value as Json;
use sne_cotation_contract::flat::Value;

use super::generator::Generator;
use crate::contract::demands::Demands;
use crate::contract::json::json;
use crate::contract::wire::carries;

/// Times that a value of a list is picked before the whole list is looked through.
const TRIES: u32 = 4;

/// A value that the contract gives and that is right. Many are not: dates written as milliseconds, texts for lists.
pub(super) fn take<'c>(generator: &mut Generator<'c>, demands: &Demands<'c>) -> Option<Json> {
    let wants_example = generator.random.chance(generator.examples);
    let examples = ["example", "x-example", "default"].into_iter().flat_map(|keyword| demands.each(keyword).map(json));
    if let Some(example) = examples.into_iter().find(|value| wants_example && is_right(generator, demands, value)) {
        return Some(example);
    }
    let listed = listed(demands);
    // Most of a list are right, and looking at all of a long one takes long.
    for _ in 0..TRIES {
        let one = generator.random.pick(&listed)?;
        if is_right(generator, demands, one) {
            return Some(one.clone());
        }
    }
    let allowed = allowed(generator, demands);
    generator.random.pick(&allowed).cloned()
}

/// All that a list of the contract's allows; nothing where there is no list.
pub(super) fn allowed<'c>(generator: &Generator<'c>, demands: &Demands<'c>) -> Vec<Json> {
    let mut allowed = listed(demands);
    allowed.retain(|value| is_right(generator, demands, value));
    allowed
}

/// What the first list of the contract's has; `null` apart, which is not drawn.
fn listed(demands: &Demands<'_>) -> Vec<Json> {
    let list = demands.enums().next();
    list.into_iter().flat_map(Value::items).map(json).filter(|value| !value.is_null()).collect()
}

fn is_right<'c>(generator: &Generator<'c>, demands: &Demands<'c>, value: &Json) -> bool {
    generator.fits(demands, value)
        && tells(demands, value)
        && demands.parts.iter().all(|part| carries(generator.place, *part, value))
}

/// Whether a value says which schema it is, where it has to.
fn tells(demands: &Demands<'_>, value: &Json) -> bool {
    demands.told.iter().all(|(property, name)| value.get(property).and_then(Json::as_str) == Some(name))
}
