//! Options: what is refused, why, and under which name; what is accepted, and what becomes of it.

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

use serde_json::json;
use sne_cotation::core::error::{Error, Fact};
use sne_cotation::core::options::{Settings, TokenSource};
use sne_cotation::core::platform::Runtime;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Environment, ReadyMade};
use support::parsing::Urls;
use support::scene::Scene;
use support::signal::Signal;
use support::value::Value;

fn read(options: &Value) -> Result<Settings, Error> {
    Settings::read(options, &Urls, Runtime::Server)
}

fn good() -> Value {
    json!({ "environment": "sandbox", "clientId": "id", "clientSecret": "hush" }).into()
}

/// The reason of a refusal, and what it names.
fn refusal(error: &Error) -> String {
    let named = ["option", "header", "method"].iter().find_map(|fact| error.fact(fact));
    let named = if let Some(Fact::Text(name)) = named { name } else { "" };
    format!("{} {named}", error.reason().id())
}

/// Rows of an option, its value, and the refusal.
#[track_caller]
fn assert_refused(rows: &[(&str, Value, &str)]) {
    for (option, value, expected) in rows {
        let error = read(&good().with(option, value.clone())).expect_err(option);
        assert_eq!(refusal(&error), *expected, "{option}: {value:?}");
        assert_eq!(error.kind().as_str(), "config");
        assert!(!error.reason().is_transient());
    }
}

#[test]
fn what_is_of_another_type() {
    let (number, text, yes) = (Value::from(json!(1)), Value::from("text"), Value::from(json!(true)));
    assert_refused(&[
        ("environment", number.clone(), "option-type environment"),
        ("environment", json!(["sandbox"]).into(), "option-type environment"),
        ("tokenUrl", number.clone(), "option-type tokenUrl"),
        ("apiUrl", yes.clone(), "option-type apiUrl"),
        ("clientId", number.clone(), "option-type clientId"),
        ("clientSecret", json!({}).into(), "option-type clientSecret"),
        ("scope", json!(["openid"]).into(), "option-type scope"),
        ("allowSecretInBrowser", text.clone(), "option-type allowSecretInBrowser"),
        ("getToken", text.clone(), "option-type getToken"),
        ("fetch", yes, "option-type fetch"),
        ("timeout", text, "option-type timeout"),
        ("timeout", Value::Bytes([].into()), "option-type timeout"),
        ("maxResponseBytes", Value::Function, "option-type maxResponseBytes"),
        ("language", number, "option-type language"),
        ("language", Value::Other, "option-type language"),
    ]);
}

#[test]
fn what_is_out_of_range_or_not_among_the_choices() {
    let number = |number: f64| Value::Number(number);
    assert_refused(&[
        ("timeout", number(0.0), "option-range timeout"),
        ("timeout", number(-1.0), "option-range timeout"),
        ("timeout", number(0.5), "option-range timeout"),
        ("timeout", number(1.5), "option-range timeout"),
        ("timeout", number(86_400_001.0), "option-range timeout"),
        ("timeout", number(f64::NAN), "option-range timeout"),
        ("timeout", number(f64::INFINITY), "option-range timeout"),
        ("maxResponseBytes", number(0.0), "option-range maxResponseBytes"),
        ("maxResponseBytes", number(536_870_889.0), "option-range maxResponseBytes"),
        ("environment", "staging".into(), "option-choice environment"),
        ("environment", "Sandbox".into(), "option-choice environment"),
        ("language", "de".into(), "option-choice language"),
    ]);
}

#[test]
fn what_is_missing_empty_unknown_or_too_much() {
    assert_refused(&[
        ("environment", Value::Nothing, "option-missing environment"),
        ("environment", json!({}).into(), "option-missing apiUrl"),
        ("environment", json!({ "apiUrl": "https://a.example" }).into(), "option-missing tokenUrl"),
        ("environment", json!({ "apiURL": "https://a.example" }).into(), "option-unknown apiURL"),
        ("clientId", Value::Nothing, "option-missing clientId"),
        ("clientId", "".into(), "option-missing clientId"),
        ("clientId", " ".into(), "option-missing clientId"),
        ("clientSecret", Value::Nothing, "option-missing clientSecret"),
        ("clientSecret", "\n".into(), "option-missing clientSecret"),
        ("scope", "".into(), "option-missing scope"),
        ("clientid", "id".into(), "option-unknown clientid"),
        ("secret", Value::Nothing, "option-unknown secret"),
        ("getToken", Value::Function, "option-conflict getToken"),
    ]);
    for given in [json!("sandbox"), json!([]), json!(1)] {
        assert_eq!(refusal(&read(&given.into()).unwrap_err()), "option-type create");
    }
    assert_eq!(refusal(&read(&Value::Nothing).unwrap_err()), "option-missing environment");
}

