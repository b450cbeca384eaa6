//! The deterministic simulation: many clients and PISTE in miniature on one seeded scheduler, in virtual time, with
//! faults. See docs/en/simulation.md; `npm run simulate` builds and runs it.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a simulation that panics is a finding"
)]

mod book;
mod draw;
mod draw_quotas;
mod fate;
mod make;
mod plan;
mod run;
mod seeds;
mod shrink;
mod story;
#[allow(dead_code, reason = "each user of it uses a part")]
#[path = "../../support/mod.rs"]
mod support;
mod trace;
mod watch;
mod way;
mod world;

use std::process::ExitCode;

fn main() -> ExitCode {
    sne_cotation_simulation::program::main(seeds::run_all)
}
