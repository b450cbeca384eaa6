//! The end of a client: calls under way end, others are refused, the token is forgotten.

#![expect(
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
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::ReadyMade;
use support::scene::{Outcome, Scene, TestClient, told};
use support::signal::Signal;
use support::tasks::Task;
use support::value::Value;

const CLOSED: &str = "config client-closed attempts=0";

fn close(scene: &Scene, client: &TestClient) -> Task<Outcome> {
    scene.start(client, CallKind::Close, &Value::Nothing)
}

#[test]
fn it_waits_for_calls_under_way_at_every_await_point() {
    for steps in 0..60 {
        let scene = Scene::new();
        let client = scene.client(ReadyMade::Works);
        let calls = [(); 3].map(|()| scene.start_healthcheck(&client));
        for _ in 0..steps {
            scene.tasks.advance();
        }
        let end = close(&scene, &client);
        scene.tasks.settle();
        assert_eq!(end.is_over(), calls.iter().all(Task::is_over), "{steps}");
        let late = scene.start_healthcheck(&client);
        scene.tasks.run();
        assert!(end.result().is_ok());
        assert!(calls.into_iter().all(|call| call.result().is_ok()));
        assert_eq!(told(&late.result()), CLOSED);
        scene.assert_quiet();
    }
}

#[test]
fn every_method_is_refused_after_and_nothing_is_sent() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    assert!(scene.kind(&client, CallKind::Close, &Value::Nothing).is_ok());
    for (kind, options) in [
        (CallKind::Healthcheck, json!({})),
        (CallKind::Request, json!({ "path": "healthcheck" })),
        (CallKind::Token, json!({})),
    ] {
        assert_eq!(told(&scene.kind(&client, kind, &options.into())), CLOSED, "{kind:?}");
    }
    assert_eq!(scene.network.counts(), (0, 0));
}

#[test]
fn it_can_be_closed_again_and_by_several() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let call = scene.start_healthcheck(&client);
    scene.tasks.run_for(3);
    let ends = [(); 3].map(|()| close(&scene, &client));
    scene.tasks.settle();
    assert!(ends.iter().all(|end| !end.is_over()));
    scene.tasks.run();
    assert!(call.result().is_ok());
    assert!(ends.into_iter().all(|end| end.result().is_ok()));
    assert!(scene.kind(&client, CallKind::Close, &Value::Nothing).is_ok());
    scene.assert_quiet();
}

#[test]
fn a_call_that_is_aborted_or_dropped_is_not_waited_for() {
    for is_aborted in [true, false] {
        let scene = Scene::new();
        let client = scene.client(ReadyMade::Works);
        let signal = Signal::default();
        let options = Value::from(json!({})).with("signal", &signal);
        let call = scene.start(&client, CallKind::Healthcheck, &options);
        scene.tasks.run_for(3);
        let end = close(&scene, &client);
        scene.tasks.settle();
        if is_aborted {
            signal.abort();
        } else {
            call.cancel();
        }
        scene.tasks.settle();
        assert!(end.result().is_ok());
        assert_eq!(scene.network.cancelled(), 1);
        scene.assert_quiet();
    }
}

/// Who waits for the end may lose interest; the client is closed all the same.
#[test]
fn an_end_that_nobody_waits_for_is_one() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let call = scene.start_healthcheck(&client);
    scene.tasks.run_for(3);
    let end = close(&scene, &client);
    scene.tasks.settle();
    end.cancel();
    scene.tasks.run();
    assert!(call.result().is_ok());
    assert_eq!(told(&scene.healthcheck(&client)), CLOSED);
}

#[test]
fn one_client_that_is_closed_closes_no_other() {
    let scene = Scene::new();
    let (one, other) = (scene.client(ReadyMade::Works), scene.client(ReadyMade::Works));
    assert!(scene.kind(&one, CallKind::Close, &Value::Nothing).is_ok());
    scene.expect_ok(&other);
}
