//! One request for all who wait, and what each of them gets of it.

use std::collections::BTreeSet;
use std::rc::Rc;

use sne_cotation::core::error::Fact;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Environment, Fault, ReadyMade, Server};

use super::support::scene::{Outcome, Scene, options, told};
use super::support::tasks::Task;
use super::support::value::Value;
use super::token_of;

/// Many first calls at once.
#[track_caller]
fn assert_one_token_for(callers: usize) {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let tasks: Vec<_> = (0..callers).map(|_| scene.start_healthcheck(&client)).collect();
    scene.tasks.run();
    assert!(tasks.into_iter().all(|task| task.result().is_ok()));
    assert_eq!(scene.network.counts(), (1, callers));
    assert!(scene.tasks.polls() as usize <= 10 * callers, "{} polls", scene.tasks.polls());
    scene.assert_quiet();
}

#[test]
fn a_thousand_first_calls_make_one_token_request() {
    assert_one_token_for(1_000);
}

#[test]
fn ten_thousand_first_calls_make_one_token_request() {
    assert_one_token_for(10_000);
}

#[test]
fn calls_that_come_during_the_request_join_it() {
    let scene = Scene::new();
    scene.network.set_latency(500, 500);
    let client = scene.client(ReadyMade::Works);
    let start = |_| {
        scene.tasks.run_for(90);
        scene.start_healthcheck(&client)
    };
    let tasks: Vec<_> = (0..10).map(start).collect();
    scene.tasks.run();
    assert!(tasks.into_iter().all(|task| task.result().is_ok()));
    assert_eq!(scene.network.counts(), (1, 10));
}

#[test]
fn clients_with_different_credentials_never_share_a_token() {
    let scene = Scene::new();
    let applications = [ReadyMade::Works, ReadyMade::NoProfile, ReadyMade::ShortLivedTokens];
    let clients = applications.map(|application| scene.client(application));
    let tasks: Vec<_> = clients.iter().cycle().take(30).map(|client| scene.start_healthcheck(client)).collect();
    scene.tasks.run();
    assert_eq!(tasks.into_iter().filter(Task::is_over).count(), 30);
    assert_eq!(scene.network.counts(), (3, 30));
    let tokens: BTreeSet<_> = clients.iter().map(|client| token_of(&scene, client)).collect();
    assert_eq!(tokens.len(), 3);
    for application in applications {
        let id = Some(application.client_id(Environment::Sandbox));
        let calls = scene.network.simulator(|it| it.exchanges().iter().filter(|call| call.client_id == id).count());
        assert_eq!(calls, 11, "one token request and ten calls of {}", application.label());
    }
}

/// A token belongs to a client, not to its credentials.
#[test]
fn clients_with_the_same_credentials_do_not_share_one_either() {
    let scene = Scene::new();
    let (one, other) = (scene.client(ReadyMade::Works), scene.client(ReadyMade::Works));
    assert_ne!(token_of(&scene, &one), token_of(&scene, &other));
}

#[test]
fn a_failure_is_shared_by_all_who_wait_and_tried_again_by_the_next() {
    let scene = Scene::new();
    scene.network.inject(Server::AuthorizationServer, Fault::ThrottledToken);
    let client = scene.client(ReadyMade::Works);
    let tasks: Vec<_> = (0..50).map(|_| scene.start_healthcheck(&client)).collect();
    scene.tasks.run();
    for task in tasks {
        let expected = "authorization-server token-throttled status=400 attempts=0";
        assert_eq!(told(&task.result()), expected);
    }
    assert_eq!(scene.network.counts(), (1, 0));
    scene.expect_ok(&client);
    assert_eq!(scene.network.counts(), (2, 1));
}

/// Also when those who share the failure have not all noticed it yet.
#[test]
fn who_tries_again_at_once_is_not_given_the_same_failure() {
    let scene = Scene::new();
    scene.network.inject(Server::AuthorizationServer, Fault::ThrottledToken);
    let client = scene.client(ReadyMade::Works);
    let start = |()| {
        let [first, second] = [(); 2].map(|()| client.invocation(CallKind::Healthcheck, &Value::Nothing).unwrap());
        let client = Rc::clone(&client);
        scene.tasks.spawn(async move { (client.execute(first).await, client.execute(second).await) })
    };
    let tasks = [(); 3].map(start);
    scene.tasks.run();
    for task in tasks {
        let (first, second) = task.result();
        assert!(first.is_err() && second.is_ok());
    }
    assert_eq!(scene.network.counts(), (2, 3));
}

