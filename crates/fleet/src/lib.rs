//! Fleets: any number of processes behave as one client towards PISTE, by way of a store that they share.
//!
//! Pure Rust without input or output: [`fleet::Fleet`] is told what the store answers and when, and says what is to be
//! read or written next, which call may leave, and who asks for a token. The module `js`, which is there on `wasm32`
//! with the feature of that name, translates and decides nothing. It is a WebAssembly of its own, which is fetched by
//! clients that have a store (`docs/decisions`, record 33).
//!
//! [`fleet`] is where to start. [`pace`] says when calls leave, and [`token`] who asks for the token; each keeps what
//! it knows in a cell of the store ([`pace_cell`], [`token_cell`]). What is known of the pace is a [`pace_state`], and
//! [`reading`] is how a process makes it of the cell and of what it remembers. [`store_clock`] puts the store's time on
//! the clock of the process, [`health`] says whether the store can be asked, [`share`] what a process may do without
//! it.

pub mod chance;
pub mod common;
pub mod fields;
pub mod fleet;
pub mod health;
#[cfg(all(target_arch = "wasm32", feature = "js"))]
mod js;
pub mod pace;
pub mod pace_cell;
pub mod pace_state;
pub mod reading;
pub mod share;
pub mod store_clock;
pub mod tally;
pub mod token;
pub mod token_cell;
pub mod window;
