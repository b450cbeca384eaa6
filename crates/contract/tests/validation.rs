//! Validation: every keyword of schemas, by values that keep it and values that do not.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Map, Value as Json, json};
use sne_cotation_contract::binding::bind;
use sne_cotation_contract::error::Error;
use sne_cotation_contract::validation::Direction;
use sne_cotation_contract::validation::answer::check_answer;
use sne_cotation_contract::validation::option::read_option;
use support::{
    Native, Row, bound, check_rows, checked, contract, flat, found, mistakes, pairs, refused, told, with_parameters,
    with_paths, written,
};

#[test]
fn types() {
    let values = [
        ("string", vec![json!(""), json!("a")]),
        ("integer", vec![json!(0), json!(-1), json!(1.0), json!("big:123456789012345678901234567890")]),
        ("number", vec![json!(0), json!(0.5), json!("big:1")]),
        ("boolean", vec![json!(true), json!(false)]),
        ("array", vec![json!([]), json!([1])]),
        ("object", vec![json!({}), json!({ "a": 1 })]),
        ("null", vec![json!(null)]),
    ];
    for (expected, _) in &values {
        for (of, values) in &values {
            for value in values {
                let is_number = *expected == "number" && *of == "integer";
                let is_right = expected == of || is_number || (*expected == "integer" && *value == json!("big:1"));
                let expected_mistakes = if is_right { pairs(&[]) } else { pairs(&[("", "type")]) };
                if value != &json!(0) {
                    assert_eq!(found(&json!({ "type": expected }), value), expected_mistakes, "{expected} {value}");
                }
            }
        }
    }
    check_rows(vec![
        Row(json!({}), vec![json!(null), json!(1), json!({}), json!("file:")], vec![]),
        Row(json!({ "type": ["string", "null"] }), vec![json!("a"), json!(null)], vec![(json!(1), "", "type")]),
        Row(json!({ "type": "integer" }), vec![json!(9_007_199_254_740_991_i64)], vec![(json!(0.5), "", "type")]),
        Row(json!({ "type": "number" }), vec![json!(9_007_199_254_740_993_i64)], vec![]),
        Row(json!({ "type": "integer" }), vec![], vec![(json!(9_007_199_254_740_992_i64), "", "precision")]),
        Row(json!({ "type": "integer" }), vec![], vec![(json!(-9_007_199_254_740_993_i64), "", "precision")]),
        Row(json!({ "type": "string", "x-nullable": true }), vec![json!(null)], vec![(json!(1), "", "type")]),
        Row(json!({ "type": "string", "x-nullable": "true" }), vec![json!(null)], vec![(json!(1), "", "type")]),
        Row(json!({ "type": "string", "x-nullable": "false" }), vec![], vec![(json!(null), "", "type")]),
        Row(json!({ "type": "string", "x-nullable": false }), vec![], vec![(json!(null), "", "type")]),
        Row(json!({ "enum": ["a"], "x-nullable": true }), vec![json!(null)], vec![(json!("b"), "", "enum")]),
    ]);
}

#[test]
fn numbers_have_limits() {
    check_rows(vec![
        Row(
            json!({ "maximum": 3 }),
            vec![json!(3), json!("9"), json!("big:3")],
            vec![(json!(3.5), "", "maximum"), (json!("big:40"), "", "maximum")],
        ),
        Row(
            json!({ "minimum": -3 }),
            vec![json!(-3), json!("big:-3")],
            vec![(json!(-4), "", "minimum"), (json!("big:-40"), "", "minimum")],
        ),
        Row(
            json!({ "maximum": 3, "exclusiveMaximum": true }),
            vec![json!(2.9)],
            vec![(json!(3), "", "exclusiveMaximum")],
        ),
        Row(
            json!({ "exclusiveMinimum": true, "minimum": 3 }),
            vec![json!(3.1)],
            vec![(json!(3), "", "exclusiveMinimum")],
        ),
        Row(json!({ "maximum": 3, "exclusiveMaximum": false }), vec![json!(3)], vec![(json!(4), "", "maximum")]),
        Row(
            json!({ "multipleOf": 2 }),
            vec![json!(4), json!(0), json!("3"), json!("big:9007199254740994")],
            vec![(json!(3), "", "multipleOf"), (json!("big:9007199254740993"), "", "multipleOf")],
        ),
        Row(
            json!({ "multipleOf": 0.1 }),
            vec![json!(0.3), json!(19.9), json!(1e20)],
            vec![(json!(0.35), "", "multipleOf")],
        ),
        Row(json!({ "multipleOf": 0.0001 }), vec![json!(0.0075)], vec![(json!(0.00751), "", "multipleOf")]),
        Row(json!({ "multipleOf": 0.5 }), vec![json!(1e308)], vec![]),
        Row(json!({ "multipleOf": 0.123_456_789 }), vec![], vec![(json!(1e308), "", "multipleOf")]),
    ]);
}

