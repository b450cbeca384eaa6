//! The adapter: what JavaScript sees of the client, and what the client sees of JavaScript. It decides nothing.
//!
//! A request is sent in [`exchange`]; [`client`] is what the package's facade holds.

mod abort;
mod body;
mod bridge;
mod client;
mod clock;
mod completion;
mod exchange;
mod executor;
mod foreign;
mod platform;
mod promise;
mod provider;
mod response;
mod running;
mod settings;
mod sleep;
mod value;
