//! Reading: what is understood of a document, and where it is wrong.

#![expect(clippy::panic, reason = "tests")]

mod support;

use serde_json::{Value as Json, json};
use sne_cotation_contract::flat::{Document, Kind, Value, ValueRef};
use support::{contract, flat, flaw, remark, remarks, unflat, with_parameters, with_paths};

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
    for document in
        [json!({ "swagger": "2.0" }), json!({ "swagger": "2.0", "paths": null }), with_paths(&json!([]), &json!({}))]
    {
        assert_eq!(flaw(&document), ("contract-paths".to_owned(), "/paths".to_owned()), "{document}");
    }
    // Some write the version as the number that it looks like, and some tools leave what another had written.
    for document in [
        json!({ "swagger": 2, "paths": {} }),
        json!({ "swagger": "2", "paths": {} }),
        json!({ "swagger": "2.0.0", "paths": {} }),
        json!({ "swagger": "2.0.1", "paths": {} }),
        json!({ "swagger": "v2.0", "paths": {} }),
        json!({ "swagger": "2.0", "openapi": "3.0.0", "paths": {} }),
    ] {
        contract(&document);
    }
}

/// Remarks by the document that has them: rule, pointer and costs.
type Rows = Vec<(Json, &'static str, String, &'static str)>;

fn check_rows(rows: Rows) {
    for (document, rule, pointer, costs) in rows {
        assert_eq!(remarks(&document), [remark(rule, &pointer, costs)], "{document}");
    }
}

#[test]
fn what_is_malformed_is_a_remark_at_its_place() {
    let schema = |schema: Json| with_paths(&json!({}), &json!({ "definitions": { "A": schema } }));
    let response =
        |response: Json| with_parameters("get", "/a", &json!([]), &json!({ "responses": { "200": response } }));
    check_rows(vec![
        (with_paths(&json!({ "/a": [] }), &json!({})), "malformed", "/paths/~1a".to_owned(), "operation"),
        (with_paths(&json!({ "/a": { "get": 1 } }), &json!({})), "malformed", "/paths/~1a/get".to_owned(), "operation"),
        (with_paths(&json!({ "/a": null }), &json!({})), "malformed", "/paths/~1a".to_owned(), "nothing"),
        (
            with_paths(&json!({ "$ref": "paths.json" }), &json!({})),
            "reference-external",
            "/paths/$ref".to_owned(),
            "operation",
        ),
        (
            with_paths(&json!({ "/a": { "get": { "operationId": 1 } } }), &json!({})),
            "malformed",
            "/paths/~1a/get/operationId".to_owned(),
            "nothing",
        ),
        (
            response(json!({ "$ref": "#/responses/x" })),
            "reference-broken",
            "/paths/~1a/get/responses/200/$ref".to_owned(),
            "check",
        ),
        (
            response(json!({ "schema": { "type": "x" } })),
            "type",
            "/paths/~1a/get/responses/200/schema/type".to_owned(),
            "check",
        ),
        (
            response(json!({ "headers": { "X": { "type": "object" } } })),
            "type",
            "/paths/~1a/get/responses/200/headers/X/type".to_owned(),
            "nothing",
        ),
        (schema(json!({ "type": "text" })), "type", "/definitions/A/type".to_owned(), "nothing"),
        (schema(json!({ "format": "couleur" })), "format", "/definitions/A/format".to_owned(), "nothing"),
        (
            schema(json!({ "properties": { "type": { "type": "date" } } })),
            "type",
            "/definitions/A/properties/type/type".to_owned(),
            "nothing",
        ),
        (
            schema(json!({ "items": { "$ref": "#/definitions/B" } })),
            "reference-broken",
            "/definitions/A/items/$ref".to_owned(),
            "nothing",
        ),
        (
            schema(json!({ "allOf": [{}, { "$ref": "http://a.example/" }] })),
            "reference-external",
            "/definitions/A/allOf/1/$ref".to_owned(),
            "nothing",
        ),
        (schema(json!({ "allOf": {} })), "malformed", "/definitions/A/allOf".to_owned(), "nothing"),
        (
            schema(json!({ "additionalProperties": "x" })),
            "malformed",
            "/definitions/A/additionalProperties".to_owned(),
            "nothing",
        ),
        (schema(json!({ "$ref": "#/definitions/A" })), "reference-cycle", "/definitions/A/$ref".to_owned(), "nothing"),
        (
            schema(json!({ "type": "integer", "default": "1" })),
            "malformed",
            "/definitions/A/default".to_owned(),
            "nothing",
        ),
        (schema(json!(null)), "malformed", "/definitions/A".to_owned(), "nothing"),
        (with_paths(&json!({}), &json!({ "definitions": [] })), "malformed", "/definitions".to_owned(), "nothing"),
        (
            with_paths(&json!({}), &json!({ "consumes": "application/json" })),
            "malformed",
            "/consumes".to_owned(),
            "nothing",
        ),
        (with_paths(&json!({}), &json!({ "produces": null })), "malformed", "/produces".to_owned(), "nothing"),
        (with_paths(&json!({}), &json!({ "produces": [1] })), "malformed", "/produces/0".to_owned(), "nothing"),
        (with_paths(&json!({}), &json!({ "host": "https://a.example" })), "host", "/host".to_owned(), "nothing"),
        (with_paths(&json!({}), &json!({ "basePath": "/{v}/a" })), "base-path", "/basePath".to_owned(), "nothing"),
    ]);
}