#[test]
fn texts_are_measured_in_characters() {
    check_rows(vec![
        Row(
            json!({ "maxLength": 2 }),
            vec![json!("éà"), json!("💩💩"), json!(100)],
            vec![(json!("abc"), "", "maxLength")],
        ),
        Row(json!({ "minLength": 2 }), vec![json!("éà"), json!([])], vec![(json!("💩"), "", "minLength")]),
        Row(json!({ "pattern": "^[0-9]{5}$" }), vec![json!("75001"), json!(7)], vec![(json!("7500"), "", "pattern")]),
        Row(json!({ "pattern": "b" }), vec![json!("abc")], vec![(json!("acc"), "", "pattern")]),
        // What the engine does not know is not enforced.
        Row(json!({ "pattern": r"(a)\1" }), vec![json!("ab")], vec![]),
    ]);
}

#[test]
fn lists() {
    check_rows(vec![
        Row(json!({ "maxItems": 1 }), vec![json!([1]), json!("abc")], vec![(json!([1, 2]), "", "maxItems")]),
        Row(json!({ "minItems": 1 }), vec![json!([1]), json!({})], vec![(json!([]), "", "minItems")]),
        Row(
            json!({ "items": { "type": "string" } }),
            vec![json!(["a"]), json!([]), json!({ "0": 1 })],
            vec![(json!(["a", 1]), "/1", "type")],
        ),
        Row(
            json!({ "items": [{ "type": "string" }, {}] }),
            vec![json!(["a", 1, 2]), json!([])],
            vec![(json!([1, 1]), "/0", "type")],
        ),
        Row(
            json!({ "items": [{}], "additionalItems": false }),
            vec![json!([1])],
            vec![(json!([1, 2]), "/1", "additionalItems")],
        ),
        Row(
            json!({ "items": [{}], "additionalItems": { "type": "string" } }),
            vec![json!([1, "a"])],
            vec![(json!([1, 2]), "/1", "type")],
        ),
        Row(json!({ "additionalItems": false }), vec![json!([1])], vec![]),
        Row(json!({ "items": {}, "additionalItems": false }), vec![json!([1])], vec![]),
    ]);
}

#[test]
fn no_item_is_twice() {
    let schema = json!({ "uniqueItems": true });
    let right = [
        json!([1, "1", true, null, [], {}, "", [1], { "a": 1 }]),
        json!([{ "a": 1, "b": 2 }, { "a": 2, "b": 1 }, [1, 2], [2, 1], 0, false]),
        json!([[[1], "a"], [[2], "a"]]),
        json!(["a", "b", "file:"]),
    ];
    let wrong = [
        json!([1, 2, 1]),
        json!([1, 1.0]),
        json!([0.0, -0.0]),
        json!([5, "big:5"]),
        json!(["a", "a"]),
        json!([{ "a": [1, null], "b": 2 }, { "b": 2, "a": [1, null] }]),
        json!([[[1]], [[1]]]),
        json!([null, null]),
        json!([true, false, true]),
    ];
    check_rows(vec![Row(schema, right.to_vec(), wrong.into_iter().map(|value| (value, "", "uniqueItems")).collect())]);
    check_rows(vec![Row(json!({ "uniqueItems": false }), vec![json!([1, 1])], vec![])]);
}

