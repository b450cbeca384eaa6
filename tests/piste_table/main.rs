//! Each row of the platform notes' tables ("Token", "Gateway answers", "The API itself"): what the client makes of it,
//! and what it sends for it.
//!
//! A row is one test, named after it. What is asserted is all that a caller sees but the texts, and how many requests
//! went to the authorisation server and to the API.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod api;
mod gateway;
#[allow(dead_code, reason = "each test file uses a part of it")]
#[path = "../support/mod.rs"]
mod support;
mod token;

use support::scene::{Outcome, Scene, TestClient, told};

/// A failure, and what was sent for it.
#[track_caller]
fn assert_row(scene: &Scene, outcome: &Outcome, expected: &str, sent: (usize, usize)) {
    assert_eq!(told(outcome), expected);
    assert_eq!(scene.network.counts(), sent, "requests for tokens, requests to the API");
    scene.assert_quiet();
}

/// What comes of the first healthcheck of a client, and what was sent for it.
#[track_caller]
fn assert_first_healthcheck(scene: &Scene, client: &TestClient, expected: &str, sent: (usize, usize)) {
    assert_row(scene, &scene.healthcheck(client), expected, sent);
}
