//! How a run goes, and how long the rest of it takes.

use super::{Progress, Run};
use crate::clock::Instant;
use crate::places::{State, Verdict};
use crate::plan;
use crate::tally::Tally;

impl Run {
    /// How it goes.
    pub fn progress(&mut self, now: Instant) -> Progress {
        self.clock.advance(now);
        let time = self.clock.time();
        let given = self.places.first(State::Given).map(|place| place.verdict);
        let Tally { done, failed, held, .. } = self.tally;
        let total = self.total();
        let paused_until = self.gate.end().filter(|end| *end > time);
        let pause = paused_until.map_or(0.0, |end| end - time);
        let eta = total.and_then(|total| self.tally.eta(total, &self.settings.windows, pause, time));
        Progress {
            done: done.saturating_add(u32::from(given.is_some())),
            failed: failed.saturating_add(u32::from(given == Some(Verdict::Failed))),
            held: held.saturating_add(u32::from(given == Some(Verdict::Held))),
            total,
            rate: self.tally.rate(time),
            eta,
            paused_until: paused_until.map(|end| self.clock.wall_at(end)),
        }
    }

    fn total(&self) -> Option<u32> {
        if self.is_source_over { Some(self.rows) } else { self.settings.total }
    }

    /// What was counted, with the pauses: how many, and their milliseconds.
    #[must_use]
    pub fn counts(&self) -> (&Tally, (u32, f64)) {
        (&self.tally, self.gate.pauses())
    }

    /// Seconds that the rest takes under the windows of the rate limit, if there are any.
    #[must_use]
    pub fn plan(&self) -> Option<f64> {
        let rest = self.total()?.saturating_sub(self.tally.done);
        self.plan_of(f64::from(rest) * self.tally.calls_an_item())
    }

    /// Seconds that so many calls take in the same way.
    #[must_use]
    pub fn plan_of(&self, calls: f64) -> Option<f64> {
        let windows = &self.settings.windows;
        (!windows.is_empty()).then(|| plan::seconds(calls, windows))
    }

    /// When it makes sense to go on with a run that was stopped, on the wall clock, if that is known.
    #[must_use]
    pub fn resumes_at(&self) -> Option<f64> {
        self.gate.end().map(|end| self.clock.wall_at(end))
    }
}
