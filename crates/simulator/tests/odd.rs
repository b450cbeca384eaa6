//! Contracts that break the specification: they are served as far as a client can call them.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics is a test that fails"
)]

mod support;

use serde_json::{Map, Value, json};
use sne_cotation_simulator::{Request, Response, Simulator};

use support::{body, call, serving};

const BASE: &str = "https://sandbox-api.piste.gouv.fr/v1";

/// A contract of these paths; each operation answers with its own name, unless it says something else.
fn contract(paths: &Value) -> String {
    let mut paths = paths.clone();
    for item in paths.as_object_mut().unwrap().values_mut() {
        for (method, operation) in item.as_object_mut().unwrap() {
            if method != "parameters" && operation.get("responses").is_none() {
                let schema = json!({ "type": "string", "enum": [operation["operationId"]] });
                operation["responses"] = json!({ "200": { "description": "", "schema": schema } });
            }
        }
    }
    json!({ "swagger": "2.0", "basePath": "/v1", "paths": paths }).to_string()
}

fn asked(simulator: &mut Simulator, method: &str, path: &str) -> Response {
    call(simulator, Request::new(method, format!("{BASE}{path}")))
}

/// Which operation a request reaches.
fn reached(simulator: &mut Simulator, path: &str) -> Value {
    let answer = asked(simulator, "GET", path);
    assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
    body(&answer)
}

fn parameters(simulator: &Simulator, id: &str) -> Map<String, Value> {
    simulator.backend().unwrap().example(id, 0).unwrap().parameters
}

fn text(name: &str, place: &str) -> Value {
    json!({ "name": name, "in": place, "required": place == "path", "type": "string" })
}

#[test]
fn paths_are_read_as_other_routers_read_them() {
    let mut simulator = serving(
        &contract(&json!({
            "/o/{p:.+}": { "get": { "operationId": "expression", "parameters": [text("p", "path")] } },
            "/q?x=1": { "get": { "operationId": "one" } },
            "/q?x=2": { "get": { "operationId": "two" } },
            "/pages{?page,size}": { "get": { "operationId": "pages", "parameters": [text("page", "query")] } },
            "/tout/**": { "get": { "operationId": "rest" } },
            "/a//b": { "get": { "operationId": "double" } },
            "sans/barre": { "get": { "operationId": "bare" } },
            "/u/{id}": { "get": { "operationId": "undeclared" } },
            "/p/{proxy+}": { "get": { "operationId": "proxy", "parameters": [text("proxy+", "path")] } },
        })),
        0,
    );
    for (path, operation) in [
        ("/o/a%2Fb", "expression"),
        ("/q?x=2", "two"),
        ("/q?y=0&x=1", "one"),
        ("/pages?page=2", "pages"),
        ("/pages", "pages"),
        ("/tout/**", "rest"),
        ("/tout/a/b", "rest"),
        ("/a//b", "double"),
        ("/sans/barre", "bare"),
        ("/u/12", "undeclared"),
        ("/p/x", "proxy"),
    ] {
        assert_eq!(reached(&mut simulator, path), json!(operation), "{path}");
    }
    assert_eq!(asked(&mut simulator, "GET", "/q").status, 404);
    assert!(parameters(&simulator, "undeclared")["id"].is_string());
    assert!(simulator.backend().unwrap().unanswered().is_empty());
}

#[test]
fn keywords_that_say_nothing_ask_nothing() {
    let mut simulator = serving(
        &contract(&json!({
            "/x": { "get": { "operationId": "x", "parameters": [
                { "name": "page", "in": "query", "type": "integer", "minimum": "5" },
                { "name": "tri", "in": "query" },
                { "name": "filtre", "in": "query", "schema": { "type": "integer" } },
                { "name": "carte", "in": "query", "type": "Map" },
                { "name": "liste", "in": "query", "type": "array" },
                { "name": "objet", "in": "query", "type": "object" },
                { "name": "objets", "in": "query", "type": "array", "items": { "type": "object" } },
            ] } },
        })),
        0,
    );
    let given = parameters(&simulator, "x");
    assert!(given["page"].is_i64() && given["filtre"].is_i64() && given["tri"].is_string(), "{given:?}");
    assert!(given["liste"].is_array() && given["objet"].is_object(), "{given:?}");
    assert!(!given.contains_key("objets"), "nothing says how to write a list of objects: {given:?}");
    assert_eq!(reached(&mut simulator, "/x?page=1&tri=a&carte=b&liste=c,d"), json!("x"));
    assert_eq!(asked(&mut simulator, "GET", "/x?page=a").status, 400, "what is certain is still found");
}

