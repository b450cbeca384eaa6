//! When failures of single items stop a run: 700,000 of one kind are one failure, and not to be collected.

use crate::settings::Settings;

/// How many items the rate of failures looks back at, and how many there must be.
const LAST: u32 = 100;
const LEAST: u32 = 20;

/// The failures of a run.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    failures: u32,
    /// Whether each of the last items has failed: the latest is the lowest bit.
    last: u128,
    seen: u32,
}

impl Policy {
    /// An item is over. Says whether the run is to stop.
    pub fn learn(&mut self, has_failed: bool, settings: &Settings) -> bool {
        self.failures = self.failures.saturating_add(u32::from(has_failed));
        self.last = (self.last << 1 | u128::from(has_failed)) & ((1 << LAST) - 1);
        self.seen = self.seen.saturating_add(1).min(LAST);
        let too_many = settings.stop_after.is_some_and(|most| self.failures >= most);
        let part = f64::from(self.last.count_ones()) / f64::from(self.seen);
        let too_often = settings.stop_rate.is_some_and(|most| self.seen >= LEAST && part >= most);
        has_failed && (too_many || too_often)
    }
}

#[cfg(test)]
mod tests {
    use super::Policy;
    use crate::settings::Settings;

    #[test]
    fn so_many_failures_stop_it_and_so_large_a_part() {
        let settings = Settings { stop_after: Some(3), ..Settings::default() };
        let mut policy = Policy::default();
        let told = [true, false, true, false, true].map(|failed| policy.learn(failed, &settings));
        assert_eq!(told, [false, false, false, false, true]);

        let settings = Settings { stop_rate: Some(0.2), ..Settings::default() };
        let mut policy = Policy::default();
        // Less than twenty say nothing.
        assert!((0..19).all(|_| !policy.learn(true, &settings)));
        let mut policy = Policy::default();
        assert!((0..1_000).all(|n| !policy.learn(n % 10 == 0, &settings)));
        assert!((0..100).any(|_| policy.learn(true, &settings)));
    }
}
