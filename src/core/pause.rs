//! The pause that the gateway asks for with a 429 and `Retry-After`: nobody leaves before its end, then one call does
//! to find out whether the quota is there again, then all.

use std::cell::Cell;

use super::platform::Moment;

/// Milliseconds: nothing is awaited longer than a day, the longest window that there is; then one call asks again.
const LONGEST: f64 = 86_400_000.0;

/// Who may leave after a pause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Probe {
    /// Everybody: there is no pause, or a call has come through since.
    #[default]
    None,
    /// One call, once the pause is over.
    Due,
    /// Nobody: the call with that number is on its way.
    UnderWay(u64),
}

/// A pause, and what comes after it.
#[derive(Debug, Default)]
pub struct Pause {
    /// Its end, on both clocks: the machine may sleep meanwhile, and the wall clock may be set.
    end: Cell<Option<Moment>>,
    probe: Cell<Probe>,
}

impl Pause {
    /// Milliseconds that are left of it, at least 0.
    #[must_use]
    pub fn left(&self, now: Moment) -> f64 {
        let left = |end: Moment| (end.monotonic - now.monotonic).min(end.wall - now.wall).max(0.0);
        self.end.get().map_or(0.0, left)
    }

    /// Whether the call that asks again is on its way.
    #[must_use]
    pub fn is_probed(&self) -> bool {
        matches!(self.probe.get(), Probe::UnderWay(_))
    }

    /// A refused call was told to wait that many milliseconds; nothing when it was not told how long, which matters for
    /// the call that asks again: then the next one asks again.
    pub fn refused(&self, number: u64, asked: Option<f64>, now: Moment) {
        if let Some(asked) = asked {
            // Those that were on their way together are told nearly the same: the longest counts.
            let length = asked.min(LONGEST).max(self.left(now));
            self.end.set(Some(Moment { monotonic: now.monotonic + length, wall: now.wall + length }));
            self.probe.set(Probe::Due);
        }
        self.lost(number);
    }

    /// A call leaves: the first one after a pause asks for all.
    pub fn leave(&self, number: u64) {
        if self.probe.get() == Probe::Due {
            self.probe.set(Probe::UnderWay(number));
        }
    }

    /// A call has come through.
    pub fn passed(&self, number: u64) {
        if self.probe.get() == Probe::UnderWay(number) {
            self.probe.set(Probe::None);
            self.end.set(None);
        }
    }

    /// Nothing is known of a call, or nothing of use: if it was the one that asked again, another one does.
    pub fn lost(&self, number: u64) {
        if self.probe.get() == Probe::UnderWay(number) {
            self.probe.set(Probe::Due);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, Pause};

    const fn at(monotonic: f64, wall: f64) -> Moment {
        Moment { monotonic, wall }
    }

    fn is_near(left: f64, expected: f64) -> bool {
        (left - expected).abs() < 1e-6
    }

    #[test]
    fn it_is_over_when_either_clock_says_so() {
        let pause = Pause::default();
        pause.refused(1, Some(6.0 * 3_600_000.0), at(0.0, 1_000.0));
        assert!(is_near(pause.left(at(60_000.0, 61_000.0)), 21_540_000.0));
        assert!(is_near(pause.left(at(60_000.0, 1_000.0 + 6.0 * 3_600_000.0)), 0.0), "the machine slept");
        assert!(is_near(pause.left(at(6.0 * 3_600_000.0, 0.0)), 0.0), "the wall clock was set back");
    }

    #[test]
    fn one_call_asks_for_all() {
        let pause = Pause::default();
        pause.refused(1, Some(1_000.0), at(0.0, 0.0));
        assert!(!pause.is_probed());
        pause.leave(2);
        assert!(pause.is_probed());
        pause.lost(1);
        assert!(pause.is_probed(), "that was another one");
        pause.lost(2);
        assert!(!pause.is_probed(), "the next one asks");
        pause.leave(3);
        pause.passed(1);
        assert!(pause.is_probed());
        pause.passed(3);
        assert!(!pause.is_probed());
        pause.leave(4);
        assert!(!pause.is_probed(), "there is nothing to ask for any more");
    }

    #[test]
    fn of_those_told_at_once_the_longest_counts_and_none_is_longer_than_a_day() {
        let pause = Pause::default();
        for asked in [5_000.0, 4_000.0] {
            pause.refused(1, Some(asked), at(0.0, 0.0));
        }
        assert!(is_near(pause.left(at(0.0, 0.0)), 5_000.0));
        pause.refused(1, Some(9e15), at(1_000.0, 1_000.0));
        assert!(is_near(pause.left(at(1_000.0, 1_000.0)), 86_400_000.0));
    }
}
