//! Many seeds, on all cores, each a world of its own; what breaks is shrunk and printed.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

use sne_cotation_simulation::arguments::Arguments;
use sne_cotation_simulation::broken::caught;
use sne_cotation_simulation::program::print_broken;

use crate::plan::Plan;
use crate::run::{Report, run};
use crate::trace::{Counts, Trace};
use crate::watch::Broken;
use crate::{draw, shrink, story};

/// Every so many seeds, one is run twice: the same must happen.
const TWICE: u64 = 20;

/// What came of all seeds so far.
#[derive(Default)]
struct Total {
    counts: Counts,
    /// All that happened, whatever the order of the seeds.
    hash: u64,
    /// The seeds in which an invariant breaks, by its name.
    broken: BTreeMap<&'static str, Vec<u64>>,
}

/// Runs the seeds; tells whether all invariants hold.
pub fn run_all(arguments: &Arguments) -> bool {
    let begun = Instant::now();
    let total = go_through(arguments);
    let seconds = begun.elapsed().as_secs_f64();
    let first = total.broken.values().flatten().min().copied();
    match first {
        Some(seed) if !arguments.survey => explain(arguments, seed),
        _ => {}
    }
    print(arguments, &total, seconds);
    first.is_none()
}

fn go_through(arguments: &Arguments) -> Total {
    let (next, is_over) = (AtomicU64::new(arguments.first), AtomicBool::new(false));
    let total = Mutex::new(Total::default());
    let end = arguments.first.saturating_add(arguments.seeds);
    let work = || {
        let mut own = Total::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end || is_over.load(Ordering::Relaxed) {
                break;
            }
            own.add(seed, &run_seed(seed, arguments.calls));
            if !own.broken.is_empty() && !arguments.survey {
                is_over.store(true, Ordering::Relaxed);
            }
        }
        total.lock().unwrap().merge(own);
    };
    std::thread::scope(|scope| (0..arguments.threads).for_each(|_| drop(scope.spawn(work))));
    total.into_inner().unwrap()
}

impl Total {
    fn add(&mut self, seed: u64, report: &Report) {
        self.counts = self.counts.and(report.counts);
        self.hash = self.hash.wrapping_add(report.hash);
        if let Some(broken) = &report.broken {
            self.broken.entry(broken.invariant).or_default().push(seed);
        }
    }

    fn merge(&mut self, other: Self) {
        self.counts = self.counts.and(other.counts);
        self.hash = self.hash.wrapping_add(other.hash);
        for (invariant, seeds) in other.broken {
            self.broken.entry(invariant).or_default().extend(seeds);
        }
    }
}

/// Runs a seed; some of them twice, because the same must happen.
pub fn run_seed(seed: u64, calls: u32) -> Report {
    let plan = draw::plan(seed, calls);
    let report = attempt(&plan);
    if !seed.is_multiple_of(TWICE) || report.broken.is_some() || attempt(&plan).hash == report.hash {
        return report;
    }
    let broken = Broken { invariant: "determinism", says: "the same seed runs in another way".to_owned() };
    Report { broken: Some(broken), ..report }
}

/// Runs a plan; a panic is an invariant that breaks.
fn attempt(plan: &Plan) -> Report {
    caught(|| run(plan, Trace::default())).unwrap_or_else(|broken| {
        let broken = Some(broken);
        Report { broken, hash: 0, counts: Counts::default(), lines: Vec::new(), struck: BTreeMap::new() }
    })
}

/// Shrinks what breaks with a seed and prints it, with the command that does all of this again.
fn explain(arguments: &Arguments, seed: u64) {
    let plan = draw::plan(seed, arguments.calls);
    let (plan, report) = shrink::shrink(&plan, attempt(&plan), attempt);
    let Some(broken) = report.broken else { return };
    println!("✘ seed {seed} breaks the invariant \"{}\": {}", broken.invariant, broken.says);
    println!("\nThe smallest schedule found that does:");
    for line in story::tell(&plan) {
        println!("  {line}");
    }
    if arguments.trace {
        println!("\nWhat happens in it:");
        let traced = caught(|| run(&plan, Trace::with_lines()));
        for line in traced.map(|report| report.lines).unwrap_or_default() {
            println!("  {line}");
        }
    }
    println!("\nAgain (add --trace for all that happens): {}\n", arguments.again(seed));
}

fn print(arguments: &Arguments, total: &Total, seconds: f64) {
    print_broken(&total.broken);
    let Counts { calls, successes, requests, token_requests, repetitions, .. } = total.counts;
    let Counts { refused_tokens, circuits, queued, left, strikes, .. } = total.counts;
    println!(
        "{} seeds of {} calls in {seconds:.1} s: {calls} calls, {successes} well",
        arguments.seeds, arguments.calls
    );
    println!("{requests} requests, {token_requests} for tokens; {strikes} struck; {repetitions} repetitions");
    println!(
        "{refused_tokens} refused tokens, {circuits} circuits opened, {queued} waits in a queue, {left} calls dropped"
    );
    println!("all that happened, as a number: {:016x}", total.hash);
}

#[cfg(test)]
mod tests {
    use super::run_seed;

    #[test]
    fn the_same_seed_is_the_same_run_and_another_is_another() {
        let hashes = |seeds: std::ops::Range<u64>| seeds.map(|seed| run_seed(seed, 200).hash).collect::<Vec<_>>();
        let first = hashes(1..20);
        assert_eq!(first, hashes(1..20));
        assert!(first.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
