//! The pace without the store: within the own part of what the fleet had of late. And that of a process whose fleet
//! counts nothing, after a refusal without a word.

use sne_cotation_common::lesson::Lesson;

use super::process::Pace;
use super::slot::Slot;
use super::wish::Step;
use crate::common::Common;

/// Milliseconds between two departures of a process without a store and without a history.
const ALONE: f64 = 1_000.0;

impl Pace {
    /// A call leaves without the store, once it may.
    pub(super) fn alone(&mut self, asker: u32, now: f64, common: &Common) -> Step {
        if !self.is_asked && common.health.may_be_asked(now) {
            return self.read();
        }
        if let Some((left, _)) = self.blocked(now) {
            self.wake_at(now + left);
            return Step::Wait;
        }
        let (state, _) = self.with_news(common.owner, now);
        let announced = state.announced.map_or(0.0, |announced| announced.delay(now));
        let all = state.lesson_rate(now).map_or(0.0, f64::recip);
        let at = (self.last_departure + self.period_alone(all)).max(self.own_turn(now)).max(now + announced);
        if now < at {
            self.wake_at(at);
            if !self.is_asked {
                common.health.down_until().into_iter().for_each(|at| self.wake_at(at));
            }
            return Step::Wait;
        }
        // No departure of the own part: those of the fleet are not counted either, and the part would grow.
        self.go(asker, Slot::now(now, state.count))
    }

    /// Milliseconds between two departures without the store, when all together leave that many between two at least.
    pub(super) fn period_alone(&self, all: f64) -> f64 {
        let period = self.settings.windows.iter().map(|window| window.period).fold(all, f64::max);
        let known = self.share.own().or(self.settings.size.map(|size| 1.0 / size.max(1.0)));
        let period = known.map_or(if period > 0.0 { period.max(ALONE) } else { 0.0 }, |share| period / share);
        period / (1.0 - self.settings.reserve)
    }

    /// When a call may leave where a refusal without a word has taught each process to be slower by itself.
    pub(super) fn own_turn(&mut self, now: f64) -> f64 {
        let lesson = self.state.as_ref().and_then(|state| state.lesson);
        let Some(lesson) = lesson.filter(|lesson| lesson.full <= 0.0 && lesson.is_felt(now)) else {
            self.own_full = None;
            return now;
        };
        let of_late = self.departures.rate().filter(|rate| *rate > 0.0).unwrap_or(1.0 / ALONE);
        let full = *self.own_full.get_or_insert(of_late);
        let rate = Lesson { full, ..lesson }.rate(now).unwrap_or(full);
        now.max(self.last_departure + 1.0 / rate)
    }
}
