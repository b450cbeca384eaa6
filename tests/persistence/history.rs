//! What has worked before is not given up for one refusal, and little is asked of a platform that refuses everything.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Fault, ReadyMade, Response as Answer, Server};

use super::support::chance::Chance;
use super::support::network::{Reply, is_token_request};
use super::support::scene::{Scene, TestClient, told};
use super::{persistent, persistent_client};

const INVALID_CLIENT: &str = r#"{"error":"invalid_client"}"#;

fn refused_client() -> Answer {
    Answer::with_content(400, "application/json", INVALID_CLIENT)
}

/// What the gateway says of a token that it does not find.
fn unknown_token() -> Answer {
    challenging(r#"Bearer realm="DefaultRealm",error="invalid_token",error_description="Unable to find it.""#)
}

fn challenging(challenge: &str) -> Answer {
    let mut answer = Answer::empty(401);
    answer.set_header("WWW-Authenticate", challenge);
    answer
}

fn answer_tokens(scene: &Scene, answer: impl Fn() -> Answer + 'static) {
    scene.network.set_hook(move |request| is_token_request(request).then(|| Reply::Answer(answer())));
}

fn answer_calls(scene: &Scene, answer: Answer) {
    scene.network.set_hook(move |request| (!is_token_request(request)).then(|| Reply::Answer(answer.clone())));
}

fn revoke(scene: &Scene) {
    scene.network.simulator(|simulator| simulator.revoke_tokens(None));
}

fn token_requests(scene: &Scene) -> usize {
    scene.network.counts().0
}

#[test]
fn one_refusal_of_credentials_that_have_worked_is_survived_and_so_are_the_next_ten_calls() {
    let (scene, client) = persistent_client();
    scene.network.inject(Server::AuthorizationServer, Fault::RefusedClient);
    revoke(&scene);
    for _ in 0..11 {
        scene.expect_ok(&client);
    }
    assert_eq!(token_requests(&scene), 3);
}

/// However many calls come: for a minute at growing distances, then once a minute.
#[test]
fn a_row_of_refusals_is_final_when_it_lasts_and_costs_few_requests() {
    let (scene, client) = persistent_client();
    revoke(&scene);
    answer_tokens(&scene, refused_client);
    let start = scene.clock.monotonic();
    let reasons = RefCell::new(Vec::new());
    let call_until = |end: u64| {
        while scene.clock.monotonic() < start + end {
            reasons.borrow_mut().push(told(&scene.healthcheck(&client)));
            scene.tasks.run_for(100);
        }
    };
    call_until(60_000);
    let for_now = "credentials client-refused-for-now status=400 code=invalid_client";
    assert!(reasons.take().iter().all(|reason| reason.starts_with(for_now)));
    let first_minute = token_requests(&scene);
    assert!((12..=32).contains(&first_minute), "{first_minute}");
    call_until(240_000);
    assert_eq!(reasons.take().last().unwrap(), "credentials client-refused status=400 code=invalid_client attempts=0");
    assert!(token_requests(&scene) <= first_minute + 7, "{}", token_requests(&scene));
    scene.network.remove_hook();
    scene.tasks.run_for(60_000);
    scene.expect_ok(&client);
}

#[test]
fn without_repetitions_one_refusal_is_not_believed_by_the_next_call() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    revoke(&scene);
    scene.network.inject(Server::AuthorizationServer, Fault::RefusedClient);
    let expected = "credentials client-refused-for-now status=400 code=invalid_client attempts=1";
    assert_eq!(told(&scene.healthcheck(&client)), expected);
    scene.expect_ok(&client);
}

