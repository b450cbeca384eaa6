//! The life of a token: obtained once for all who wait, kept while it is good, dropped when it is refused.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod expiry;
mod leaving;
mod provider;
mod refusal;
mod single_flight;
#[allow(dead_code, reason = "each test file uses a part of it")]
#[path = "../support/mod.rs"]
mod support;

use sne_cotation::core::request::CallKind;
use support::scene::{Scene, TestClient};
use support::value::Value;

/// The token that a client gives to its caller.
#[track_caller]
fn token_of(scene: &Scene, client: &TestClient) -> String {
    scene.kind(client, CallKind::Token, &Value::Nothing).unwrap().text_at("access_token")
}

/// The same, without waiting for what is under way: time does not pass.
#[track_caller]
fn token_of_now(scene: &Scene, client: &TestClient) -> String {
    let task = scene.start(client, CallKind::Token, &Value::Nothing);
    scene.tasks.settle();
    task.result().unwrap().text_at("access_token")
}
