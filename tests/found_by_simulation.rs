//! What the simulation has found in the core (docs/simulation.md), each as a test of its own.

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

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use serde_json::json;
use sne_cotation::core::request::Want;
use sne_cotation_simulator::{Fault, ReadyMade, Server};
use support::network::is_token_request;
use support::scene::{Scene, TestClient, options, told};

/// Notes when each request of a call arrives, in milliseconds, and its header `x-number`.
fn arrivals(scene: &Scene) -> Rc<RefCell<Vec<(u64, String)>>> {
    let (noted, clock) = (Rc::<RefCell<Vec<_>>>::default(), scene.clock.clone());
    let log = Rc::clone(&noted);
    scene.network.set_hook(move |request| {
        if !is_token_request(request) {
            log.borrow_mut().push((clock.monotonic(), request.header("x-number").unwrap_or_default().to_owned()));
        }
        None
    });
    noted
}

fn numbered(scene: &Scene, client: &TestClient, number: u32) {
    let options = json!({ "path": "healthcheck", "headers": { "x-number": number.to_string() } });
    scene.start(client, Want::Request, &options.into());
}

#[test]
fn calls_that_wait_for_a_token_leave_at_their_pace_and_in_their_order() {
    let scene = Scene::new();
    let client = scene.client_with(&options(ReadyMade::Works).with("rateLimit", json!({ "perSecond": 10 })));
    let noted = arrivals(&scene);
    scene.network.inject(Server::AuthorizationServer, Fault::Delay { by: Duration::from_secs(5) });
    (1..=5).for_each(|number| numbered(&scene, &client, number));
    scene.tasks.run();
    let (times, numbers): (Vec<_>, Vec<_>) = noted.take().into_iter().unzip();
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= 100), "{times:?}");
    assert_eq!(numbers, ["1", "2", "3", "4", "5"]);
    assert_eq!(scene.network.counts().0, 1, "one token request for all");
}

#[test]
fn a_circuit_that_opens_while_a_call_waits_for_its_token_keeps_it_from_leaving() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    let post = json!({ "method": "POST", "path": "healthcheck" });
    for _ in 0..10 {
        scene.network.inject(Server::Gateway, Fault::DroppedConnection);
        scene.start(&client, Want::Request, &post.clone().into());
    }
    scene.tasks.run_for(2);
    client.forget_token();
    scene.network.inject(Server::AuthorizationServer, Fault::Delay { by: Duration::from_secs(1) });
    let waiting = scene.start_healthcheck(&client);
    scene.tasks.run();
    assert!(told(&waiting.result()).starts_with("gateway circuit-open"));
    assert_eq!(scene.network.counts(), (2, 11));
}