#[test]
fn what_copying_leaves_around_credentials() {
    for odd in [" hush", "hush ", "hush\n", "hu\tsh", "\u{a0}hush", "hu\u{0}sh", "hush\u{7f}"] {
        assert_refused(&[
            ("clientSecret", odd.into(), "option-stray-character clientSecret"),
            ("clientId", odd.into(), "option-stray-character clientId"),
        ]);
    }
    assert!(read(&good().with("clientSecret", "a secret, of-words é")).is_ok());
}

#[test]
fn what_stands_in_the_place_of_credentials() {
    for odd in ["${SNE_CLIENT_SECRET}", "%SNE_CLIENT_SECRET%", "<your-secret>", "Bearer hush", "client_id=hush"] {
        assert_refused(&[
            ("clientSecret", odd.into(), "option-placeholder clientSecret"),
            ("clientId", odd.into(), "option-placeholder clientId"),
        ]);
    }
    for nothing in ["undefined", "null", "[object Object]"] {
        assert_refused(&[
            ("clientSecret", nothing.into(), "option-missing clientSecret"),
            ("clientId", nothing.into(), "option-missing clientId"),
        ]);
    }
    let id = "e95cc363-1f0c-4d0e-9d3a-0d1b9f6a1c11";
    for secret in [id.to_owned(), format!("{id}:hush")] {
        let options = good().with("clientId", id).with("clientSecret", secret.as_str());
        assert_eq!(refusal(&read(&options).unwrap_err()), "option-placeholder clientSecret");
    }
}

#[test]
fn what_cannot_be_seen_in_an_address_or_a_scope() {
    assert_refused(&[
        ("apiUrl", "https://a.example/v1\u{200b}".into(), "option-stray-character apiUrl"),
        ("tokenUrl", "\u{feff}https://a.example/token".into(), "option-stray-character tokenUrl"),
        ("tokenUrl", "https://a.example/to\u{2011}ken".into(), "option-stray-character tokenUrl"),
        ("scope", "openid\u{a0}".into(), "option-stray-character scope"),
        ("scope", "\"openid\"".into(), "option-stray-character scope"),
    ]);
    for (option, value) in
        [("apiUrl", " https://a.example/v1\n"), ("apiUrl", "https://a.example/é"), ("scope", " a b ")]
    {
        assert!(read(&good().with(option, value)).is_ok(), "{option}: {value:?}");
    }
}

#[test]
fn a_secret_in_a_page_is_a_mistake_unless_it_is_meant() {
    let in_page = |options: &Value| Settings::read(options, &Urls, Runtime::Page);
    assert_eq!(refusal(&in_page(&good()).unwrap_err()), "secret-in-page ");
    assert_eq!(refusal(&in_page(&good().with("allowSecretInBrowser", json!(false))).unwrap_err()), "secret-in-page ");
    assert!(in_page(&good().with("allowSecretInBrowser", json!(true))).is_ok());
    let provider = Value::from(json!({ "environment": "sandbox" })).with("getToken", Value::Function);
    assert!(matches!(in_page(&provider).unwrap().source, TokenSource::Provider));
}