#[test]
fn a_request_has_one_of_the_bodies_and_forms_of_a_contract() {
    let object =
        |name: &str| json!({ "type": "object", "required": [name], "properties": { name: { "type": "integer" } } });
    let in_body = |name: &str| json!({ "name": name, "in": "body", "required": true, "schema": object(name) });
    let field = json!({ "name": "champ", "in": "formData", "required": true, "type": "string" });
    let mut simulator = serving(
        &contract(&json!({
            "/deux": { "post": { "operationId": "deux", "parameters": [in_body("a"), in_body("b")] } },
            "/corps": { "post": { "operationId": "corps", "parameters": [in_body("a"), field] } },
            "/champ": { "post": { "operationId": "champ", "parameters": [field, in_body("a")] } },
        })),
        0,
    );
    for (id, keys) in [("deux", ["a"]), ("corps", ["a"]), ("champ", ["champ"])] {
        assert!(parameters(&simulator, id).keys().eq(keys), "{id}");
    }
    let mut post = |path: &str, media_type: &str, body: &str| {
        let request = Request::new("POST", format!("{BASE}{path}")).with_header("Content-Type", media_type);
        call(&mut simulator, request.with_body(body)).status
    };
    let (form, of_json) = ("application/x-www-form-urlencoded", "application/json");
    for path in ["/corps", "/champ"] {
        let statuses = [post(path, form, "champ=x"), post(path, of_json, "{\"a\":1}"), post(path, of_json, "{}")];
        assert_eq!(statuses, [200, 200, 400], "{path}");
    }
    let statuses = ["{\"a\":1}", "{\"b\":1}", "{\"c\":1}"].map(|body| post("/deux", of_json, body));
    assert_eq!(statuses, [200, 200, 400]);
}

#[test]
fn a_body_that_is_a_file_is_taken_as_it_is() {
    let image = json!({ "name": "image", "in": "body", "required": true, "schema": { "type": "file" } });
    let mut simulator =
        serving(&contract(&json!({ "/i": { "post": { "operationId": "i", "parameters": [image] } } })), 0);
    assert_eq!(simulator.backend().unwrap().example("i", 0).unwrap().files, ["image"]);
    let sent = Request::new("POST", format!("{BASE}/i")).with_header("Content-Type", "application/json");
    assert_eq!(call(&mut simulator, sent.clone().with_body("no JSON")).status, 200);
    assert_eq!(call(&mut simulator, sent).status, 400, "it is required");
}

#[test]
fn references_that_lead_nowhere_ask_nothing() {
    for reference in ["#/definitions/Absente", "autre.json#/definitions/X", "#/definitions/Ronde"] {
        let schema = json!({ "type": "object", "required": ["lien"], "properties": { "lien": { "$ref": reference } } });
        let paths = json!({ "/x": { "get": {
            "operationId": "x",
            "parameters": [{ "$ref": "#/parameters/Absent" }],
            "responses": { "200": { "description": "", "schema": schema }, "400": { "$ref": "#/responses/Absente" } },
        } } });
        let ronde = json!({ "Ronde": { "$ref": "#/definitions/Ronde" } });
        let document = json!({ "swagger": "2.0", "basePath": "/v1", "paths": paths, "definitions": ronde });
        let mut simulator = serving(&document.to_string(), 0);
        assert!(reached(&mut simulator, "/x").get("lien").is_some(), "{reference}");
    }
}

#[test]
fn a_list_of_what_items_are_at_the_wrong_place_is_passed_over_where_it_can_be() {
    // The tools that write it mean the items.
    let types = json!({
        "name": "types", "in": "query", "type": "array", "collectionFormat": "multi",
        "items": { "type": "string", "enum": ["PRODUIT", "SERVICE"] }, "enum": ["PRODUIT", "SERVICE"],
    });
    let simulator = serving(&contract(&json!({ "/x": { "get": { "operationId": "x", "parameters": [types] } } })), 0);
    let given = parameters(&simulator, "x");
    assert!(given.get("types").is_none_or(Value::is_array), "{given:?}");
}
