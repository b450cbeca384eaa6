//! What ordinary contracts have, and specifications written by hand have not: media types that are ranges, headers that
//! belong to HTTP, fractions of money, paths that the platform has too.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics is a test that fails"
)]

mod support;

use serde_json::{Value, json};
use sne_cotation_simulator::{Environment, Fault, ReadyMade, Request, Response, Server};

use support::{body, call, serving, token};

/// A contract with one operation, `x`, at a path and with a method.
fn contract(path: &str, method: &str, operation: &Value) -> String {
    let mut operation = operation.clone();
    operation["operationId"] = "x".into();
    if operation.get("responses").is_none() {
        operation["responses"] = json!({ "200": { "description": "" } });
    }
    json!({ "swagger": "2.0", "basePath": "/v1", "paths": { path: { method: operation } } }).to_string()
}

/// What the one operation of a contract answers to a request without parameters.
fn answer(operation: &Value, seed: u64) -> Response {
    call(&mut serving(&contract("/x", "get", operation), seed), request("GET", "/v1/x"))
}

fn request(method: &str, path: &str) -> Request {
    Request::new(method, format!("https://sandbox-api.piste.gouv.fr{path}"))
}

fn responding(schema: &Value) -> Value {
    json!({ "200": { "description": "", "schema": schema } })
}

#[test]
fn any_media_type_is_json_unless_another_one_is_asked_for() {
    let person = json!({ "type": "object", "required": ["nom"], "properties": { "nom": { "type": "string" } } });
    for produces in [json!(["*/*"]), json!(["application/*"]), json!([]), json!(["json"])] {
        let operation = json!({ "produces": produces, "responses": responding(&person) });
        let response = answer(&operation, 0);
        assert_eq!(response.header("content-type"), Some("application/json;charset=UTF-8"), "{produces}");
        assert!(body(&response)["nom"].is_string(), "{produces}");
    }
    let text = json!({ "produces": ["*/*"], "responses": responding(&json!({ "type": "string" })) });
    let csv = request("GET", "/v1/x").with_header("Accept", "text/csv");
    let response = call(&mut serving(&contract("/x", "get", &text), 0), csv);
    assert_eq!((response.status, response.header("content-type")), (200, Some("text/csv;charset=UTF-8")));
}

#[test]
fn an_operation_that_takes_anything_is_given_json() {
    let schema = json!({ "type": "object", "required": ["nom"], "properties": { "nom": { "type": "string" } } });
    let parameters = json!([{ "name": "corps", "in": "body", "required": true, "schema": schema }]);
    for consumes in ["*/*", "application/*"] {
        let operation = json!({ "consumes": [consumes], "parameters": parameters });
        let simulator = serving(&contract("/x", "post", &operation), 0);
        let sample = simulator.backend().unwrap().example("x", 0).unwrap();
        assert!(sample.parameters["corps"]["nom"].is_string(), "{consumes}");
    }
}

#[test]
fn a_form_is_taken_where_the_contract_lists_no_type_for_it() {
    let field = json!({ "name": "nom", "in": "formData", "required": true, "type": "string" });
    let file = json!({ "name": "piece", "in": "formData", "type": "file" });
    let form = || {
        request("POST", "/v1/x")
            .with_header("Content-Type", "application/x-www-form-urlencoded")
            .with_body("nom=Logement+adapt%C3%A9")
    };
    let parts = "--a\r\nContent-Disposition: form-data; name=nom\r\n\r\nx\r\n--a--\r\n";
    let in_parts =
        || request("POST", "/v1/x").with_header("Content-Type", "multipart/form-data; boundary=a").with_body(parts);
    for (consumes, of_form, of_parts) in [
        (json!(["application/json"]), 200, 200),
        (json!([]), 200, 200),
        (json!(["application/x-www-form-urlencoded"]), 200, 200),
        (json!(["multipart/form-data"]), 415, 200),
    ] {
        let operation = json!({ "consumes": consumes, "parameters": [field, file] });
        let mut simulator = serving(&contract("/x", "post", &operation), 0);
        let statuses = (call(&mut simulator, form()).status, call(&mut simulator, in_parts()).status);
        assert_eq!(statuses, (of_form, of_parts), "{consumes}");
    }
}

