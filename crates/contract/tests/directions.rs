//! Requests and answers: what of each is held against a schema, and what becomes of it (`validate`).

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::binding::bind;
use sne_cotation_contract::validation::Direction;
use sne_cotation_contract::validation::answer::check_answer;
use sne_cotation_contract::validation::option::read_option;
use support::{Native, bound, checked, contract, flat, mistakes, pairs, told, with_parameters, with_paths, written};

#[test]
fn what_is_read_only_is_the_server_s_to_say() {
    let document = with_paths(
        &json!({}),
        &json!({ "definitions": {
            "S": { "required": ["id", "nom"], "properties": {
                "id": { "$ref": "#/definitions/Id" },
                "nom": {},
                "le": { "readOnly": true },
            } },
            "Id": { "type": "integer", "readOnly": true },
        } }),
    );
    let check = |value: Json, direction| checked(&document, "S", &value, direction);
    assert_eq!(check(json!({ "nom": "a" }), Direction::Request), pairs(&[]));
    assert_eq!(check(json!({ "nom": "a" }), Direction::Answer), pairs(&[("/id", "required")]));
    assert_eq!(check(json!({ "nom": "a", "id": 1, "le": 2 }), Direction::Answer), pairs(&[]));
    let expected = pairs(&[("/id", "readOnly"), ("/le", "readOnly")]);
    assert_eq!(check(json!({ "nom": "a", "id": 1, "le": 2 }), Direction::Request), expected);
}

fn answer(document: &Json, answer: &Json) -> Vec<(String, String)> {
    match check_answer(&contract(document), &Native, flat(answer).root()) {
        Ok(()) => Vec::new(),
        Err(error) => told(error.mistakes()),
    }
}

#[test]
fn an_answer_is_that_of_its_status() {
    let responses = json!({
        "200": { "$ref": "#/responses/Un" },
        "201": { "schema": { "type": "array", "items": { "type": "string" } } },
        "202": { "schema": { "type": "object", "x-nullable": true } },
        "203": { "schema": { "type": "file" } },
        "204": {},
        "default": { "schema": { "required": ["erreur"] } },
    });
    let mut document = with_parameters("get", "/a", &json!([]), &json!({ "responses": responses }));
    document["responses"] = json!({ "Un": { "schema": { "$ref": "#/definitions/Un" } } });
    document["definitions"] = json!({ "Un": { "properties": { "id": { "type": "integer", "readOnly": true } } } });
    let rows = [
        (json!(["op", 200, { "id": 1 }]), pairs(&[])),
        (json!(["op", 200, { "id": "x" }]), pairs(&[("/id", "type")])),
        (json!(["op", 201, ["a", 1]]), pairs(&[("/1", "type")])),
        (json!(["op", 201, null]), pairs(&[("", "required")])),
        (json!(["op", 202, null]), pairs(&[])),
        (json!(["op", 203, "file:"]), pairs(&[])),
        (json!(["op", 203, null]), pairs(&[])),
        (json!(["op", 204, "anything"]), pairs(&[])),
        (json!(["op", 204, null]), pairs(&[])),
        (json!(["op", 500, { "erreur": 1 }]), pairs(&[])),
        (json!(["op", 500, {}]), pairs(&[("/erreur", "required")])),
    ];
    for (given, expected) in rows {
        assert_eq!(answer(&document, &given), expected, "{given}");
    }
    document["paths"]["/a"]["get"]["responses"] = json!({ "200": {} });
    assert_eq!(answer(&document, &json!(["op", 201, {}])), pairs(&[("", "status")]));
    for responses in [json!({ "400": {}, "404": {} }), json!({}), json!(null)] {
        document["paths"]["/a"]["get"]["responses"] = responses;
        for status in [200, 201, 204] {
            assert_eq!(answer(&document, &json!(["op", status, {}])), pairs(&[]), "no success is told");
            assert_eq!(answer(&document, &json!(["op", status, null])), pairs(&[]), "no success is told");
        }
    }
    document["paths"]["/a"]["head"] =
        json!({ "operationId": "tete", "responses": { "200": { "schema": { "type": "object" } } } });
    assert_eq!(answer(&document, &json!(["tete", 200, null])), pairs(&[]), "an answer to HEAD has no data");
    document["paths"]["/a"]["get"]["responses"] = json!({});
    assert_eq!(answer(&document, &json!(["op", 201, {}])), pairs(&[]), "the contract says nothing");
    assert!(check_answer(&contract(&document), &Native, flat(&json!(["autre", 200, {}])).root()).is_err());
}

fn with_body(schema: &Json, consumes: &Json) -> Json {
    let parameters = json!([
        { "name": "b", "in": "body", "schema": schema },
        { "name": "q", "in": "query", "type": "integer", "required": true },
    ]);
    with_parameters("post", "/a", &parameters, &json!({ "consumes": consumes }))
}

