//! Reading: what is understood of a document, and where it is wrong.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::flat::{Document, Kind, Value, ValueRef};
use support::{contract, flat, flaw, unflat, with_parameters, with_paths};

fn ids(document: &Json) -> Vec<String> {
    contract(document).operations.iter().map(|operation| operation.id.clone()).collect()
}

/// One operation with a parameter that is wrong in a way.
fn with_parameter(parameter: &Json) -> Json {
    with_parameters("get", "/a", &json!([parameter]), &json!({}))
}

#[test]
fn json_survives_the_flat_form() {
    let value = json!({ "a": [1, 0.5, -2, true, false, null, "é€😀", ""], "b": {}, "": [[], [{}]], "a~/": "x" });
    assert_eq!(unflat(flat(&value).root()), value);
}

/// No JavaScript writes such arrays; reading them must end all the same.
#[test]
fn a_value_never_holds_itself() {
    let array = ValueRef::new(Kind::Array, 0).0;
    let document = Document::new(vec![1, array, array], String::new());
    assert_eq!(document.root().items().map(Value::kind).collect::<Vec<_>>(), [Kind::Other]);
    let object = ValueRef::new(Kind::Object, 0).0;
    let document = Document::new(vec![1, 3, object, 0, 1, object], "a".to_owned());
    assert_eq!(
        document.root().fields().map(|(name, value)| (name, value.kind())).collect::<Vec<_>>(),
        [("a", Kind::Other)]
    );
}

#[test]
fn what_is_no_swagger_2_document_is_refused() {
    for document in [json!([]), json!("x"), json!(1), json!(null)] {
        assert_eq!(flaw(&document).0, "contract-not-object", "{document}");
    }
    let openapi = json!({ "openapi": "3.0.3", "paths": {} });
    assert_eq!(flaw(&openapi), ("contract-openapi-3".to_owned(), "/openapi".to_owned()));
    for document in [json!({}), json!({ "swagger": "1.2", "paths": {} }), json!({ "swagger": true })] {
        assert_eq!(flaw(&document), ("contract-version".to_owned(), "/swagger".to_owned()), "{document}");
    }
    assert_eq!(flaw(&json!({ "swagger": "2.0" })), ("contract-missing".to_owned(), String::new()));
}

