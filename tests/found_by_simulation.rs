//! What the simulation has found in the core (docs/en/simulation.md), each as a test of its own.

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

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Fault, ReadyMade, Server};
use support::network::is_token_request;
use support::scene::{Scene, TestClient, options, told};
use support::transport::cause;

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
    scene.start(client, CallKind::Request, &options.into());
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
        scene.start(&client, CallKind::Request, &post.clone().into());
    }
    scene.tasks.run_for(2);
    client.forget_token();
    scene.network.inject(Server::AuthorizationServer, Fault::Delay { by: Duration::from_secs(1) });
    let waiting = scene.start_healthcheck(&client);
    scene.tasks.run();
    assert!(told(&waiting.result()).starts_with("gateway circuit-open"));
    assert_eq!(scene.network.counts(), (2, 11));
}

#[test]
fn a_put_off_request_for_a_token_is_made_no_sooner_by_others() {
    let scene = Scene::new();
    let client = scene.client_with(&options(ReadyMade::Works).without("retry"));
    scene.network.inject(Server::AuthorizationServer, Fault::Outage { retry_after: Some(10) });
    let hasty = scene.kind(&client, CallKind::Healthcheck, &json!({ "timeout": 50 }).into());
    assert!(told(&hasty).starts_with("timeout timeout"));
    let patient = scene.start_healthcheck(&client);
    scene.tasks.run_for(9_000);
    assert_eq!(scene.network.counts().0, 1);
    scene.tasks.run();
    assert!(patient.result().is_ok());
    assert!(scene.clock.monotonic() >= 10_000);
}

#[test]
fn a_put_off_request_for_a_token_is_not_made_in_the_background_either() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    scene.tasks.run_for((3_600 - 115) * 1_000);
    scene.network.inject(Server::AuthorizationServer, Fault::Outage { retry_after: Some(60) });
    for _ in 0..4 {
        scene.expect_ok(&client);
        scene.tasks.run_for(14_000);
    }
    assert_eq!(scene.network.counts().0, 2, "the first, and the one that was put off");
    scene.tasks.run_for(5_000);
    scene.expect_ok(&client);
    assert_eq!(scene.network.counts().0, 3);
}

/// A provider that keeps its token until it is told that it was refused.
fn keeper(scene: &Scene) -> (TestClient, Rc<Cell<u32>>) {
    let asked = Rc::<Cell<u32>>::default();
    let count = Rc::clone(&asked);
    let first = token(scene);
    let network = scene.network.clone();
    let kept = RefCell::new(first);
    let client = scene.client_of_provider(Rc::new(move |rejected| {
        count.set(count.get() + 1);
        if rejected == Some(kept.borrow().as_str()) {
            kept.replace(network.simulator(grant));
        }
        Ok(json!({ "access_token": *kept.borrow(), "expires_in": 20 }).into())
    }));
    (client, asked)
}

fn token(scene: &Scene) -> String {
    scene.network.simulator(grant)
}

fn grant(simulator: &mut sne_cotation_simulator::Simulator) -> String {
    let environment = sne_cotation_simulator::Environment::Sandbox;
    let (id, secret) = (ReadyMade::Works.client_id(environment), ReadyMade::Works.client_secret(environment));
    let form = format!("grant_type=client_credentials&client_id={id}&client_secret={}", secret.expose());
    let request = sne_cotation_simulator::Request::new("POST", environment.token_url())
        .with_header("Content-Type", "application/x-www-form-urlencoded")
        .with_body(form);
    let answer: serde_json::Value = serde_json::from_slice(&simulator.handle(&request).body).unwrap();
    answer["access_token"].as_str().unwrap().to_owned()
}

/// The provider is asked in the background, gives what it keeps, and that is refused, before or after it comes.
#[test]
fn a_refused_token_that_a_provider_gives_again_is_not_sent_again() {
    for (there, back) in [(1, 1), (40, 40)] {
        let scene = Scene::new();
        let (client, asked) = keeper(&scene);
        scene.expect_ok(&client);
        scene.tasks.run_for(18_200);
        scene.network.simulator(|simulator| simulator.revoke_tokens(None));
        scene.network.set_latency(there, back);
        scene.expect_ok(&client);
        assert_eq!(asked.get(), 3, "at first, in the background, and knowing of the refusal");
        assert_eq!(scene.network.counts().1, 3, "one refused, and not twice");
    }
}

#[test]
fn what_a_provider_says_of_a_token_that_is_forgotten_meanwhile_is_not_repeated() {
    let scene = Scene::new();
    let first = token(&scene);
    let given = Cell::new(false);
    let client = scene.client_of_provider(Rc::new(move |rejected| match rejected {
        None if !given.replace(true) => Ok(json!({ "access_token": first, "expires_in": 3_600 }).into()),
        rejected => Err(cause(&format!("nothing instead of {}", rejected.unwrap_or_default()), "ERELAY")),
    }));
    scene.expect_ok(&client);
    let sent = scene.network.sent().last().unwrap().header("authorization").unwrap().replace("Bearer ", "");
    scene.network.simulator(|simulator| simulator.revoke_tokens(None));
    let task = scene.start_healthcheck(&client);
    scene.tasks.run_for(15);
    client.forget_token();
    scene.tasks.run();
    let outcome = task.result();
    assert!(told(&outcome).contains("token-provider-failed"));
    assert!(!format!("{outcome:?}").contains(&sent));
}

/// The machine sleeps while a token is on its way: it is over when it comes, and a second one helps.
#[test]
fn a_token_that_is_over_when_it_comes_is_replaced() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let task = scene.start_healthcheck(&client);
    scene.tasks.run_for(7);
    scene.clock.suspend(7_200_000);
    scene.tasks.run();
    assert!(task.result().is_ok());
    assert_eq!(scene.network.counts(), (2, 2));
}

/// A wall clock that ran ahead made a good token look over; the authorisation server asked to wait, and meanwhile the
/// clock was set right.
#[test]
fn a_token_that_is_good_again_after_a_wait_is_not_replaced() {
    let scene = Scene::new();
    let client = scene.client_with(&options(ReadyMade::Works).without("retry"));
    scene.expect_ok(&client);
    scene.clock.set_wall(86_400_000);
    scene.network.inject(Server::AuthorizationServer, Fault::Outage { retry_after: Some(18) });
    let hasty = scene.start(&client, CallKind::Healthcheck, &json!({ "deadline": 300 }).into());
    scene.tasks.run_for(400);
    assert!(hasty.result().is_err());
    let patient = scene.start_healthcheck(&client);
    scene.tasks.run_for(100);
    scene.clock.set_wall(-86_400_000);
    scene.tasks.run();
    assert!(patient.result().is_ok());
    assert_eq!(scene.network.counts(), (2, 2));
}
