//! The doctor: the guide's journey as eight steps, each with a verdict, told from what a few requests come to.
//!
//! Pure Rust, compiled and tested natively; the module `js`, which is there on `wasm32` alone, translates and decides
//! nothing. It is a WebAssembly of its own, which is fetched only when a diagnosis is asked for (`docs/decisions`,
//! record 11).
//!
//! [`diagnosis::Diagnosis`] says which [`probe::Probe`] to make next, is told its [`outcome::Outcome`], and gives
//! verdicts as soon as they are certain. Each verdict is a function of all that was seen so far: start with
//! [`verdict`].

pub mod cause;
pub mod diagnosis;
pub mod facts;
pub mod failure_kind;
pub mod finding;
#[cfg(target_arch = "wasm32")]
mod js;
pub mod mask;
pub mod network;
pub mod numbered;
pub mod observations;
pub mod outcome;
pub mod probe;
pub mod setup;
pub mod step;
pub mod verdict;
