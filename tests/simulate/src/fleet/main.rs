//! The deterministic simulation of fleets: many processes over a store that loses, repeats, delays, forgets, splits and
//! whose clock jumps, in virtual time. See docs/en/simulation.md; `npm run simulate` builds and runs it.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a simulation that panics is a finding"
)]

mod account;
mod checks;
mod departure;
mod gateway;
mod plan;
mod process;
mod store;
mod watch_quota;
mod watch_token;
mod world;

use std::process::ExitCode;

use sne_cotation_simulation::broken::Broken;
use sne_cotation_simulation::program::{self, Worlds};

use account::Account;
use plan::Plan;
use world::run;

struct Fleets;

impl Worlds for Fleets {
    type Plan = Plan;
    type Account = Account;

    const NAME: &'static str = "fleet";
    const WHAT: &'static str = "The fleet";

    fn draw(seed: u64) -> Plan {
        Plan::draw(seed)
    }

    fn run(plan: &Plan, is_traced: bool) -> Result<Account, Broken> {
        run(plan, is_traced)
    }

    fn add(whole: &mut Account, account: Account) {
        whole.add(account);
    }
}

fn main() -> ExitCode {
    program::main(program::run_all::<Fleets>)
}
