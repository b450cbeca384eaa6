//! What must hold of what the gateway announces, and of its refusals without a word: I10 and I11, looked at in what is
//! written into the store and in the departures that are reserved after it.

use sne_cotation_fleet::pace_state::{Announced, PaceState};
use sne_cotation_simulation::broken::{Broken, hold};

use crate::departure::Departure;
use crate::plan::Plan;

/// Since when and until when nothing is left of what the answer to that call has announced.
#[derive(Clone, Copy, Debug)]
struct UsedUp {
    number: u64,
    since: f64,
    until: f64,
}

/// A lesson that is in the store, and when the last departure was that was reserved after it.
#[derive(Clone, Copy, Debug)]
struct Slow {
    at: f64,
    since: f64,
    /// Milliseconds between two departures.
    period: f64,
    last: f64,
}

/// What is in the store.
#[derive(Clone, Copy, Debug, Default)]
pub struct Learnt {
    used_up: Option<UsedUp>,
    slow: Option<Slow>,
}

impl Learnt {
    /// Something was written, while the store's clock was so far ahead.
    pub fn written(&mut self, state: &PaceState, ahead: f64, now: f64) {
        let announced = state.announced.filter(|announced| announced.is_used_up(now + ahead));
        self.used_up = announced.map(|Announced { number, end, .. }| {
            // A later announcement may have left a call, which is reserved with this.
            let known = self.used_up.filter(|known| known.number == number);
            let UsedUp { since, until, .. } = known.unwrap_or(UsedUp { number, since: now, until: f64::INFINITY });
            // Each answer tells the end of a window a little later than it is.
            UsedUp { number, since, until: until.min(end - ahead) }
        });
        let period = state.lesson_rate(now + ahead).map(f64::recip);
        let at = state.lesson.map_or(0.0, |lesson| lesson.at);
        self.slow = match (period, self.slow) {
            // What minutes give back makes it faster; what is slower is another lesson.
            (Some(period), Some(slow)) if period <= slow.period + 1.0 && (at - slow.at).abs() < 500.0 => {
                Some(Slow { period, ..slow })
            }
            (Some(period), _) => Some(Slow { at, since: now, period, last: f64::NEG_INFINITY }),
            (None, _) => None,
        };
    }

    /// A call leaves.
    pub fn left(&mut self, plan: &Plan, departure: Departure) -> Result<(), Broken> {
        let Departure { at, process, is_odd, reserved_at, .. } = departure;
        let Some(reserved_at) = reserved_at.filter(|_| !is_odd) else { return Ok(()) };
        let wrong = 2.0 * (plan.way.0 + plan.way.1 + 2.0);
        if let Some(UsedUp { since, until, .. }) = self.used_up.filter(|used_up| reserved_at > used_up.since) {
            hold("I10", at >= until - wrong, || {
                format!("process {process} sends at {at:.1}, and nothing is left from {since:.1} to {until:.1}")
            })?;
        }
        if let Some(slow) = self.slow.as_mut().filter(|slow| reserved_at > slow.since) {
            let gap = at - slow.last;
            let least = slow.period - wrong;
            slow.last = at;
            hold("I11", gap >= least, || format!("process {process} sends at {at:.1}, {gap:.1} ms after the last"))?;
        }
        Ok(())
    }
}