/// What is of `OpenAPI` 3, or stands for something else, is told where it would be lost in silence.
#[test]
fn what_an_operation_has_beside_swagger_2_is_a_remark() {
    let operation = |others: Json| with_parameters("get", "/a", &json!([]), &others);
    let inside = |field: &str| format!("/paths/~1a/get/{field}");
    check_rows(vec![
        (operation(json!({ "requestBody": { "content": {} } })), "keyword", inside("requestBody"), "check"),
        (
            operation(json!({ "responses": { "200": { "content": {} } } })),
            "keyword",
            inside("responses/200/content"),
            "check",
        ),
        (operation(json!({ "consumes": ["json"] })), "media-type", inside("consumes/0"), "nothing"),
        (operation(json!({ "produces": ["a/b", "a b"] })), "media-type", inside("produces/1"), "nothing"),
        (operation(json!({ "responses": { "ok": {} } })), "status", inside("responses/ok"), "check"),
        (
            with_paths(&json!({ "/a": { "trace": { "responses": {} } } }), &json!({})),
            "keyword",
            "/paths/~1a/trace".to_owned(),
            "nothing",
        ),
    ]);
    let known = json!({ "2XX": {}, "200 OK": {}, "default": {}, "x-any": {} });
    assert_eq!(remarks(&operation(json!({ "responses": known }))), []);
}

/// Names that hold what escapes another are referred to by either.
#[test]
fn a_reference_is_read_as_it_stands_too() {
    for (name, reference) in [("A%20B", "A%20B"), ("A B", "A%20B"), ("A~1B", "A~1B"), ("A/B", "A~1B")] {
        let schema = json!({ "$ref": format!("#/definitions/{reference}") });
        let document = with_paths(&json!({}), &json!({ "definitions": { name: {}, "S": schema } }));
        assert_eq!(remarks(&document), [], "{name} {reference}");
    }
}