/// Other answers of the authorisation server that were different before.
#[test]
fn what_the_authorisation_server_answered_otherwise_before_passes() {
    for (answer, expected) in [
        (Answer::empty(404), "authorization-server token-throttled status=404 attempts=1"),
        (Answer::empty(403), "authorization-server token-throttled status=403 attempts=1"),
        (Answer::empty(401), "credentials client-refused-for-now status=401 attempts=1"),
        (
            Answer::with_content(400, "application/json", r#"{"error":"unauthorized_client"}"#),
            "credentials client-refused-for-now status=400 code=unauthorized_client attempts=1",
        ),
        (
            Answer::with_content(200, "text/html", "<!DOCTYPE html>"),
            "authorization-server token-html status=200 attempts=1",
        ),
    ] {
        let (scene, client) = persistent_client();
        scene.expect_ok(&client);
        revoke(&scene);
        let all = answer.clone();
        answer_tokens(&scene, move || all.clone());
        assert_eq!(told(&scene.healthcheck(&client)), expected);
        assert_eq!(token_requests(&scene), 1 + 4);
    }
}

#[test]
fn a_hundred_calls_while_every_token_is_refused_ask_for_eight_at_most() {
    for has_worked in [false, true] {
        let (scene, client) = persistent_client();
        if has_worked {
            scene.expect_ok(&client);
        } else {
            client.forget_token();
        }
        answer_calls(&scene, unknown_token());
        let before = token_requests(&scene) - 1;
        for _ in 0..100 {
            assert!(scene.healthcheck(&client).is_err());
        }
        assert!(token_requests(&scene) - before <= 8, "{}", token_requests(&scene));
        let told = told(&scene.healthcheck(&client));
        assert!(told.starts_with("authorization-server token-store-down retryAfter="), "{told}");
        // An hour of it, with a call each second.
        for _ in 0..3_600 {
            assert!(scene.healthcheck(&client).is_err());
            scene.tasks.run_for(1_000);
        }
        assert!(token_requests(&scene) - before <= 8 + 3 * 60, "{}", token_requests(&scene));
        scene.network.remove_hook();
        scene.tasks.run_for(20_000);
        scene.expect_ok(&client);
    }
}

/// Without giving up the replay of one that has ended early: each of these had passed.
#[test]
fn tokens_that_end_early_now_and_then_are_replaced_as_ever() {
    let (scene, client) = persistent_client();
    for round in 1..100 {
        revoke(&scene);
        scene.expect_ok(&client);
        assert_eq!(token_requests(&scene), 1 + round);
        scene.tasks.run_for(4_000);
    }
}

/// The gateway says of one good token in turn that it is good and that it is not: the token is tried once more.
#[test]
fn a_gateway_that_finds_a_token_every_other_time_costs_few_tokens_and_no_call() {
    let (scene, client) = persistent_client();
    let count = Cell::new(0_u32);
    scene.network.set_hook(move |request| {
        let is_call = !is_token_request(request);
        count.set(count.get() + u32::from(is_call));
        (is_call && count.get().is_multiple_of(2)).then(|| Reply::Answer(unknown_token()))
    });
    for _ in 0..500 {
        scene.expect_ok(&client);
    }
    assert!(token_requests(&scene) <= 20, "{}", token_requests(&scene));
}

#[test]
fn a_401_of_the_api_behind_the_gateway_costs_one_replacement_and_says_why() {
    for (challenge, code) in [
        (r#"Bearer realm="back-end",error="invalid_token",error_description="Pas habilité""#, " code=invalid_token"),
        (r#"Bearer realm="DefaultRealm",error_description="Pas habilité""#, ""),
        (r#"Basic realm="back-end",error_description="Pas habilité""#, ""),
    ] {
        let (scene, client) = persistent_client();
        scene.expect_ok(&client);
        answer_calls(&scene, challenging(challenge));
        for attempts in [2, 1, 1, 1] {
            let outcome = scene.healthcheck(&client);
            assert_eq!(told(&outcome), format!("request api-unauthorized status=401{code} attempts={attempts}"));
            let message = outcome.unwrap_err().fact("message").cloned();
            assert_eq!(format!("{message:?}"), r#"Some(Text("Pas habilité"))"#);
        }
        assert_eq!(token_requests(&scene), 2);
        scene.network.remove_hook();
        scene.expect_ok(&client);
        assert_eq!(token_requests(&scene), 2, "the token was good all the time");
    }
}

/// A gateway whose realm has another name: a token that has ended early is replaced, each time.
#[test]
fn a_token_that_another_realm_refuses_is_replaced_where_that_helps() {
    let (scene, client) = persistent_client();
    for _ in 0..5 {
        let is_first = Cell::new(true);
        scene.network.set_hook(move |request| {
            let is_refused = !is_token_request(request) && is_first.replace(false);
            is_refused.then(|| Reply::Answer(challenging(r#"Bearer realm="own",error="invalid_token""#)))
        });
        scene.expect_ok(&client);
    }
}

#[test]
fn a_token_without_a_life_serves_who_asked_for_it_and_nobody_after() {
    for seconds in [0, -1] {
        let (scene, client) = persistent_client();
        client.forget_token();
        let before = token_requests(&scene);
        for _ in 0..3 {
            scene.network.inject(Server::AuthorizationServer, Fault::ExpiresIn { seconds });
        }
        let tasks: Vec<_> = (0..10).map(|_| scene.start_healthcheck(&client)).collect();
        scene.tasks.run();
        assert!(tasks.into_iter().all(|task| task.result().is_ok()));
        assert_eq!(token_requests(&scene) - before, 1);
        scene.expect_ok(&client);
        let given = scene.kind(&client, CallKind::Token, &json!({}).into()).unwrap();
        assert_eq!(given.text_at("expires_in"), "0");
        assert_eq!(token_requests(&scene) - before, 3);
    }
}

/// A client whose credentials have worked, in a world in which each answer is spurious with a chance of one in ten.
fn flapping(seed: u64) -> (Scene, TestClient) {
    let scene = Scene::new();
    let client = scene.client_with(&persistent());
    scene.expect_ok(&client);
    revoke(&scene);
    let chance = Rc::new(Chance::new(Chance::new(seed).bits()));
    scene.network.set_hook(move |request| {
        if chance.below(10) > 0 {
            return None;
        }
        let of_tokens = is_token_request(request);
        Some(Reply::Answer(match chance.below(5) {
            0 => Answer::empty(400),
            1 => Answer::empty(404),
            2 => Answer::empty(500),
            _ if of_tokens => refused_client(),
            _ => unknown_token(),
        }))
    });
    (scene, client)
}

#[test]
fn in_ninety_nine_of_a_hundred_worlds_whose_answers_are_spurious_a_call_ends_well() {
    let worlds = 2_000;
    let failed = (0..worlds).filter(|seed| {
        let (scene, client) = flapping(*seed);
        scene.healthcheck(&client).is_err()
    });
    let failed = failed.count();
    assert!(failed * 100 <= 2_000, "{failed} of {worlds} fail");
}

/// The same over many calls of one client.
#[test]
fn in_a_world_whose_answers_are_spurious_few_calls_of_many_fail() {
    let (mut made, mut failed) = (0, 0);
    for seed in 0..20 {
        let (scene, client) = flapping(seed);
        for _ in 0..200 {
            made += 1;
            failed += usize::from(scene.healthcheck(&client).is_err());
            scene.tasks.run_for(500);
        }
    }
    assert!(failed * 100 <= made, "{failed} of {made} fail");
}
