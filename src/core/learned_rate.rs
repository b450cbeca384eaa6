//! What a client that is alone has learnt from a refusal without a word: the rule is in `crates/common`.

use std::cell::Cell;

use sne_cotation_common::lesson::Lesson;

/// The learnt rate, if there is one.
#[derive(Debug, Default)]
pub struct LearnedRate {
    lesson: Cell<Option<Lesson>>,
    /// When the last call left.
    last: Cell<f64>,
}

impl LearnedRate {
    /// Calls in a millisecond; nothing when calls may leave as fast as before.
    #[must_use]
    pub fn rate(&self, now: f64) -> Option<f64> {
        self.lesson.get()?.rate(now)
    }

    /// Milliseconds until a call may leave; none when it may at once.
    #[must_use]
    pub fn delay(&self, now: f64) -> f64 {
        self.rate(now).map_or(0.0, |rate| self.last.get() + 1.0 / rate - now)
    }

    /// A call leaves.
    pub fn leave(&self, now: f64) {
        self.last.set(now);
    }

    /// A call that left at that instant was refused, when calls left at that rate.
    pub fn refused(&self, left: f64, now: f64, rate: f64) {
        self.lesson.set(Some(Lesson::after(self.lesson.get(), left, now, rate)));
    }
}

#[cfg(test)]
mod tests {
    use super::LearnedRate;

    #[test]
    fn the_next_call_waits_from_the_last_one_on() {
        let learned = LearnedRate::default();
        assert!(learned.delay(0.0) <= 0.0);
        learned.refused(0.0, 100.0, 0.02);
        learned.leave(200.0);
        assert!((learned.delay(210.0) - (1.0 / 0.014 - 10.0)).abs() < 1e-6);
    }
}
