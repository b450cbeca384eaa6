//! Long runs: the same for every row of a source, within the quota, with a journal by which a run that was killed goes
//! on.
//!
//! Pure Rust without input or output: [`run::Run`] is told what happens and when, and says what is to be done next. The
//! module `js`, which is there on `wasm32` with the feature of that name, translates and decides nothing. It is a
//! WebAssembly of its own, which is fetched when the first run begins (`docs/decisions`, record 28).
//!
//! [`run`] is where to start. [`record`] reads what a [`journal`] says of earlier runs, [`gate`] says whether calls may
//! leave, [`outcome`] what an answer means for its item, [`places`] holds the items under way, [`tally`] and [`plan`]
//! say how it goes.

pub mod bits;
pub mod chain;
pub mod clock;
pub mod gate;
pub mod journal;
#[cfg(all(target_arch = "wasm32", feature = "js"))]
mod js;
pub mod latency;
pub mod outcome;
pub mod places;
pub mod plan;
pub mod policy;
pub mod reason;
pub mod record;
pub mod run;
pub mod settings;
pub mod tally;