#[test]
fn headers_that_would_break_the_message_are_not_made() {
    let text = json!({ "type": "string" });
    let names = [
        "Content-Encoding",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Set-Cookie",
        "Content-Range",
        "X-RateLimit-Remaining",
        "Retry-After",
        "Access-Control-Allow-Origin",
        "Content-Type",
        "Un nom",
    ];
    let mut headers: serde_json::Map<_, _> = names.iter().map(|name| ((*name).to_owned(), text.clone())).collect();
    headers.insert("X-Libelle".to_owned(), json!({ "type": "string", "enum": ["Logement adapté"] }));
    headers.insert("X-Symbole".to_owned(), json!({ "type": "string", "enum": ["€"] }));
    headers.insert("X-Objet".to_owned(), json!({ "type": "object" }));
    let responses = json!({ "200": { "description": "", "schema": text, "headers": headers } });
    let response = answer(&json!({ "responses": responses }), 0);
    let mut set: Vec<_> = response.headers.iter().map(|(name, _)| name.as_str()).collect();
    set.sort_unstable();
    assert_eq!(set, ["Content-Length", "Content-Type", "X-Libelle"]);
    assert_eq!(response.header("x-libelle"), Some("Logement adapté"));
    assert!(body(&response).is_string());
}

#[test]
fn an_own_login_goes_before_the_page_of_the_platform() {
    let own = json!({ "swagger": "2.0", "basePath": "/", "paths": {
        "/login": { "get": { "responses": responding(&json!({ "type": "string", "enum": ["jeton"] })) } },
    } });
    let mut simulator = serving(&own.to_string(), 0);
    assert_eq!(body(&call(&mut simulator, request("GET", "/login"))), json!("jeton"));
    assert_eq!(simulator.handle(&request("GET", "/login")).status, 400, "a token is needed there as elsewhere");
    simulator.inject(Server::Gateway, Fault::LoginRedirect);
    let redirect = call(&mut simulator, request("GET", "/login"));
    let page = call(&mut simulator, Request::new("GET", redirect.header("location").unwrap()));
    assert!(String::from_utf8_lossy(&page.body).contains("<form"));
}

#[test]
fn money_and_coordinates_keep_their_last_digit() {
    let place = "{\"latitude\":48.856613,\"longitude\":2.3522219,\"loyer\":554.3}";
    let number = json!({ "type": "number", "format": "double" });
    let schema = json!({ "type": "object", "required": ["latitude", "loyer"], "properties": {
        "latitude": number, "longitude": number, "loyer": { "type": "number", "multipleOf": 0.01 },
    } });
    let schema = schema.to_string();
    let mut response =
        format!("{{\"description\":\"\",\"schema\":{schema},\"examples\":{{\"application/json\":{place}}}}}");
    response = format!("{{\"responses\":{{\"200\":{response}}}}}");
    let text = format!("{{\"swagger\":\"2.0\",\"basePath\":\"/v1\",\"paths\":{{\"/x\":{{\"get\":{response}}}}}}}");
    let answered = call(&mut serving(&text, 0), request("GET", "/v1/x"));
    assert_eq!(String::from_utf8_lossy(&answered.body), place);
    for seed in 0..200 {
        let schema = json!({ "type": "number", "multipleOf": 0.01, "minimum": 0, "maximum": 99_999_999_999_999_i64 });
        let response = answer(&json!({ "responses": responding(&schema) }), seed);
        let text = String::from_utf8_lossy(&response.body).into_owned();
        let digits = text.split_once('.').map_or("", |(_, digits)| digits);
        assert!(digits.len() <= 2, "{text}");
    }
}

