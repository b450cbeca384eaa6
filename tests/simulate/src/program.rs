//! A simulation as a program: it reads its command line, runs its seeds, each a world of its own, on all cores, and
//! says which invariants break.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};
use std::panic::set_hook;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use crate::arguments::Arguments;
use crate::broken::{Broken, caught};

/// What a seed is made into.
pub trait Worlds {
    /// What is drawn.
    type Plan: Debug;
    /// What was done.
    type Account: Default + Display + Send;

    /// By which option of `npm run simulate` it is run.
    const NAME: &'static str;
    /// What is drawn, in words.
    const WHAT: &'static str;

    /// What a seed is.
    fn draw(seed: u64) -> Self::Plan;
    /// Runs a plan to its end.
    fn run(plan: &Self::Plan, is_traced: bool) -> Result<Self::Account, Broken>;
    /// Adds what was done in one world to what was done in others.
    fn add(whole: &mut Self::Account, account: Self::Account);
}

/// Reads the command line, and does what it says: whether all invariants hold.
pub fn main(run_all: impl FnOnce(&Arguments) -> bool) -> ExitCode {
    // A panic is a finding like another, and is printed as one.
    set_hook(Box::new(|_| {}));
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
pub fn run_all<W: Worlds>(arguments: &Arguments) -> bool {
    let begun = Instant::now();
    let next = AtomicU64::new(arguments.first);
    let end = arguments.first.saturating_add(arguments.seeds);
    let found: Mutex<BTreeMap<u64, Broken>> = Mutex::default();
    let whole: Mutex<W::Account> = Mutex::default();
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            let is_over = !arguments.survey && !found.lock().unwrap().is_empty();
            if seed >= end || is_over {
                return;
            }
            match caught(|| W::run(&W::draw(seed), arguments.trace)).and_then(|result| result) {
                Ok(account) => W::add(&mut whole.lock().unwrap(), account),
                Err(broken) => drop(found.lock().unwrap().insert(seed, broken)),
            }
        }
    };
    std::thread::scope(|scope| (0..arguments.threads).for_each(|_| drop(scope.spawn(work))));
    let found = found.into_inner().unwrap();
    tell::<W>(arguments, &found);
    println!("{} seeds in {:.1} s: {}", arguments.seeds, begun.elapsed().as_secs_f64(), whole.into_inner().unwrap());
    found.is_empty()
}

fn tell<W: Worlds>(arguments: &Arguments, found: &BTreeMap<u64, Broken>) {
    let mut seeds: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (seed, broken) in found {
        seeds.entry(broken.invariant).or_default().push(*seed);
    }
    print_broken(&seeds);
    if let Some((seed, broken)) = found.iter().next().filter(|_| !arguments.survey) {
        println!("✘ seed {seed} breaks the invariant \"{}\": {}", broken.invariant, broken.says);
        println!("\n{}:\n{:#?}", W::WHAT, W::draw(*seed));
        println!("\nAgain (add --trace for all that happens): npm run simulate -- --{} --seed {seed}\n", W::NAME);
    }
}

/// The seeds in which an invariant breaks, by its name, as `scripts/simulate/bugs.mjs` reads them.
pub fn print_broken(seeds: &BTreeMap<&str, Vec<u64>>) {
    for (invariant, seeds) in seeds {
        println!("broken: {invariant} in {} seeds, the first {}", seeds.len(), seeds.iter().min().unwrap());
    }
}
