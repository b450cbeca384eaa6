//! Changes to a right value, each of which breaks one rule, with the place where it does. They are made from the
//! schema, read here in its plain form: nothing of the validation is used.

use serde_json::{Value as Json, json};

use crate::contract::way::Way;

/// The rules that are broken, in order.
pub(super) const RULES: [&str; 20] = [
    "additionalProperties",
    "discriminator",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "readOnly",
    "required",
    "type",
    "uniqueItems",
];

/// A value that breaks a rule at a place.
pub(super) struct Mutation {
    pub(super) value: Json,
    pub(super) pointer: String,
    pub(super) rule: &'static str,
}

/// The mutations of a value by a schema.
pub(super) fn of(definitions: &Json, schema: &Json, value: &Json, way: Way) -> Vec<Mutation> {
    let mut all = Vec::new();
    Mutator { definitions, way }.walk(schema, value, "", 0, &mut |value, pointer, rule| {
        all.push(Mutation { value, pointer, rule });
    });
    all
}

type Found<'f> = &'f mut dyn FnMut(Json, String, &'static str);

struct Mutator<'d> {
    definitions: &'d Json,
    way: Way,
}

impl<'d> Mutator<'d> {
    fn resolved<'s>(&self, schema: &'s Json) -> &'s Json
    where
        'd: 's,
    {
        let name = schema["$ref"].as_str().and_then(|it| it.strip_prefix("#/definitions/"));
        name.map_or(schema, |name| &self.definitions[name])
    }

    fn walk(&self, schema: &Json, value: &Json, pointer: &str, depth: u32, found: Found<'_>) {
        let schema = self.resolved(schema);
        if depth > 6 || value.is_null() {
            return;
        }
        // The contract's own example is taken back, whatever rule it breaks.
        let mut here = |value: Json, rule| {
            if schema.get("example") != Some(&value) {
                found(value, pointer.to_owned(), rule);
            }
        };
        if let Some(kind) = schema["type"].as_str() {
            here(if kind == "object" { json!([]) } else { json!({}) }, "type");
        }
        if schema.get("enum").is_some() {
            here(if value.is_string() { json!("quatre") } else { json!(4) }, "enum");
        }
        match value {
            Json::Number(number) => numbers(schema, number.as_f64().unwrap(), &mut here),
            Json::String(text) => texts(schema, text, &mut here),
            Json::Array(items) => arrays(schema, items, &mut here),
            _ => {}
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.walk(part, value, pointer, depth + 1, found);
        }
        for (place, item) in value.as_array().into_iter().flatten().enumerate() {
            self.walk(&schema["items"], item, &format!("{pointer}/{place}"), depth + 1, &mut |changed, at, rule| {
                let mut whole = value.clone();
                whole[place] = changed;
                found(whole, at, rule);
            });
        }
        if value.is_object() {
            self.objects(schema, value, pointer, depth, found);
        }
    }

    fn objects(&self, schema: &Json, value: &Json, pointer: &str, depth: u32, found: Found<'_>) {
        let at = |name: &str| format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
        let changed = |change: &dyn Fn(&mut serde_json::Map<String, Json>)| {
            let mut copy = value.clone();
            change(copy.as_object_mut().unwrap());
            copy
        };
        let properties = schema["properties"].as_object();
        let is_read_only = |name: &str| {
            let own = properties.and_then(|all| all.get(name)).map(|it| self.resolved(it));
            self.way == Way::Request && own.is_some_and(|it| it["readOnly"] == json!(true))
        };
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            if !is_read_only(name) {
                found(changed(&|fields| drop(fields.remove(name))), at(name), "required");
            }
        }
        if schema["additionalProperties"] == json!(false) {
            found(
                changed(&|fields| drop(fields.insert("autre".into(), 1.into()))),
                at("autre"),
                "additionalProperties",
            );
        }
        if schema["minProperties"].as_u64().is_some_and(|least| least > 0) {
            found(json!({}), pointer.to_owned(), "minProperties");
        }
        if let Some(most) = schema["maxProperties"].as_u64() {
            let many = changed(&|fields| fields.extend((0..=most).map(|number| (format!("n{number}"), Json::Null))));
            found(many, pointer.to_owned(), "maxProperties");
        }
        if let Some(name) = schema["discriminator"].as_str() {
            found(changed(&|fields| drop(fields.insert(name.into(), "Inconnu".into()))), at(name), "discriminator");
        }
        for (name, property) in properties.into_iter().flatten() {
            if is_read_only(name) {
                found(changed(&|fields| drop(fields.insert(name.clone(), 1.into()))), at(name), "readOnly");
            }
            let Some(own) = value.get(name) else { continue };
            self.walk(property, own, &at(name), depth + 1, &mut |inside, at, rule| {
                found(changed(&|fields| drop(fields.insert(name.clone(), inside.clone()))), at, rule);
            });
        }
    }
}

fn numbers(schema: &Json, number: f64, here: &mut impl FnMut(Json, &'static str)) {
    let limit = |keyword: &str| schema[keyword].as_f64();
    let as_type = |number: f64| {
        #[allow(clippy::cast_possible_truncation, reason = "small numbers")]
        if schema["type"] == "integer" { json!(number as i64) } else { json!(number) }
    };
    let excludes = |keyword: &str| schema[keyword] == json!(true);
    if let Some(least) = limit("minimum") {
        let (below, rule) =
            if excludes("exclusiveMinimum") { (least, "exclusiveMinimum") } else { (least - 1.0, "minimum") };
        here(as_type(below), rule);
    }
    if let Some(most) = limit("maximum") {
        let (above, rule) =
            if excludes("exclusiveMaximum") { (most, "exclusiveMaximum") } else { (most + 1.0, "maximum") };
        here(as_type(above), rule);
    }
    if let Some(step) = limit("multipleOf") {
        here(as_type(if schema["type"] == "integer" { number + 1.0 } else { number + step / 4.0 }), "multipleOf");
    }
    if schema["format"] == "int32" {
        here(json!(2_147_483_648_u64), "format");
    }
}

fn texts(schema: &Json, text: &str, here: &mut impl FnMut(Json, &'static str)) {
    if let Some(least) = schema["minLength"].as_u64().filter(|least| *least > 0) {
        here(text.chars().take(usize::try_from(least).unwrap() - 1).collect::<String>().into(), "minLength");
    }
    if let Some(most) = schema["maxLength"].as_u64() {
        // Characters, not bytes or halves of a pair.
        here("𝄞".repeat(usize::try_from(most).unwrap() + 1).into(), "maxLength");
    }
    if schema.get("pattern").is_some() {
        here("!mm".into(), "pattern");
    }
    if schema["format"].as_str().is_some_and(|format| !["password"].contains(&format)) {
        here("ni date, ni autre chose".into(), "format");
    }
}

fn arrays(schema: &Json, items: &[Json], here: &mut impl FnMut(Json, &'static str)) {
    if let Some(least) = schema["minItems"].as_u64().filter(|least| *least > 0) {
        here(items.iter().take(usize::try_from(least).unwrap() - 1).cloned().collect(), "minItems");
    }
    if let Some(most) = schema["maxItems"].as_u64() {
        let item = items.first().cloned().unwrap_or_default();
        here(std::iter::repeat_n(item, usize::try_from(most).unwrap() + 1).collect(), "maxItems");
    }
    if schema["uniqueItems"] == json!(true)
        && let Some(first) = items.first()
    {
        let mut twice = items.to_vec();
        twice.push(first.clone());
        here(twice.into(), "uniqueItems");
    }
}