/// What a contract gives itself for a schema is taken back, whatever the schema says; nothing else is.
#[test]
fn examples_of_the_contract_are_taken() {
    let day = |name: &str| json!({ "type": "string", "format": "date", "maxLength": 10, name: "31/01/2026" });
    let number = json!({ "type": "integer", "maximum": 5, "default": "10", "example": 7, "enum": [1, 2] });
    check_rows(vec![
        Row(day("example"), vec![json!("31/01/2026")], vec![(json!("31/01/2027"), "", "format")]),
        Row(day("x-example"), vec![json!("31/01/2026")], vec![]),
        Row(day("default"), vec![json!("31/01/2026")], vec![(json!(31), "", "type")]),
        Row(number, vec![json!(7), json!("10"), json!(2)], vec![(json!("7"), "", "type"), (json!(3), "", "enum")]),
        Row(json!({ "example": true, "enum": [false] }), vec![json!(true)], vec![(json!(1), "", "enum")]),
        // Not where it may be another number than it says.
        Row(
            json!({ "type": "integer", "example": 9_007_199_254_740_993_i64 }),
            vec![],
            vec![(json!(9_007_199_254_740_993_i64), "", "precision")],
        ),
    ]);
    let fields = json!({ "properties": { "jour": day("example") } });
    check_rows(vec![Row(
        json!({ "allOf": [fields, { "required": ["jour"] }] }),
        vec![json!({ "jour": "31/01/2026" })],
        vec![(json!({ "jour": "1/2/2026" }), "/jour", "format")],
    )]);
}

#[test]
fn enumerations_are_of_any_values() {
    let schema = json!({ "enum": ["a", 1, null, true, [1, { "b": 2 }], { "a": [], "c": 0.5 }] });
    let right = [json!("a"), json!(1.0), json!("big:1"), json!(null), json!(true), json!([1.0, { "b": 2 }])];
    let wrong = [
        json!("A"),
        json!("1"),
        json!(2),
        json!(false),
        json!([1, { "b": 3 }]),
        json!([1, { "b": 2 }, 3]),
        json!({ "a": [], "c": 0.5, "z": 1 }),
        json!([1]),
        json!({ "a": [] }),
        json!({ "a": [], "d": 0.5 }),
    ];
    check_rows(vec![
        Row(schema.clone(), right.to_vec(), wrong.into_iter().map(|value| (value, "", "enum")).collect()),
        Row(schema, vec![json!({ "c": 0.5, "a": [] })], vec![]),
        Row(json!({ "enum": [{ "a": null }] }), vec![json!({ "a": null })], vec![(json!({ "b": null }), "", "enum")]),
    ]);
}

#[test]
fn objects() {
    let strict = json!({ "properties": { "a": { "type": "integer" } }, "additionalProperties": false });
    check_rows(vec![
        Row(
            json!({ "maxProperties": 1 }),
            vec![json!({ "a": 1 }), json!([1, 2])],
            vec![(json!({ "a": 1, "b": 2 }), "", "maxProperties")],
        ),
        Row(json!({ "minProperties": 1 }), vec![json!({ "a": 1 })], vec![(json!({}), "", "minProperties")]),
        Row(
            json!({ "required": ["a", "b"] }),
            vec![json!({ "a": 1, "b": null }), json!(1)],
            vec![(json!({ "b": 1 }), "/a", "required")],
        ),
        Row(
            json!({ "properties": { "a": { "type": "integer" } } }),
            vec![json!({ "a": 1, "b": "x" }), json!({})],
            vec![(json!({ "a": "x" }), "/a", "type")],
        ),
        Row(
            strict,
            vec![json!({ "a": 1 }), json!({}), json!([1])],
            vec![(json!({ "a": 1, "autre": 2 }), "/autre", "additionalProperties")],
        ),
        Row(json!({ "additionalProperties": true }), vec![json!({ "a": 1 })], vec![]),
        Row(
            json!({ "additionalProperties": { "type": "integer" } }),
            vec![json!({ "a": 1 })],
            vec![(json!({ "a": 1, "b": "x" }), "/b", "type")],
        ),
        Row(
            json!({ "properties": { "a/b~": {} , "x": {"properties": {"y": {"items": {"type": "string"}}}}}}),
            vec![],
            vec![(json!({ "x": { "y": ["a", 1] } }), "/x/y/1", "type")],
        ),
    ]);
}