#[test]
fn a_number_with_the_format_of_integers_is_one() {
    for (seed, format) in (0..20).flat_map(|seed| [(seed, "int32"), (seed, "int64")]) {
        let schema = json!({ "type": "number", "format": format });
        let answered = body(&answer(&json!({ "responses": responding(&schema) }), seed));
        assert!(answered.is_i64(), "{answered}");
    }
}

#[test]
fn what_the_api_alone_sets_is_left_out_wherever_an_all_of_says_so() {
    let inner = json!({ "allOf": [{ "properties": { "id": { "type": "string", "readOnly": true } } }] });
    let schema = json!({ "allOf": [inner], "required": ["nom"], "properties": { "nom": { "type": "string" } } });
    let operation = json!({ "parameters": [{ "name": "corps", "in": "body", "required": true, "schema": schema }] });
    let mut simulator = serving(&contract("/x", "put", &operation), 0);
    for seed in 0..10 {
        let sample = simulator.backend().unwrap().example("x", seed).unwrap();
        let given = &sample.parameters["corps"];
        assert!(given["nom"].is_string() && given.get("id").is_none(), "{given}");
        let put = request("PUT", "/v1/x").with_header("Content-Type", "application/json").with_body(given.to_string());
        assert_eq!(call(&mut simulator, put).status, 200, "{given}");
    }
}

#[test]
fn a_success_without_a_body_has_none_whatever_its_schema() {
    for status in ["204", "205"] {
        let responses = json!({ status: { "description": "", "schema": { "type": "object" } } });
        let response = answer(&json!({ "responses": responses }), 0);
        assert_eq!((response.status.to_string().as_str(), response.body.len()), (status, 0));
        assert_eq!(response.header("content-type"), None);
    }
}

#[test]
fn the_example_of_another_json_is_an_example_of_this_one() {
    for known in ["application/json;charset=UTF-8", "application/JSON", "application/hal+json"] {
        let mut responses = responding(&json!({ "type": "object" }));
        responses["200"]["examples"] = json!({ known: { "nom": "Dupont" } });
        let response = answer(&json!({ "produces": ["application/json"], "responses": responses }), 0);
        assert_eq!(body(&response), json!({ "nom": "Dupont" }), "{known}");
    }
}

#[test]
fn a_list_of_all_that_there_is_can_be_made() {
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    let items = json!({ "type": "string", "enum": letters });
    let schema = json!({ "type": "array", "uniqueItems": true, "minItems": 26, "items": items });
    let mut all: Vec<String> =
        serde_json::from_value(body(&answer(&json!({ "responses": responding(&schema) }), 0))).unwrap();
    all.sort();
    assert_eq!(all, letters);
}

/// A contract of any size is served in a time that grows as it does.
#[test]
fn ten_thousand_operations_are_found_each_by_its_path() {
    let paths: serde_json::Map<_, _> = (0..10_000)
        .map(|number| {
            let parameters = json!([{ "name": "id", "in": "path", "required": true, "type": "string" }]);
            let schema = json!({ "type": "integer", "enum": [number] });
            (
                format!("/p{number}/{{id}}"),
                json!({ "parameters": parameters, "get": { "responses": responding(&schema) } }),
            )
        })
        .collect();
    let mut simulator = serving(&json!({ "swagger": "2.0", "basePath": "/v1", "paths": paths }).to_string(), 0);
    let token = token(&mut simulator, ReadyMade::Works);
    for number in (0..10_000).step_by(7) {
        let asked = request("GET", &format!("/v1/p{number}/x")).with_header("Authorization", format!("Bearer {token}"));
        assert_eq!(body(&simulator.handle(&asked)), json!(number));
    }
    assert_eq!(simulator.addresses(Environment::Sandbox).1, "https://sandbox-api.piste.gouv.fr/v1");
}
