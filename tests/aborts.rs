//! Aborts, time-outs and the end of a client, at every point of a call: an error at once, nothing left under way, and a
//! client that can be used again.

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

use std::time::Duration;

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Fault, ReadyMade, Response as Answer, Server};
use support::network::{Reply, is_token_request};
use support::scene::{Outcome, Scene, TestClient, told};
use support::signal::Signal;
use support::tasks::Task;
use support::value::Value;

/// A scene made ready, and what the caller wants in it.
type Stage = fn() -> (Scene, TestClient, CallKind, serde_json::Value);

/// The ways that a call can take.
const STAGES: [(&str, Stage); 5] = [
    ("first call", first_call),
    ("call with a token", call_with_a_token),
    ("call with a refused token", call_with_a_refused_token),
    ("answer in pieces", answer_in_pieces),
    ("token alone", token_alone),
];

fn first_call() -> (Scene, TestClient, CallKind, serde_json::Value) {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    (scene, client, CallKind::Healthcheck, json!({}))
}

fn call_with_a_token() -> (Scene, TestClient, CallKind, serde_json::Value) {
    let (scene, client, kind, options) = first_call();
    scene.expect_ok(&client);
    (scene, client, kind, options)
}

fn call_with_a_refused_token() -> (Scene, TestClient, CallKind, serde_json::Value) {
    let (scene, client, kind, options) = call_with_a_token();
    scene.network.simulator(|simulator| simulator.revoke_tokens(None));
    (scene, client, kind, options)
}

fn answer_in_pieces() -> (Scene, TestClient, CallKind, serde_json::Value) {
    let (scene, client, _, _) = call_with_a_token();
    scene.network.inject(Server::Gateway, Fault::SlowBody { chunk_size: 4, every: Duration::from_millis(50) });
    (scene, client, CallKind::Request, json!({ "path": "healthcheck" }))
}

fn token_alone() -> (Scene, TestClient, CallKind, serde_json::Value) {
    let (scene, client, _, options) = first_call();
    (scene, client, CallKind::Token, options)
}

fn start(scene: &Scene, client: &TestClient, kind: CallKind, options: serde_json::Value) -> (Task<Outcome>, Signal) {
    let signal = Signal::default();
    let options = Value::from(options).with("signal", &signal);
    (scene.start(client, kind, &options), signal)
}

/// The client works as if nothing had been.
#[track_caller]
fn assert_usable(scene: &Scene, client: &TestClient) {
    scene.assert_quiet();
    scene.network.simulator(sne_cotation_simulator::Simulator::clear_faults);
    scene.expect_ok(client);
    scene.assert_quiet();
}

/// Aborts after that many steps of the scheduler. `false` when the call was over before.
#[track_caller]
fn abort_after(stage: Stage, steps: usize) -> bool {
    let (scene, client, kind, options) = stage();
    let before = scene.network.cancelled();
    let (task, signal) = start(&scene, &client, kind, options);
    for _ in 0..steps {
        scene.tasks.advance();
    }
    if task.is_over() {
        assert!(task.result().is_ok());
        return false;
    }
    let (now, under_way) = (scene.clock.monotonic(), scene.network.under_way());
    signal.abort();
    scene.tasks.settle();
    assert!(told(&task.result()).starts_with("timeout aborted"));
    assert_eq!(scene.clock.monotonic(), now, "at once");
    assert_eq!(scene.network.cancelled() - before, under_way, "what was under way is cancelled");
    assert_eq!(signal.listeners(), 0);
    assert_usable(&scene, &client);
    true
}

#[test]
fn an_abort_at_every_await_point() {
    for (name, stage) in STAGES {
        let mut points = 0;
        while abort_after(stage, points) {
            points += 1;
        }
        assert!(points > 6, "{name}: {points} points");
    }
}

#[test]
fn an_abort_before_anything_sends_nothing() {
    for (name, stage) in STAGES {
        let (scene, client, kind, options) = stage();
        let before = scene.network.counts();
        let (task, signal) = start(&scene, &client, kind, options);
        signal.abort();
        scene.tasks.run();
        assert_eq!(told(&task.result()), "timeout aborted attempts=0", "{name}");
        assert_eq!(scene.network.counts(), before, "{name}");
        assert_usable(&scene, &client);
    }
}

/// The attempts made are told, as of any failure.
#[test]
fn an_abort_during_the_call_says_that_it_was_sent() {
    let (scene, client, kind, options) = call_with_a_token();
    let (task, signal) = start(&scene, &client, kind, options);
    scene.tasks.run_for(3);
    signal.abort();
    scene.tasks.run();
    assert_eq!(told(&task.result()), "timeout aborted attempts=1");
}

#[test]
fn an_abort_after_the_end_changes_nothing() {
    let (scene, client, kind, options) = first_call();
    let (task, signal) = start(&scene, &client, kind, options);
    scene.tasks.run();
    signal.abort();
    assert!(task.result().is_ok());
    assert_usable(&scene, &client);
}

