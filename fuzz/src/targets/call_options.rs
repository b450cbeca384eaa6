//! The options of a call.

use sne_cotation::core::error::Error;
use sne_cotation::core::request::{Call, CallKind, Defaults, Invocation};
use sne_cotation::core::retry;

use super::header::assert_sendable;
use crate::input::{given, text};
use crate::platform::platform;
use crate::properties::{
    BASE, assert_below_base, assert_names_only, assert_same_view, assert_sound, disguised_fields, is_mistake,
};
use crate::support::body::Body;
use crate::support::value::Value;

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/// Options whose content no message may depend on.
const PRIVATE: [&str; 2] = ["query", "body"];

/// What is accepted can be sent below the base and nowhere else; what is refused is not repeated.
pub fn run(data: &[u8]) {
    let Some(options) = given(&text(data)) else { return };
    for kind in [CallKind::Request, CallKind::Healthcheck, CallKind::Token, CallKind::Close] {
        let outcome = read(kind, &options);
        assert_same_view(&outcome, &read(kind, &options));
        assert_same_view(&outcome, &read(kind, &disguised_fields(&options, &PRIVATE)));
        match outcome {
            Ok(invocation) => {
                assert_eq!(invocation.call.is_some(), matches!(kind, CallKind::Request | CallKind::Healthcheck));
                assert!(invocation.limits.timeout.is_none_or(|timeout| (1..=86_400_000).contains(&timeout)));
                invocation.call.iter().for_each(|call| assert_safe(call));
            }
            Err(error) => {
                assert_sound(&error);
                assert!(is_mistake(&error), "{error}");
                assert_names_only(&error);
            }
        }
    }
}

fn read(kind: CallKind, options: &Value) -> Result<Invocation<Body, Value>, Error> {
    let defaults =
        Defaults::new(BASE.to_owned(), vec![("x-account".to_owned(), "42".to_owned())], retry::DEFAULT, false);
    Invocation::read(kind, &defaults, options, &platform())
}

fn assert_safe(call: &Call<Body>) {
    assert!(METHODS.contains(&call.method));
    assert_below_base(&call.url, BASE);
    assert!(call.body.is_none() || !matches!(call.method, "GET" | "HEAD"));
    for (name, value) in &call.headers {
        assert_sendable(name, value);
    }
    assert_eq!(format!("{call:?}"), format!("Call {{ method: {:?}, .. }}", call.method));
}
