//! Failures of the platform, or of the caller's provider, that say what was sent.

use std::rc::Rc;

use serde_json::json;
use sne_cotation::core::error::Cause;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{ReadyMade, Request, Response};

use super::support::network::{Reply, is_token_request};
use super::support::scene::{Scene, TestClient, options};
use super::support::value::Value;
use super::{SECRET, assert_hidden, bearer};

/// Ways in which a platform's failure says something.
const WAYS: [fn(&str) -> Cause; 4] = [
    |text| Cause { message: text.to_owned(), ..Cause::default() },
    |text| Cause { name: text.to_owned(), ..Cause::default() },
    |text| Cause { code: Some(text.to_owned()), ..Cause::default() },
    |text| Cause { name: "E".to_owned(), message: format!("sent <{text}>, in vain"), code: Some(text.to_owned()) },
];

/// Makes exchanges fail, with words made of what was sent: those with the authorisation server, or those with the API.
fn fail(scene: &Scene, of_tokens: bool, way: fn(&str) -> Cause, words: impl Fn(&Request) -> String + 'static) {
    let mut count = 0;
    scene.network.set_hook(move |request| {
        count += 1;
        let cause = way(&words(request));
        let reply = if count % 2 == 0 { Reply::Unreachable(cause) } else { Reply::Interrupted(200, cause) };
        (is_token_request(request) == of_tokens).then_some(reply)
    });
}

fn body(request: &Request) -> String {
    String::from_utf8_lossy(&request.body).into_owned()
}

/// A client whose secret changes when it is sent.
fn with_odd_secret(scene: &Scene) -> TestClient {
    scene.client_with(&options(ReadyMade::Works).with("clientSecret", "s3cr&t/é+%"))
}

#[test]
fn a_failure_that_repeats_the_token_request_does_not_show_the_secret() {
    for way in WAYS {
        let scene = Scene::new();
        fail(&scene, true, way, body);
        for _ in 0..2 {
            assert_hidden(&scene.healthcheck(&scene.client(ReadyMade::Works)), &[SECRET]);
            let private = ["s3cr&t", "s3cr%26t", "%C3%A9%2B%25"];
            assert_hidden(&scene.healthcheck(&with_odd_secret(&scene)), &private);
        }
        fail(&scene, true, way, |_| SECRET.to_owned());
        assert_hidden(&scene.healthcheck(&scene.client(ReadyMade::Works)), &[SECRET]);
        fail(&scene, true, way, |_| "s3cr&t/é+%".to_owned());
        assert_hidden(&scene.healthcheck(&with_odd_secret(&scene)), &["s3cr&t"]);
    }
}

#[test]
fn a_failure_that_repeats_the_token_or_the_secret_in_a_call_does_not_show_them() {
    for way in WAYS {
        let scene = Scene::new();
        fail(&scene, false, way, bearer);
        let client = scene.client(ReadyMade::Works);
        for _ in 0..2 {
            let outcome = scene.healthcheck(&client);
            let token = bearer(scene.network.sent().last().unwrap());
            assert_hidden(&outcome, &[token.strip_prefix("Bearer ").unwrap()]);
        }
        fail(&scene, false, way, |_| SECRET.to_owned());
        assert_hidden(&scene.healthcheck(&client), &[SECRET]);
    }
}

/// Not even when the client itself has forgotten the token meanwhile.
#[test]
fn a_failure_that_repeats_a_forgotten_token_does_not_show_it() {
    for way in WAYS {
        let scene = Scene::new();
        fail(&scene, false, way, bearer);
        let client = scene.client(ReadyMade::Works);
        let task = scene.start_healthcheck(&client);
        scene.tasks.run_for(12);
        client.forget_token();
        scene.tasks.run();
        let token = bearer(scene.network.sent().last().unwrap());
        assert_hidden(&task.result(), &[token.strip_prefix("Bearer ").unwrap()]);
    }
}

#[test]
fn a_failure_that_repeats_the_body_does_not_show_it() {
    for way in WAYS {
        let scene = Scene::new();
        fail(&scene, false, way, body);
        let client = scene.client(ReadyMade::Works);
        for given in [json!({ "nom": "Dupont", "rang": 275_812 }), json!("Dupont 275812"), json!(["Dupont", 275_812])] {
            let call = json!({ "method": "POST", "path": "x", "body": given });
            assert_hidden(&scene.request(&client, call), &["Dupont", "275812"]);
        }
        let text =
            json!({ "method": "POST", "path": "x", "headers": { "Content-Type": "text/plain" }, "body": "Dupont" });
        assert_hidden(&scene.request(&client, text), &["Dupont"]);
        let bytes =
            Value::from(json!({ "method": "POST", "path": "x" })).with("body", Value::Bytes((*b"Dupont").into()));
        assert_hidden(&scene.kind(&client, CallKind::Request, &bytes), &["Dupont"]);
    }
}

/// The address may hold people's data too, in its path and its query, and so may headers.
#[test]
fn a_failure_that_repeats_the_address_or_the_headers_does_not_show_them() {
    for way in WAYS {
        let scene = Scene::new();
        let client = scene.client(ReadyMade::Works);
        let call = json!({
            "path": "demandes/0751234567890",
            "query": { "nom": "Dupont" },
            "headers": { "X-Demandeur": "Jeanne" },
        });
        let private = ["0751234567890", "Dupont", "Jeanne"];
        fail(&scene, false, way, |request| request.url.clone());
        assert_hidden(&scene.request(&client, call.clone()), &private);
        fail(&scene, false, way, |request| request.header("x-demandeur").unwrap_or_default().to_owned());
        assert_hidden(&scene.request(&client, call), &private);
    }
}

/// The API may repeat in its own words what it was sent: a header may hold the key of another system.
#[test]
fn an_answer_that_repeats_a_header_does_not_show_it() {
    for (code, message) in [("ERRCOTCAL0004", "Clé cl3-s3cr3te inconnue"), ("cl3-s3cr3te", "Clé inconnue")] {
        for status in [200, 400, 500] {
            let scene = Scene::new();
            let body = json!({ "code": code, "message": message }).to_string();
            scene.network.set_hook(move |request| {
                let answer = Response::with_content(status, "application/json", body.clone());
                (!is_token_request(request)).then_some(Reply::Answer(answer))
            });
            let client =
                scene.client_with(&options(ReadyMade::Works).with("headers", json!({ "X-Key": "cl3-s3cr3te" })));
            let of_call = scene.client(ReadyMade::Works);
            let call = json!({ "path": "x", "headers": { "X-Key": "cl3-s3cr3te" } });
            for outcome in [scene.healthcheck(&client), scene.request(&of_call, call)] {
                if let Err(error) = &outcome {
                    assert!(!format!("{error:?}").contains("s3cr3te"), "{error:?}");
                }
                assert_eq!(outcome.is_ok(), status == 200 && code != "ERRCOTCAL0004");
            }
        }
    }
}

/// A provider may say which token it was told of.
#[test]
fn a_provider_that_repeats_the_refused_token_does_not_show_it() {
    for way in WAYS {
        let scene = Scene::new();
        let client = scene.client_of_provider(Rc::new(move |rejected| match rejected {
            None => Ok(json!({ "access_token": "t0ken" }).into()),
            Some(token) => Err(way(token)),
        }));
        assert!(scene.kind(&client, CallKind::Token, &Value::Nothing).is_ok());
        for _ in 0..2 {
            assert_hidden(&scene.healthcheck(&client), &["t0ken"]);
        }
    }
}
