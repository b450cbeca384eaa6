//! What is fuzzed: one function a target, which takes whatever bytes there are, and panics when the client does with
//! them what it must never do.
//!
//! The functions stand apart from libFuzzer, so that `tests/fuzz_seeds` can run them too. The platform under the core
//! is that of the client's native tests.

#![forbid(unsafe_code)]

pub mod input;
pub mod platform;
pub mod properties;
#[path = "../../tests/support/mod.rs"]
#[allow(missing_docs, reason = "it belongs to the tests")]
pub mod support;
pub mod targets;
