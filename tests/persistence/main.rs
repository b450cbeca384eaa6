//! How a client persists when something fails, and when it does not: repetitions, their waits and their budget, the
//! circuit, the pace of its calls, and what it tells of all this.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod circuit;
mod events;
mod history;
mod quota;
mod rate_limiter;
mod repetition;
#[allow(dead_code, reason = "each test file uses a part of it")]
#[path = "../support/mod.rs"]
mod support;
mod token;

use serde_json::json;
use sne_cotation::core::request::CallKind;
use sne_cotation_simulator::{Config, ReadyMade, Response as Answer};
use support::network::{Reply, is_token_request};
use support::scene::{Scene, TestClient, options};
use support::value::Value;

/// Options that leave it to the client how often it tries.
fn persistent() -> Value {
    options(ReadyMade::Works).without("retry")
}

/// A client that tries as often as one does by default, with its token.
fn persistent_client() -> (Scene, TestClient) {
    client_with(&persistent())
}

/// A client with these options and its token.
fn client_with(options: &Value) -> (Scene, TestClient) {
    let scene = Scene::of(Config::default());
    let client = scene.client_with(options);
    let token = scene.start(&client, CallKind::Token, &Value::Nothing);
    scene.tasks.run();
    assert!(token.result().is_ok());
    scene.events.take();
    (scene, client)
}

/// Every call to the API is answered so from now on.
fn answer_all(scene: &Scene, answer: impl Fn() -> Answer + 'static) {
    scene.network.set_hook(move |request| (!is_token_request(request)).then(|| Reply::Answer(answer())));
}

/// The API answers so that many times, then as it does.
fn answer_first(scene: &Scene, times: usize, answer: impl Fn() -> Answer + 'static) {
    let mut left = times;
    scene.network.set_hook(move |request| {
        if is_token_request(request) || left == 0 {
            return None;
        }
        left -= 1;
        Some(Reply::Answer(answer()))
    });
}

fn not_before(status: u16, retry_after: &str) -> Answer {
    Answer::empty(status).with_retry_after(retry_after)
}

/// A request of each method, to the one operation that the simulator has.
fn request(method: &str) -> serde_json::Value {
    json!({ "method": method, "path": "/healthcheck" })
}

trait WithRetryAfter {
    fn with_retry_after(self, value: &str) -> Self;
}

impl WithRetryAfter for Answer {
    fn with_retry_after(mut self, value: &str) -> Self {
        self.set_header("Retry-After", value);
        self
    }
}
