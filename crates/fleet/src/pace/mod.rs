//! When calls leave: each process reserves its next departure in the cell that all share, at most one ahead, and waits
//! for it on its own clock. Nobody polls but those who wait for the outcome of a probe.
//!
//! [`process`] is where to start; `reserve` is how a departure is reserved, `alone` what is done without the store,
//! `tell` what the others are told, and `news` what that makes of what is known.

mod alone;
mod news;
pub mod process;
mod reserve;
mod slot;
mod tell;
mod wish;

pub use process::Pace;
pub use wish::{Settings, Step, Wish};
