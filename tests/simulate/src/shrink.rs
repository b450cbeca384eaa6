//! Makes a plan that breaks an invariant as small as it gets while the same invariant still breaks: whole parts are
//! left out first, what is left is made plainer.

use std::collections::BTreeMap;

use crate::fate::{Key, Strike};
use crate::plan::{Act, ActPlan, CallPlan, Faults, Patience, Plan, Wanted};
use crate::run::Report;

/// Runs that it may take.
const MOST_RUNS: u32 = 4_000;

/// The smallest plan found, and what breaks in it.
pub fn shrink(plan: &Plan, report: Report, run: impl Fn(&Plan) -> Report) -> (Plan, Report) {
    let mut shrinker = Shrinker { best: (plan.clone(), report), run, runs: 0 };
    shrinker.list_faults();
    while shrinker.round() && shrinker.runs < MOST_RUNS {}
    shrinker.best
}

struct Shrinker<R> {
    best: (Plan, Report),
    run: R,
    runs: u32,
}

impl<R: Fn(&Plan) -> Report> Shrinker<R> {
    /// Keeps a plan when the same invariant breaks in it.
    fn keeps(&mut self, plan: Plan) -> bool {
        let wanted = self.best.1.broken.as_ref().map(|broken| broken.invariant);
        self.runs += 1;
        if self.runs > MOST_RUNS {
            return false;
        }
        let report = (self.run)(&plan);
        let is_kept = report.broken.as_ref().map(|broken| broken.invariant) == wanted;
        if is_kept {
            self.best = (plan, report);
        }
        is_kept
    }

    /// From what may go wrong to what did.
    fn list_faults(&mut self) {
        let faults = Faults::Listed(self.best.1.struck.clone());
        self.keeps(Plan { faults, ..self.best.0.clone() });
    }

    /// One round of all ways to make it smaller. `false` when none works any more.
    fn round(&mut self) -> bool {
        let before = size(&self.best.0);
        self.without(calls, |plan, calls| plan.calls = calls);
        self.without(strikes, |plan, kept| plan.faults = Faults::Listed(kept.into_iter().collect()));
        self.without(acts, |plan, acts| plan.acts = acts);
        self.make_plain();
        self.hurry();
        size(&self.best.0) < before
    }

    /// Leaves out parts of a list: halves first, then smaller and smaller pieces.
    fn without<T: Clone>(&mut self, list: impl Fn(&Plan) -> Vec<T>, set: impl Fn(&mut Plan, Vec<T>)) {
        let mut piece = list(&self.best.0).len().div_ceil(2);
        while piece > 0 {
            let mut start = 0;
            while start < list(&self.best.0).len() {
                let mut rest = list(&self.best.0);
                rest.drain(start..(start + piece).min(rest.len()));
                let mut plan = self.best.0.clone();
                set(&mut plan, rest);
                if !self.keeps(plan) {
                    start += piece;
                }
            }
            piece /= 2;
        }
    }

    /// Changes one thing, if it changes anything.
    fn with(&mut self, change: impl Fn(&mut Plan)) {
        let mut plan = self.best.0.clone();
        change(&mut plan);
        if size(&plan) < size(&self.best.0) {
            self.keeps(plan);
        }
    }

    fn make_plain(&mut self) {
        self.with(|plan| plan.is_uneven = false);
        self.with(|plan| plan.is_shuffled = false);
        for client in 0..self.best.0.clients.len() {
            self.with(|plan| plan.clients[client].rate = None);
            self.with(|plan| plan.clients[client].patience = Patience::default());
        }
        for call in 0..self.best.0.calls.len() {
            self.with(|plan| plan.calls[call].leave = None);
            self.with(|plan| plan.calls[call].patience = Patience::default());
            self.with(|plan| plan.calls[call].wanted = Wanted::Healthcheck);
        }
    }

    /// Takes the waiting out: everything sooner, lulls shorter, jumps smaller.
    fn hurry(&mut self) {
        let first = self.best.0.calls.iter().map(|call| call.at).min().unwrap_or_default();
        self.with(|plan| shift(plan, 0, first));
        for (from, gap) in gaps(&self.best.0) {
            self.with(|plan| shift(plan, from, gap));
            self.with(|plan| shift(plan, from, gap / 2));
        }
        for place in 0..self.best.0.acts.len() {
            self.with(|plan| halve(&mut plan.acts[place].act));
        }
    }
}

fn calls(plan: &Plan) -> Vec<CallPlan> {
    plan.calls.clone()
}

