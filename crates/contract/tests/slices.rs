//! A large contract is read with pauses, and is the same as one that is read at once.

#![expect(clippy::panic, reason = "a test that panics is a test that fails")]

mod support;

use serde_json::{Map, Value as Json, json};
use sne_cotation_contract::contract::Contract;
use sne_cotation_contract::json::reader::Dialect;
use sne_cotation_contract::reading::Reading;

use support::with_paths;

/// A contract with so many operations, each of which has a definition of its own.
fn large(count: usize) -> String {
    let response =
        |number: usize| json!({ "description": "", "schema": { "$ref": format!("#/definitions/D{number}") } });
    let get = |number: usize| json!({ "get": { "responses": { "200": response(number) } } });
    let paths: Map<_, _> = (0..count).map(|number| (format!("/a/{number}"), get(number))).collect();
    let definition = json!({ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "null" } } });
    let definitions: Map<_, _> = (0..count).map(|number| (format!("D{number}"), definition.clone())).collect();
    with_paths(&Json::Object(paths), &json!({ "definitions": definitions })).to_string()
}

#[test]
fn a_large_contract_is_read_with_pauses() {
    for (count, least) in [(10, 1), (4_000, 4)] {
        let text = large(count);
        let mut reading = Reading::new(text.clone(), Dialect::Json);
        let mut slices = 1;
        let contract = loop {
            match reading.advance() {
                Some(read) => break read.unwrap_or_else(|error| panic!("{error:?}")),
                None => slices += 1,
            }
        };
        assert!(slices >= least && (slices == 1 || count > 10), "{slices} slices of {count} operations");
        assert_eq!(contract.operations.len(), count);
        let at_once = support::contract(&serde_json::from_str(&text).unwrap_or_default());
        let ids = |contract: &Contract| contract.operations.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&contract), ids(&at_once));
        assert_eq!(contract.remarks.len(), at_once.remarks.len());
    }
}

#[test]
fn what_is_no_contract_is_told_with_its_place() {
    let refused = |text: &str| match Reading::new(text.to_owned(), Dialect::Json).finish() {
        Ok(_) => panic!("{text}"),
        Err(error) => error,
    };
    let error = refused("{ \"swagger\": \"2.0\",\n  \"é\": 1,\n\t}");
    assert_eq!(error.reason().id(), "contract-not-json");
    assert_eq!((error.fact("line"), error.fact("column")), (Some("3"), Some("2")));
    assert_eq!(refused(&"[".repeat(1_000)).fact("most"), Some("500"));
    assert_eq!(refused("[]").reason().id(), "contract-not-object");
}
