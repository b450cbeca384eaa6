//! The rows about the API itself, its paths and its error codes.

use serde_json::json;
use sne_cotation_simulator::{Fault, ReadyMade, Server};

use super::support::scene::Scene;
use super::{assert_first_healthcheck, assert_row};

#[test]
fn healthcheck() {
    let scene = Scene::new();
    let answer = scene.healthcheck(&scene.client(ReadyMade::Works)).unwrap();
    assert_eq!(answer.at("data").unwrap().to_json(), Some(json!({ "version": "1.0", "etat": "OK" })));
    assert_eq!(answer.text_at("status"), "200");
}

#[test]
fn no_business_profile() {
    let expected = "profile profile-missing status=403 code=ERRAUTUSR0001 attempts=1";
    let scene = Scene::new();
    assert_first_healthcheck(&scene, &scene.client(ReadyMade::NoProfile), expected, (1, 1));
}

#[test]
fn unknown_path() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let outcome = scene.request(&client, json!({ "path": "nowhere" }));
    assert_row(&scene, &outcome, "gateway gateway-html status=404 attempts=1", (1, 1));
}

#[test]
fn unknown_path_with_a_body() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let outcome = scene.request(&client, json!({ "method": "POST", "path": "nowhere", "body": { "nom": "Dupont" } }));
    assert_row(&scene, &outcome, "request resource-not-found status=404 attempts=1", (1, 1));
}

#[test]
fn method_not_allowed() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let outcome = scene.request(&client, json!({ "method": "DELETE", "path": "healthcheck" }));
    assert_row(&scene, &outcome, "request method-refused status=405 attempts=1", (1, 1));
}

/// Codes are `ERR`, a domain, four digits; under a status that is an error, or under 200.
#[test]
fn an_error_of_the_apis_own() {
    for status in [200, 400, 401, 404, 409, 422, 500] {
        let scene = Scene::new();
        let body = json!({ "code": "ERRCOTCAL0004", "message": "Le calcul est impossible." }).to_string();
        let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
        scene.network.inject(Server::Gateway, Fault::Answer { status, headers, body: body.into_bytes() });
        let outcome = scene.healthcheck(&scene.client(ReadyMade::Works));
        let expected = format!("business business-error status={status} code=ERRCOTCAL0004 attempts=1");
        assert_row(&scene, &outcome, &expected, (1, 1));
        let message = outcome.unwrap_err().fact("message").cloned();
        assert_eq!(message, Some(sne_cotation::core::error::Fact::Text("Le calcul est impossible.".to_owned())));
    }
}

#[test]
fn another_4xx() {
    let scene = Scene::new();
    let fault = Fault::Answer { status: 409, headers: Vec::new(), body: b"conflict".to_vec() };
    scene.network.inject(Server::Gateway, fault);
    let client = scene.client(ReadyMade::Works);
    assert_first_healthcheck(&scene, &client, "request request-refused status=409 attempts=1", (1, 1));
}
