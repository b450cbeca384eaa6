//! Definitions made by chance, of few names and values so that they meet, with what real contracts have wrong; and
//! values that mostly fit.

use std::collections::BTreeMap;

use crate::compare::ROOT;
use crate::draws::Draws;
use crate::json::Json;
use crate::schemas::Schemas;
use crate::spelling::{odd, plain};

const NAMES: [&str; 7] = ["a", "b", "c", "kind", "d/e~", "é\"", ""];
const DEFINITIONS: [&str; 6] = [ROOT, "A", "B", "C", "D", "Loop"];
const TEXTS: [&str; 14] =
    ["", "a", "b", "ab", "é", "💩", "A", "B", "c'", "2026-11-30", "75001", "a\"\\\n", "1", "2026-11-30T08:00:00Z"];
const NUMBERS: [&str; 32] = [
    "0",
    "1",
    "2",
    "3",
    "-0",
    "-1",
    "1.0",
    "10",
    "1e2",
    "1E+2",
    "100",
    "0.5",
    "5e-1",
    "2.50",
    "-1.5",
    "0.1",
    "0.3",
    "0.30000000000000004",
    "1e-7",
    "7.0e0",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9007199254740991",
    "9007199254740992",
    "-9007199254740993.0",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "123456789012345678901234567890",
    "1e39",
    "19.889999999999997",
];
const TYPES: [&str; 9] = ["object", "string", "integer", "array", "number", "boolean", "null", "file", "text"];
const FORMATS: [&str; 8] = ["date", "int32", "int64", "float", "date-time", "byte", "uuid", "colour"];
const PATTERNS: [&str; 6] = ["^[a-z]+$", "a", "^.$", r"^\d{5}$", "(", "(?i)^A"];
const REFERENCES: [&str; 4] = ["#/definitions/Nothing", "other.json#/S", "#/definitions/S/properties/a", "#"];
/// Schemas within each other.
const DEEPEST: u32 = 3;

/// Definitions and a value of the root, both as texts.
#[must_use]
pub fn case(draws: &mut Draws<'_>) -> (String, String) {
    let mut definitions = BTreeMap::new();
    for name in DEFINITIONS {
        let mut definition = if name == "Loop" { reference("Loop") } else { schema(draws, 0) };
        // Some extend another, and say so.
        if draws.chance(25) {
            add(&mut definition, "discriminator", text("kind"));
        } else if draws.chance(40) {
            let base = Json::Array(vec![reference(draws.one_of(&DEFINITIONS))]);
            add(&mut definition, "allOf", base);
        }
        if draws.chance(10) {
            let alias = draws.one_of(&["x-discriminator-value", "x-ms-discriminator-value"]);
            add(&mut definition, alias, text(draws.one_of(&["A", "B", "c'"])));
        }
        definitions.insert(name.to_owned(), definition);
    }
    let definitions = Json::Object(definitions);
    let contract = Json::Object(BTreeMap::from([("definitions".to_owned(), definitions.clone())]));
    let value = value(draws, Schemas(&contract), contract.get("definitions").get(ROOT), 0);
    (plain(&definitions), odd(&value, draws))
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn number(draws: &mut Draws<'_>) -> Json {
    Json::number(draws.one_of(&NUMBERS)).unwrap_or(Json::Null)
}

fn reference(name: &str) -> Json {
    Json::Object(BTreeMap::from([("$ref".to_owned(), Json::Text(format!("#/definitions/{name}")))]))
}

fn add(schema: &mut Json, keyword: &str, argument: Json) {
    if let Json::Object(fields) = schema {
        fields.insert(keyword.to_owned(), argument);
    }
}

fn list(draws: &mut Draws<'_>, of: &mut dyn FnMut(&mut Draws<'_>) -> Json) -> Json {
    let count = draws.below(4);
    Json::Array((0..count).map(|_| of(draws)).collect())
}