#[test]
fn headers_of_every_call_that_are_refused() {
    let headers = |headers: serde_json::Value| ("headers", Value::from(headers));
    let rows = [
        (headers(json!("X-A: 1")), "option-type headers"),
        (headers(json!([["X-A", "1"]])), "option-type headers"),
        (headers(json!({ "X-A": ["1", "2"] })), "option-type headers"),
        (headers(json!({ "X-A": {} })), "option-type headers"),
        (headers(json!({ "Authorization": "Bearer mine" })), "header-forbidden Authorization"),
        (headers(json!({ "HOST": "a.example" })), "header-forbidden HOST"),
        (headers(json!({ "Cookie": "a=1" })), "header-forbidden Cookie"),
        (headers(json!({ "Content-Type": "text/plain" })), "header-forbidden content-type"),
        (headers(json!({ "X-A": "1\r\nX-B: 2" })), "header-invalid X-A"),
        (headers(json!({ "X A": "1" })), "header-invalid …"),
    ];
    for ((option, value), expected) in rows {
        assert_refused(&[(option, value, expected)]);
    }
}

/// Those of `create` are in every call of the API, and in no request for a token; those of a call come before them.
#[test]
fn headers_of_every_call_are_sent() {
    let scene = Scene::new();
    let headers =
        json!({ "Id-Acteur": 42, "Accept": "application/vnd.a+json", "X-Plus": null, "X-Case": "no", "x-case": true });
    let client = scene.client_with(&support::scene::options(ReadyMade::Works).with("headers", headers));
    scene.expect_ok(&client);
    let _ = scene.request(&client, json!({ "path": "x" }));
    let own = json!({ "id-acteur": "7", "accept": "text/csv", "X-Case": null });
    let _ = scene.request(&client, json!({ "path": "x", "headers": own }));
    let sent = scene.network.sent();
    let told = |place: usize| {
        let names = ["id-acteur", "accept", "x-case", "x-plus"];
        names.map(|name| sent[place].header(name).unwrap_or("–").to_owned()).join(" ")
    };
    assert_eq!(told(0), "– application/json – –", "of the token");
    assert_eq!(told(1), "42 application/json no, true –", "of the healthcheck");
    assert_eq!(told(2), "42 application/vnd.a+json no, true –");
    assert_eq!(told(3), "7 text/csv no, true –");
    let counts = |place: usize| sent[place].headers.iter().filter(|(name, _)| name == "id-acteur").count();
    assert_eq!([counts(1), counts(2), counts(3)], [1, 1, 1]);
}

/// Where a client with these options goes: the token endpoint, and the API.
#[track_caller]
fn addresses(options: &Value) -> (String, String) {
    let Settings { api_url, source, .. } = read(options).unwrap();
    let TokenSource::Credentials(token_url, _) = source else { panic!("these options have credentials") };
    (token_url, api_url)
}

#[test]
fn presets_are_the_platforms_addresses() {
    for (name, environment) in [("sandbox", Environment::Sandbox), ("production", Environment::Production)] {
        let expected = (environment.token_url(), environment.api_url());
        assert_eq!(addresses(&good().with("environment", name)), expected);
    }
}

#[test]
fn either_address_can_be_ones_own() {
    let (token, api) = ("https://t.example/oauth", "https://a.example/v1");
    let (preset_token, preset_api) = addresses(&good());
    let expect = |options: Value, token: &str, api: &str| {
        assert_eq!(addresses(&options), (token.to_owned(), api.to_owned()));
    };
    expect(good().with("tokenUrl", token), token, &preset_api);
    expect(good().with("apiUrl", api), &preset_token, api);
    expect(good().with("environment", json!({ "tokenUrl": token, "apiUrl": api })), token, api);
    expect(good().without("environment").with("tokenUrl", token).with("apiUrl", api), token, api);
    let both = json!({ "tokenUrl": "https://other.example/", "apiUrl": api });
    expect(good().with("environment", both).with("tokenUrl", token), token, api);
}

