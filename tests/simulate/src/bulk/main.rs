//! The deterministic simulation of long runs: kills at any instant, torn writes, quotas, lost answers and clocks that
//! jump, in virtual time. See docs/en/simulation.md; `npm run simulate` builds and runs it.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    reason = "a simulation that panics is a finding"
)]

mod checks;
mod disk;
mod job;
mod life;
mod pace;
mod plan;
mod server;

use std::process::ExitCode;

use sne_cotation_simulation::broken::Broken;
use sne_cotation_simulation::program::{self, Worlds};

use job::{Account, run};
use plan::Plan;

struct Jobs;

impl Worlds for Jobs {
    type Plan = Plan;
    type Account = Account;

    const NAME: &'static str = "bulk";
    const WHAT: &'static str = "The job";

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
    program::main(program::run_all::<Jobs>)
}