/// A wrong secret is not hammered: it is asked about once a minute at most.
#[test]
fn a_refusal_of_the_client_is_believed_for_a_minute() {
    for (option, value, code) in [("clientSecret", "renewed", "invalid_client"), ("scope", "other", "invalid_scope")] {
        let scene = Scene::new();
        let client = scene.client_with(&options(ReadyMade::Works).with(option, value));
        for _ in 0..100 {
            let error = scene.healthcheck(&client).unwrap_err();
            assert_eq!(error.fact("code"), Some(&Fact::Text(code.to_owned())));
        }
        assert_eq!(scene.network.counts(), (1, 0));
        scene.tasks.run_for(60_000);
        assert!(scene.healthcheck(&client).is_err());
        assert_eq!(scene.network.counts(), (2, 0));
    }
}

/// The secret may be renewed on the portal: whoever knows that it was says so.
#[test]
fn a_refusal_that_is_forgotten_is_not_believed() {
    let scene = Scene::new();
    let client = scene.client_with(&options(ReadyMade::Works).with("clientSecret", "renewed"));
    assert!(scene.healthcheck(&client).is_err());
    let id = ReadyMade::Works.client_id(Environment::Sandbox);
    assert!(scene.network.simulator(|it| it.update(&id, |application| application.client_secret = "renewed".into())));
    client.forget_token();
    scene.expect_ok(&client);
}

/// A refusal met by one request says less than the token that another one got.
#[test]
fn a_refusal_is_not_believed_any_more_once_there_is_a_token() {
    let scene = Scene::new();
    scene.network.inject(Server::AuthorizationServer, Fault::Delay { by: std::time::Duration::from_secs(1) });
    let client = scene.client(ReadyMade::Works);
    let early = scene.start_healthcheck(&client);
    scene.tasks.run_for(7);
    client.forget_token();
    scene.network.inject(Server::AuthorizationServer, Fault::RefusedClient);
    let late = scene.start_healthcheck(&client);
    scene.tasks.run_for(100);
    assert!(late.result().is_err());
    scene.tasks.run();
    assert!(early.result().is_ok());
    scene.expect_ok(&client);
}

#[test]
fn who_waits_while_all_is_forgotten_gets_its_token_and_the_next_call_another() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let early = scene.start_healthcheck(&client);
    scene.tasks.run_for(7);
    client.forget_token();
    let late = scene.start_healthcheck(&client);
    scene.tasks.run();
    assert!(early.result().is_ok() && late.result().is_ok());
    let bearers: BTreeSet<_> =
        scene.network.sent().iter().filter_map(|request| request.header("authorization").map(str::to_owned)).collect();
    assert_eq!((scene.network.counts(), bearers.len()), ((2, 2), 2));
    // What is kept is what came after, whichever of the two arrived last.
    let kept = format!("Bearer {}", token_of(&scene, &client));
    assert_eq!(scene.network.sent().last().unwrap().header("authorization"), Some(kept.as_str()));
    assert_eq!(scene.network.counts().0, 2);
}

/// The request from before is slower than the one from after.
#[test]
fn what_was_asked_for_before_all_was_forgotten_is_not_kept_when_it_comes_last() {
    let scene = Scene::new();
    scene.network.inject(Server::AuthorizationServer, Fault::Delay { by: std::time::Duration::from_secs(1) });
    let client = scene.client(ReadyMade::Works);
    let early = scene.start_healthcheck(&client);
    scene.tasks.run_for(7);
    client.forget_token();
    let after = token_of_running(&scene, scene.start(&client, CallKind::Token, &Value::Nothing));
    scene.tasks.run();
    assert!(early.result().is_ok());
    assert_eq!(token_of(&scene, &client), after);
    assert_eq!(scene.network.counts(), (2, 1));
}

/// The token that a task obtains, while others are still under way.
fn token_of_running(scene: &Scene, task: Task<Outcome>) -> String {
    scene.tasks.run_for(100);
    task.result().unwrap().text_at("access_token")
}

#[test]
fn a_forgotten_token_is_used_no_more() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let first = token_of(&scene, &client);
    client.forget_token();
    assert_ne!(token_of(&scene, &client), first);
}

/// The platform may keep the last request, which has the token in it.
#[test]
fn the_platform_forgets_what_has_a_token_that_is_forgotten() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    scene.expect_ok(&client);
    assert_eq!(scene.network.forgotten(), 0);
    client.forget_token();
    assert_eq!(scene.network.forgotten(), 1);
    scene.kind(&client, CallKind::Close, &Value::Nothing).unwrap();
    assert_eq!(scene.network.forgotten(), 2);
}