#[test]
fn several_schemas_at_once() {
    let schema = json!({
        "allOf": [{ "required": ["a"] }, { "required": ["a", "b"] }, { "maxProperties": 2 }],
        "minProperties": 1,
    });
    assert_eq!(found(&schema, &json!({ "a": 1, "b": 2 })), pairs(&[]));
    let expected = pairs(&[("/a", "required"), ("/b", "required"), ("", "minProperties")]);
    assert_eq!(found(&schema, &json!({})), expected, "what two schemas say is told once");
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let document = with_paths(
        &json!({}),
        &json!({ "definitions": {
            "Personne": { "type": "object", "required": ["nom", "age"], "properties": {
                "nom": { "type": "string", "maxLength": 5, "pattern": "^[A-Z]" },
                "age": { "type": "integer", "minimum": 0 },
                "adresse": { "$ref": "#/definitions/Adresse" },
                "enfants": { "type": "array", "items": { "$ref": "#/definitions/Personne" } },
            } },
            "Adresse": { "type": "object", "properties": {
                "codePostal": { "type": "string", "pattern": "^[0-9]{5}$" },
            } },
        } }),
    );
    let value = json!({
        "nom": "martine",
        "adresse": { "codePostal": "7500" },
        "enfants": [{ "nom": "Jo", "age": 3 }, { "nom": 1, "age": -1, "enfants": [{}] }, "x"],
    });
    // Fields in the order of the schema, which the tests' JSON sorts by name; the rules of one value in that of the
    // keywords.
    let expected = [
        ("/age", "required"),
        ("/adresse/codePostal", "pattern"),
        ("/enfants/1/age", "minimum"),
        ("/enfants/1/enfants/0/nom", "required"),
        ("/enfants/1/enfants/0/age", "required"),
        ("/enfants/1/nom", "type"),
        ("/enfants/2", "type"),
        ("/nom", "pattern"),
        ("/nom", "maxLength"),
    ];
    assert_eq!(checked(&document, "Personne", &value, Direction::Request), pairs(&expected));
}

#[test]
fn more_schemas_than_are_kept_are_not_taken_for_one_another() {
    let field = |number: u32| format!("p{number}");
    let limits: Map<_, _> = (0..600).map(|number| (field(number), json!({ "maximum": number }))).collect();
    let document = with_paths(&json!({}), &json!({ "definitions": { "S": { "items": { "properties": limits } } } }));
    // Where a schema was taken for another, most of these would be too much, or not too much any more.
    let kept: Map<_, _> = (0..600).map(|number| (field(number), json!(number))).collect();
    let mut broken = kept.clone();
    broken["p300"] = json!(301);
    let expected = pairs(&[("/1/p300", "maximum")]);
    assert_eq!(checked(&document, "S", &json!([kept, broken, kept]), Direction::Request), expected);
}

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

fn animals() -> Json {
    let animal =
        json!({ "discriminator": "espece", "required": ["espece"], "properties": { "espece": { "type": "string" } } });
    let extends = |base: &str, more: Json| json!({ "allOf": [{ "$ref": format!("#/definitions/{base}") }, more] });
    with_paths(
        &json!({}),
        &json!({ "definitions": {
            "Animal": animal,
            "Chat": extends("Animal", json!({ "required": ["griffes"] })),
            "Chaton": extends("Chat", json!({ "properties": { "age": { "maximum": 1 } } })),
            "Chien": extends("Animal", json!({ "properties": { "race": { "type": "string" } } })),
            "Table": { "required": ["pieds"] },
            "Animaux": { "items": { "$ref": "#/definitions/Animal" } },
        } }),
    )
}

#[test]
fn a_discriminator_names_what_a_value_is() {
    let rows = [
        (json!({ "espece": "Animal" }), pairs(&[])),
        (json!({ "espece": "Chien", "race": "x" }), pairs(&[])),
        (json!({ "espece": "Chien", "race": 1 }), pairs(&[("/race", "type")])),
        (json!({ "espece": "Chat" }), pairs(&[("/griffes", "required")])),
        (json!({ "espece": "Chaton", "age": 2 }), pairs(&[("/griffes", "required"), ("/age", "maximum")])),
        (json!({ "espece": "Table" }), pairs(&[("/espece", "discriminator")])),
        (json!({ "espece": "chien" }), pairs(&[("/espece", "discriminator")])),
        (json!({ "espece": 1 }), pairs(&[("/espece", "type"), ("/espece", "discriminator")])),
        (json!({}), pairs(&[("/espece", "required")])),
    ];
    for (value, expected) in rows {
        assert_eq!(checked(&animals(), "Animal", &value, Direction::Request), expected, "{value}");
    }
    let many = json!([{ "espece": "Chien", "race": 1 }, { "espece": "Chat" }, { "espece": "Chat", "griffes": 4 }]);
    let expected = pairs(&[("/0/race", "type"), ("/1/griffes", "required")]);
    assert_eq!(checked(&animals(), "Animaux", &many, Direction::Request), expected);
    assert_eq!(
        checked(&animals(), "Chien", &json!({ "espece": "Chien", "race": 1 }), Direction::Request),
        pairs(&[("/race", "type")])
    );
}