#[test]
fn a_malformed_parameter_is_a_remark_at_its_place() {
    let parameter = "/paths/~1a/get/parameters/0";
    let inside = |field: &str| format!("{parameter}/{field}");
    check_rows(vec![
        (with_parameter(&json!({ "in": "query", "type": "string" })), "parameter-name", parameter.to_owned(), "check"),
        (with_parameter(&json!({ "name": "b", "type": "string" })), "in", parameter.to_owned(), "check"),
        (with_parameter(&json!({ "name": "b", "in": "query" })), "parameter-untyped", parameter.to_owned(), "check"),
        (with_parameter(&json!({ "name": "b", "in": "cookie", "type": "string" })), "in", inside("in"), "check"),
        (with_parameter(&json!({ "name": "b", "in": "Query", "type": "string" })), "in", inside("in"), "nothing"),
        (with_parameter(&json!({ "name": "b", "in": "query", "type": "date" })), "type", inside("type"), "check"),
        (with_parameter(&json!({ "name": "b", "in": "query", "type": "file" })), "type", inside("type"), "check"),
        (
            with_parameter(&json!({ "name": "b", "in": "query", "type": "array" })),
            "items",
            parameter.to_owned(),
            "check",
        ),
        (
            with_parameter(&json!({
                "name": "b", "in": "header", "type": "array", "collectionFormat": "multi",
                "items": { "type": "string" },
            })),
            "collection-format",
            inside("collectionFormat"),
            "check",
        ),
        (
            with_parameter(&json!({ "name": "b", "in": "query", "type": "array", "items": { "type": "x" } })),
            "type",
            inside("items/type"),
            "check",
        ),
        (
            with_parameter(&json!({ "name": "b", "in": "query", "schema": { "type": "string" } })),
            "parameter-schema",
            parameter.to_owned(),
            "nothing",
        ),
        (
            with_parameter(&json!({ "name": "b c", "in": "header", "type": "string" })),
            "header-name",
            inside("name"),
            "check",
        ),
        (
            with_parameter(&json!({ "name": " b", "in": "header", "type": "string" })),
            "header-name",
            inside("name"),
            "nothing",
        ),
        (with_parameter(&json!(null)), "malformed", parameter.to_owned(), "check"),
        (with_parameter(&json!({ "$ref": "#/parameters/x" })), "reference-broken", inside("$ref"), "check"),
        (with_parameter(&json!({ "$ref": "x.json#/x" })), "reference-external", inside("$ref"), "check"),
        (with_parameter(&json!({ "$ref": 1 })), "malformed", inside("$ref"), "check"),
        (
            with_parameter(&json!({ "name": "b", "in": "query", "type": "integer", "enum": ["1", "2"] })),
            "malformed",
            inside("enum"),
            "check",
        ),
    ]);
}

#[test]
fn keywords_have_values_of_their_type() {
    let wrong = [
        ("maxLength", json!("x"), "malformed"),
        ("maxLength", json!(-1), "malformed"),
        ("maxLength", json!(1.5), "malformed"),
        ("minimum", json!([1]), "malformed"),
        ("minimum", json!("0"), "malformed"),
        ("multipleOf", json!(true), "malformed"),
        ("multipleOf", json!(0), "malformed"),
        ("exclusiveMaximum", json!(3), "malformed"),
        ("uniqueItems", json!("yes"), "malformed"),
        ("readOnly", json!(1), "malformed"),
        ("enum", json!({}), "malformed"),
        ("enum", json!("A"), "malformed"),
        ("enum", json!([]), "malformed"),
        ("required", json!("true"), "malformed"),
        ("properties", json!([]), "malformed"),
        ("format", json!(1), "malformed"),
        ("discriminator", json!({}), "malformed"),
        ("pattern", json!(1), "malformed"),
        ("pattern", json!("(a"), "pattern"),
        ("pattern", json!("[b-a]"), "pattern"),
        ("pattern", json!(r"(a)\1"), "pattern-unknown"),
        ("oneOf", json!([]), "keyword"),
        ("const", json!(1), "keyword"),
    ];
    for (keyword, value, rule) in wrong {
        let definitions = json!({ "definitions": { "A": { "items": { keyword: value } } } });
        let expected = remark(rule, &format!("/definitions/A/items/{keyword}"), "nothing");
        assert_eq!(remarks(&with_paths(&json!({}), &definitions)), [expected]);
        let parameter = json!({ "name": "b", "in": "query", "type": "string", keyword: value });
        let expected = remark(rule, &format!("/paths/~1a/get/parameters/0/{keyword}"), "check");
        assert_eq!(remarks(&with_parameter(&parameter)), [expected]);
    }
    // Older contracts mark a property itself as required.
    let flag = with_paths(&json!({}), &json!({ "definitions": { "A": { "required": true } } }));
    assert_eq!(remarks(&flag), [remark("malformed", "/definitions/A/required", "nothing")]);
    for (keyword, value) in [
        ("maxLength", json!(null)),
        ("description", json!(null)),
        ("x-min", json!("a")),
        ("maxLength", json!(2_147_483_647)),
        ("maxLength", json!("big:99999999999999999999")),
        ("allOf", json!([])),
        ("items", json!([{ "type": "string" }])),
        ("type", json!(["string", "null"])),
        ("nullable", json!(true)),
    ] {
        assert_eq!(remarks(&with_paths(&json!({}), &json!({ "definitions": { "A": { keyword: value } } }))), []);
    }
}

