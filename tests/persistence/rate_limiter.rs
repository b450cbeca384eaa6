//! The pace of a client that has a limit.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;
use sne_cotation::core::event::EventKind;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::Response as Answer;

use super::support::network::{Reply, is_token_request};
use super::support::scene::{Outcome, Scene, TestClient, told};
use super::support::signal::Signal;
use super::support::tasks::Task;
use super::support::value::Value;
use super::{answer_all, client_with, persistent};

fn limited(limit: serde_json::Value) -> (Scene, TestClient) {
    client_with(&persistent().with("rateLimit", limit))
}

/// When requests leave, in milliseconds from now; each tells its path.
fn departures(scene: &Scene) -> Rc<RefCell<Vec<(u64, String)>>> {
    let (list, start, clock) = (Rc::default(), scene.clock.monotonic(), scene.clock.clone());
    let seen: Rc<RefCell<Vec<_>>> = Rc::clone(&list);
    // The hook is called where a request arrives, five milliseconds after it has left.
    scene.network.set_hook(move |request| {
        let path = request.url.rsplit('/').next().unwrap_or_default().to_owned();
        seen.borrow_mut().push((clock.monotonic() - start - 5, path));
        None
    });
    list
}

fn start(scene: &Scene, client: &TestClient, path: &str) -> Task<Outcome> {
    scene.start(client, CallKind::Request, &json!({ "path": path, "retry": false }).into())
}

#[test]
fn calls_leave_evenly_in_the_order_in_which_they_came() {
    let (scene, client) = limited(json!({ "perSecond": 10 }));
    let list = departures(&scene);
    let tasks: Vec<_> = (0..30).map(|place| start(&scene, &client, &place.to_string())).collect();
    scene.tasks.run();
    assert!(tasks.iter().all(Task::is_over));
    // Nine a second, and one more at any time: not more than ten in any second, wherever it begins.
    let expected: Vec<_> = (0..30).map(|place| (place * 112, place.to_string())).collect();
    assert_eq!(*list.borrow(), expected);
    scene.assert_quiet();
}

#[test]
fn the_slower_of_two_limits_counts() {
    for (limit, spacing) in [
        (json!({ "perMinute": 30 }), 2_041),
        (json!({ "perSecond": 1, "perMinute": 600 }), 1_112),
        (json!({ "perSecond": 20, "perHour": 99 }), 37_106),
        (json!({ "perSecond": 20, "perMinute": 600, "perDay": 99 }), 890_539),
        (json!({ "perSecond": 2, "reserve": 0.5 }), 1_112),
        (json!({ "perSecond": 1, "reserve": 0.9 }), 11_112),
    ] {
        let (scene, client) = limited(limit);
        let list = departures(&scene);
        let patient = json!({ "path": "a", "retry": false, "deadline": 86_400_000 });
        let _tasks = [(); 3].map(|()| scene.start(&client, CallKind::Request, &patient.clone().into()));
        scene.tasks.run();
        let times: Vec<_> = list.borrow().iter().map(|(at, _)| *at).collect();
        // Timers know whole milliseconds, the windows parts of them.
        assert!(times[2].abs_diff(2 * spacing) < 2 && times[..2] == [0, spacing], "{times:?}");
    }
}

#[test]
fn who_comes_late_does_not_wait() {
    let (scene, client) = limited(json!({ "perSecond": 1 }));
    scene.expect_ok(&client);
    scene.tasks.run_for(1_110);
    let start = scene.clock.monotonic();
    scene.expect_ok(&client);
    assert_eq!(scene.clock.monotonic() - start, 10);
}

/// Nobody behind those who leave the queue waits for their turns.
#[test]
fn those_who_leave_the_queue_take_no_turn() {
    let (scene, client) = limited(json!({ "perSecond": 1 }));
    let list = departures(&scene);
    let first = start(&scene, &client, "first");
    let signal = Signal::default();
    let options = |path: &str| Value::from(json!({ "path": path })).with("signal", Value::from(&signal));
    let leaving: Vec<_> = (0..50).map(|_| scene.start(&client, CallKind::Request, &options("leaves"))).collect();
    let patient = start(&scene, &client, "last");
    scene.tasks.run_for(500);
    signal.abort();
    scene.tasks.settle();
    assert!(leaving.into_iter().all(|task| told(&task.result()).starts_with("timeout aborted")));
    scene.tasks.run();
    assert!(first.is_over() && patient.is_over());
    assert_eq!(*list.borrow(), [(0, "first".to_owned()), (1_112, "last".to_owned())]);
}

#[test]
fn too_many_who_wait_are_told_so_at_once() {
    let (scene, client) = limited(json!({ "perSecond": 1, "maxQueued": 3 }));
    // The first one leaves at once, and so does not wait.
    let first = scene.start_healthcheck(&client);
    scene.tasks.settle();
    let tasks = [(); 4].map(|()| scene.start_healthcheck(&client));
    scene.tasks.settle();
    let [.., last] = tasks;
    assert_eq!(told(&last.result()), "quota queue-full attempts=0");
    scene.tasks.run();
    assert!(first.result().is_ok());
    assert_eq!(scene.network.counts().1, 4);
    scene.expect_ok(&client);
}

#[test]
fn repetitions_wait_for_their_turn_too() {
    let (scene, client) = limited(json!({ "perSecond": 1 }));
    answer_all(&scene, || Answer::empty(500));
    assert!(scene.healthcheck(&client).is_err());
    assert!(scene.clock.monotonic() >= 3_000);
}

/// Those who wait while the server goes down are not sent to it one by one.
#[test]
fn the_queue_ends_when_the_circuit_opens() {
    let (scene, client) = limited(json!({ "perSecond": 100 }));
    scene.network.set_hook(|request| (!is_token_request(request)).then(|| Reply::Answer(Answer::empty(502))));
    let tasks: Vec<_> = (0..200).map(|_| start(&scene, &client, "a")).collect();
    scene.tasks.run_for(1_000);
    assert!(tasks.iter().all(Task::is_over));
    assert!(scene.network.counts().1 < 15, "{}", scene.network.counts().1);
}

#[test]
fn the_wait_is_told() {
    let (scene, client) = limited(json!({ "perSecond": 1 }));
    let _tasks = [(); 3].map(|()| scene.start_healthcheck(&client));
    scene.tasks.run();
    let events = scene.events.borrow();
    let waits = events.iter().filter(|event| event.kind == EventKind::Queued);
    let told = waits.map(|event| (event.call, event.milliseconds.round())).collect::<Vec<_>>();
    assert_eq!(told, [(3, 1_111.0), (4, 2_222.0)]);
}
