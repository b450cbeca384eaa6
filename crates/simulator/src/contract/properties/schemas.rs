//! Schemas made by chance, of every keyword that Swagger 2.0 has.

use serde_json::{Map, Value as Json, json};

use super::reference;
use crate::random::Random;

/// Names of properties, some with what a JSON Pointer escapes.
const NAMES: [&str; 6] = ["a", "b", "c", "d/e", "f~g", "é"];
/// Levels of schemas within schemas.
const DEEPEST: u32 = 3;

/// Definitions, one of which is `Root`; others refer to themselves, extend others, and are told apart by a property.
pub(super) fn draw(random: &mut Random) -> Json {
    let extended = |own: Json| json!({ "allOf": [reference("Base"), own] });
    json!({
        "Root": schema(random, 0),
        "Tree": {
            "type": "object",
            "required": ["name", "children"],
            "properties": {
                "name": text(random),
                "children": { "type": "array", "items": reference("Tree"), "maxItems": random.between(1, 3) },
                "parent": reference("Tree"),
            },
        },
        "Base": {
            "type": "object",
            "discriminator": "kind",
            "required": ["kind"],
            "properties": { "kind": { "type": "string" }, "base": schema(random, DEEPEST) },
        },
        "One": extended(json!({ "required": ["one"], "properties": { "one": schema(random, DEEPEST) } })),
        "Two": extended(part(random, DEEPEST, &NAMES)),
        "Three": { "allOf": [reference("Two"), { "properties": { "three": schema(random, DEEPEST) } }] },
    })
}

fn schema(random: &mut Random, depth: u32) -> Json {
    let mut schema = match random.below(if depth >= DEEPEST { 5 } else { 10 }) {
        0 | 1 => text(random),
        2 => number(random, "integer"),
        3 => number(random, "number"),
        4 => chosen(random),
        5 => array(random, depth),
        6 => reference(random.pick(&["Tree", "Base", "Two"]).unwrap()),
        7 => json!({ "allOf": [part(random, depth, &NAMES[..3]), part(random, depth, &NAMES[2..])] }),
        _ => object(random, depth),
    };
    if random.chance(10) && schema.get("$ref").is_none() {
        schema["x-nullable"] = true.into();
    }
    schema
}

fn text(random: &mut Random) -> Json {
    const FORMATS: [&str; 10] =
        ["date", "date-time", "uuid", "email", "byte", "password", "ipv4", "ipv6", "hostname", "uri"];
    const PATTERNS: [&str; 8] = [
        "^[A-Z]{3}-[0-9]{4}$",
        r"^(0[1-9]|[1-8]\d|9[0-8])\d{3}$",
        "^a+b*$",
        r"^(\w+ ){1,3}\w+$",
        "^[^a-m]+$",
        "[xyz]",
        r"^\d{2}/\d{2}/\d{4}$",
        r"^(?=.*\d)(?=.*[A-Z])[A-Za-z\d]{4,}$",
    ];
    /// Those that a text of some length has too.
    const OPEN_PATTERNS: [&str; 4] = ["^[a-z]+$", r"^\w+( \w+)*$", r"^(\d{2})+[ab]?$", "^[^a-m]+$"];
    let mut schema = json!({ "type": "string" });
    match random.below(5) {
        0 => schema["format"] = (*random.pick(&FORMATS).unwrap()).into(),
        1 => schema["pattern"] = (*random.pick(&PATTERNS).unwrap()).into(),
        2 => {
            let least = random.between(1, 30);
            schema["pattern"] = (*random.pick(&OPEN_PATTERNS).unwrap()).into();
            schema["minLength"] = least.into();
            schema["maxLength"] = random.between(least + 1, least + 4).into();
        }
        _ => {
            let least = random.below(8);
            schema["minLength"] = least.into();
            schema["maxLength"] = random.between(least.max(1), least + 20).into();
        }
    }
    if random.chance(20) {
        let example = random.pick(&["2020-02-29", "ABC-1234", "exemple", ""]).unwrap();
        schema["example"] = (*example).into();
    }
    schema
}

#[allow(clippy::cast_precision_loss, clippy::cast_possible_wrap, reason = "small numbers")]
fn number(random: &mut Random, kind: &str) -> Json {
    let mut schema = json!({ "type": kind });
    let is_whole = kind == "integer";
    let least = random.below(2_000) as i64 - 1_000;
    let width = random.between(1, 3_000) as i64;
    let unit = |number: i64| if is_whole { json!(number) } else { json!(number as f64 / 8.0) };
    if random.chance(60) {
        schema["minimum"] = unit(least);
        schema["exclusiveMinimum"] = random.chance(30).into();
    }
    if random.chance(60) {
        schema["maximum"] = unit(least + width.max(40));
        schema["exclusiveMaximum"] = random.chance(30).into();
    }
    if random.chance(40) {
        let steps = if is_whole { [json!(2), json!(3), json!(10)] } else { [json!(0.25), json!(0.5), json!(0.01)] };
        schema["multipleOf"] = random.pick(&steps).unwrap().clone();
    }
    if random.chance(30) {
        schema["format"] = if is_whole { "int32" } else { "double" }.into();
    }
    schema
}

fn chosen(random: &mut Random) -> Json {
    match random.below(3) {
        0 => json!({ "type": "boolean" }),
        1 => json!({ "type": "string", "enum": ["un", "deux", "trois"] }),
        _ => json!({ "type": "integer", "enum": [1, 2, 3] }),
    }
}

fn array(random: &mut Random, depth: u32) -> Json {
    let least = random.below(4);
    json!({
        "type": "array",
        "items": schema(random, depth + 1),
        "minItems": least,
        "maxItems": random.between(least.max(1), least + 4),
        "uniqueItems": random.chance(30),
    })
}

/// An object by itself.
fn object(random: &mut Random, depth: u32) -> Json {
    let mut schema = part(random, depth, &NAMES);
    match random.below(6) {
        0 => schema["additionalProperties"] = self::schema(random, DEEPEST),
        1 => schema["additionalProperties"] = false.into(),
        2 => schema["minProperties"] = random.between(1, 2).into(),
        3 => schema["maxProperties"] = random.between(6, 9).into(),
        _ => {}
    }
    schema
}

/// An object that may be asked for together with others.
fn part(random: &mut Random, depth: u32, names: &[&str]) -> Json {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for name in names {
        if !random.chance(50) {
            continue;
        }
        let mut property = schema(random, depth + 1);
        if random.chance(15) && property.get("$ref").is_none() {
            property["readOnly"] = true.into();
        }
        if random.chance(50) {
            required.push(name);
        }
        properties.insert((*name).to_owned(), property);
    }
    json!({ "type": "object", "properties": properties, "required": required })
}