fn object(draws: &mut Draws<'_>, of: &mut dyn FnMut(&mut Draws<'_>) -> Json) -> Json {
    let count = draws.below(4);
    Json::Object((0..count).map(|_| (draws.one_of(&NAMES).to_owned(), of(draws))).collect())
}

/// A value of any kind.
fn anything(draws: &mut Draws<'_>, depth: u32) -> Json {
    match draws.below(if depth > 2 { 6 } else { 9 }) {
        0 => Json::Null,
        1 => Json::Bool(draws.chance(50)),
        2 | 3 => number(draws),
        4 | 5 => text(draws.one_of(&TEXTS)),
        6 => list(draws, &mut |draws| anything(draws, depth + 1)),
        _ => object(draws, &mut |draws| anything(draws, depth + 1)),
    }
}

fn schema(draws: &mut Draws<'_>, depth: u32) -> Json {
    let mut schema = Json::Object(BTreeMap::new());
    if draws.chance(if depth == 0 { 5 } else { 25 }) {
        schema = reference(draws.one_of(&DEFINITIONS));
        if draws.chance(10) {
            add(&mut schema, "$ref", text(draws.one_of(&REFERENCES)));
        }
        if draws.chance(20) {
            let nullable = draws.one_of(&["x-nullable", "nullable", "x-isnullable"]);
            add(&mut schema, nullable, Json::Bool(draws.chance(80)));
        }
        if draws.chance(70) {
            return schema;
        }
    }
    if draws.chance(75) {
        add(&mut schema, "type", text(draws.one_of(&TYPES)));
        if draws.chance(10) {
            let types = list(draws, &mut |draws| text(draws.one_of(&TYPES)));
            add(&mut schema, "type", types);
        }
    }
    for _ in 0..draws.below(if depth > DEEPEST { 2 } else { 5 }) {
        let (name, argument) = keyword(draws, depth);
        // What it must not be.
        let argument = if draws.chance(4) { anything(draws, 1) } else { argument };
        add(&mut schema, name, argument);
        if matches!(name, "maximum" | "minimum") && draws.chance(30) {
            let excludes = if name == "maximum" { "exclusiveMaximum" } else { "exclusiveMinimum" };
            add(&mut schema, excludes, Json::Bool(true));
        }
    }
    if draws.chance(1) {
        return anything(draws, 0);
    }
    schema
}

/// A keyword, and a value for it.
fn keyword(draws: &mut Draws<'_>, depth: u32) -> (&'static str, Json) {
    let inside = depth + 1;
    let names = |draws: &mut Draws<'_>| list(draws, &mut |draws| text(draws.one_of(&NAMES)));
    let values = |draws: &mut Draws<'_>| list(draws, &mut |draws| anything(draws, 1));
    let schemas = |draws: &mut Draws<'_>| list(draws, &mut |draws| schema(draws, inside));
    let small = |draws: &mut Draws<'_>| Json::number(draws.one_of(&["1", "0", "2", "3", "2.0", "-1", "1.5", "0e0"]));
    let boolean = |draws: &mut Draws<'_>| Json::Bool(draws.chance(70));
    let of_schemas = if depth > DEEPEST { 16 } else { 28 };
    let name = match draws.below(of_schemas) {
        0 => return ("format", text(draws.one_of(&FORMATS))),
        1 => return ("enum", values(draws)),
        2 => draws.one_of(&["maximum", "minimum"]),
        3 => draws.one_of(&["multipleOf", "minimum", "maximum"]),
        4 => return (draws.one_of(&["exclusiveMaximum", "exclusiveMinimum"]), boolean(draws)),
        5 => draws.one_of(&["maxLength", "minLength"]),
        6 => return ("pattern", text(draws.one_of(&PATTERNS))),
        7 => draws.one_of(&["maxItems", "minItems"]),
        8 => return ("uniqueItems", boolean(draws)),
        9 => draws.one_of(&["maxProperties", "minProperties"]),
        10 | 11 => return ("required", names(draws)),
        12 => return ("readOnly", boolean(draws)),
        13 => return (draws.one_of(&["x-nullable", "nullable"]), boolean(draws)),
        14 => return (draws.one_of(&["example", "x-example", "default"]), anything(draws, 1)),
        15 => return ("discriminator", text(draws.one_of(&["kind", "a"]))),
        16 | 17 => return ("items", schema(draws, inside)),
        18 => return ("items", schemas(draws)),
        19 => return ("additionalItems", if draws.chance(50) { schema(draws, inside) } else { Json::Bool(false) }),
        20 | 21 => return ("allOf", schemas(draws)),
        22 => return ("additionalProperties", schema(draws, inside)),
        23 => return ("additionalProperties", boolean(draws)),
        _ => return ("properties", object(draws, &mut |draws| schema(draws, inside))),
    };
    let is_limit = matches!(name, "maximum" | "minimum" | "multipleOf");
    (name, if is_limit { number(draws) } else { small(draws).unwrap_or(Json::Null) })
}

