//! The adapter: what JavaScript sees of the client, and what the client sees of JavaScript. It decides nothing.

mod abort;
mod cause;
mod client;
mod fetch;
mod platform;
mod provider;
mod response;
mod runtime;
mod timer;
mod value;