/// One caller of two aborts, at every point: the other gets its answer.
#[test]
fn an_abort_at_every_await_point_leaves_others_alone() {
    for steps in 0..60 {
        for is_first in [true, false] {
            let (scene, client, kind, options) = first_call();
            let mut callers = [(); 2].map(|()| start(&scene, &client, kind, options.clone()));
            callers.rotate_left(usize::from(!is_first));
            let [(leaving, signal), (staying, _)] = callers;
            for _ in 0..steps {
                scene.tasks.advance();
            }
            let was_over = leaving.is_over();
            signal.abort();
            scene.tasks.run();
            assert_eq!(leaving.result().is_ok(), was_over);
            assert!(staying.result().is_ok(), "after {steps} steps, first: {is_first}");
            assert_eq!(scene.network.counts().0, 1, "one token request all the same");
            assert_usable(&scene, &client);
        }
    }
}

#[test]
fn a_caller_that_is_dropped_at_every_await_point() {
    for (name, stage) in STAGES {
        for steps in 0.. {
            let (scene, client, kind, options) = stage();
            let task = scene.start(&client, kind, &options.into());
            for _ in 0..steps {
                scene.tasks.advance();
            }
            if task.is_over() {
                assert!(steps > 6, "{name}");
                break;
            }
            task.cancel();
            assert_usable(&scene, &client);
        }
    }
}

/// Every deadline from the shortest to the one that suffices: an error when it is over, and not a moment later.
#[test]
fn a_deadline_at_every_moment() {
    for (name, stage) in STAGES {
        for deadline in 1.. {
            let (scene, client, kind, mut options) = stage();
            let start = scene.clock.monotonic();
            options["deadline"] = json!(deadline);
            let outcome = scene.kind(&client, kind, &options.into());
            let took = scene.clock.monotonic() - start;
            assert!(took <= deadline, "{name}: {took} of {deadline} ms");
            if outcome.is_ok() {
                assert!(deadline > 9, "{name}");
                break;
            }
            assert!(told(&outcome).starts_with("timeout deadline-passed"), "{name}");
            assert_eq!(took, deadline, "{name}");
            assert!(outcome.unwrap_err().reason().is_transient());
            assert_usable(&scene, &client);
        }
    }
}

#[test]
fn the_clients_own_time_out_is_that_of_calls_without_one() {
    let scene = Scene::new();
    let given = support::scene::options(ReadyMade::Works).with("timeout", json!(2_000));
    let client = scene.client_with(&given);
    scene.network.set_hook(|_| Some(Reply::Silence));
    let outcome = scene.healthcheck(&client);
    assert_eq!((told(&outcome).as_str(), scene.clock.monotonic()), ("timeout timeout attempts=0", 2_000));
    let seconds = outcome.unwrap_err().fact("seconds").cloned();
    assert_eq!(seconds, Some(sne_cotation::core::error::Fact::Number(2.0)));
}

#[test]
fn without_any_it_is_half_a_minute() {
    let (scene, client, ..) = first_call();
    scene.network.set_hook(|_| Some(Reply::Silence));
    assert!(scene.healthcheck(&client).is_err());
    assert_eq!(scene.clock.monotonic(), 30_000);
}

/// The deadline covers the token, the call and the call after a refusal together; the time-out, each attempt with its
/// token.
#[test]
fn a_time_out_is_for_an_attempt_and_a_deadline_for_all_of_a_call() {
    for (option, short, long, told_when_short) in [
        ("deadline", 299, 301, "timeout deadline-passed attempts=2"),
        ("timeout", 199, 201, "timeout timeout attempts=2"),
        ("timeout", 99, 201, "timeout timeout attempts=1"),
    ] {
        let (scene, client, kind, _) = call_with_a_refused_token();
        scene.network.set_latency(50, 50);
        assert_eq!(told(&scene.kind(&client, kind, &json!({ option: short }).into())), told_when_short);
        scene.network.simulator(|simulator| simulator.revoke_tokens(None));
        assert!(scene.kind(&client, kind, &json!({ option: long }).into()).is_ok());
    }
}

#[test]
fn without_any_the_deadline_is_two_minutes_or_the_time_out_if_that_is_longer() {
    for (timeout, expected) in [(100_000, 120_000), (300_000, 300_000)] {
        let scene = Scene::new();
        let patient = json!({ "attempts": 20, "maxDelay": 1 });
        let given = support::scene::options(ReadyMade::Works).with("timeout", json!(timeout)).with("retry", patient);
        let client = scene.client_with(&given);
        scene.network.set_latency(20_000, 20_000);
        scene.network.set_hook(|request| (!is_token_request(request)).then(|| Reply::Answer(Answer::empty(500))));
        assert!(told(&scene.healthcheck(&client)).starts_with("timeout deadline-passed"));
        assert_eq!(scene.clock.monotonic(), expected);
    }
}
