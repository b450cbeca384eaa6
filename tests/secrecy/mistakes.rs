//! Secrets that the caller puts in a wrong place: the error that says so does not repeat them.

use serde_json::json;
use sne_cotation::core::options::Settings;
use sne_cotation::core::platform::Runtime;
use sne_cotation_simulator::ReadyMade;

use super::assert_hidden;
use super::support::parsing::Urls;
use super::support::scene::{Scene, options};
use super::support::value::Value;

#[test]
fn a_mistaken_option_of_create_is_not_repeated() {
    let read = |options: &Value| Settings::read(options, &Urls, Runtime::Server).map(|_| Value::Nothing);
    for option in ["environment", "language", "tokenUrl", "apiUrl", "timeout", "getToken", "fetch", "s3cr3t"] {
        assert_hidden(&read(&options(ReadyMade::Works).with(option, "s3cr3t")), &["s3cr3t"]);
    }
    for option in ["clientId", "clientSecret"] {
        assert_hidden(&read(&options(ReadyMade::Works).with(option, " s3cr3t")), &["s3cr3t"]);
    }
    for address in ["https://u:s3cr3t@a.example", "https://a.example?k=s3cr3t", "http://s3cr3t.example", "s3cr3t"] {
        assert_hidden(&read(&options(ReadyMade::Works).with("tokenUrl", address)), &["s3cr3t"]);
    }
}

#[test]
fn a_mistaken_option_of_a_call_is_not_repeated() {
    let scene = Scene::new();
    let client = scene.client(ReadyMade::Works);
    for call in [
        json!({ "path": "x", "method": "s3cr3t" }),
        json!({ "path": "../s3cr3t" }),
        json!({ "path": "x?s3cr3t" }),
        json!({ "path": "x", "headers": { "authorization": "Bearer s3cr3t" } }),
        json!({ "path": "x", "headers": { "x": "s3cr3t\n" } }),
        json!({ "path": "x", "headers": { "Bearer s3cr3t": "x" } }),
        json!({ "path": "x", "s3cr3t": "x" }),
        json!({ "path": "x", "query": "s3cr3t" }),
    ] {
        assert_hidden(&scene.request(&client, call), &["s3cr3t"]);
    }
}