#[test]
fn what_is_malformed_is_named_by_its_place() {
    let schema = |schema: Json| with_paths(&json!({}), &json!({ "definitions": { "A": schema } }));
    let response =
        |response: Json| with_parameters("get", "/a", &json!([]), &json!({ "responses": { "200": response } }));
    let rows = [
        (with_paths(&json!([]), &json!({})), "contract-type", "/paths"),
        (with_paths(&json!({ "/a": [] }), &json!({})), "contract-type", "/paths/~1a"),
        (with_paths(&json!({ "/a": { "get": 1 } }), &json!({})), "contract-type", "/paths/~1a/get"),
        (with_paths(&json!({ "a": {} }), &json!({})), "path-invalid", "/paths/a"),
        (with_paths(&json!({ "/a?b=1": {} }), &json!({})), "path-invalid", "/paths/~1a?b=1"),
        (with_paths(&json!({ "/a/../b": {} }), &json!({})), "path-invalid", "/paths/~1a~1..~1b"),
        (
            with_paths(&json!({ "/a": { "get": { "operationId": 1 } } }), &json!({})),
            "contract-type",
            "/paths/~1a/get/operationId",
        ),
        (with_paths(&json!({ "/a/{b}": { "get": {} } }), &json!({})), "path-parameter-missing", "/paths/~1a~1{b}/get"),
        (
            with_parameter(&json!({ "name": "b", "in": "path", "type": "string" })),
            "path-parameter-unused",
            "/paths/~1a/get",
        ),
        (
            with_parameter(&json!({ "in": "query", "type": "string" })),
            "contract-missing",
            "/paths/~1a/get/parameters/0",
        ),
        (with_parameter(&json!({ "name": "b", "type": "string" })), "contract-missing", "/paths/~1a/get/parameters/0"),
        (with_parameter(&json!({ "name": "b", "in": "query" })), "contract-missing", "/paths/~1a/get/parameters/0"),
        (with_parameter(&json!({ "name": "b", "in": "body" })), "contract-missing", "/paths/~1a/get/parameters/0"),
        (
            with_parameter(&json!({ "name": "b", "in": "cookie", "type": "string" })),
            "contract-choice",
            "/paths/~1a/get/parameters/0/in",
        ),
        (
            with_parameter(&json!({ "name": "b", "in": "query", "type": "date" })),
            "contract-choice",
            "/paths/~1a/get/parameters/0/type",
        ),
        (
            with_parameter(&json!({ "name": "b", "in": "query", "type": "file" })),
            "contract-choice",
            "/paths/~1a/get/parameters/0/type",
        ),
        (
            with_parameter(&json!({ "name": "b", "in": "query", "type": "array" })),
            "contract-missing",
            "/paths/~1a/get/parameters/0",
        ),
        (
            with_parameter(
                &json!({ "name": "b", "in": "header", "type": "array", "collectionFormat": "multi", "items": {} }),
            ),
            "contract-choice",
            "/paths/~1a/get/parameters/0/collectionFormat",
        ),
        (
            with_parameter(&json!({ "name": "b", "in": "query", "type": "array", "items": { "type": "x" } })),
            "contract-choice",
            "/paths/~1a/get/parameters/0/items/type",
        ),
        (with_parameter(&json!({ "$ref": "#/parameters/x" })), "reference-broken", "/paths/~1a/get/parameters/0/$ref"),
        (with_parameter(&json!({ "$ref": "x.json#/x" })), "reference-external", "/paths/~1a/get/parameters/0/$ref"),
        (with_parameter(&json!({ "$ref": 1 })), "reference-external", "/paths/~1a/get/parameters/0/$ref"),
        (response(json!({ "$ref": "#/responses/x" })), "reference-broken", "/paths/~1a/get/responses/200/$ref"),
        (response(json!({ "schema": { "type": "x" } })), "contract-choice", "/paths/~1a/get/responses/200/schema/type"),
        (schema(json!({ "type": "text" })), "contract-choice", "/definitions/A/type"),
        (
            schema(json!({ "properties": { "type": { "type": "date" } } })),
            "contract-choice",
            "/definitions/A/properties/type/type",
        ),
        (schema(json!({ "items": { "$ref": "#/definitions/B" } })), "reference-broken", "/definitions/A/items/$ref"),
        (
            schema(json!({ "allOf": [{}, { "$ref": "http://a.example/" }] })),
            "reference-external",
            "/definitions/A/allOf/1/$ref",
        ),
        (schema(json!({ "allOf": {} })), "contract-type", "/definitions/A/allOf"),
        (schema(json!({ "additionalProperties": "x" })), "contract-type", "/definitions/A/additionalProperties"),
        (schema(json!({ "$ref": "#/definitions/A" })), "reference-cycle", "/definitions/A/$ref"),
        (with_paths(&json!({}), &json!({ "consumes": "application/json" })), "contract-type", "/consumes"),
        (with_paths(&json!({}), &json!({ "produces": [1] })), "contract-type", "/produces/0"),
    ];
    for (document, reason, pointer) in rows {
        assert_eq!(flaw(&document), (reason.to_owned(), pointer.to_owned()), "{document}");
    }
}

