//! What the request for a token survives, for all who wait for it.

use serde_json::json;
use sne_cotation_simulator::{Fault, Response as Answer, Server};

use super::support::network::{Reply, is_token_request};
use super::support::scene::{Scene, told};
use super::{not_before, persistent};

#[test]
fn a_throttled_request_is_made_again_for_all_who_wait() {
    let scene = Scene::new();
    let client = scene.client_with(&persistent());
    for _ in 0..3 {
        scene.network.inject(Server::AuthorizationServer, Fault::ThrottledToken);
    }
    let tasks: Vec<_> = (0..100).map(|_| scene.start_healthcheck(&client)).collect();
    scene.tasks.run();
    assert!(tasks.into_iter().all(|task| task.result().is_ok()));
    assert_eq!(scene.network.counts(), (4, 100));
}

#[test]
fn four_requests_are_enough_and_all_who_wait_are_told() {
    let scene = Scene::new();
    let client = scene.client_with(&persistent());
    scene.network.set_hook(|_| Some(Reply::Answer(Answer::empty(400))));
    let tasks: Vec<_> = (0..100).map(|_| scene.start_healthcheck(&client)).collect();
    scene.tasks.run();
    for task in tasks {
        assert_eq!(told(&task.result()), "authorization-server token-throttled status=400 attempts=0");
    }
    assert_eq!(scene.network.counts(), (4, 0));
}

#[test]
fn a_server_that_asks_for_an_hour_is_asked_once_a_minute_at_most() {
    let scene = Scene::new();
    let client = scene.client_with(&persistent());
    scene.network.set_hook(|request| is_token_request(request).then(|| Reply::Answer(not_before(503, "3600"))));
    for _ in 0..50 {
        let expected = "authorization-server token-server-fault status=503 retryAfter=3600 attempts=0";
        assert_eq!(told(&scene.healthcheck(&client)), expected);
    }
    assert_eq!(scene.network.counts(), (1, 0));
    scene.tasks.run_for(60_000);
    assert!(scene.healthcheck(&client).is_err());
    assert_eq!(scene.network.counts(), (2, 0));
    scene.network.remove_hook();
    scene.tasks.run_for(60_000);
    scene.expect_ok(&client);
}

/// Two hundred calls, one after the other, that never get a token.
#[test]
fn a_dead_authorisation_server_is_not_asked_more_than_before() {
    let scene = Scene::new();
    let client = scene.client_with(&persistent());
    scene.network.set_hook(|_| Some(Reply::Answer(Answer::empty(400))));
    for _ in 0..200 {
        assert!(scene.healthcheck(&client).is_err());
    }
    assert_eq!(scene.network.counts(), (230, 0));
}

/// The wait of the others goes on when the one that began it leaves, and ends when the last one does.
#[test]
fn those_who_wait_for_a_repetition_may_leave() {
    let scene = Scene::new();
    let client = scene.client_with(&persistent());
    scene.network.set_hook(|request| is_token_request(request).then(|| Reply::Answer(not_before(503, "20"))));
    let tasks = [(); 3].map(|()| scene.start_healthcheck(&client));
    scene.tasks.run_for(1_000);
    let [first, second, third] = tasks;
    first.cancel();
    scene.network.remove_hook();
    scene.tasks.run_for(20_000);
    assert!(second.result().is_ok() && third.result().is_ok());
    assert_eq!(scene.network.counts(), (2, 2));

    client.forget_token();
    scene.network.set_hook(|request| is_token_request(request).then(|| Reply::Answer(not_before(503, "20"))));
    let last = scene.start_healthcheck(&client);
    scene.tasks.run_for(1_000);
    last.cancel();
    scene.assert_quiet();
}

/// Each has its own patience; the request goes on for those who have more.
#[test]
fn the_haste_of_one_is_not_that_of_the_others() {
    let scene = Scene::new();
    let client = scene.client_with(&persistent());
    scene.network.inject(Server::AuthorizationServer, Fault::Outage { retry_after: Some(3) });
    let hasty = scene.start(&client, super::CallKind::Healthcheck, &json!({ "timeout": 1_000 }).into());
    let patient = scene.start_healthcheck(&client);
    scene.tasks.run();
    assert!(told(&hasty.result()).starts_with("timeout timeout"));
    assert!(patient.result().is_ok());
}

#[test]
fn a_refusal_that_lasts_is_not_tried_again() {
    let scene = Scene::new();
    let client = scene.client_with(&persistent().with("clientSecret", "wrong"));
    let expected = "credentials client-refused status=400 code=invalid_client attempts=0";
    assert_eq!(told(&scene.healthcheck(&client)), expected);
    assert_eq!(scene.network.counts(), (1, 0));
}
