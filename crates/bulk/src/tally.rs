//! How a run goes: what is done, how fast, and how long the rest takes.

use crate::plan::{Window, seconds};

/// Seconds that the rate looks back at.
const SECONDS: usize = 60;

/// What is counted.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Items that are acknowledged: in all, failed, and held.
    pub done: u32,
    /// Those of them that have failed.
    pub failed: u32,
    /// Those of them of which nobody knows.
    pub held: u32,
    /// Those that an earlier run had acknowledged.
    pub before: u32,
    /// Calls of this run.
    pub calls: u32,
    /// Items that were done in each of the last seconds, by the second modulo their number.
    last: [u32; SECONDS],
    second: u64,
    began: f64,
}

impl Tally {
    /// Of a run that begins at that time, behind what an earlier one has done.
    #[must_use]
    pub fn new([done, failed, held]: [u32; 3], time: f64) -> Self {
        let second = whole_seconds(time);
        Self { done, failed, held, before: done, calls: 0, last: [0; SECONDS], second, began: time }
    }

    /// An item is acknowledged.
    pub fn add(&mut self, has_failed: bool, is_held: bool, time: f64) {
        self.advance(time);
        self.done = self.done.saturating_add(1);
        self.failed = self.failed.saturating_add(u32::from(has_failed && !is_held));
        self.held = self.held.saturating_add(u32::from(is_held));
        if let Some(count) = self.last.get_mut(place(self.second)) {
            *count = count.saturating_add(1);
        }
    }

    /// Items a second, of the last minute.
    pub fn rate(&mut self, time: f64) -> f64 {
        self.advance(time);
        let counted: u32 = self.last.iter().fold(0, |sum, count| sum.saturating_add(*count));
        let seconds = ((time - self.began) / 1_000.0).clamp(0.001, 60.0);
        f64::from(counted) / seconds
    }

    /// Seconds until so many are done, with pauses of so many milliseconds before; nothing where nothing can be said.
    pub fn eta(&mut self, total: u32, windows: &[Window], pause: f64, time: f64) -> Option<f64> {
        let rest = f64::from(total.saturating_sub(self.done));
        if rest < 1.0 {
            return Some(0.0);
        }
        let rate = self.rate(time);
        let by_rate = (rate > 0.0).then(|| rest / rate);
        let by_windows = (!windows.is_empty()).then(|| seconds(rest * self.calls_an_item(), windows));
        let longest = [by_rate, by_windows].into_iter().flatten().reduce(f64::max)?;
        Some(longest + pause.max(0.0) / 1_000.0)
    }

    /// Calls that an item takes, by what was seen.
    #[must_use]
    pub fn calls_an_item(&self) -> f64 {
        let items = self.done.saturating_sub(self.before);
        if items == 0 { 1.0 } else { (f64::from(self.calls) / f64::from(items)).max(1.0) }
    }

    /// Empties the seconds that have passed since the last look.
    fn advance(&mut self, time: f64) {
        let now = whole_seconds(time);
        let passed = now.saturating_sub(self.second).min(SECONDS as u64);
        for ago in 0..passed {
            if let Some(count) = self.last.get_mut(place(now.wrapping_sub(ago))) {
                *count = 0;
            }
        }
        self.second = self.second.max(now);
    }
}

fn place(second: u64) -> usize {
    usize::try_from(second % 60).unwrap_or_default()
}

fn whole_seconds(time: f64) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    return (time / 1_000.0) as u64;
}

#[cfg(test)]
mod tests {
    use super::Tally;
    use crate::plan::Window;

    #[test]
    fn the_rate_is_that_of_the_last_minute() {
        let mut tally = Tally::new([10, 2, 1], 0.0);
        for n in 0..600 {
            tally.add(false, false, f64::from(n) * 100.0);
        }
        assert!((tally.rate(60_000.0) - 10.0).abs() < 0.3, "{}", tally.rate(60_000.0));
        assert!((tally.rate(90_000.0) - 5.0).abs() < 0.3, "{}", tally.rate(90_000.0));
        assert!(tally.rate(200_000.0).abs() < 1e-9);
        assert_eq!((tally.done, tally.before, tally.failed, tally.held), (610, 10, 2, 1));
    }

    #[test]
    fn the_end_is_told_by_the_slower_of_rate_and_windows() {
        let mut tally = Tally::new([0; 3], 0.0);
        assert_eq!(tally.eta(100, &[], 0.0, 0.0), None);
        for n in 0..100 {
            tally.add(false, false, f64::from(n) * 10.0);
            tally.calls = tally.calls.saturating_add(2);
        }
        let soon = tally.eta(200, &[], 0.0, 1_000.0).unwrap();
        assert!((soon - 1.0).abs() < 0.1, "{soon}");
        let hour = [Window { limit: 100.0, seconds: 3_600.0 }];
        let later = tally.eta(200, &hour, 5_000.0, 1_000.0).unwrap();
        assert!((7_200.0..7_400.0).contains(&later), "{later}");
        assert_eq!(tally.eta(100, &hour, 0.0, 1_000.0), Some(0.0));
    }
}