#[test]
fn addresses_accepted_and_what_becomes_of_them() {
    let rows = [
        ("https://a.example/v1", "https://a.example/v1"),
        ("https://a.example/v1///", "https://a.example/v1"),
        ("https://a.example", "https://a.example"),
        ("HTTPS://A.Example:443/V1", "https://a.example/V1"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("https://a.example/x/../v1", "https://a.example/v1"),
        ("http://localhost:8080/api", "http://localhost:8080/api"),
        ("http://127.0.0.1:1/api", "http://127.0.0.1:1/api"),
        ("http://127.1/api", "http://127.0.0.1/api"),
        ("http://[::1]:1/api", "http://[::1]:1/api"),
    ];
    for (given, expected) in rows {
        assert_eq!(addresses(&good().with("apiUrl", given)).1, expected, "{given}");
    }
}

#[test]
fn addresses_refused() {
    let rows = [
        ("a.example", "address-unreadable"),
        ("/v1", "address-unreadable"),
        ("https://", "address-unreadable"),
        ("http://a.example", "address-scheme"),
        ("http://10.0.0.1", "address-scheme"),
        ("http://localhost.example", "address-scheme"),
        ("http://sne.localhost/api", "address-scheme"),
        ("http://127.0.0.1.example", "address-scheme"),
        ("http://[::2]/", "address-scheme"),
        ("ws://localhost", "address-scheme"),
        ("file:///etc", "address-scheme"),
        ("data:text/plain,x", "address-scheme"),
        ("javascript:1", "address-scheme"),
        ("https://user@a.example", "address-credentials"),
        ("https://user:word@a.example", "address-credentials"),
        ("https://:word@a.example", "address-credentials"),
        ("https://a.example?", "address-query"),
        ("https://a.example?key=1", "address-query"),
        ("https://a.example#", "address-query"),
        ("https://a.example/#x", "address-query"),
    ];
    for option in ["apiUrl", "tokenUrl"] {
        for (given, reason) in rows {
            assert_refused(&[(option, given.into(), &format!("{reason} {option}"))]);
            let environment = json!({ "apiUrl": "https://a.example", "tokenUrl": "https://t.example" });
            let environment = Value::from(environment).with(option, given);
            assert_refused(&[("environment", environment, &format!("{reason} {option}"))]);
        }
    }
}

/// The refusal of a call, of which nothing is sent.
#[track_caller]
fn refused_call(kind: CallKind, options: &Value) -> String {
    let scene = Scene::new();
    let outcome = scene.kind(&scene.client(ReadyMade::Works), kind, options);
    assert_eq!(scene.network.counts(), (0, 0));
    refusal(&outcome.expect_err("it is refused"))
}

#[test]
fn options_of_calls_that_are_refused() {
    let rows = [
        (json!({ "time": 1 }), "option-unknown time"),
        (json!({ "timeout": 0 }), "option-range timeout"),
        (json!({ "timeout": "1s" }), "option-type timeout"),
        (json!({ "signal": {} }), "option-type signal"),
    ];
    for kind in [CallKind::Healthcheck, CallKind::Token] {
        for (options, expected) in &rows {
            assert_eq!(refused_call(kind, &options.clone().into()), *expected);
        }
    }
    assert_eq!(refused_call(CallKind::Close, &json!({ "timeout": 1 }).into()), "option-unknown timeout");
    let signal = Value::from(json!({})).with("signal", &Signal::default());
    assert_eq!(refused_call(CallKind::Close, &signal), "option-unknown signal");
}

#[test]
fn requests_that_are_refused() {
    let rows = [
        (json!({}), "option-missing path"),
        (json!({ "path": "x", "method": "FETCH" }), "method-invalid "),
        (json!({ "path": "../x" }), "path-outside "),
        (json!({ "path": "https://other.example/" }), "path-outside "),
        (json!({ "path": "x?y=1" }), "path-query "),
        (json!({ "path": "x", "query": "y=1" }), "option-type query"),
        (json!({ "path": "x", "query": { "y": {} } }), "option-type query"),
        (json!({ "path": "x", "headers": { "y": ["1", "2"] } }), "option-type headers"),
        (json!({ "path": "x", "headers": { "Authorization": "Bearer mine" } }), "header-forbidden Authorization"),
        (json!({ "path": "x", "headers": { "y": "1\r\nz: 2" } }), "header-invalid y"),
        (json!({ "path": "x", "body": {} }), "body-unexpected GET"),
        (json!({ "path": "x", "method": "head", "body": 1 }), "body-unexpected HEAD"),
        (json!({ "path": "x", "parameters": {} }), "option-unknown parameters"),
    ];
    for (options, expected) in rows {
        assert_eq!(refused_call(CallKind::Request, &options.clone().into()), expected, "{options}");
    }
    let function = Value::from(json!({ "path": "x", "method": "POST" })).with("body", Value::Function);
    assert_eq!(refused_call(CallKind::Request, &function), "body-not-serialisable ");
}
