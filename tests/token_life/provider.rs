//! Tokens from the caller's own `getToken`.

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;
use sne_cotation::core::error::{Cause, Fact};
use sne_cotation_simulator::{Environment, ReadyMade, Request, Response};

use super::support::network::{Network, Reply};
use super::support::platform::Provider;
use super::support::scene::{Scene, TestClient, told};
use super::support::value::Value;
use super::token_of;

/// What a provider was told of a token that was refused, call by call.
type Asked = Rc<RefCell<Vec<Option<String>>>>;

/// A client whose provider gets tokens from the simulator's authorisation server, as a relay would.
fn with_relay() -> (Scene, TestClient, Asked) {
    let scene = Scene::new();
    let asked = Asked::default();
    let (network, log) = (scene.network.clone(), Rc::clone(&asked));
    let provider: Provider = Rc::new(move |rejected| {
        log.borrow_mut().push(rejected.map(str::to_owned));
        Ok(relay(&network))
    });
    let client = scene.client_of_provider(provider);
    (scene, client, asked)
}

/// The answer of the authorisation server.
fn relay(network: &Network) -> Value {
    let (id, secret) =
        (ReadyMade::Works.client_id(Environment::Sandbox), ReadyMade::Works.client_secret(Environment::Sandbox));
    let form = format!("grant_type=client_credentials&client_id={id}&client_secret={}", secret.expose());
    let request = Request::new("POST", Environment::Sandbox.token_url())
        .with_header("Content-Type", "application/x-www-form-urlencoded")
        .with_body(form);
    let answer = network.simulator(|simulator| simulator.handle(&request));
    serde_json::from_slice::<serde_json::Value>(&answer.body).unwrap().into()
}

/// A client whose provider gives this.
fn with_provider(scene: &Scene, given: Result<Value, Cause>) -> TestClient {
    scene.client_of_provider(Rc::new(move |_| given.clone()))
}

#[test]
fn it_is_asked_once_by_all_who_wait_and_again_when_the_token_is_over() {
    let (scene, client, asked) = with_relay();
    let tasks: Vec<_> = (0..100).map(|_| scene.start_healthcheck(&client)).collect();
    scene.tasks.run();
    assert!(tasks.into_iter().all(|task| task.result().is_ok()));
    assert_eq!(*asked.borrow(), [None]);
    scene.tasks.run_for(3_600_000);
    scene.expect_ok(&client);
    assert_eq!(*asked.borrow(), [None, None]);
    assert_eq!(scene.network.counts(), (0, 101), "the client itself asks for no token");
}

#[test]
fn it_is_told_which_token_was_refused_and_only_once() {
    let (scene, client, asked) = with_relay();
    let first = token_of(&scene, &client);
    scene.network.simulator(|simulator| simulator.revoke_tokens(None));
    scene.expect_ok(&client);
    scene.tasks.run_for(3_600_000);
    scene.expect_ok(&client);
    assert_eq!(*asked.borrow(), [None, Some(first), None]);
}

/// A relay that gives the refused token again, from a cache that nobody emptied: the error says so after two calls.
#[test]
fn a_provider_that_gives_the_refused_token_again_is_asked_once_more_only() {
    let scene = Scene::new();
    let client = with_provider(&scene, Ok(json!({ "access_token": "stale", "expires_in": 3600 }).into()));
    assert_eq!(token_of(&scene, &client), "stale");
    let expected = "authorization-server token-refused status=401 code=invalid_token attempts=2";
    assert_eq!(told(&scene.healthcheck(&client)), expected);
}

#[test]
fn it_is_told_of_the_refusal_again_while_no_other_token_came() {
    let scene = Scene::new();
    let asked = Asked::default();
    let log = Rc::clone(&asked);
    let client = scene.client_of_provider(Rc::new(move |rejected| {
        log.borrow_mut().push(rejected.map(str::to_owned));
        let is_first = log.borrow().len() == 1;
        is_first.then(|| json!({ "access_token": "once" }).into()).ok_or_else(Cause::default)
    }));
    token_of(&scene, &client);
    for _ in 0..2 {
        assert_eq!(told(&scene.healthcheck(&client)).split(' ').nth(1), Some("token-provider-failed"));
    }
    assert_eq!(*asked.borrow(), [None, Some("once".to_owned()), Some("once".to_owned())]);
    client.forget_token();
    assert!(scene.healthcheck(&client).is_err());
    assert_eq!(asked.borrow().last(), Some(&None), "all is forgotten, the refusal too");
}

#[test]
fn its_failure_is_the_callers_and_says_what_it_said() {
    let scene = Scene::new();
    let cause = Cause { name: "Error".to_owned(), message: "relay: 502".to_owned(), code: None };
    let outcome = scene.healthcheck(&with_provider(&scene, Err(cause)));
    assert_eq!(told(&outcome), "authorization-server token-provider-failed attempts=0");
    assert_eq!(outcome.unwrap_err().fact("causeMessage"), Some(&Fact::Text("relay: 502".to_owned())));
    assert_eq!(scene.network.counts(), (0, 0));
}

#[test]
fn what_is_no_token_answer_is_refused() {
    let missing = "protocol token-missing attempts=0";
    let rows = [
        (json!({}), missing),
        (json!(null), missing),
        (json!("token"), missing),
        (json!({ "access_token": "" }), missing),
        (json!({ "access_token": "a b" }), missing),
        (json!({ "access_token": "a\r\nHost: x" }), missing),
        (json!({ "access_token": 1 }), missing),
        (json!({ "access_token": "a", "token_type": "mac" }), "protocol token-type-unknown attempts=0"),
    ];
    for (given, expected) in rows {
        let scene = Scene::new();
        assert_eq!(told(&scene.healthcheck(&with_provider(&scene, Ok(given.clone().into())))), expected, "{given}");
    }
}

#[test]
fn the_type_of_a_token_is_read_in_any_case_and_may_be_absent() {
    for given in [json!({ "access_token": "a" }), json!({ "access_token": "a", "token_type": "bEARER" })] {
        let scene = Scene::new();
        scene.network.set_hook(|_| Some(Reply::Answer(Response::with_content(200, "application/json", "1"))));
        assert!(scene.healthcheck(&with_provider(&scene, Ok(given.into()))).is_ok());
    }
}
