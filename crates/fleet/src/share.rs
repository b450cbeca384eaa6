//! Which part of the fleet's departures were those of this process: what it may go on with when the store is down; and
//! how many there were of late.

use crate::tally::Tally;

/// Milliseconds of a part of the memory.
const PART: f64 = 30_000.0;
/// What is left of the own part, so that all parts together stay below the whole.
const CAUTION: f64 = 0.8;

/// The departures of the last minute, and of the last second.
#[derive(Clone, Debug)]
pub struct Share {
    fleet: Tally,
    own: Tally,
    second: Tally,
    departed: u64,
}

impl Default for Share {
    fn default() -> Self {
        Self { fleet: Tally::new(PART), own: Tally::new(PART), second: Tally::default(), departed: 0 }
    }
}

impl Share {
    /// The fleet has counted so many.
    pub fn counted(&mut self, fleet: u64, now: f64) {
        self.fleet.counted(fleet, now);
        self.own.counted(self.departed, now);
        self.second.counted(fleet, now);
    }

    /// This process has one of them.
    pub fn departed(&mut self) {
        self.departed = self.departed.saturating_add(1);
    }

    /// The count has begun anew.
    pub fn forget(&mut self) {
        [&mut self.fleet, &mut self.own, &mut self.second].into_iter().for_each(Tally::forget);
    }

    /// The store was not heard: others may have departed meanwhile whom it does not count.
    pub fn missed(&mut self) {
        self.second.forget();
    }

    /// The part of the quota that this process may use alone; nothing where it has no history.
    #[must_use]
    pub fn own(&self) -> Option<f64> {
        let ((fleet, _), (own, _)) = (self.fleet.lately()?, self.own.lately()?);
        #[allow(clippy::cast_precision_loss, reason = "a minute has fewer departures than 2^53")]
        let share = own.max(1) as f64 / fleet.max(1) as f64;
        (fleet > 0).then(|| share.min(1.0) * CAUTION)
    }

    /// Departures of the fleet in a millisecond, of late.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        self.second.rate()
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn it_is_what_was_had_of_late() {
        let mut share = Share::default();
        assert_eq!(share.own(), None);
        share.counted(1_000, 0.0);
        assert_eq!(share.own(), None, "what was before is nobody's");
        for n in 1..=400_u32 {
            if n % 4 == 0 {
                share.departed();
            }
            share.counted(1_000 + u64::from(n), f64::from(n) * 50.0);
        }
        assert!((share.own().unwrap() - 0.2).abs() < 1e-9);
        assert!((share.rate().unwrap() - 0.02).abs() < 1e-9);
        // Two minutes in which only others have departed.
        for n in 401..=2_800_u32 {
            share.counted(1_000 + u64::from(n), f64::from(n) * 50.0);
        }
        assert!(share.own().unwrap() < 0.002);
        share.forget();
        assert_eq!((share.own(), share.rate()), (None, None));
    }
}
