//! What is secret or somebody's private business is in no error and in no `Debug` form, whatever the platform, the
//! servers and the caller do with it.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod answers;
mod failures;
mod holders;
mod mistakes;
#[allow(dead_code, reason = "each test file uses a part of it")]
#[path = "../support/mod.rs"]
mod support;

use sne_cotation::core::error::Error;
use sne_cotation_simulator::Request;
use support::scene::Outcome;

/// A secret that looks like an identifier, as PISTE's do.
const SECRET: &str = "simulated-secret-works";

/// All that can be seen of an error.
fn seen(error: &Error) -> String {
    format!("{error} {error:?} {:?}", error.view())
}

#[track_caller]
fn assert_hidden(outcome: &Outcome, private: &[&str]) {
    let seen = seen(outcome.as_ref().expect_err("it fails"));
    for text in private {
        assert!(!seen.contains(text), "{text} is in {seen}");
    }
}

fn bearer(request: &Request) -> String {
    request.header("authorization").unwrap_or_default().to_owned()
}
