//! What must hold of departures, looked at from outside: at the gateway, and in what is written into the store.
//! I3 to I7.

use sne_cotation_fleet::pace_cell::PaceCell;
use sne_cotation_fleet::pace_state::Cause;
use sne_cotation_fleet::window::LENGTHS;

use sne_cotation_simulation::broken::{Broken, hold};

use crate::departure::Departure;
use crate::plan::Plan;
use crate::watch_quota::Learnt;

/// A refusal that is in the store.
#[derive(Clone, Copy, Debug)]
struct Refused {
    number: u64,
    since: f64,
    until: f64,
    probed: Option<f64>,
}

/// What was seen of departures.
#[derive(Debug, Default)]
pub struct Pacing {
    pub departures: Vec<Departure>,
    refused: Option<Refused>,
    learnt: Learnt,
    count: u64,
    /// When the store last lost something, or its clock was set.
    pub upset: f64,
    /// When its clock was set.
    pub set: f64,
}

/// Milliseconds within which another call may ask, while the first one is on its way.
const PROBE: f64 = 9_900.0;

impl Pacing {
    pub fn new() -> Self {
        Self { upset: f64::NEG_INFINITY, set: f64::NEG_INFINITY, ..Self::default() }
    }

    /// What is in the store is not what was written.
    pub fn upset(&mut self, now: f64) {
        self.upset = now;
        self.refused = None;
        self.learnt = Learnt::default();
        self.count = u64::MAX;
    }

    /// Something was written. Says whether a departure was reserved with it.
    pub fn written(&mut self, PaceCell { state: cell, .. }: &PaceCell, ahead: f64, now: f64) -> bool {
        let known = self.refused.filter(|refused| refused.number == cell.block.number);
        self.refused = match (cell.block.cause, known) {
            (Cause::None, _) => None,
            (_, Some(refused)) => Some(Refused { probed: refused.probed.filter(|_| cell.probe.is_some()), ..refused }),
            (..) => {
                let until = cell.block.until - ahead;
                Some(Refused { number: cell.block.number, since: now, until, probed: None })
            }
        };
        self.learnt.written(cell, ahead, now);
        let is_reserved = cell.count > self.count || self.count == u64::MAX;
        self.count = cell.count;
        is_reserved
    }

    /// A call leaves.
    pub fn left(&mut self, plan: &Plan, departure: Departure) -> Result<(), Broken> {
        self.departures.push(departure);
        self.check_windows(plan, departure.at)?;
        // A cell that was on its way when the clock was set has times that nobody can put right.
        if departure.at - self.set >= 30_000.0 {
            self.learnt.left(plan, departure)?;
        }
        self.check_refusal(plan, departure)
    }

    fn check_windows(&self, plan: &Plan, now: f64) -> Result<(), Broken> {
        // By so much a process may be wrong about the store's time.
        let wrong = 2.0 * (plan.way.1 + 1.0);
        for (length, limit) in LENGTHS.into_iter().zip(plan.limits).filter(|(_, limit)| *limit > 0.0) {
            let within = self.departures.iter().rev().take_while(|one| one.at > now - length + wrong);
            let (odd, others): (Vec<&Departure>, Vec<&Departure>) = within.partition(|one| one.is_odd);
            hold("I3", others.len() as f64 <= limit, || {
                format!("{} calls in {length} ms before {now:.1}, {} of them odd", others.len() + odd.len(), odd.len())
            })?;
        }
        Ok(())
    }

    fn check_refusal(&mut self, plan: &Plan, departure: Departure) -> Result<(), Broken> {
        let Departure { at, process, is_odd, knows, .. } = departure;
        let Some(refused) = &mut self.refused else { return Ok(()) };
        if is_odd || knows <= refused.since {
            return Ok(());
        }
        let wrong = plan.way.0 + plan.way.1 + 2.0;
        // A cell that was on its way when the clock was set has times that nobody can put right.
        let is_set = at - self.set < 30_000.0;
        hold("I4", is_set || at >= refused.until - wrong, || {
            format!("process {process} sends at {at:.1}, and knows that nobody does before {:.1}", refused.until)
        })?;
        let is_first = refused.probed.is_none_or(|probed| at - probed >= PROBE);
        hold("I4", is_first, || format!("process {process} asks at {at:.1}, after {:?}", refused.probed))?;
        refused.probed = Some(at);
        Ok(())
    }

    /// So many calls of all have left while one waited, with so many before it in its process.
    pub fn waited(plan: &Plan, turns: u64) -> Result<(), Broken> {
        if !plan.is_quiet() || !plan.is_busy() || plan.modest.0 > 0 {
            return Ok(());
        }
        let most = 7 * (plan.processes * plan.eagerness.0) as u64 + 12;
        hold("I7", turns <= most, || format!("{turns} calls of others have left while one waited; {most} may"))
    }

    /// All is over: was the quota used, where all wanted it?
    pub fn used(&self, plan: &Plan) -> Result<(), Broken> {
        if !plan.is_quiet() || !plan.is_busy() || plan.eagerness.1 > 20.0 || plan.modest.0 > 0 {
            return Ok(());
        }
        let begin = 10_000.0;
        let of = |(length, limit): (f64, f64)| limit * if length > 1_000.0 { 0.98 } else { 0.9 } / length;
        let rates = LENGTHS.into_iter().zip(plan.limits).filter(|(_, limit)| *limit > 0.0).map(of);
        // What was written is heard of a round trip later, and one write builds upon another; of so many, some are in
        // vain.
        let most = 0.8 / (plan.way.0 + plan.way.1 / 2.0);
        let possible = rates.fold(most, f64::min) * (plan.end - begin);
        let count = self.departures.iter().filter(|one| one.at >= begin).count() as f64;
        hold("use", count >= 0.97 * possible, || format!("{count} calls of {possible:.0} possible ones"))
    }
}
