//! Callers that leave while a token is under way: by abort, by time-out, or because they lost interest.

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::ReadyMade;

use super::support::network::Reply;
use super::support::scene::{Outcome, Scene, TestClient, options, told};
use super::support::signal::Signal;
use super::support::tasks::Task;
use super::support::value::Value;

/// A healthcheck that can be aborted.
fn start(scene: &Scene, client: &TestClient) -> (Task<Outcome>, Signal) {
    let signal = Signal::default();
    let options = Value::from(json!({})).with("signal", &signal);
    (scene.start(client, CallKind::Healthcheck, &options), signal)
}

fn start_with_timeout(scene: &Scene, client: &TestClient, milliseconds: u32) -> Task<Outcome> {
    scene.start(client, CallKind::Healthcheck, &json!({ "timeout": milliseconds }).into())
}

/// Whoever of three leaves, and in whatever order, the others get their answer from one token request.
#[test]
fn who_aborts_fails_nobody_else() {
    for leaving in 1..7_u32 {
        for first in 0..3 {
            let scene = Scene::new();
            let client = scene.client(ReadyMade::Works);
            let callers = [(); 3].map(|()| start(&scene, &client));
            scene.tasks.run_for(3);
            let leaves = |place: usize| leaving & (1 << place) != 0;
            for place in (0..3).map(|place| (place + first) % 3).filter(|place| leaves(*place)) {
                callers[place].1.abort();
            }
            scene.tasks.run();
            for (place, (task, _)) in callers.into_iter().enumerate() {
                let expected = if leaves(place) { "timeout aborted attempts=0" } else { "" };
                let outcome = task.result();
                assert_eq!(outcome.as_ref().err().map_or(String::new(), |_| told(&outcome)), expected);
            }
            assert_eq!((scene.network.counts().0, scene.network.cancelled()), (1, 0), "{leaving:03b} from {first}");
            scene.assert_quiet();
        }
    }
}

#[test]
fn who_times_out_fails_nobody_else() {
    let scene = Scene::new();
    scene.network.set_latency(100, 100);
    let client = scene.client(ReadyMade::Works);
    let hurried = start_with_timeout(&scene, &client, 50);
    let patient = scene.start_healthcheck(&client);
    scene.tasks.run();
    assert_eq!(told(&hurried.result()), "timeout timeout attempts=0");
    assert!(patient.result().is_ok());
    assert_eq!((scene.network.counts(), scene.network.cancelled()), ((1, 1), 0));
}

/// Nor does the client's own limit, met by the one who started the request, end the wait of one who allows more.
#[test]
fn who_allows_more_than_the_first_is_not_failed_with_it() {
    let scene = Scene::new();
    scene.network.set_latency(300, 300);
    let client = scene.client_with(&options(ReadyMade::Works).with("timeout", json!(100)));
    let hurried = scene.start_healthcheck(&client);
    let patient = start_with_timeout(&scene, &client, 10_000);
    scene.tasks.run();
    assert_eq!(told(&hurried.result()), "timeout timeout attempts=0");
    let outcome = patient.result();
    assert!(outcome.is_ok(), "after {} ms: {}", scene.clock.monotonic(), told(&outcome));
}

#[test]
fn the_last_to_leave_cancels_the_request() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let callers = [(); 3].map(|()| start(&scene, &client));
    scene.tasks.run_for(3);
    for (place, (_, signal)) in callers.iter().enumerate() {
        assert_eq!((scene.network.under_way(), scene.network.cancelled()), (1, 0), "{place}");
        signal.abort();
        scene.tasks.settle();
    }
    assert_eq!((scene.network.counts(), scene.network.cancelled()), ((1, 0), 1));
    assert!(callers.iter().all(|(_, signal)| signal.listeners() == 0));
    scene.assert_quiet();
}

#[test]
fn callers_that_are_dropped_cancel_it_too() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let callers = [(); 2].map(|()| scene.start_healthcheck(&client));
    scene.tasks.run_for(3);
    callers.into_iter().for_each(Task::cancel);
    assert_eq!((scene.network.under_way(), scene.network.cancelled()), (0, 1));
    scene.expect_ok(&client);
}

/// Ten thousand of them, without a stampede among those who stay.
#[test]
fn ten_thousand_may_leave_at_once() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let signal = Signal::default();
    let options = Value::from(json!({})).with("signal", &signal);
    let tasks: Vec<_> = (0..10_000).map(|_| scene.start(&client, CallKind::Healthcheck, &options)).collect();
    scene.tasks.run_for(3);
    signal.abort();
    scene.tasks.settle();
    assert!(tasks.into_iter().all(|task| task.result().is_err()));
    assert_eq!((scene.network.counts(), scene.network.cancelled()), ((1, 0), 1));
    assert!(scene.tasks.polls() <= 50_000, "{} polls", scene.tasks.polls());
    scene.assert_quiet();
}

#[test]
fn who_comes_after_a_cancelled_request_starts_another() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let (task, signal) = start(&scene, &client);
    scene.tasks.run_for(3);
    signal.abort();
    // Not even the one who aborted has noticed yet.
    let next = scene.start_healthcheck(&client);
    scene.tasks.run();
    assert_eq!(told(&task.result()), "timeout aborted attempts=0");
    assert!(next.result().is_ok());
    assert_eq!((scene.network.counts(), scene.network.cancelled()), ((2, 1), 1));
    scene.assert_quiet();
}

/// An authorisation server that never answers: those who wait give up in their time, and the next is not held up.
#[test]
fn a_silent_server_holds_nobody_longer_than_they_allow() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.network.set_hook(|_| Some(Reply::Silence));
    let tasks = [1_000, 2_000, 3_000].map(|timeout| start_with_timeout(&scene, &client, timeout));
    let ends = [1, 1, 1].map(|second| {
        scene.tasks.run_for(second * 1_000);
        tasks.iter().filter(|task| task.is_over()).count()
    });
    assert_eq!(ends, [1, 2, 3]);
    assert_eq!((scene.network.counts(), scene.network.cancelled()), ((1, 0), 1));
    scene.network.remove_hook();
    scene.expect_ok(&client);
}