/// A value that mostly fits a schema.
fn value(draws: &mut Draws<'_>, schemas: Schemas<'_>, site: &Json, depth: u32) -> Json {
    let about = schemas.about(&[site]);
    let given: Vec<&Json> = about
        .iter()
        .flat_map(|schema| [schema.get("example"), schema.get("default")].into_iter().chain(schema.get("enum").items()))
        .filter(|value| **value != Json::Null)
        .collect();
    if !given.is_empty() && draws.chance(50) {
        return draws.one_of(&given).clone();
    }
    let kind = about.iter().find_map(|schema| schema.get("type").text());
    let has = |keyword: &str| about.iter().any(|schema| *schema.get(keyword) != Json::Null);
    if depth > 4 || draws.chance(12) {
        return anything(draws, 1);
    }
    match kind {
        Some("string") => text(draws.one_of(&TEXTS)),
        Some("integer" | "number") => number(draws),
        Some("boolean") => Json::Bool(draws.chance(50)),
        Some("null") => Json::Null,
        Some("array") => array(draws, schemas, &about, depth),
        None if has("items") => array(draws, schemas, &about, depth),
        Some("object") => fields(draws, schemas, &about, depth),
        None if has("properties") || has("required") || has("discriminator") => fields(draws, schemas, &about, depth),
        _ => anything(draws, 0),
    }
}

fn array(draws: &mut Draws<'_>, schemas: Schemas<'_>, about: &[&Json], depth: u32) -> Json {
    let items = about.iter().map(|schema| schema.get("items")).find(|items| **items != Json::Null);
    let items = items.unwrap_or(&Json::Null);
    let count = draws.below(4);
    let site = |place: usize| if let Json::Array(list) = items { list.get(place) } else { Some(items) };
    let mut list = Vec::new();
    for place in 0..count {
        // Now and then what is there already.
        let again = list.first().filter(|_| draws.chance(30)).cloned();
        list.push(again.unwrap_or_else(|| value(draws, schemas, site(place).unwrap_or(&Json::Null), depth + 1)));
    }
    Json::Array(list)
}

fn fields(draws: &mut Draws<'_>, schemas: Schemas<'_>, about: &[&Json], depth: u32) -> Json {
    let mut fields = BTreeMap::new();
    for schema in about {
        for (name, site) in schema.get("properties").fields().into_iter().flatten() {
            if draws.chance(75) {
                fields.insert(name.clone(), value(draws, schemas, site, depth + 1));
            }
        }
        for name in schema.get("required").items().iter().filter_map(Json::text) {
            if draws.chance(75) && !fields.contains_key(name) {
                fields.insert(name.to_owned(), value(draws, schemas, schema.get("additionalProperties"), depth + 1));
            }
        }
        if let Some(name) = schema.get("discriminator").text().filter(|_| draws.chance(90)) {
            fields.insert(name.to_owned(), text(draws.one_of(&["A", "B", "C", ROOT, "D", "c'", "Loop", "a"])));
        }
    }
    if draws.chance(15) {
        fields.insert(draws.one_of(&NAMES).to_owned(), anything(draws, 1));
    }
    Json::Object(fields)
}
