//! Tokens that the gateway refuses before their end.

use std::time::Duration;

use sne_cotation_simulator::{Environment, Fault, ReadyMade, Server};

use super::support::network::is_token_request;
use super::support::scene::{Scene, TestClient, told};
use super::{token_of, token_of_now};

fn revoke(scene: &Scene) {
    scene.network.simulator(|simulator| simulator.revoke_tokens(None));
}

/// A client with a token that the gateway does not know any more.
fn with_revoked_token() -> (Scene, TestClient) {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    token_of(&scene, &client);
    revoke(&scene);
    (scene, client)
}

#[test]
fn forty_refusals_at_once_cost_one_token_request() {
    let (scene, client) = with_revoked_token();
    let tasks: Vec<_> = (0..40).map(|_| scene.start_healthcheck(&client)).collect();
    scene.tasks.run();
    assert!(tasks.into_iter().all(|task| task.result().is_ok()));
    assert_eq!(scene.network.counts(), (2, 80));
}

/// Some refusals arrive while the next token is under way, some long after it came.
#[test]
fn forty_refusals_one_after_the_other_cost_one_token_request() {
    let (scene, client) = with_revoked_token();
    for place in 0..40 {
        scene.network.inject(Server::Gateway, Fault::Delay { by: Duration::from_millis(place * 3) });
    }
    let tasks: Vec<_> = (0..40).map(|_| scene.start_healthcheck(&client)).collect();
    scene.tasks.run();
    assert!(tasks.into_iter().all(|task| task.result().is_ok()));
    assert_eq!(scene.network.counts(), (2, 80));
}

/// A refusal is about the token that was sent, not about the one that has come since.
#[test]
fn a_late_refusal_does_not_drop_a_newer_token() {
    let (scene, client) = with_revoked_token();
    scene.network.inject(Server::Gateway, Fault::Delay { by: Duration::ZERO });
    scene.network.inject(Server::Gateway, Fault::Delay { by: Duration::from_secs(1) });
    let (early, late) = (scene.start_healthcheck(&client), scene.start_healthcheck(&client));
    scene.tasks.run_for(100);
    assert!(early.result().is_ok());
    let newer = token_of_now(&scene, &client);
    scene.tasks.run();
    assert!(late.result().is_ok());
    assert_eq!(token_of(&scene, &client), newer);
    assert_eq!(scene.network.counts(), (2, 4));
}

/// Tokens that are refused as soon as they come: each call costs one of each kind, however many were made before.
#[test]
fn a_token_that_was_just_obtained_is_not_replaced() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.network.simulator(|simulator| {
        let id = ReadyMade::Works.client_id(Environment::Sandbox);
        simulator.update(&id, |application| application.token_lifetime = 0);
    });
    for calls in 1..5 {
        let outcome = scene.healthcheck(&client);
        let expected = "authorization-server token-refused status=401 code=invalid_token attempts=1";
        assert_eq!(told(&outcome), expected);
        assert_eq!(scene.network.counts(), (calls, calls));
    }
}

/// Also when it is another caller's request that obtained it.
#[test]
fn a_token_that_others_just_obtained_is_not_replaced_either() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.network.set_hook(|request| {
        if !is_token_request(request) {
            request.headers.retain(|(name, _)| name != "authorization");
        }
        None
    });
    let tasks: Vec<_> = (0..20).map(|_| scene.start_healthcheck(&client)).collect();
    scene.tasks.run();
    assert!(tasks.into_iter().all(|task| told(&task.result()).ends_with("attempts=1")));
    assert_eq!(scene.network.counts(), (1, 20));
}

/// Refused again, the second token is given up as well: the next call begins with another.
#[test]
fn a_second_refusal_is_an_error_and_its_token_is_not_kept() {
    let (scene, client) = with_revoked_token();
    let id = ReadyMade::Works.client_id(Environment::Sandbox);
    scene.network.simulator(|it| it.update(&id, |application| application.token_lifetime = 0));
    assert!(told(&scene.healthcheck(&client)).ends_with("attempts=2"));
    assert_eq!(scene.network.counts(), (2, 2));
    scene.network.simulator(|it| it.update(&id, |application| application.token_lifetime = 3600));
    scene.expect_ok(&client);
    assert_eq!(scene.network.counts(), (3, 3));
}
