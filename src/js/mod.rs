//! The adapter: what JavaScript sees of the client, and what the client sees of JavaScript. It decides nothing.

mod bridge;
mod client;
mod exchange;
mod executor;
mod mail;
mod platform;
mod provided;
mod underway;
mod value;
mod wait;
