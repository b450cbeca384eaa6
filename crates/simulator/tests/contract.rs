//! The back-end by contract, through the gateway as any call: what is served, with which answers, and what is refused.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that panics is a test that fails"
)]

mod support;

use serde_json::{Value, json};
use sne_cotation_simulator::{Config, Environment, ReadyMade, Request, Simulator, Unanswerable, Unanswered};

use support::{body, call, serving, token};

const COMPLETE: &str = include_str!("../../../tests/node/contracts/complete.json");
const BASE: &str = "https://sandbox-api.piste.gouv.fr/mediatheque/v1";

fn get(path: &str) -> Request {
    Request::new("GET", format!("{BASE}{path}"))
}

fn with_json(method: &str, path: &str, body: &Value) -> Request {
    Request::new(method, format!("{BASE}{path}"))
        .with_header("Content-Type", "application/json")
        .with_body(body.to_string())
}

/// A contract with one operation, `GET /x`, that answers with this schema.
fn answering(schema: &Value) -> String {
    let responses = json!({ "200": { "description": "", "schema": schema } });
    json!({ "swagger": "2.0", "paths": { "/x": { "get": { "responses": responses } } } }).to_string()
}

fn answer_of(schema: &Value, seed: u64) -> Value {
    let mut simulator = serving(&answering(schema), seed);
    let answer = call(&mut simulator, Request::new("GET", format!("{}/x", Environment::Sandbox.api_url())));
    assert_eq!(answer.status, 200, "{schema}: {}", String::from_utf8_lossy(&answer.body));
    body(&answer)
}

#[test]
fn every_operation_is_served_below_the_base_path() {
    let mut simulator = serving(COMPLETE, 1);
    let list = call(&mut simulator, get("/oeuvres"));
    assert_eq!(list.header("content-type"), Some("application/json;charset=UTF-8"));
    assert!(body(&list).as_array().is_some_and(|items| !items.is_empty()));
    let added = with_json("POST", "/oeuvres", &json!({ "support": "Oeuvre", "titre": "x" }));
    let added = call(&mut simulator, added);
    assert_eq!(added.status, 201);
    assert!(added.header("x-cote").is_some_and(|cote| cote.len() == 8), "{:?}", added.headers);
    let tree = body(&call(&mut simulator, get("/classement")));
    assert!(tree["nom"].is_string() && tree["rayons"].is_array());
    let deleted = call(&mut simulator, Request::new("DELETE", format!("{BASE}/oeuvres/ABC-0001")));
    assert_eq!((deleted.status, deleted.body.len(), deleted.header("content-type")), (204, 0, None));
}

#[test]
fn one_list_is_behind_all_its_ranges() {
    for seed in 0..6 {
        let mut simulator = serving(COMPLETE, seed);
        let mut part = |range: &str| {
            let answer = call(&mut simulator, get(&format!("/oeuvres?range={range}&tri=titre")));
            let place = answer.header("content-range").unwrap().to_owned();
            (answer.status, place, body(&answer).as_array().unwrap().clone(), answer.header("x-total").is_some())
        };
        let (status, place, all, has_total) = part("0-999");
        let total: usize = place.split_once('/').unwrap().1.parse().unwrap();
        assert_eq!((all.len(), status, has_total), (total, 200, true));
        let (_, place, two, _) = part("0-1");
        assert_eq!((place, &two[..]), (format!("0-{}/{total}", two.len() - 1), &all[..total.min(2)]));
        if total > 3 {
            assert_eq!(part("2-3"), (206, format!("2-3/{total}"), all[2..4].to_vec(), false));
        }
        assert_eq!(part("5000-5001"), (206, format!("*/{total}"), Vec::new(), false));
        let other = call(&mut simulator, get("/oeuvres?range=0-999&tri=-titre"));
        assert_ne!(body(&other).as_array().unwrap(), &all, "another list");
    }
}

#[test]
fn all_pages_say_how_many_there_are() {
    for seed in 0..6 {
        let mut simulator = serving(COMPLETE, seed);
        let mut page = |number: &str| body(&call(&mut simulator, get(&format!("/oeuvres/page{number}"))));
        let (assumed, first, last) = (page(""), page("?numeroPage=1"), page("?numeroPage=999"));
        assert_eq!(assumed["nombrePages"], first["nombrePages"]);
        assert_eq!(last, json!({ "nombrePages": first["nombrePages"], "resultats": [] }));
        assert!(!first["resultats"].as_array().unwrap().is_empty());
        assert_ne!(page("?numeroPage=2")["resultats"], first["resultats"]);
    }
}

