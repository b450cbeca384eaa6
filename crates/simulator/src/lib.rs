//! PISTE in miniature: the authorisation server, the API gateway and the back-end of SNE-Cotation as one pure
//! `Request -> Response` state machine with its own clock.
//!
//! Nothing here does input or output, reads a real clock or draws real randomness: the same requests at the same
//! instants get the same answers. A host (a Rust test, a `fetch` function in JavaScript, a local server) carries the
//! bytes and honours [`Transport`], which says how an answer must travel.
//!
//! What is imitated is written down in the project's platform notes ("How PISTE really behaves"); each module names the
//! row it stands for, or the RFC section where the notes leave the choice open. This crate shares no code with the
//! client, on purpose: a parser common to both would hide a mistake common to both. With a contract, reading it and
//! judging values by it is done by the contract's own crate; that is held to the specification by tests and tools of
//! others.
//!
//! # Example
//!
//! ```
//! use sne_cotation_simulator::{Config, Environment, ReadyMade, Request, Simulator};
//!
//! let mut simulator = Simulator::new(Config::default());
//! let form = format!(
//!     "grant_type=client_credentials&client_id={}&client_secret={}",
//!     ReadyMade::Works.client_id(Environment::Sandbox),
//!     ReadyMade::Works.client_secret(Environment::Sandbox).expose(),
//! );
//! let answer = simulator.handle(
//!     &Request::new("POST", "https://sandbox-oauth.piste.gouv.fr/api/oauth/token")
//!         .with_header("Content-Type", "application/x-www-form-urlencoded")
//!         .with_body(form),
//! );
//! assert_eq!(answer.status, 200);
//! ```

#![cfg_attr(test, expect(clippy::arithmetic_side_effects, reason = "a test that panics is a test that fails"))]

mod address;
mod api;
mod application;
mod bearer;
mod call;
mod clock;
mod config;
mod contract;
mod cors;
mod environment;
mod exchange;
mod fault;
mod form;
mod gateway;
mod http;
#[cfg(target_arch = "wasm32")]
mod js;
mod local;
mod pages;
mod platform;
mod quota;
mod random;
mod ready_made;
mod simulator;
mod token_endpoint;
mod token_store;
mod upstream;
mod waiting;

#[cfg(test)]
mod testing;

pub use application::{Application, ClientSecret, Subscription};
pub use config::{Config, ExpiresIn, RateLimitHeaders};
pub use contract::{Backend, BrokenContract, Sample, Unanswerable, Unanswered};
pub use environment::{Environment, Host, Server};
pub use exchange::Exchange;
pub use fault::Fault;
pub use http::{Request, Response, Transport};
pub use local::{from_local, to_local};
pub use quota::Quota;
pub use ready_made::ReadyMade;
pub use simulator::Simulator;
pub use upstream::{Admission, Forward, Outcome};
