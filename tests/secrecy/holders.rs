//! The `Debug` and `Display` forms of what holds something secret or private.

use std::fmt::Debug;
use std::rc::Rc;

use serde_json::json;
use sne_cotation::core::credentials::Credentials;
use sne_cotation::core::options::Settings;
use sne_cotation::core::platform::HttpRequest;
use sne_cotation::core::platform::{Platform as _, Runtime};
use sne_cotation::core::request::CallKind;
use sne_cotation::core::secret::Secret;
use sne_cotation::core::token_answer;
use sne_cotation::core::tokens::Tokens;
use sne_cotation_simulator::ReadyMade;

use super::SECRET;
use super::support::parsing::Urls;
use super::support::platform::TestPlatform;
use super::support::scene::{Scene, options};
use super::support::value::Value;

#[track_caller]
fn assert_redacted(holder: &impl Debug, private: &str) {
    for shown in [format!("{holder:?}"), format!("{holder:#?}")] {
        assert!(!shown.contains(private), "{private} is in {shown}");
    }
}

#[test]
fn what_holds_the_clients_secret_does_not_show_it() {
    let secret = Secret::new(SECRET.to_owned());
    assert_redacted(&secret, SECRET);
    assert_eq!(secret.to_string(), "[redacted]");
    assert_redacted(&Credentials::new("id".to_owned(), SECRET.to_owned(), None), SECRET);
    let settings = Settings::read(&options(ReadyMade::Works), &Urls, Runtime::Server).unwrap();
    assert_redacted(&settings, SECRET);
    assert_redacted(&settings.source, SECRET);
}

#[test]
fn what_holds_a_token_does_not_show_it() {
    let given = Value::from(json!({ "access_token": "t0ken", "expires_in": 3600 }));
    assert_redacted(&token_answer::grant(&given).unwrap(), "t0ken");
    let scene = Scene::new();
    let settings = Settings::read(&options(ReadyMade::Works), &Urls, Runtime::Server).unwrap();
    let platform = Rc::new(platform(&scene));
    let tokens = Rc::new(Tokens::new(platform, settings.source, 1_000, settings.policy, Rc::default()));
    let task = scene.tasks.spawn(async move { tokens.get(1_000).await });
    scene.tasks.run();
    let token = task.result().unwrap();
    assert!(token.bearer().len() > 40);
    assert_redacted(&token, token.expose());
}

fn platform(scene: &Scene) -> TestPlatform {
    scene.platform(Runtime::Server, None)
}

/// What is handed to the platform has the bearer token among its headers and, for a token, the secret in its body.
#[test]
fn what_is_sent_does_not_show_its_headers_and_its_body() {
    let body = platform(&Scene::new()).encode_form(&[("client_secret", SECRET)]);
    let headers = [("authorization", "Bearer t0ken")];
    let sent = HttpRequest { method: "POST", url: "https://a.example/", headers: &headers, body: Some(&body) };
    assert_redacted(&sent, "t0ken");
    assert_redacted(&sent, SECRET);
}

/// What a caller wants may hold people's data, in its body and its query.
#[test]
fn what_a_caller_wants_does_not_show_its_body() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    let options = json!({ "method": "POST", "path": "x", "body": { "nom": "Dupont" } });
    assert_redacted(&client.invocation(CallKind::Request, &options.into()).unwrap(), "Dupont");
}