#[test]
fn the_documented_healthcheck_stays_unless_the_contract_has_another() {
    let documented = Request::new("GET", format!("{}/healthcheck", Environment::Sandbox.api_url()));
    for same in [COMPLETE, include_str!("../../../tests/node/contracts/healthcheck.json")] {
        let answer = body(&call(&mut serving(same, 0), documented.clone()));
        assert_eq!(answer, json!({ "version": "1.0", "etat": "OK" }));
    }
    let own = json!({ "swagger": "2.0", "paths": { "/healthcheck": {
        "get": { "responses": { "200": { "description": "", "schema": { "enum": ["disponible"] } } } },
    } } });
    assert_eq!(body(&call(&mut serving(&own.to_string(), 0), documented.clone())), json!("disponible"));
    let other = own.to_string().replace("\"get\"", "\"delete\"");
    assert_eq!(body(&call(&mut serving(&other, 0), documented)), json!({ "version": "1.0", "etat": "OK" }));
}

#[test]
fn the_same_request_gets_the_same_answer_and_another_one_another() {
    let answer = |seed, path: &str| call(&mut serving(COMPLETE, seed), get(path)).body;
    assert_eq!(answer(1, "/classement"), answer(1, "/classement"));
    assert_ne!(answer(1, "/classement"), answer(2, "/classement"));
    assert_eq!(answer(1, "/oeuvres?tri=titre"), answer(1, "/oeuvres?tri=titre"));
    assert_ne!(answer(1, "/oeuvres?tri=titre"), answer(1, "/oeuvres?tri=-titre"));
}

#[test]
fn the_gateway_stands_before_the_contract() {
    let mut simulator = serving(COMPLETE, 0);
    assert_eq!(simulator.handle(&get("/classement")).status, 400, "no token");
    for (one, status) in [(ReadyMade::NoSubscription, 403), (ReadyMade::Blocked, 423), (ReadyMade::NoProfile, 403)] {
        let token = token(&mut simulator, one);
        let answer = simulator.handle(&get("/classement").with_header("Authorization", format!("Bearer {token}")));
        assert_eq!(answer.status, status, "{one:?}");
        assert_eq!(!answer.body.is_empty(), one == ReadyMade::NoProfile, "{one:?}");
    }
}

#[test]
fn unknown_paths_and_methods_are_the_gateways_to_refuse() {
    let mut simulator = serving(COMPLETE, 0);
    for path in ["/inconnu", "/oeuvres/", "/oeuvres/A/B", "", "/lecteurs/12.xml"] {
        assert_eq!(call(&mut simulator, get(path)).status, 404, "{path}");
    }
    let refused = call(&mut simulator, Request::new("DELETE", format!("{BASE}/oeuvres")));
    assert_eq!((refused.status, refused.header("allow")), (405, Some("GET, POST")));
}

#[test]
fn what_an_operation_does_not_take_or_give_is_refused() {
    let mut simulator = serving(COMPLETE, 0);
    let text =
        Request::new("POST", format!("{BASE}/oeuvres")).with_header("Content-Type", "text/xml").with_body("<a/>");
    let answer = call(&mut simulator, text);
    assert_eq!((answer.status, &body(&answer)["code"]), (415, &json!("SIMULATEUR_TYPE_REFUSE")));
    let answer = call(&mut simulator, get("/classement").with_header("Accept", "text/html"));
    assert_eq!((answer.status, &body(&answer)["code"]), (406, &json!("SIMULATEUR_TYPE_NON_PRODUIT")));
    let answer = call(&mut simulator, get("/oeuvres/ABC-0001/couverture").with_header("Accept", "image/*"));
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/png")));
}

#[test]
fn a_body_that_is_missing_or_no_json_is_named() {
    let mut simulator = serving(COMPLETE, 0);
    for request in [
        Request::new("POST", format!("{BASE}/oeuvres")),
        Request::new("POST", format!("{BASE}/oeuvres")).with_header("Content-Type", "application/json").with_body("{"),
    ] {
        let answer = call(&mut simulator, request);
        let refused = body(&answer);
        assert_eq!((answer.status, &refused["errors"][0]["pointer"]), (400, &json!("/oeuvre")), "{refused}");
        assert!(refused["message"].as_str().unwrap().contains("/oeuvre"), "{refused}");
    }
}

