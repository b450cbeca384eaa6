//! The rate that is learnt from a refusal without a word: a 429 that says neither how long to wait nor what is left.
//! The client goes on at seven tenths of its rate, and takes back a tenth of it with every quiet minute.

use std::cell::Cell;

/// What is left of the rate after a refusal.
const CUT: f64 = 0.7;
/// What comes back with every quiet minute, as a share of the rate before.
const BACK: f64 = 0.1;
/// Milliseconds.
const QUIET: f64 = 60_000.0;
/// Calls in a millisecond: a client that is refused again and again still asks every ten seconds.
const LEAST: f64 = 1.0 / 10_000.0;

/// What was learnt last.
#[derive(Clone, Copy, Debug)]
struct Lesson {
    /// When, on the monotonic clock.
    at: f64,
    /// Calls in a millisecond, before the first refusal.
    full: f64,
    /// The share of it right after the last one.
    share: f64,
}

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
        let lesson = self.lesson.get()?;
        let share = share_of(lesson, now);
        (share < 1.0).then(|| (lesson.full * share).max(LEAST.min(lesson.full)))
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

    /// A call that left at that instant was refused, when calls left at that rate. Those that were on their way
    /// together teach the same, once.
    pub fn refused(&self, left: f64, now: f64, rate: f64) {
        let before = self.lesson.get().filter(|lesson| share_of(*lesson, now) < 1.0);
        if before.is_some_and(|lesson| left <= lesson.at) {
            return;
        }
        let (full, share) = before.map_or((rate, 1.0), |lesson| (lesson.full, share_of(lesson, now)));
        self.lesson.set(Some(Lesson { at: now, full, share: share * CUT }));
    }
}

fn share_of(lesson: Lesson, now: f64) -> f64 {
    lesson.share + BACK * ((now - lesson.at) / QUIET).floor()
}

#[cfg(test)]
mod tests {
    use super::LearnedRate;

    fn of(learned: &LearnedRate, now: f64) -> Option<f64> {
        learned.rate(now).map(|rate| (rate * 1e6).round() / 1e3)
    }

    #[test]
    fn a_refusal_takes_three_tenths_and_every_quiet_minute_gives_one_back() {
        let learned = LearnedRate::default();
        assert_eq!(of(&learned, 0.0), None);
        learned.refused(0.0, 100.0, 0.02);
        let minutes = [0.0, 1.0, 2.0, 3.1].map(|minutes| of(&learned, 100.0 + minutes * 60_000.0));
        assert_eq!(minutes, [Some(14.0), Some(16.0), Some(18.0), None]);
    }

    #[test]
    fn refusals_of_calls_that_were_on_their_way_together_count_once() {
        let learned = LearnedRate::default();
        (0..8).for_each(|left| learned.refused(left.into(), 100.0, 0.02));
        assert_eq!(of(&learned, 100.0), Some(14.0));
        learned.refused(150.0, 200.0, 0.02);
        assert_eq!(of(&learned, 200.0), Some(9.8));
    }

    #[test]
    fn calls_go_on_every_ten_seconds_at_least() {
        let learned = LearnedRate::default();
        (1..50).for_each(|time| learned.refused(f64::from(time) * 10.0, f64::from(time) * 10.0 + 1.0, 0.02));
        learned.leave(600.0);
        assert!((learned.delay(600.0) - 10_000.0).abs() < 1e-6);
    }

    #[test]
    fn what_was_learnt_long_ago_does_not_count_against_a_new_lesson() {
        let learned = LearnedRate::default();
        learned.refused(0.0, 100.0, 0.02);
        learned.refused(600_000.0, 600_100.0, 0.01);
        assert_eq!(of(&learned, 600_100.0), Some(7.0));
    }
}
