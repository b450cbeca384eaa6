//! The store's time, put on the monotonic clock of the process: no other clock matters, so that hosts may be a day off.
//!
//! An answer of the store has its time at some instant between the question and the answer. What several answers say
//! together is narrower than what any says alone; where they contradict one another, the store's clock was set, and
//! the last one counts.

/// By which share the two clocks may run apart.
const DRIFT: f64 = 0.000_2;
/// Milliseconds by which the store may round its time.
const ROUNDING: f64 = 1.0;

/// What is to be added to the monotonic clock to get the store's, both in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct StoreClock {
    range: Option<(f64, f64)>,
    /// When that was known, on the monotonic clock, and what the store said.
    at: f64,
    last: f64,
}

impl StoreClock {
    /// The store has answered, between these instants of the monotonic clock. Gives the milliseconds by which its clock
    /// was set since it was heard last.
    pub fn hear(&mut self, store: f64, sent: f64, received: f64) -> f64 {
        let before = self.range.map(|_| self.offset());
        let (low, high) = (store - received, store + ROUNDING - sent);
        let drift = (received - self.at).max(0.0) * DRIFT;
        let known = self.range.map(|(lowest, highest)| (low.max(lowest - drift), high.min(highest + drift)));
        let known = known.filter(|(low, high)| low <= high);
        let is_set = known.is_none();
        self.range = known.or(Some((low, high)));
        self.at = received;
        self.last = store;
        before.filter(|_| is_set).map_or(0.0, |before| self.offset() - before)
    }

    /// The last time that the store has said.
    #[must_use]
    pub fn last(&self) -> f64 {
        self.last
    }

    /// A time that its clock has reached at an instant, unless it was set since it was heard last.
    #[must_use]
    pub fn reached(&self, instant: f64) -> f64 {
        let low = self.range.map_or(0.0, |(low, _)| low) - (instant - self.at).max(0.0) * DRIFT;
        (instant + low).max(self.last)
    }

    /// The store's time at an instant.
    #[must_use]
    pub fn store_at(&self, instant: f64) -> f64 {
        instant + self.offset()
    }

    /// The instant of a time of the store's.
    #[must_use]
    pub fn instant_of(&self, store: f64) -> f64 {
        store - self.offset()
    }

    fn offset(&self) -> f64 {
        self.range.map_or(0.0, |(low, high)| f64::midpoint(low, high))
    }
}

#[cfg(test)]
mod tests {
    use super::StoreClock;

    #[test]
    fn a_fast_answer_says_more_than_slow_ones() {
        let mut clock = StoreClock::default();
        clock.hear(1_000_010.0, 0.0, 100.0);
        clock.hear(1_000_201.0, 200.0, 202.0);
        // Slow on the way back: by itself it would be taken for 60 ms later.
        clock.hear(1_000_301.0, 300.0, 420.0);
        assert!((clock.store_at(500.0) - 1_000_500.0).abs() < 2.0, "{}", clock.store_at(500.0));
        assert!((clock.instant_of(1_000_500.0) - 500.0).abs() < 2.0);
        assert!((1_000_495.0..=1_000_500.0).contains(&clock.reached(500.0)), "{}", clock.reached(500.0));
    }

    #[test]
    fn a_clock_that_was_set_is_believed_again() {
        let mut clock = StoreClock::default();
        clock.hear(5_000.0, 0.0, 2.0);
        assert!((clock.hear(1_000.0, 100.0, 102.0) + 4_100.0).abs() < 3.0);
        assert!(clock.hear(1_001.0, 101.0, 103.0).abs() < 1e-9);
        assert!((clock.store_at(101.0) - 1_000.0).abs() < 2.0);
    }
}