#[test]
fn what_a_discriminator_names_may_hold_others() {
    let mut document = animals();
    let list = json!({ "properties": { "petits": { "items": { "$ref": "#/definitions/Animal" } } } });
    document["definitions"]["Chien"]["allOf"] = json!([list, { "$ref": "#/definitions/Animal" }]);
    let value = json!({ "espece": "Chien", "petits": [{ "espece": "Chien", "petits": [{ "espece": "Chat" }] }] });
    let expected = pairs(&[("/petits/0/petits/0/griffes", "required")]);
    assert_eq!(checked(&document, "Animal", &value, Direction::Request), expected);
}

#[test]
fn a_name_that_the_contract_does_not_have_is_only_shown_when_it_looks_like_one() {
    let schema = json!({ "additionalProperties": { "type": "integer" } });
    let value = json!({ "1850775123456": "x", "jean@exemple.fr": "x", "nom": "x" });
    let expected = [("/…", "type"), ("/…", "type"), ("/nom", "type")];
    assert_eq!(found(&schema, &value), pairs(&expected), "two that are not shown are two");
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

/// Values are personal data: only who asks for them sees them.
#[test]
fn no_value_is_in_a_mistake_unless_it_is_asked_for() {
    let schema = json!({
        "properties": {
            "a": { "pattern": "^x$" }, "b": { "enum": ["x"] }, "c": { "maximum": 1 }, "d": { "format": "date" },
            "e": { "uniqueItems": true }, "f": { "type": "integer" }, "g": { "maxLength": 1 },
        },
        "additionalProperties": false,
    });
    let parameters = json!([{ "name": "b", "in": "body", "schema": schema }]);
    let document = with_parameters("post", "/a", &parameters, &json!({}));
    let secret = "1850775123456";
    let body = json!({
        "a": secret, "b": secret, "c": 1_850_775_123_456_i64, "d": secret, "e": [secret, secret], "f": secret,
        "g": secret, secret: 1,
    });
    let error = refused(&document, &json!(["op", { "b": body }, null, 1]));
    assert_eq!(error.mistakes().len(), 8);
    assert!(!format!("{error:?}").contains(secret), "{error:?}");
    let error = refused(&document, &json!(["op", { "b": body }, null, 3]));
    let shown = |error: &Error| error.fact("value").map(ToOwned::to_owned);
    assert_eq!(error.mistakes().iter().filter(|it| shown(it).as_deref() == Some(secret)).count(), 5);
    let at_secret = |it: &&Error| it.fact("pointer") == Some("/b/1850775123456");
    assert_eq!(error.mistakes().iter().filter(at_secret).count(), 1);
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

#[test]
fn an_enumeration_that_no_value_of_the_type_is_in_says_nothing() {
    check_rows(vec![
        Row(
            json!({ "type": "array", "items": { "type": "string" }, "enum": ["a", "b"] }),
            vec![json!(["a"]), json!(["c"]), json!([])],
            vec![(json!([1]), "/0", "type"), (json!("a"), "", "type")],
        ),
        Row(json!({ "type": "integer", "enum": ["1", "2"] }), vec![json!(3)], vec![(json!("1"), "", "type")]),
        Row(json!({ "enum": [] }), vec![json!("x"), json!(1)], vec![]),
        Row(json!({ "type": "integer", "enum": [1, "x"] }), vec![json!(1)], vec![(json!(2), "", "enum")]),
    ]);
}

#[test]
fn a_file_where_there_can_be_none_is_anything() {
    let file = json!({ "type": "object", "required": ["f"], "properties": { "f": { "type": "file" } } });
    let right = [json!("text"), json!(1), json!({ "a": [] }), json!([1])];
    let objects = right.iter().map(|value| json!({ "f": value })).collect();
    check_rows(vec![Row(file, objects, vec![(json!({}), "/f", "required")])]);
}