#[test]
fn only_what_is_sent_as_json_is_a_body_for_schemas() {
    let object = json!({ "type": "object" });
    let given = |body: &str| json!({ "b": body, "q": 1 });
    let json = with_body(&object, &json!(["application/json"]));
    assert_eq!(mistakes(&json, &given("x")), pairs(&[("/b", "type")]));
    bound(&json, &given("file:"));
    bound(&with_body(&object, &json!(["application/xml"])), &given("<x/>"));
    assert_eq!(mistakes(&with_body(&object, &json!(null)), &given("x")), pairs(&[("/b", "type")]));
}

#[test]
fn a_request_is_bound_in_spite_of_its_values() {
    let document = with_body(&json!({ "required": ["a"] }), &json!(["application/json"]));
    let bind = |flags: u8, parameters: Json| {
        bind(&contract(&document), &Native, flat(&json!(["op", parameters, null, flags])).root())
    };
    let request = |flags, parameters| written(bind(flags, parameters).unwrap());
    assert_eq!(request(0, json!({ "q": "x", "b": {} }))["query"], json!({ "q": "x" }));
    assert_eq!(request(0, json!({}))["mistakes"], json!(null), "nothing is needed where nothing is validated");
    let both = request(5, json!({ "q": "x", "b": {} }));
    assert_eq!((&both["query"], &both["body"]), (&json!({ "q": "x" }), &json!("b")));
    assert!(both["mistakes"].to_string().contains("/b/a") && both["mistakes"].to_string().contains("/q"), "{both}");
    assert_eq!(request(5, json!({ "q": 1, "b": { "a": 1 } }))["mistakes"], json!(null));
    assert!(request(5, json!({}))["mistakes"].to_string().contains("/q"));
    for impossible in [json!({ "q": {} }), json!({ "z": 1, "q": 1 }), json!({ "q": [[{}]] })] {
        for flags in [0, 1, 5] {
            assert!(bind(flags, impossible.clone()).is_err(), "{impossible} {flags}");
        }
    }
}

#[test]
fn the_option_validate_says_what_is_wanted() {
    let read = |given: Json, before: Json| read_option(flat(&json!([given, before])).root()).map(written);
    let wanted = |request: &str, response: &str, values: bool, of_request: u8, of_answer: u8| {
        json!({
            "request": request, "response": response, "values": values,
            "ofRequest": of_request, "ofAnswer": of_answer,
        })
    };
    let rows = [
        (Json::Null, wanted("error", "event", false, 1, 1)),
        (json!({}), wanted("error", "event", false, 1, 1)),
        (json!(true), wanted("error", "error", false, 1, 1)),
        (json!(false), wanted("off", "off", false, 0, 1)),
        (json!({ "request": "event", "values": true }), wanted("event", "event", true, 7, 3)),
        (json!({ "request": "off", "response": "error" }), wanted("off", "error", false, 0, 1)),
    ];
    for (given, expected) in rows {
        assert_eq!(read(given.clone(), Json::Null), Ok(expected), "{given}");
    }
    // What a call does not say stays as the client has it.
    let client = wanted("event", "off", true, 7, 3);
    assert_eq!(read(Json::Null, client.clone()), Ok(client.clone()));
    assert_eq!(read(json!({ "response": "error" }), client.clone()), Ok(wanted("event", "error", true, 7, 3)));
    assert_eq!(read(json!(true), client), Ok(wanted("error", "error", true, 3, 3)));
    let wrong = [
        (json!("error"), "validate"),
        (json!([]), "validate"),
        (json!({ "request": "warn" }), "request"),
        (json!({ "request": null }), "request"),
        (json!({ "response": true }), "response"),
        (json!({ "values": "yes" }), "values"),
        (json!({ "reponse": "error" }), "reponse"),
        (json!({ "s3cret": 1 }), "…"),
    ];
    for (given, option) in wrong {
        let error = read(given.clone(), Json::Null).unwrap_err();
        assert_eq!((error.reason().id(), error.fact("option")), ("validate-option", Some(option)), "{given}");
    }
}

#[test]
fn only_answers_in_json_are_held_against_their_schema() {
    let others = json!({ "responses": { "200": { "description": "", "schema": { "type": "object" } } } });
    let contract = contract(&with_parameters("get", "/a", &json!([]), &others));
    let is_fine = |data: Json, media_type: Json| {
        check_answer(&contract, &Native, flat(&json!(["op", 200, data, 1, media_type])).root()).is_ok()
    };
    assert!(is_fine(json!("a;b"), json!("text/csv; charset=utf-8")), "a text that is no JSON has no schema");
    assert!(is_fine(json!("file:a"), json!("application/json")), "nor have bytes");
    for media_type in [json!("application/json"), json!("application/problem+json;v=1"), json!(""), Json::Null] {
        assert!(!is_fine(json!("a"), media_type.clone()), "{media_type}");
        assert!(is_fine(json!({}), media_type));
    }
}
