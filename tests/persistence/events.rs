//! What a client tells of its steps.

use sne_cotation::core::event::{Event, What};
use sne_cotation::core::reason::Reason;
use sne_cotation_simulator::{Fault, Server};

use super::support::scene::Scene;
use super::{answer_first, client_with, persistent, persistent_client, put_off};

/// The steps, and for each its call, its attempt, its milliseconds, its status and its reason.
fn steps(scene: &Scene) -> Vec<(What, u32, u32, f64, u16, Option<Reason>)> {
    let events = scene.events.take();
    let parts = |event: &Event| (event.what, event.call, event.attempt, event.milliseconds, event.status, event.reason);
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
            (What::CallBegun, 1, 0, 0.0, 0, None),
            (What::TokenRequested, 0, 1, 0.0, 0, None),
            (What::TokenObtained, 0, 1, 10.0, 0, None),
            (What::Attempt, 1, 1, 0.0, 0, None),
            (What::Answer, 1, 1, 10.0, 200, None),
            (What::CallEnded, 1, 1, 20.0, 0, None),
        ]
    );
}

#[test]
fn a_call_that_is_put_off() {
    let (scene, client) = persistent_client();
    answer_first(&scene, 1, || put_off(503, "2"));
    scene.expect_ok(&client);
    let steps = steps(&scene);
    let wait = steps[4].3;
    assert!((2_000.0..2_250.0).contains(&wait));
    let fault = Some(Reason::GatewayFault);
    assert_eq!(
        steps,
        [
            (What::CallBegun, 2, 0, 0.0, 0, None),
            (What::Attempt, 2, 1, 0.0, 0, None),
            (What::Answer, 2, 1, 10.0, 503, None),
            (What::AttemptFailed, 2, 1, 0.0, 503, fault),
            (What::RetryAfter, 2, 1, wait, 0, None),
            (What::Attempt, 2, 2, 0.0, 0, None),
            (What::Answer, 2, 2, 10.0, 200, None),
            (What::CallEnded, 2, 2, 20.0 + wait.ceil(), 0, None),
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
            What::CallBegun,
            What::Attempt,
            What::Answer,
            What::TokenRefused,
            What::AttemptFailed,
            What::TokenRequested,
            What::TokenFailed,
            What::BackOff,
            What::TokenRequested,
            What::TokenObtained,
            What::Attempt,
            What::Answer,
            What::CallEnded,
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
    let circuit: Vec<_> = steps.iter().filter(|step| step.0 as u8 >= What::ApiCircuitOpen as u8).copied().collect();
    assert_eq!(
        circuit,
        [
            (What::ApiCircuitOpen, 0, 0, 5_000.0, 504, Some(Reason::GatewayTimeout)),
            (What::ApiCircuitClosed, 0, 0, 0.0, 0, None),
        ]
    );
    let ends: Vec<_> = steps.iter().filter(|step| step.0 == What::CallEnded).map(|step| step.5).collect();
    assert_eq!(ends[9..], [Some(Reason::GatewayTimeout), Some(Reason::CircuitOpen), None]);
}
