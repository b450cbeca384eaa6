//! Answers of the servers that repeat what was sent.

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Fault, ReadyMade, Response, Server};

use super::support::network::{Reply, is_token_request};
use super::support::scene::{Scene, told};
use super::support::value::Value;
use super::{SECRET, assert_hidden, bearer};

#[test]
fn a_reflected_body_is_not_shown() {
    let bodies = [
        json!({ "nom": "Dupont", "prenom": "Jeanne" }),
        json!({ "code": "Dupont", "message": "Jeanne" }),
        json!({ "code": "ERRCOTCAL0004", "message": "Jeanne Dupont" }),
        json!({ "code": "ERRCOTCAL0004", "message": "Dupont" }),
        json!({ "code": "x", "message": { "nom": "Dupont", "prenom": "Jeanne" } }),
        json!({ "error": "Dupont", "error_description": "Jeanne" }),
        json!(["Dupont", "Jeanne"]),
        json!("Dupont Jeanne"),
    ];
    for (status, given) in [400, 404, 405, 429].into_iter().flat_map(|status| bodies.iter().map(move |it| (status, it)))
    {
        let scene = Scene::new();
        let client = scene.client(ReadyMade::Works);
        scene.network.set_hook(move |request| {
            let media_type = request.header("content-type").unwrap_or_default();
            let answer = Response::with_content(status, media_type, request.body.clone());
            (!is_token_request(request)).then_some(Reply::Answer(answer))
        });
        let outcome = scene.request(&client, json!({ "method": "POST", "path": "x", "body": given }));
        assert_hidden(&outcome, &["Dupont", "Jeanne"]);
        assert!(status != 429 || told(&outcome).starts_with("quota quota-exceeded-unknown"), "{}", told(&outcome));
        let text = Value::Bytes(given.to_string().into_bytes().into());
        let call =
            Value::from(json!({ "method": "POST", "path": "x", "headers": { "Content-Type": "application/json" } }));
        assert_hidden(&scene.kind(&client, CallKind::Request, &call.with("body", text)), &["Dupont", "Jeanne"]);
    }
}

/// As the simulator does it, with the platform's own answers.
#[test]
fn what_the_gateway_reflects_over_quota_and_beside_a_path_is_not_shown() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::QuotaBySecond);
    let body = json!({ "code": "Dupont", "message": "Jeanne Dupont" });
    for (status, call) in [
        (404, json!({ "method": "POST", "path": "nowhere", "body": body })),
        (405, json!({ "method": "PUT", "path": "healthcheck", "body": body })),
        (429, json!({ "method": "POST", "path": "healthcheck", "body": body })),
    ] {
        let outcome = scene.request(&client, call);
        assert!(told(&outcome).contains(&format!("status={status}")), "{}", told(&outcome));
        assert_hidden(&outcome, &["Dupont", "Jeanne"]);
    }
}

/// A server that says the token or the secret in its answer.
#[test]
fn an_answer_that_repeats_a_secret_does_not_show_it() {
    let scene = Scene::new();
    scene.network.set_hook(|request| {
        let token = bearer(request).split(' ').next_back().unwrap_or_default().to_owned();
        let body = json!({ "code": "ERRCOTCAL0004", "message": format!("Le jeton {token} de {SECRET}") });
        let answer = Response::with_content(400, "application/json", body.to_string());
        (!is_token_request(request)).then_some(Reply::Answer(answer))
    });
    let outcome = scene.healthcheck(&scene.client(ReadyMade::Works));
    let token = bearer(&scene.network.sent()[1]);
    assert_hidden(&outcome, &[token.strip_prefix("Bearer ").unwrap(), SECRET]);

    let scene = Scene::new();
    let body = json!({ "error": SECRET }).to_string().into_bytes();
    scene.network.inject(Server::AuthorizationServer, Fault::Answer { status: 400, headers: Vec::new(), body });
    assert_hidden(&scene.healthcheck(&scene.client(ReadyMade::Works)), &[SECRET]);
}