#[test]
fn keywords_have_values_of_their_type() {
    let wrong = [
        ("maxLength", json!("x"), "contract-type"),
        ("minimum", json!([1]), "contract-type"),
        ("multipleOf", json!(true), "contract-type"),
        ("exclusiveMaximum", json!(3), "contract-type"),
        ("uniqueItems", json!("yes"), "contract-type"),
        ("readOnly", json!(1), "contract-type"),
        ("enum", json!({}), "contract-type"),
        ("properties", json!([]), "contract-type"),
        ("format", json!(1), "contract-type"),
        ("discriminator", json!({}), "contract-type"),
        ("pattern", json!(1), "contract-type"),
        ("pattern", json!("(a"), "pattern-invalid"),
        ("pattern", json!("[b-a]"), "pattern-invalid"),
    ];
    for (keyword, value, reason) in wrong {
        let definitions = json!({ "definitions": { "A": { "items": { keyword: value } } } });
        let expected = (reason.to_owned(), format!("/definitions/A/items/{keyword}"));
        assert_eq!(flaw(&with_paths(&json!({}), &definitions)), expected);
        let parameter = json!({ "name": "b", "in": "query", "type": "string", keyword: value });
        if !matches!(keyword, "properties" | "discriminator" | "readOnly") {
            let expected = (reason.to_owned(), format!("/paths/~1a/get/parameters/0/{keyword}"));
            assert_eq!(flaw(&with_parameter(&parameter)), expected);
        }
    }
    // Older contracts mark a property itself as required, and what the engine does not know may be a pattern all the
    // same.
    for (keyword, value) in
        [("required", json!(true)), ("pattern", json!(r"(a)\1")), ("maxLength", json!(null)), ("x-min", json!("a"))]
    {
        contract(&with_paths(&json!({}), &json!({ "definitions": { "A": { keyword: value } } })));
    }
}

#[test]
fn references_that_go_round_are_refused() {
    for section in ["parameters", "responses", "definitions"] {
        let reference = |name: &str| json!({ "$ref": format!("#/{section}/{name}") });
        let document = with_paths(&json!({}), &json!({ section: { "A": reference("B"), "B": reference("A") } }));
        assert_eq!(flaw(&document).0, "reference-cycle", "{section}");
    }
}

#[test]
fn recursive_schemas_are_not_cycles() {
    let person =
        json!({ "properties": { "enfants": { "type": "array", "items": { "$ref": "#/definitions/Personne" } } } });
    contract(&with_paths(&json!({}), &json!({ "definitions": { "Personne": person } })));
}

#[test]
fn a_property_may_be_called_like_a_keyword() {
    let schema = json!({ "type": "object", "properties": { "type": {}, "$ref": { "type": "string" }, "items": {} } });
    contract(&with_paths(&json!({}), &json!({ "definitions": { "A": schema } })));
}

#[test]
fn references_are_followed_wherever_they_lead() {
    let document = json!({
        "swagger": "2.0",
        "parameters": {
            "a/b": { "$ref": "#/parameters/c%20d" },
            "c d": { "name": "n", "in": "query", "type": "string" },
        },
        "responses": { "R": { "$ref": "#/paths/~1b/get/responses/200" } },
        "definitions": {
            "S": { "$ref": "#/definitions/T/properties/x" },
            "T": { "properties": { "x": { "type": "string" } } },
        },
        "paths": {
            "/a": { "get": {
                "parameters": [{ "$ref": "#/parameters/a~1b" }],
                "responses": { "200": { "$ref": "#/responses/R" } },
            } },
            "/b": { "get": { "responses": { "200": { "schema": { "$ref": "#/definitions/S" } } } } },
        },
    });
    assert_eq!(contract(&document).operations[0].parameters[0].name, "n");
}

#[test]
fn parameters_of_an_operation_replace_those_of_its_path() {
    let parameter = |name: &str, place: &str, kind: &str| json!({ "name": name, "in": place, "type": kind });
    let document = with_paths(
        &json!({ "/a/{id}": {
            "parameters": [
                parameter("id", "path", "string"),
                parameter("q", "query", "string"),
                parameter("X-A", "header", "string"),
            ],
            "get": { "parameters": [
                parameter("q", "query", "integer"),
                parameter("q", "header", "string"),
                parameter("x-a", "header", "integer"),
            ] },
            "delete": {},
        } }),
        &json!({}),
    );
    let contract = contract(&document);
    let of = |place: usize| -> Vec<_> {
        let parameters = contract.operations[place].parameters.iter();
        parameters
            .map(|it| (it.key.clone(), contract.document.value(it.word).text_field("type").unwrap().to_owned()))
            .collect()
    };
    let pairs =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    assert_eq!(of(0), pairs(&[("id", "string"), ("query.q", "integer"), ("x-a", "integer"), ("header.q", "string")]));
    assert_eq!(of(1), pairs(&[("id", "string"), ("q", "string"), ("X-A", "string")]));
    assert!(contract.operations.iter().all(|operation| operation.parameters[0].is_required));
}

