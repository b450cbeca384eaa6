//! Values that the contract itself gives.

use serde_json::Value as Json;

use super::generator::Generator;
use crate::contract::demands::Demands;
use crate::contract::json::json;

/// A value that the contract gives and that is right. Many are not: dates written as milliseconds, texts for lists.
pub(super) fn take<'c>(generator: &mut Generator<'c>, demands: &Demands<'c>) -> Option<Json> {
    let wants_example = generator.random.chance(generator.examples);
    let examples = ["example", "x-example", "default"].into_iter().flat_map(|keyword| demands.each(keyword).map(json));
    if let Some(example) = examples.into_iter().find(|value| wants_example && is_right(generator, demands, value)) {
        return Some(example);
    }
    let mut allowed: Vec<Json> = demands.first("enum")?.items().map(json).collect();
    allowed.retain(|value| !value.is_null() && is_right(generator, demands, value));
    generator.random.pick(&allowed).cloned()
}

fn is_right<'c>(generator: &Generator<'c>, demands: &Demands<'c>, value: &Json) -> bool {
    generator.fits(demands, value) && tells(demands, value) && (!generator.is_plain || is_plain(value))
}

/// Whether a value says which schema it is, where it has to.
fn tells(demands: &Demands<'_>, value: &Json) -> bool {
    demands.told.iter().all(|(property, name)| value.get(property).and_then(Json::as_str) == Some(name))
}

/// Whether a value can be written in a path, a header and a list.
fn is_plain(value: &Json) -> bool {
    match value {
        Json::String(text) => is_plain_text(text),
        Json::Array(items) => items.iter().all(is_plain),
        Json::Bool(_) | Json::Number(_) => true,
        Json::Null | Json::Object(_) => false,
    }
}

/// Whether a text can be written in a path, a header and a list.
pub(super) fn is_plain_text(text: &str) -> bool {
    let is_inside = |byte: u8| byte.is_ascii_graphic() && !b",|\\/".contains(&byte);
    !text.is_empty() && text.bytes().all(is_inside) && !text.starts_with('.')
}
