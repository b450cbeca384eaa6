//! Calls of items: which may leave, and what follows from what came of them.

use super::{MOST_TRIES, Next, Permit, Run, Stop};
use crate::clock::Instant;
use crate::gate;
use crate::outcome::{Failure, Outcome};
use crate::settings::{Effects, InDoubt};

impl Run {
    /// Whether a call of an item may leave.
    pub fn permit(&mut self, n: u32, has_effect: bool, now: Instant) -> Permit {
        self.clock.advance(now);
        let Some(place) = self.places.get(n) else { return Permit::Cut };
        if self.stop.is_some() {
            place.is_cut = true;
            return Permit::Cut;
        }
        if self.gate.permit(n, self.clock.time()) == gate::Permit::Wait {
            return Permit::Wait;
        }
        let may_have_effect = match self.settings.effects {
            Effects::Never => false,
            Effects::ByCall => has_effect,
            Effects::Always => true,
        };
        if may_have_effect && !place.is_started {
            place.is_started = true;
            self.journal.started(n);
        }
        place.call.may_have_effect = may_have_effect;
        place.call.left = self.clock.time();
        Permit::Go
    }

    /// A call of an item is over: well without a failure.
    pub fn answered(&mut self, n: u32, attempts: u32, failure: Option<Failure<'_>>, now: Instant) -> Next {
        self.clock.advance(now);
        let time = self.clock.time();
        let is_stopped = self.stop.is_some();
        self.tally.calls = self.tally.calls.saturating_add(attempts);
        let Some(place) = self.places.get(n) else { return Next::Cut };
        place.call.outcome = failure.map_or(Outcome::Done, |failure| failure.outcome());
        match place.call.outcome {
            Outcome::Done | Outcome::Failed => {
                self.latency.add(time - place.call.left);
                place.has_effect |= place.call.outcome == Outcome::Done && place.call.may_have_effect;
                self.open_gate(n, attempts);
                Next::Over
            }
            Outcome::Uncertain => {
                let is_aborted = failure.is_some_and(|failure| failure.kind == "aborted");
                place.is_cut |= is_aborted && is_stopped && !place.call.may_have_effect;
                let again = place.call.may_have_effect && self.settings.in_doubt == InDoubt::Retry && !is_stopped;
                if again && place.tries < MOST_TRIES {
                    place.tries = place.tries.saturating_add(1);
                    self.gate.left(n);
                    return Next::Again;
                }
                place.has_effect |= place.call.may_have_effect;
                let is_cut = place.is_cut;
                self.open_gate(n, u32::from(failure.is_some_and(|failure| failure.status > 0)));
                if is_cut { Next::Cut } else { Next::Over }
            }
            Outcome::Refused(seconds) => {
                self.refused(n, seconds, time);
                self.cut_if_stopped(n)
            }
            Outcome::Everybody => {
                self.stop(Stop::Refused);
                self.cut_if_stopped(n)
            }
        }
    }

    /// Something was answered: the server takes calls. What was not sent says nothing of it.
    fn open_gate(&mut self, n: u32, attempts: u32) {
        if attempts > 0 { self.gate.passed() } else { self.gate.left(n) }
    }

    fn refused(&mut self, n: u32, seconds: Option<f64>, time: f64) {
        if let Some((end, waited)) = self.gate.refused(n, seconds, time) {
            self.journal.pause(self.clock.wall_at(end));
            self.stop_if_long(end, waited);
        }
    }

    /// Stops where a pause is too long.
    pub(super) fn stop_if_long(&mut self, end: f64, waited: f64) {
        let is_too_late = self.clock.wall_at(end) > self.settings.until;
        if waited > self.settings.max_wait || is_too_late {
            self.stop(Stop::Quota);
        }
    }

    fn cut_if_stopped(&mut self, n: u32) -> Next {
        let is_stopped = self.stop.is_some();
        match self.places.get(n) {
            Some(place) if is_stopped => {
                place.is_cut = true;
                Next::Cut
            }
            _ => Next::Again,
        }
    }
}
