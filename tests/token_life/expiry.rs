//! When a token is over, on whichever clock says so first, and a little before; and how the next one comes before that.

use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Environment, ReadyMade, Response as Answer};

use super::support::network::{Reply, is_token_request};
use super::support::scene::{Scene, TestClient, told};
use super::support::value::Value;
use super::{token_of, token_of_now};

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

/// Lets time pass until the token that came at the beginning is that old, in milliseconds.
fn age(scene: &Scene, milliseconds: u64) {
    scene.tasks.run_for(milliseconds - scene.clock.monotonic());
}

#[test]
fn another_is_obtained_two_minutes_before_its_end() {
    let (scene, client) = with_token();
    age(&scene, 3_480_000 - 1);
    assert_renews(&scene, &client, false);
    scene.tasks.run_for(1);
    assert_renews(&scene, &client, true);
    assert_renews(&scene, &client, false);
}

/// A tenth of a short life: the ready-made application's lives five seconds.
#[test]
fn of_a_short_lived_one_a_tenth_of_its_life_before() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::ShortLivedTokens);
    scene.expect_ok(&client);
    age(&scene, 4_499);
    assert_renews(&scene, &client, false);
    scene.tasks.run_for(1);
    assert_renews(&scene, &client, true);
}

/// The call that finds it near its end does not wait for the next, and uses the one there is.
#[test]
fn nobody_waits_for_it() {
    let (scene, client) = with_token();
    let old = token_of(&scene, &client);
    age(&scene, 3_500_000);
    scene.network.set_hook(|request| is_token_request(request).then_some(Reply::Silence));
    let start = scene.clock.monotonic();
    let tasks = [(); 3].map(|()| scene.start_healthcheck(&client));
    scene.tasks.run_for(10);
    assert!(tasks.into_iter().all(|task| task.result().is_ok()));
    assert_eq!((scene.clock.monotonic() - start, scene.network.counts()), (10, (2, 4)));
    assert_eq!(token_of_now(&scene, &client), old);
}

/// The old token goes on being used to its end, and the server is not asked all the time meanwhile.
#[test]
fn a_failure_in_the_background_leaves_the_token_in_use() {
    let (scene, client) = with_token();
    age(&scene, 3_480_000);
    scene.network.set_hook(|request| is_token_request(request).then(|| Reply::Answer(Answer::empty(500))));
    for second in 1..=115 {
        scene.expect_ok(&client);
        age(&scene, 3_480_000 + second * 1_000 - 1);
    }
    // Not before ten seconds after each failure: with every eleventh call.
    assert_eq!(scene.network.counts(), (1 + 11, 116));
    age(&scene, 3_595_000);
    assert_eq!(told(&scene.healthcheck(&client)), "authorization-server token-circuit-open retryAfter=5 attempts=0");
}

#[test]
fn when_all_is_forgotten_the_request_in_the_background_is_cancelled() {
    let (scene, client) = with_token();
    age(&scene, 3_500_000);
    scene.network.set_hook(|request| is_token_request(request).then_some(Reply::Silence));
    scene.tasks.settle();
    let task = scene.start_healthcheck(&client);
    scene.tasks.run_for(10);
    assert!(task.result().is_ok());
    assert_eq!(scene.network.under_way(), 1);
    client.forget_token();
    scene.tasks.settle();
    assert_eq!(scene.network.cancelled(), 1);
    scene.assert_quiet();
}

/// The margin is for the time that a request takes.
#[test]
fn it_is_used_until_five_seconds_before_its_end() {
    let (scene, client) = with_token();
    scene.network.set_hook(|request| is_token_request(request).then_some(Reply::Silence));
    age(&scene, 3_595_000 - 1);
    let last = scene.start_healthcheck(&client);
    scene.tasks.run_for(20);
    assert!(last.result().is_ok());
    let late = scene.start_healthcheck(&client);
    scene.tasks.run_for(29_000);
    assert!(!late.is_over(), "there is no usable token to go on with");
}

/// The server counts from before its answer: so does the client.
#[test]
fn its_life_is_counted_from_before_the_request() {
    let scene = Scene::new();
    scene.network.set_latency(5, 10_000);
    let client = scene.client(ReadyMade::Works);
    let given = scene.kind(&client, CallKind::Token, &Value::Nothing).unwrap();
    assert_eq!(given.text_at("expires_in"), (3600.0 - 10.005).to_string());
}

#[test]
fn seconds_left_are_told_as_they_pass() {
    let (scene, client) = with_token();
    scene.tasks.run_for(600_000 - scene.clock.monotonic());
    let given = scene.kind(&client, CallKind::Token, &Value::Nothing).unwrap();
    assert_eq!(given.text_at("expires_in"), "3000");
}

/// A machine that slept: only the wall clock went on.
#[test]
fn the_wall_clock_alone_ends_it() {
    let (scene, client) = with_token();
    scene.clock.suspend(3_400_000);
    assert_renews(&scene, &client, false);
    scene.clock.suspend(200_000);
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
    for (told, lifetime) in [(90_000, 86_400), (1_000_000_000, 86_400)] {
        let scene = Scene::new();
        let id = ReadyMade::Works.client_id(Environment::Sandbox);
        assert!(scene.network.simulator(|it| it.update(&id, |application| application.token_lifetime = told)));
        let client = scene.client(ReadyMade::Works);
        token_of(&scene, &client);
        let given = scene.kind(&client, CallKind::Token, &Value::Nothing).unwrap();
        assert_eq!(given.text_at("expires_in"), (f64::from(lifetime) - 0.01).to_string(), "{told}");
    }
}
