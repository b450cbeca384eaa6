//! Objects: the required properties, most of the optional ones, and additional ones where the schema allows or demands
//! them.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};
use sne_cotation_contract::flat::{Kind, Value};

use super::generator::{Generator, Made, Unsatisfiable};
use super::words::word;
use crate::contract::demands::Demands;
use crate::contract::way::Way;

/// How often a property that is not required is made, in a hundred times.
const USUALLY: u64 = 80;
/// How many additional properties are made where any number is allowed.
const USUAL_OTHERS: u64 = 2;
/// Times that a name is drawn.
const TRIES: u32 = 50;

pub(super) fn draw<'c>(generator: &mut Generator<'c>, demands: &Demands<'c>) -> Made {
    let mut object = Map::new();
    let most = demands.smallest("maxProperties").unwrap_or(u64::MAX);
    let least = demands.largest("minProperties").unwrap_or_default();
    for (property, name) in &demands.told {
        object.insert((*property).to_owned(), name.as_str().into());
    }
    let required = required(generator, demands);
    let is_untold = |name: &str| demands.untold.contains(&name);
    if required.iter().any(|name| is_untold(name)) {
        return Err(Unsatisfiable);
    }
    for name in &required {
        add(generator, demands, name, &mut object)?;
    }
    let mut optional: BTreeSet<&str> =
        names(demands).filter(|name| !required.contains(name) && !is_untold(name)).collect();
    // Those that are needed to have enough come first, in a deep place too.
    while let Some(name) = optional.pop_first() {
        let is_wanted = length(&object) < least || (!generator.is_deep() && generator.random.chance(USUALLY));
        if is_wanted && length(&object) < most {
            // One that cannot be made can be left out.
            let _ = add(generator, demands, name, &mut object);
        }
    }
    add_others(generator, demands, (least, most), &mut object);
    if length(&object) < least || length(&object) > most { Err(Unsatisfiable) } else { Ok(object.into()) }
}

fn length(object: &Map<String, Json>) -> u64 {
    u64::try_from(object.len()).unwrap_or(u64::MAX)
}

fn names<'c>(demands: &Demands<'c>) -> impl Iterator<Item = &'c str> {
    demands.each("properties").flat_map(Value::fields).map(|(name, _)| name)
}

/// The properties that must be there, whichever schema says so. What the API alone sets is not asked of a request.
fn required<'c>(generator: &Generator<'c>, demands: &Demands<'c>) -> BTreeSet<&'c str> {
    let all = demands.each("required").flat_map(Value::items).filter_map(Value::text);
    all.filter(|name| !is_left_out(generator, demands, name)).collect()
}

fn is_left_out<'c>(generator: &Generator<'c>, demands: &Demands<'c>, name: &str) -> bool {
    let own = demands.each("properties").filter_map(|it| it.field(name)).map(|it| generator.schemas().follow(it));
    generator.way == Way::Request && own.into_iter().any(|it| it.field("readOnly").is_some_and(Value::is_true))
}

/// Makes a property, unless it is there or not to be sent.
fn add<'c>(
    generator: &mut Generator<'c>,
    demands: &Demands<'c>,
    name: &str,
    object: &mut Map<String, Json>,
) -> Result<(), Unsatisfiable> {
    if object.contains_key(name) || is_left_out(generator, demands, name) {
        return Ok(());
    }
    let schemas = schemas_of(demands, name).ok_or(Unsatisfiable)?;
    let value = generator.make(&schemas)?;
    object.insert(name.to_owned(), value);
    Ok(())
}

/// What is asked of a property; none when one of the schemas does not allow it.
fn schemas_of<'c>(demands: &Demands<'c>, name: &str) -> Option<Vec<Value<'c>>> {
    let mut schemas = Vec::new();
    for part in &demands.parts {
        let own = part.field("properties").and_then(|properties| properties.field(name));
        match own.or_else(|| part.field("additionalProperties")) {
            Some(other) if other.kind() == Kind::False => return None,
            Some(schema) if schema.kind() == Kind::Object => schemas.push(schema),
            _ => {}
        }
    }
    Some(schemas)
}

/// Additional properties: some where a schema says what they are, and as many as the minimum still needs.
fn add_others<'c>(
    generator: &mut Generator<'c>,
    demands: &Demands<'c>,
    (least, most): (u64, u64),
    object: &mut Map<String, Json>,
) {
    let is_map = demands.each("additionalProperties").any(|it| it.kind() == Kind::Object);
    let usual = if is_map && !generator.is_deep() { generator.random.between(1, USUAL_OTHERS) } else { 0 };
    let named: BTreeSet<&str> = names(demands).collect();
    let wanted = least.max(length(object).saturating_add(usual).min(most));
    let mut tries = 0;
    while length(object) < wanted && tries < TRIES.saturating_add(u32::try_from(wanted).unwrap_or(u32::MAX)) {
        tries = tries.saturating_add(1);
        let mut name = word(&mut generator.random).to_owned();
        if tries > TRIES / 2 {
            name.push_str(&tries.to_string());
        }
        if !named.contains(name.as_str()) && add(generator, demands, &name, object).is_err() {
            return;
        }
    }
}
