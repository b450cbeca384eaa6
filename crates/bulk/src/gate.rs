//! Whether calls may leave: after a refusal none does until the pause is over, then one that tries, then all.

/// Milliseconds of the first pause where nobody says how long it is to be; each that follows is twice as long.
const FIRST: f64 = 1_000.0;
/// Milliseconds of the longest of them: a quota of a day that nobody speaks of is not asked about every minute.
const LONGEST: f64 = 600_000.0;

/// What a call may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// Leave.
    Go,
    /// Ask again, when something has happened or the pause is over.
    Wait,
}

/// Lets calls leave, or not. Times are those of the run.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// When the pause is over, if there is one. It is one until a call has tried.
    pause: Option<f64>,
    /// The item whose call tries whether the pause was long enough.
    probe: Option<u32>,
    /// Refusals since the last call that was not refused.
    refusals: u32,
    /// When the first of them came.
    since: f64,
    /// How many pauses there were, and how long they were together.
    pauses: u32,
    paused: f64,
}

impl Gate {
    /// Whether a call of an item may leave.
    pub fn permit(&mut self, n: u32, time: f64) -> Permit {
        let Some(end) = self.pause else { return Permit::Go };
        if self.probe.is_some_and(|probe| probe != n) || time < end {
            return Permit::Wait;
        }
        self.probe = Some(n);
        Permit::Go
    }

    /// Whether items may begin.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.pause.is_none()
    }

    /// When the pause is over, if it is not.
    #[must_use]
    pub fn end(&self) -> Option<f64> {
        self.pause.filter(|_| self.probe.is_none())
    }

    /// A call was not refused: all may leave.
    pub fn passed(&mut self) {
        self.pause = None;
        self.probe = None;
        self.refusals = 0;
    }

    /// The item that tries is over without an answer to its call: another may try.
    pub fn left(&mut self, n: u32) {
        if self.probe == Some(n) {
            self.probe = None;
        }
    }

    /// A call of an item was refused, for that many seconds where that was told. Gives the end of the pause, where that
    /// is news, and how long the run will have waited by then without any success.
    pub fn refused(&mut self, n: u32, seconds: Option<f64>, time: f64) -> Option<(f64, f64)> {
        if self.refusals == 0 {
            self.since = time;
        }
        let is_first = self.pause.is_none() || self.probe == Some(n);
        if is_first {
            self.refusals = self.refusals.saturating_add(1);
        }
        self.left(n);
        let usual = (FIRST * f64::from(1_u32 << self.refusals.saturating_sub(1).min(10))).min(LONGEST);
        // A server that says "at once" again and again is not asked for ever without a pause.
        let least = if self.refusals > 3 { usual } else { 0.0 };
        let end = time + seconds.map_or(usual, |seconds| (seconds * 1_000.0).max(least));
        self.begin(end, time).then_some((end, end - self.since))
    }

    /// A pause that an earlier run has heard of.
    pub fn pause_until(&mut self, end: f64, time: f64) {
        self.since = time;
        self.begin(end, time);
    }

    /// Begins a pause, or makes the one that there is longer.
    fn begin(&mut self, end: f64, time: f64) -> bool {
        let before = match self.pause {
            Some(before) if before >= end => return false,
            Some(before) if before > time => before,
            _ => {
                self.pauses = self.pauses.saturating_add(1);
                time
            }
        };
        self.paused += end - before;
        self.pause = Some(end);
        true
    }

    /// How many pauses there were, and how many milliseconds they were meant to be together.
    #[must_use]
    pub fn pauses(&self) -> (u32, f64) {
        (self.pauses, self.paused)
    }
}

#[cfg(test)]
mod tests {
    use super::{Gate, Permit};

    #[test]
    fn after_a_refusal_one_tries_and_then_all_leave() {
        let mut gate = Gate::default();
        assert_eq!(gate.permit(1, 0.0), Permit::Go);
        assert_eq!(gate.refused(1, Some(5.0), 100.0), Some((5_100.0, 5_000.0)));
        // One that was under way hears the same, and one hears of less.
        assert_eq!(gate.refused(2, Some(5.0), 100.0), None);
        assert_eq!(gate.refused(3, Some(1.0), 200.0), None);
        assert_eq!(gate.permit(1, 5_099.0), Permit::Wait);
        assert_eq!(gate.permit(2, 5_100.0), Permit::Go);
        assert_eq!(gate.permit(1, 5_100.0), Permit::Wait);
        assert_eq!(gate.permit(2, 5_101.0), Permit::Go);
        gate.passed();
        assert_eq!(gate.permit(1, 5_102.0), Permit::Go);
        assert_eq!(gate.pauses().0, 1);
    }

    #[test]
    fn without_a_word_pauses_become_longer_until_something_passes() {
        let mut gate = Gate::default();
        let mut time = 0.0;
        let mut lengths = Vec::new();
        for _ in 0..12 {
            assert_eq!(gate.permit(1, time), Permit::Go);
            let (end, waited) = gate.refused(1, None, time).unwrap();
            lengths.push((end - time) / 1_000.0);
            assert!((waited - end).abs() < 1e-9);
            time = end;
        }
        assert_eq!(lengths, [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 600.0, 600.0]);
        gate.passed();
        assert_eq!(gate.refused(1, None, time), Some((time + 1_000.0, 1_000.0)));
    }

    #[test]
    fn who_tries_and_goes_away_lets_another_try() {
        let mut gate = Gate::default();
        gate.refused(1, Some(1.0), 0.0);
        assert_eq!(gate.permit(1, 1_000.0), Permit::Go);
        assert_eq!(gate.end(), None);
        gate.left(1);
        assert_eq!(gate.permit(2, 1_000.0), Permit::Go);
    }
}