#[test]
fn the_example_of_a_response_comes_first() {
    let mut simulator = serving(COMPLETE, 3);
    let note = Request::new("POST", format!("{BASE}/oeuvres/ABC-0001/avis"))
        .with_header("Content-Type", "application/x-www-form-urlencoded")
        .with_body("note=4.5");
    let example = json!({ "note": 4.5, "date": "2026-01-31T12:00:00Z", "mots": ["vif"] });
    assert_eq!(body(&call(&mut simulator, note)), example);
    // The one of this operation lacks what is required, and is passed over.
    assert!(body(&call(&mut simulator, get("/oeuvres/ABC-0001")))["identifiant"].is_string());
    let a = json!({ "type": "string", "example": "exemple" });
    let schema = json!({ "type": "object", "properties": { "a": a }, "required": ["a"] });
    assert_eq!(answer_of(&schema, 0), json!({ "a": "exemple" }));
}

#[test]
fn a_discriminator_tells_which_schema_was_taken() {
    let mut told: Vec<String> = Vec::new();
    for seed in 0..20 {
        let works = body(&call(&mut serving(COMPLETE, seed), get("/oeuvres")));
        for work in works.as_array().unwrap() {
            let name = work["support"].as_str().unwrap();
            assert_eq!(work.get("pages").is_some(), ["Livre", "Roman"].contains(&name), "{work}");
            assert_eq!(work.get("pistes").is_some(), name == "Disque", "{work}");
            told.push(name.to_owned());
        }
    }
    told.sort();
    told.dedup();
    assert_eq!(told, ["Disque", "Livre", "Oeuvre", "Roman"]);
}

#[test]
fn a_schema_that_needs_itself_has_no_value() {
    let contract = json!({
        "swagger": "2.0",
        "paths": { "/x": { "get": { "responses": {
            "200": { "description": "", "schema": { "$ref": "#/definitions/A" } },
        } } } },
        "definitions": {
            "A": { "type": "object", "required": ["a"], "properties": { "a": { "$ref": "#/definitions/A" } } },
        },
    });
    let mut simulator = serving(&contract.to_string(), 0);
    let answer = call(&mut simulator, Request::new("GET", format!("{}/x", Environment::Sandbox.api_url())));
    assert_eq!((answer.status, &body(&answer)["code"]), (500, &json!("SIMULATEUR_SCHEMA_INSATISFIABLE")));
    let unanswered = simulator.backend().unwrap().unanswered();
    assert_eq!(unanswered, [Unanswered { operation_id: "GET /x".to_owned(), reason: Unanswerable::Schema }]);
}

#[test]
fn an_operation_behind_another_of_the_same_path_is_told() {
    let get = |id: &str, name: &str| {
        let parameter = json!({ "name": name, "in": "path", "required": true, "type": "string" });
        json!({ "get": { "operationId": id, "parameters": [parameter], "responses": {} } })
    };
    let paths = json!({ "/x/{a}": get("un", "a"), "/x/{b}": get("deux", "b"), "/x/y": { "get": { "responses": {} } } });
    let simulator = serving(&json!({ "swagger": "2.0", "paths": paths }).to_string(), 0);
    let unanswered = simulator.backend().unwrap().unanswered();
    assert_eq!(unanswered, [Unanswered { operation_id: "deux".to_owned(), reason: Unanswerable::Path }]);
    assert!(serving(COMPLETE, 0).backend().unwrap().unanswered().is_empty());
}

#[test]
fn a_broken_contract_is_told_with_its_place() {
    let mut simulator = Simulator::new(Config::default());
    for (text, part) in
        [("{", "not JSON"), (r#"{"openapi":"3.0.0"}"#, "OpenAPI 3"), (r#"{"swagger":"2.0","paths":[]}"#, "/paths")]
    {
        let error = simulator.serve_contract(text).unwrap_err().to_string();
        assert!(error.contains(part) && !error.contains('{'), "{error}");
    }
}

#[test]
fn an_example_of_a_call_has_what_is_required_and_nothing_that_the_api_alone_sets() {
    let simulator = serving(COMPLETE, 0);
    let backend = simulator.backend().unwrap();
    for seed in 0..30 {
        let sample = backend.example("remplacerLecteur", seed).unwrap();
        let reader = &sample.parameters["lecteur"];
        assert!(
            reader["nom"].is_string() && reader["courriel"].is_string() && reader.get("cree").is_none(),
            "{reader}"
        );
        assert!(sample.parameters["numero"].as_i64().unwrap() >= 1);
        assert_eq!(sample, backend.example("remplacerLecteur", seed).unwrap());
        assert_eq!(backend.example("envoyerCouverture", seed).unwrap().files, ["image"]);
    }
    let error = backend.example("remplacerLecteurs", 0).unwrap_err();
    assert!(error.contains("remplacerLecteur"), "{error}");
}
