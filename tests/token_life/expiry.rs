//! When a token is over: on whichever clock says so first, and a little before.

use sne_cotation::core::request::Want;
use sne_cotation_simulator::{Environment, ReadyMade};

use super::support::scene::{Scene, TestClient};
use super::support::value::Value;
use super::token_of;

/// A client with a token of an hour, obtained just now.
fn with_token() -> (Scene, TestClient) {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    (scene, client)
}

/// Whether the next call asks for another token, before the gateway refuses the one there is.
#[track_caller]
fn assert_renews(scene: &Scene, client: &TestClient, expected: bool) {
    let (tokens, calls) = scene.network.counts();
    scene.expect_ok(client);
    assert_eq!(scene.network.counts(), (tokens + usize::from(expected), calls + 1));
}

#[test]
fn it_is_used_until_half_a_minute_before_its_end() {
    let (scene, client) = with_token();
    let age = scene.clock.monotonic();
    scene.tasks.run_for(3_570_000 - 1 - age);
    assert_renews(&scene, &client, false);
    scene.tasks.run_for(1);
    assert_renews(&scene, &client, true);
}

/// A tenth of a short life, so that it is used at all.
#[test]
fn the_margin_of_a_short_lived_token_is_shorter() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::ShortLivedTokens);
    scene.expect_ok(&client);
    let age = scene.clock.monotonic();
    scene.tasks.run_for(4_499 - age);
    assert_renews(&scene, &client, false);
    scene.tasks.run_for(1);
    assert_renews(&scene, &client, true);
}

/// The server counts from before its answer: so does the client.
#[test]
fn its_life_is_counted_from_before_the_request() {
    let scene = Scene::new();
    scene.network.set_latency(5, 10_000);
    let client = scene.client(ReadyMade::Works);
    let given = scene.want(&client, Want::Token, &Value::Nothing).unwrap();
    assert_eq!(given.text_at("expires_in"), (3600.0 - 10.005).to_string());
}

#[test]
fn seconds_left_are_told_as_they_pass() {
    let (scene, client) = with_token();
    scene.tasks.run_for(600_000 - scene.clock.monotonic());
    let given = scene.want(&client, Want::Token, &Value::Nothing).unwrap();
    assert_eq!(given.text_at("expires_in"), "3000");
}

/// A machine that slept: only the wall clock went on.
#[test]
fn the_wall_clock_alone_ends_it() {
    let (scene, client) = with_token();
    scene.clock.suspend(3_500_000);
    assert_renews(&scene, &client, false);
    scene.clock.suspend(100_000);
    assert_renews(&scene, &client, true);
}

/// A wall clock that was set back, by more than the token lives.
#[test]
fn the_monotonic_clock_alone_ends_it() {
    let (scene, client) = with_token();
    scene.clock.set_wall(-86_400_000);
    assert_renews(&scene, &client, false);
    scene.tasks.run_for(3_600_000);
    assert_renews(&scene, &client, true);
    // The new token was obtained on the clocks as they are now.
    assert_renews(&scene, &client, false);
}

/// Costs a token request, and no failure.
#[test]
fn a_wall_clock_set_forward_ends_it_early() {
    let (scene, client) = with_token();
    scene.clock.set_wall(86_400_000);
    assert_renews(&scene, &client, true);
    assert_renews(&scene, &client, false);
}

#[test]
fn a_life_that_makes_no_sense_is_not_believed() {
    for (told, lifetime) in [(0, 60), (1_000_000_000, 86_400)] {
        let scene = Scene::new();
        let id = ReadyMade::Works.client_id(Environment::Sandbox);
        assert!(scene.network.simulator(|it| it.update(&id, |application| application.token_lifetime = told)));
        let client = scene.client(ReadyMade::Works);
        token_of(&scene, &client);
        let given = scene.want(&client, Want::Token, &Value::Nothing).unwrap();
        assert_eq!(given.text_at("expires_in"), (f64::from(lifetime) - 0.01).to_string(), "{told}");
    }
}
