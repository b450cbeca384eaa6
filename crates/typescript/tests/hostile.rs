//! Contracts that are made to harm: an error, or bounded time and a file of bounded length; never a panic.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Map, Value as Json, json};
use sne_cotation_contract::contract::Contract;
use support::{Order, attempt, flat, types};

/// An object of so many fields.
fn many(count: usize, field: impl Fn(usize) -> (String, Json)) -> Json {
    Json::Object((0..count).map(field).collect::<Map<_, _>>())
}

fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn of_definitions(definitions: &Json) -> String {
    types(&json!({ "swagger": "2.0", "paths": {}, "definitions": definitions }), Order::AsIs)
}

#[test]
fn ten_thousand_definitions_each_made_of_the_next() {
    let text = of_definitions(&many(10_000, |number| {
        let own = json!({ "properties": { format!("p{number}"): { "type": "string" } } });
        (format!("D{number}"), json!({ "allOf": [reference(&format!("D{}", (number + 1) % 10_000)), own] }))
    }));
    // They all lead back to themselves, and are their own properties then.
    assert_eq!(text.matches("export type D").count(), 10_000);
    let text = of_definitions(&many(10_000, |number| {
        let own = json!({ "properties": { format!("p{number}"): { "type": "string" } }, "discriminator": "t" });
        let parts = if number == 9_999 { vec![own] } else { vec![reference(&format!("D{}", number + 1)), own] };
        (format!("D{number}"), json!({ "allOf": parts }))
    }));
    assert_eq!(text.matches("\nexport ").count(), 20_000);
}

#[test]
fn ten_thousand_definitions_made_of_one() {
    let mut definitions = many(10_000, |number| (format!("D{number}"), json!({ "allOf": [reference("Racine")] })));
    definitions["Racine"] = json!({
        "type": "object",
        "discriminator": "t",
        "properties": many(500, |number| (format!("p{number}"), json!({ "type": "string" }))),
    });
    let text = of_definitions(&definitions);
    assert!(text.contains("\n  | D9999\n"));
    assert_eq!(text.matches("  p499?: string;").count(), 1);
}

#[test]
fn a_response_that_operations_share_is_not_written_for_ever() {
    let long = json!({ "type": "string", "description": "x".repeat(5_000) });
    let properties = many(100, |number| (format!("p{number}"), long.clone()));
    let response = json!({ "description": "", "schema": { "type": "object", "properties": properties } });
    let paths = many(2_000, |number| {
        (format!("/a{number}"), json!({ "get": { "responses": { "200": { "$ref": "#/responses/R" } } } }))
    });
    let contract = json!({ "swagger": "2.0", "paths": paths, "responses": { "R": response } });
    assert_eq!(attempt(&contract, Order::AsIs).unwrap_err().reason().id(), "contract-too-large");
}

#[test]
fn references_to_every_level_of_a_schema() {
    let mut schema = json!({ "type": "string" });
    for _ in 0..150 {
        schema =
            json!({ "type": "object", "properties": { "a": schema }, "additionalProperties": { "type": "integer" } });
    }
    let paths = many(150, |level| {
        let pointer = format!("#/definitions/A{}", "/properties/a".repeat(level));
        (
            format!("/a{level}"),
            json!({ "get": { "responses": { "200": { "description": "", "schema": { "$ref": pointer } } } } }),
        )
    });
    let text = types(&json!({ "swagger": "2.0", "paths": paths, "definitions": { "A": schema } }), Order::AsIs);
    // Each level is written once, and by its name in the one above.
    assert!(text.len() < 150_000, "{}", text.len());
    assert_eq!(text.matches("export interface A").count(), 150);
}

#[test]
fn schemas_as_deep_as_documents_may_be() {
    for keyword in ["items", "allOf", "additionalProperties"] {
        let mut schema = json!({ "type": "string" });
        for _ in 0..240 {
            schema = if keyword == "allOf" { json!({ "allOf": [schema] }) } else { json!({ keyword: schema }) };
        }
        assert!(of_definitions(&json!({ "A": schema })).contains("string"), "{keyword}");
    }
    let mut both = json!({ "type": "string" });
    for _ in 0..100 {
        both = json!({ "properties": { "a": both.clone() }, "additionalProperties": { "type": "string" } });
    }
    assert!(of_definitions(&json!({ "A": both })).len() < 100_000);
}

#[test]
fn long_lists_and_long_texts() {
    let list: Vec<_> = (0..100_000).map(|number| json!(format!("v{}", number % 50_000))).collect();
    let text = of_definitions(&json!({
        "A": { "type": "string", "enum": list, "example": list, "description": "mot ".repeat(100_000) },
        "B": { "type": "string", "pattern": "x".repeat(100_000), "default": "y".repeat(100_000) },
    }));
    assert_eq!(text.matches("\n  | \"v").count(), 50_000);
    assert!(!text.contains(&"y".repeat(1_000)));
}

/// Whatever arrives in the four arrays, nothing is out of reach.
#[test]
fn arrays_that_no_javascript_made() {
    let mut state = 1_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/consumers/types/");
    let mut written = 0;
    for name in ["library", "hostile"] {
        let document: Json =
            serde_json::from_str(&std::fs::read_to_string(format!("{folder}{name}.json")).unwrap()).unwrap();
        for _ in 0..700 {
            let mut writer = flat(&document, Order::AsIs);
            for _ in 0..=next(3) {
                let place = next(writer.words.len());
                let most = [1 << 32, 20_000, 200][next(3)];
                writer.words[place] = u32::try_from(next(most)).unwrap();
            }
            if let Ok(contract) = Contract::read(writer.into_document()) {
                written += usize::from(sne_cotation_typescript::types(&contract).is_ok());
            }
        }
    }
    assert!(written > 100, "{written}");
}
