//! The circuit to a server that is down.

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::Response as Answer;

use super::support::network::{Reply, is_token_request};
use super::support::scene::{Scene, TestClient, told};
use super::support::tasks::Task;
use super::support::value::Value;
use super::{answer_all, client_with, not_before, persistent};

/// Calls that are tried once, so that they can be counted.
fn impatient() -> (Scene, TestClient) {
    client_with(&persistent().with("retry", json!(false)))
}

/// Ten failures.
fn opened() -> (Scene, TestClient) {
    let (scene, client) = impatient();
    answer_all(&scene, || Answer::empty(502));
    for _ in 0..10 {
        assert_eq!(told(&scene.healthcheck(&client)), "gateway gateway-fault status=502 attempts=1");
    }
    (scene, client)
}

#[test]
fn after_ten_failures_in_a_row_nothing_is_sent_for_five_seconds() {
    let (scene, client) = opened();
    for _ in 0..100 {
        assert_eq!(told(&scene.healthcheck(&client)), "gateway circuit-open retryAfter=5 attempts=0");
    }
    assert_eq!(scene.network.counts().1, 10);
    scene.tasks.run_for(3_500);
    assert_eq!(told(&scene.healthcheck(&client)), "gateway circuit-open retryAfter=2 attempts=0");
}

#[test]
fn then_one_call_tries_and_its_success_lets_all_through() {
    let (scene, client) = opened();
    scene.tasks.run_for(5_000);
    scene.network.remove_hook();
    let tasks = [(); 5].map(|()| scene.start_healthcheck(&client));
    scene.tasks.run();
    let well = tasks.into_iter().filter(Task::is_over).map(|task| task.result().is_ok());
    assert_eq!(well.collect::<Vec<_>>(), [true, false, false, false, false]);
    scene.expect_ok(&client);
    scene.expect_ok(&client);
}

#[test]
fn a_call_that_tries_in_vain_doubles_the_pause() {
    let (scene, client) = opened();
    for pause in [5, 10, 20, 40, 60, 60] {
        scene.tasks.run_for(pause * 1_000 - 20);
        assert!(told(&scene.healthcheck(&client)).starts_with("gateway circuit-open"), "{pause}");
        scene.tasks.run_for(20);
        assert!(told(&scene.healthcheck(&client)).starts_with("gateway gateway-fault"), "{pause}");
    }
}

#[test]
fn whoever_answers_is_not_down() {
    for answer in [
        || Answer::empty(403),
        || Answer::empty(429),
        || Answer::with_content(200, "application/json", "{"),
        || Answer::with_content(400, "application/json", r#"{"code":"ERRAUTUSR0001"}"#),
    ] {
        let (scene, client) = impatient();
        answer_all(&scene, answer);
        for _ in 0..30 {
            assert!(scene.healthcheck(&client).is_err());
        }
        assert_eq!(scene.network.counts().1, 30);
    }
}

/// Who gives a server less time than the client does learns nothing of the server.
#[test]
fn the_haste_of_a_caller_says_nothing_of_the_server() {
    for (option, expected) in [(json!({ "timeout": 9 }), 30), (json!({}), 10)] {
        let (scene, client) = client_with(&persistent().with("retry", json!(false)).with("timeout", json!(100)));
        scene.network.set_hook(|request| (!is_token_request(request)).then_some(Reply::Silence));
        for _ in 0..30 {
            assert!(scene.kind(&client, CallKind::Healthcheck, &option.clone().into()).is_err());
        }
        assert_eq!(scene.network.counts().1, expected);
    }
}

/// The call whose repetition is not let through tells what it met, not that the circuit is open.
#[test]
fn a_call_under_way_tells_its_own_failure() {
    let (scene, client) = client_with(&persistent());
    answer_all(&scene, || not_before(503, "2"));
    let tasks: Vec<_> = (0..12).map(|_| scene.start_healthcheck(&client)).collect();
    scene.tasks.run();
    for task in tasks {
        assert!(told(&task.result()).starts_with("gateway gateway-fault status=503"));
    }
}

/// Each server has its own.
#[test]
fn an_authorisation_server_that_is_down_is_left_alone_too() {
    let (scene, client) = impatient();
    client.forget_token();
    scene.network.set_hook(|request| is_token_request(request).then(|| Reply::Answer(Answer::empty(500))));
    for _ in 0..10 {
        assert!(told(&scene.healthcheck(&client)).starts_with("authorization-server token-server-fault status=500"));
    }
    let expected = "authorization-server token-circuit-open retryAfter=5 attempts=0";
    assert_eq!(told(&scene.kind(&client, CallKind::Token, &Value::Nothing)), expected);
    scene.network.remove_hook();
    scene.tasks.run_for(5_000);
    scene.expect_ok(&client);
}
