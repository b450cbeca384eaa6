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

#[path = "../arguments.rs"]
#[allow(dead_code, reason = "the other simulation uses all of it")]
mod arguments;
#[path = "../../../support/chance.rs"]
#[allow(dead_code, reason = "each user of it uses a part")]
mod chance;
mod checks;
mod plan;
mod process;
mod store;
mod watch_token;
mod world;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use arguments::Arguments;
use checks::Broken;

use plan::Plan;
use world::{Account, run};

fn main() -> ExitCode {
    match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) if run_all(&arguments) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

/// Runs the seeds; tells whether all invariants hold.
fn run_all(arguments: &Arguments) -> bool {
    // A panic is a finding like another, and is printed as one.
    set_hook(Box::new(|_| {}));
    let begun = Instant::now();
    let next = AtomicU64::new(arguments.first);
    let end = arguments.first.saturating_add(arguments.seeds);
    let found: Mutex<BTreeMap<u64, Broken>> = Mutex::default();
    let whole: Mutex<Account> = Mutex::default();
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            let is_over = !arguments.survey && !found.lock().unwrap().is_empty();
            if seed >= end || is_over {
                return;
            }
            match attempt(&Plan::draw(seed), arguments.trace) {
                Ok(account) => whole.lock().unwrap().add(account),
                Err(broken) => drop(found.lock().unwrap().insert(seed, broken)),
            }
        }
    };
    std::thread::scope(|scope| (0..arguments.threads).for_each(|_| drop(scope.spawn(work))));
    let found = found.into_inner().unwrap();
    tell(arguments, &found);
    println!("{} seeds in {:.1} s: {}", arguments.seeds, begun.elapsed().as_secs_f64(), whole.into_inner().unwrap());
    found.is_empty()
}

/// Runs a plan; a panic is an invariant that breaks.
fn attempt(plan: &Plan, is_traced: bool) -> Result<Account, Broken> {
    catch_unwind(AssertUnwindSafe(|| run(plan, is_traced))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let says = text.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned())).unwrap_or_default();
        Err(Broken { invariant: "panic", says })
    })
}

fn tell(arguments: &Arguments, found: &BTreeMap<u64, Broken>) {
    let mut seeds: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (seed, broken) in found {
        seeds.entry(broken.invariant).or_default().push(*seed);
    }
    for (invariant, seeds) in &seeds {
        println!("broken: {invariant} in {} seeds, the first {}", seeds.len(), seeds[0]);
    }
    if let Some((seed, broken)) = found.iter().next().filter(|_| !arguments.survey) {
        println!("✘ seed {seed} breaks the invariant \"{}\": {}", broken.invariant, broken.says);
        println!("\nThe fleet:\n{:#?}", Plan::draw(*seed));
        println!("\nAgain (add --trace for all that happens): npm run simulate -- --fleet --seed {seed}\n");
    }
}