fn acts(plan: &Plan) -> Vec<ActPlan> {
    plan.acts.clone()
}

fn strikes(plan: &Plan) -> Vec<(Key, Strike)> {
    let listed = if let Faults::Listed(listed) = &plan.faults { listed.clone() } else { BTreeMap::new() };
    listed.into_iter().collect()
}

/// The instants after which nothing happens for a while, and for how long.
fn gaps(plan: &Plan) -> Vec<(u64, u64)> {
    let mut instants: Vec<_> = plan.calls.iter().map(|call| call.at).chain(plan.acts.iter().map(|it| it.at)).collect();
    instants.sort_unstable();
    let pairs = instants.iter().zip(instants.iter().skip(1));
    pairs.filter(|(earlier, later)| later > earlier).map(|(earlier, later)| (earlier + 1, later - earlier)).collect()
}

/// All that happens from an instant on happens earlier.
fn shift(plan: &mut Plan, from: u64, by: u64) {
    let instants = plan.calls.iter_mut().map(|call| &mut call.at).chain(plan.acts.iter_mut().map(|it| &mut it.at));
    for at in instants.filter(|at| **at >= from) {
        *at = at.saturating_sub(by);
    }
}

fn halve(act: &mut Act) {
    match act {
        Act::SetWall(by) => *by /= 2,
        Act::Suspend(length) | Act::Stall(length) => *length /= 2,
        Act::Revoke(_) | Act::Forget(_) | Act::Close(_) => {}
    }
}

/// How much there is to read in a plan.
fn size(plan: &Plan) -> u64 {
    let parts = plan.calls.len() + plan.acts.len() + strikes(plan).len();
    let said = |it: &Patience| [it.timeout, it.deadline, it.attempts, it.max_delay].iter().flatten().count();
    let calls = plan.calls.iter().map(|call| {
        said(&call.patience) + usize::from(call.leave.is_some()) + usize::from(call.wanted != Wanted::Healthcheck)
    });
    let clients = plan.clients.iter().map(|client| said(&client.patience) + usize::from(client.rate.is_some()));
    let ways = usize::from(plan.is_uneven) + usize::from(plan.is_shuffled);
    let time: u64 = plan.calls.iter().map(|call| call.at).chain(plan.acts.iter().map(length)).sum();
    let words = (parts * 100 + (calls.sum::<usize>() + clients.sum::<usize>() + ways) * 10) as u64;
    words * 1_000_000_000 + time
}

fn length(planned: &ActPlan) -> u64 {
    planned.at
        + match planned.act {
            Act::SetWall(by) => by.unsigned_abs(),
            Act::Suspend(length) | Act::Stall(length) => length,
            Act::Revoke(_) | Act::Forget(_) | Act::Close(_) => 0,
        }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{shrink, strikes};
    use crate::draw;
    use crate::fate::{Key, Strike};
    use crate::plan::{Faults, Plan, Wanted};
    use crate::run::Report;
    use crate::story::tell;
    use crate::trace::Counts;
    use crate::watch::Broken;

    /// A world in which a POST breaks something when its first answer is lost and another call was made before.
    fn run(plan: &Plan) -> Report {
        let struck: BTreeMap<_, _> =
            plan.calls.iter().map(|call| (Key::Call(call.id, 1), Strike::AnswerLost)).collect();
        let lost = strikes(plan);
        let is_drawn = matches!(plan.faults, Faults::Drawn(_));
        let breaks = plan.calls.iter().skip(1).any(|call| {
            call.wanted == Wanted::Post && (is_drawn || lost.iter().any(|(key, _)| *key == Key::Call(call.id, 1)))
        });
        let broken = breaks.then(|| Broken { invariant: "made-up", says: String::new() });
        Report { broken, hash: 0, counts: Counts::default(), lines: Vec::new(), struck }
    }

    #[test]
    fn what_does_not_matter_is_left_out_and_what_is_left_can_be_read() {
        let plan = draw::plan(7, 200);
        let (small, report) = shrink(&plan, run(&plan), run);
        assert_eq!(report.broken.map(|broken| broken.invariant), Some("made-up"));
        assert_eq!((small.calls.len(), small.acts.len(), strikes(&small).len()), (2, 0, 1));
        assert_eq!(small.calls.iter().filter(|call| call.wanted == Wanted::Post).count(), 1);
        let story = tell(&small).join("\n");
        assert!(story.contains("at 0.000 s") && story.contains(": the answer is lost"), "{story}");
    }
}
