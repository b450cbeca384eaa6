//! `ERRAUTUSR0001`, the missing business profile: the status that comes with it is not documented, so it is known by
//! its body under any, and nothing is tried again because of it.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

#[allow(dead_code, reason = "each test file uses a part of it")]
mod support;

use serde_json::json;
use sne_cotation_simulator::{Application, Environment, Fault, ReadyMade, Server};
use support::scene::{Scene, told};

/// Changes the application without a profile.
fn update(scene: &Scene, change: impl FnOnce(&mut Application)) {
    let id = ReadyMade::NoProfile.client_id(Environment::Sandbox);
    assert!(scene.network.simulator(|simulator| simulator.update(&id, change)));
}

/// The error of a client without a profile, under that status.
fn expected(status: u16) -> String {
    format!("profile profile-missing status={status} code=ERRAUTUSR0001 attempts=1")
}

#[test]
fn the_same_error_and_one_request_under_any_status() {
    for status in [200, 201, 400, 401, 403, 404, 405, 409, 422, 423, 429, 500, 503, 504] {
        let scene = Scene::new();
        update(&scene, |application| application.profile_status = status);
        let outcome = scene.healthcheck(&scene.client(ReadyMade::NoProfile));
        assert_eq!(told(&outcome), expected(status));
        assert!(!outcome.unwrap_err().reason().is_transient());
        assert_eq!(scene.network.counts(), (1, 1), "{status}");
    }
}

/// Under 401 too: another token would not help.
#[test]
fn no_other_token_is_tried_when_there_was_one() {
    for status in [200, 400, 401, 403, 500] {
        let scene = Scene::new();
        update(&scene, |application| application.business_profile = true);
        let client = scene.client(ReadyMade::NoProfile);
        scene.expect_ok(&client);
        update(&scene, |application| {
            application.business_profile = false;
            application.profile_status = status;
        });
        assert_eq!(told(&scene.healthcheck(&client)), expected(status));
        assert_eq!(scene.network.counts(), (1, 2), "{status}");
    }
}

#[test]
fn a_profile_given_meanwhile_is_noticed_by_the_next_call() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::NoProfile);
    assert_eq!(told(&scene.healthcheck(&client)), expected(403));
    update(&scene, |application| application.business_profile = true);
    scene.expect_ok(&client);
    assert_eq!(scene.network.counts(), (1, 2));
}

#[test]
fn however_the_body_is_announced_and_written() {
    let code = json!({ "code": "ERRAUTUSR0001" }).to_string();
    let bodies = [code.clone(), format!("\u{feff}{code}"), format!("\n {code}\n")];
    for content_type in ["application/json", "application/problem+json; charset=utf-8", "text/plain", ""] {
        for (status, body) in bodies.iter().flat_map(|body| [(200, body), (403, body)]) {
            let scene = Scene::new();
            let headers = vec![("Content-Type".to_owned(), content_type.to_owned())];
            scene.network.inject(Server::Gateway, Fault::Answer { status, headers, body: body.clone().into_bytes() });
            let outcome = scene.healthcheck(&scene.client(ReadyMade::Works));
            assert_eq!(told(&outcome), expected(status), "{content_type}: {body:?}");
        }
    }
}
