//! How much of something was counted of late: the time is divided into parts, of which the last whole one and the one
//! under way are remembered.

/// A count that only grows, remembered for one to two parts of the time.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Milliseconds of a part.
    part: f64,
    /// When the last whole part began and the one under way, and what had been counted by then.
    begins: Option<[(f64, u64); 2]>,
    latest: (f64, u64),
}

/// Milliseconds.
const SECOND: f64 = 1_000.0;

impl Default for Tally {
    fn default() -> Self {
        Self::new(SECOND)
    }
}

impl Tally {
    /// Nothing was counted yet.
    #[must_use]
    pub const fn new(part: f64) -> Self {
        Self { part, begins: None, latest: (0.0, 0) }
    }

    /// The count is that, at this instant.
    pub fn counted(&mut self, count: u64, now: f64) {
        self.latest = (now, count);
        self.begins = match self.begins {
            Some([_, last]) if now - last.0 >= self.part => Some([last, self.latest]),
            None => Some([self.latest; 2]),
            begins => begins,
        };
    }

    /// The count has begun anew.
    pub fn forget(&mut self) {
        self.begins = None;
    }

    /// How much was counted of late, and in how many milliseconds.
    #[must_use]
    pub fn lately(&self) -> Option<(u64, f64)> {
        let [(at, begin), _] = self.begins?;
        let (now, count) = self.latest;
        Some((count.saturating_sub(begin), now - at))
    }

    /// The same in a millisecond; nothing where it was not counted for long enough.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        let (count, elapsed) = self.lately().filter(|(_, elapsed)| *elapsed >= self.part / 2.0)?;
        #[allow(clippy::cast_precision_loss, reason = "seconds and minutes have fewer departures than 2^53")]
        let count = count as f64;
        Some(count / elapsed)
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn what_is_older_than_two_parts_is_forgotten() {
        let mut tally = Tally::new(1_000.0);
        assert_eq!((tally.lately(), tally.rate()), (None, None));
        tally.counted(1_000, 0.0);
        assert_eq!((tally.lately(), tally.rate()), (Some((0, 0.0)), None), "what was before is nobody's");
        (1..=40_u32).for_each(|n| tally.counted(1_000 + u64::from(n), f64::from(n) * 50.0));
        assert!((tally.rate().unwrap() - 0.02).abs() < 1e-9);
        (1..=20_u32).for_each(|n| tally.counted(1_040, 2_000.0 + f64::from(n) * 200.0));
        assert_eq!(tally.rate(), Some(0.0));
    }
}
