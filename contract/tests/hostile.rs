//! Files that are made to harm: an error, or bounded time; never a panic.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use serde_json::{Map, Value as Json, json};
use sne_cotation_contract::binding::bind;
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::flat::Document;
use sne_cotation_contract::listing;
use support::{Native, contract, flat, flaw, with_parameters, with_paths};

/// An object of so many fields.
fn many(count: usize, field: impl Fn(usize) -> (String, Json)) -> Json {
    Json::Object((0..count).map(field).collect::<Map<_, _>>())
}

#[test]
fn ten_thousand_operations_of_as_many_definitions() {
    let reference = |number: usize| json!({ "schema": { "$ref": format!("#/definitions/D{}", 9_999 - number) } });
    let paths = many(10_000, |number| {
        let operation =
            json!({ "operationId": format!("op{}", number % 9_000), "responses": { "200": reference(number) } });
        (format!("/a{number}"), json!({ "get": operation }))
    });
    let definitions = many(10_000, |number| (format!("D{number}"), json!({ "type": "object" })));
    let contract = contract(&with_paths(&paths, &json!({ "definitions": definitions })));
    assert_eq!(contract.operations.len(), 10_000);
    assert!(
        contract.operation("op5000").is_ok()
            && contract.operation("GET /a0").is_ok()
            && contract.operation("op0").is_err()
    );
}

#[test]
fn a_parameter_of_ten_thousand_fields_that_all_refer_to() {
    let mut parameter = many(10_000, |number| (format!("a-{number}"), json!(1)));
    for (name, value) in [("name", "p"), ("in", "query"), ("type", "string")] {
        parameter[name] = json!(value);
    }
    let paths = many(5_000, |number| {
        (format!("/a{number}"), json!({ "get": { "parameters": [{ "$ref": "#/parameters/P" }] } }))
    });
    // The fields that matter are behind those that are looked through.
    assert_eq!(flaw(&with_paths(&paths, &json!({ "parameters": { "P": parameter } }))).0, "contract-missing");
}

#[test]
fn thousands_of_parameters_of_one_operation() {
    let parameters: Vec<_> =
        (0..1_001).map(|number| json!({ "name": format!("p{number}"), "in": "query", "type": "string" })).collect();
    let document = with_parameters("get", "/a", &json!(parameters), &json!({}));
    assert_eq!(flaw(&document), ("contract-too-large".to_owned(), "/paths/~1a/get/parameters".to_owned()));
}

#[test]
fn a_chain_of_references() {
    let definitions =
        many(5_000, |number| (format!("D{number}"), json!({ "$ref": format!("#/definitions/D{}", number + 1) })));
    assert_eq!(flaw(&with_paths(&json!({}), &json!({ "definitions": definitions }))).0, "reference-cycle");
}

#[test]
fn schemas_as_deep_as_documents_may_be() {
    let mut schema = json!({ "type": "string" });
    for _ in 0..250 {
        schema = json!({ "items": schema });
    }
    contract(&with_paths(&json!({}), &json!({ "definitions": { "A": schema } })));
}

/// Whatever arrives in the four arrays, nothing is out of reach.
#[test]
fn arrays_that_no_javascript_made() {
    let mut state = 1_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let good = json!(["op", { "p": ["a", 1, true, null], "q": { "a": {} } }, ["signal"]]);
    let mut document = with_parameters(
        "post",
        "/a/{b}",
        &json!([{ "name": "b", "in": "path", "type": "array", "items": {
        "type": "string" } }, { "$ref": "#/parameters/p" }]),
        &json!({ "consumes": ["x"] }),
    );
    document["parameters"] = json!({ "p": { "name": "p", "in": "query", "type": "string" } });
    let contract = contract(&document);
    for _ in 0..5_000 {
        for source in [&good, &document] {
            let mut writer = support::writer(source);
            for _ in 0..=next(4) {
                let place = usize::try_from(next(writer.words.len() as u64)).unwrap();
                let most = [1 << 32, 5_000, 200][usize::try_from(next(3)).unwrap()];
                writer.words[place] = u32::try_from(next(most)).unwrap();
            }
            let damaged = writer.into_document();
            let _ = bind(&contract, &Native, damaged.root());
            if let Ok(contract) = Contract::read(damaged) {
                let _ = (listing::operations(&contract), listing::definitions(&contract));
            }
        }
    }
    let nothing = Document::new(vec![9, 1, 4], "é".to_owned());
    assert!(bind(&contract, &Native, nothing.root()).is_err());
    assert!(Contract::read(nothing).is_err());
    assert!(bind(&contract, &Native, flat(&json!([])).root()).is_err());
}