#[test]
fn parameters_that_cannot_be_told_apart_are_refused() {
    let query = |name: &str| json!({ "name": name, "in": "query", "type": "string" });
    let header = |name: &str| json!({ "name": name, "in": "header", "type": "string" });
    let body = |name: &str| json!({ "name": name, "in": "body", "schema": {} });
    let form = json!({ "name": "f", "in": "formData", "type": "string" });
    let rows = [
        (json!([query("a"), query("a")]), "parameter-twice"),
        (json!([header("a"), header("A")]), "parameter-twice"),
        (json!([query("a"), header("a"), query("header.a")]), "parameter-twice"),
        (json!([body("a"), body("b")]), "body-twice"),
        (json!([body("a"), form]), "body-twice"),
    ];
    for (parameters, reason) in rows {
        assert_eq!(flaw(&with_parameters("post", "/a", &parameters, &json!({}))).0, reason, "{parameters}");
    }
    contract(&with_parameters("post", "/a", &json!([query("a"), query("A"), header("a")]), &json!({})));
}

#[test]
fn an_operation_without_a_name_of_its_own_is_called_by_method_and_path() {
    let operation = |id: &str| json!({ "operationId": id });
    let document = with_paths(
        &json!({
            "/a": { "get": {}, "put": operation("") },
            "/b": { "get": operation("twice"), "post": operation("own") },
            "/c": { "head": operation("twice") },
        }),
        &json!({}),
    );
    assert_eq!(ids(&document), ["GET /a", "PUT /a", "GET /b", "own", "HEAD /c"]);
    let clash = with_paths(&json!({ "/a": { "get": {}, "put": operation("GET /a") } }), &json!({}));
    assert_eq!(flaw(&clash).0, "operation-twice");
}

#[test]
fn extensions_are_left_alone() {
    let document = with_paths(
        &json!({ "x-paths": 1, "/a": { "x-get": 1, "get": { "responses": { "x-a": 1 } } } }),
        &json!({ "x-definitions": [] }),
    );
    assert_eq!(ids(&document), ["GET /a"]);
}

#[test]
fn only_the_base_path_is_taken_of_the_address() {
    let with = |base: Json| {
        let others = json!({ "basePath": base, "host": "evil.example", "schemes": ["http"] });
        with_paths(&json!({}), &others)
    };
    let address = |base: &str| contract(&with(json!(base))).address("sandbox").unwrap();
    assert_eq!(address("/dila/x"), "https://sandbox-api.piste.gouv.fr/dila/x");
    assert_eq!(address("/dila/x/"), "https://sandbox-api.piste.gouv.fr/dila/x");
    assert_eq!(address("/"), "https://sandbox-api.piste.gouv.fr");
    assert_eq!(contract(&with(json!("/a"))).address("production").unwrap(), "https://api.piste.gouv.fr/a");
    assert_eq!(contract(&with(json!("/a"))).address("elsewhere"), None);
    assert_eq!(contract(&with(json!(null))).address("sandbox"), None);
    for base in [
        "@evil.example",
        "evil",
        "",
        "//evil.example",
        "/a//b",
        "/..",
        "/a/../b",
        "/a?b",
        "/a#b",
        "/a\\b",
        "/%2e%2e",
        "/a\n",
    ] {
        assert_eq!(flaw(&with(json!(base))), ("base-path-invalid".to_owned(), "/basePath".to_owned()), "{base:?}");
    }
    assert_eq!(flaw(&with(json!(1))).0, "contract-type");
}