#[test]
fn references_that_go_round_are_remarks() {
    for section in ["parameters", "responses", "definitions"] {
        let reference = |name: &str| json!({ "$ref": format!("#/{section}/{name}") });
        let document = with_paths(&json!({}), &json!({ section: { "A": reference("B"), "B": reference("A") } }));
        let expected = ["A", "B"].map(|name| remark("reference-cycle", &format!("/{section}/{name}/$ref"), "nothing"));
        assert_eq!(remarks(&document), expected, "{section}");
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
fn parameters_that_cannot_be_told_apart_are_remarks() {
    let query = |name: &str| json!({ "name": name, "in": "query", "type": "string" });
    let header = |name: &str| json!({ "name": name, "in": "header", "type": "string" });
    let body = |name: &str| json!({ "name": name, "in": "body", "schema": {} });
    let form = json!({ "name": "f", "in": "formData", "type": "string" });
    let (operation, second) = ("/paths/~1a/post", "/paths/~1a/post/parameters/1");
    let rows = [
        (json!([query("a"), query("a")]), "parameter-twice", second),
        (json!([header("a"), header("A")]), "parameter-twice", second),
        (json!([body("a"), body("a")]), "parameter-twice", second),
        (json!([body("a"), body("b")]), "body-twice", operation),
        (json!([body("a"), form]), "body-twice", operation),
    ];
    for (parameters, rule, pointer) in rows {
        let document = with_parameters("post", "/a", &parameters, &json!({}));
        assert_eq!(remarks(&document), [remark(rule, pointer, "check")], "{parameters}");
    }
    let keys = |parameters: Json| -> Vec<String> {
        let document = with_parameters("post", "/a", &parameters, &json!({}));
        assert_eq!(remarks(&document), [], "{parameters}");
        contract(&document).operations[0].parameters.iter().map(|it| it.key.clone()).collect()
    };
    assert_eq!(keys(json!([query("a"), query("A"), header("a")])), ["query.a", "A", "header.a"]);
    // A name that is the key of another.
    assert_eq!(keys(json!([query("a"), header("a"), query("header.a")])), ["query.a", "header.a", "query.header.a"]);
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
    let twice = ["/paths/~1b/get", "/paths/~1c/head"].map(|pointer| remark("operation-twice", pointer, "nothing"));
    assert_eq!(remarks(&document), twice);
    let clash = with_paths(&json!({ "/a": { "get": {}, "put": operation("GET /a") } }), &json!({}));
    assert_eq!(ids(&clash), ["GET /a", "PUT /a"]);
    assert_eq!(remarks(&clash), [remark("operation-taken", "/paths/~1a/put", "nothing")]);
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
    assert_eq!(address("dila/x"), "https://sandbox-api.piste.gouv.fr/dila/x");
    assert_eq!(address("@evil.example"), "https://sandbox-api.piste.gouv.fr/@evil.example");
    assert_eq!(address(" /dila/x/ "), "https://sandbox-api.piste.gouv.fr/dila/x");
    assert_eq!(address("https://evil.example:8443/dila/x"), "https://sandbox-api.piste.gouv.fr/dila/x");
    for base in ["dila", " /dila ", "https://evil.example/dila"] {
        assert_eq!(remarks(&with(json!(base))), [remark("base-path-slash", "/basePath", "nothing")], "{base}");
    }
    assert_eq!(remarks(&with(json!("https://evil.example"))), [remark("base-path", "/basePath", "nothing")]);
    assert_eq!(address("/dila/x"), "https://sandbox-api.piste.gouv.fr/dila/x");
    assert_eq!(address("/dila/x/"), "https://sandbox-api.piste.gouv.fr/dila/x");
    assert_eq!(address("/"), "https://sandbox-api.piste.gouv.fr");
    assert_eq!(contract(&with(json!("/a"))).address("production").unwrap(), "https://api.piste.gouv.fr/a");
    assert_eq!(contract(&with(json!("/a"))).address("elsewhere"), None);
    assert_eq!(contract(&with(json!(null))).address("sandbox"), None);
    for base in ["", "//evil.example", "/a//b", "/..", "/a/../b", "/a?b", "/a#b", "/a\\b", "/%2e%2e", "/a\n"] {
        assert_eq!(remarks(&with(json!(base))), [remark("base-path", "/basePath", "nothing")], "{base:?}");
        assert_eq!(contract(&with(json!(base))).address("sandbox"), None, "{base:?}");
    }
    assert_eq!(remarks(&with(json!(1))), [remark("malformed", "/basePath", "nothing")]);
    assert_eq!(contract(&with(json!(1))).address("sandbox"), None);
}
