//! What a client tells of its steps.

use sne_cotation::core::event::{Event, EventKind};
use sne_cotation::core::reason::Reason;
use sne_cotation_simulator::{Fault, Server};

use super::support::scene::Scene;
use super::{answer_first, client_with, not_before, persistent, persistent_client};

/// The steps, and for each its call, its attempt, its milliseconds, its status and its reason.
fn steps(scene: &Scene) -> Vec<(EventKind, u32, u32, f64, u16, Option<Reason>)> {
    let events = scene.events.take();
    let parts = |event: &Event| (event.kind, event.call, event.attempt, event.milliseconds, event.status, event.reason);
    events.iter().map(parts).collect()
}

#[test]
fn a_first_call() {
    let scene = Scene::new();
    let client = scene.client_with(&persistent());
    scene.expect_ok(&client);
    assert_eq!(
        steps(&scene),
        [
            (EventKind::CallBegun, 1, 0, 0.0, 0, None),
            (EventKind::TokenRequested, 0, 1, 0.0, 0, None),
            (EventKind::TokenObtained, 0, 1, 10.0, 0, None),
            (EventKind::Attempt, 1, 1, 0.0, 0, None),
            (EventKind::Answer, 1, 1, 10.0, 200, None),
            (EventKind::CallEnded, 1, 1, 20.0, 0, None),
        ]
    );
}

#[test]
fn a_call_that_is_put_off() {
    let (scene, client) = persistent_client();
    answer_first(&scene, 1, || not_before(503, "2"));
    scene.expect_ok(&client);
    let steps = steps(&scene);
    let wait = steps[4].3;
    assert!((2_000.0..2_250.0).contains(&wait));
    let fault = Some(Reason::GatewayFault);
    assert_eq!(
        steps,
        [
            (EventKind::CallBegun, 2, 0, 0.0, 0, None),
            (EventKind::Attempt, 2, 1, 0.0, 0, None),
            (EventKind::Answer, 2, 1, 10.0, 503, None),
            (EventKind::AttemptFailed, 2, 1, 0.0, 503, fault),
            (EventKind::RetryAfter, 2, 1, wait, 0, None),
            (EventKind::Attempt, 2, 2, 0.0, 0, None),
            (EventKind::Answer, 2, 2, 10.0, 200, None),
            (EventKind::CallEnded, 2, 2, 20.0 + wait.ceil(), 0, None),
        ]
    );
}

#[test]
fn a_token_that_is_refused_and_a_failure() {
    let (scene, client) = persistent_client();
    scene.network.simulator(|simulator| simulator.revoke_tokens(None));
    scene.network.inject(Server::AuthorizationServer, Fault::ThrottledToken);
    scene.network.inject(Server::Gateway, Fault::Delay { by: std::time::Duration::ZERO });
    scene.expect_ok(&client);
    let whats: Vec<_> = steps(&scene).into_iter().map(|step| step.0).collect();
    assert_eq!(
        whats,
        [
            EventKind::CallBegun,
            EventKind::Attempt,
            EventKind::Answer,
            EventKind::TokenRefused,
            EventKind::AttemptFailed,
            EventKind::TokenRequested,
            EventKind::TokenFailed,
            EventKind::BackOff,
            EventKind::TokenRequested,
            EventKind::TokenObtained,
            EventKind::Attempt,
            EventKind::Answer,
            EventKind::CallEnded,
        ]
    );
}

#[test]
fn the_circuit_opens_and_closes() {
    let (scene, client) = client_with(&persistent().with("retry", serde_json::json!(false)));
    answer_first(&scene, 10, || sne_cotation_simulator::Response::empty(504));
    for _ in 0..11 {
        assert!(scene.healthcheck(&client).is_err());
    }
    scene.tasks.run_for(5_000);
    scene.expect_ok(&client);
    let steps = steps(&scene);
    let circuit: Vec<_> =
        steps.iter().filter(|step| step.0 as u8 >= EventKind::ApiCircuitOpen as u8).copied().collect();
    assert_eq!(
        circuit,
        [
            (EventKind::ApiCircuitOpen, 0, 0, 5_000.0, 504, Some(Reason::GatewayTimeout)),
            (EventKind::ApiCircuitClosed, 0, 0, 0.0, 0, None),
        ]
    );
    let ends: Vec<_> = steps.iter().filter(|step| step.0 == EventKind::CallEnded).map(|step| step.5).collect();
    assert_eq!(ends[9..], [Some(Reason::GatewayTimeout), Some(Reason::CircuitOpen), None]);
}
