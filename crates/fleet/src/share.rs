//! Which part of the fleet's departures were those of this process: what it may go on with when the store is down.

/// Milliseconds of a part of the memory; there are two of them.
const PART: f64 = 30_000.0;
/// What is left of the own part, so that all parts together stay below the whole.
const CAUTION: f64 = 0.8;

/// How many departures the fleet and this process had counted at an instant.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    at: f64,
    fleet: u64,
    own: u64,
}

/// The departures of the last minute.
#[derive(Clone, Debug, Default)]
pub struct Share {
    /// The beginnings of the last part, and of the one under way.
    parts: Option<(Count, Count)>,
    fleet: u64,
    own: u64,
}

impl Share {
    /// The fleet has counted so many.
    pub fn counted(&mut self, fleet: u64, now: f64) {
        self.fleet = fleet;
        let count = Count { at: now, fleet, own: self.own };
        self.parts = match self.parts {
            Some((_, last)) if now - last.at >= PART => Some((last, count)),
            None => Some((count, count)),
            parts => parts,
        };
    }

    /// This process has one of them.
    pub fn departed(&mut self) {
        self.own = self.own.saturating_add(1);
    }

    /// The count has begun anew.
    pub fn forget(&mut self) {
        self.parts = None;
    }

    /// The part of the quota that this process may use alone; nothing where it has no history.
    #[must_use]
    pub fn own(&self) -> Option<f64> {
        let (begin, _) = self.parts?;
        let (fleet, own) = (self.fleet.saturating_sub(begin.fleet), self.own.saturating_sub(begin.own));
        #[allow(clippy::cast_precision_loss, reason = "a minute has fewer departures than 2^53")]
        let share = own.max(1) as f64 / fleet.max(1) as f64;
        (fleet > 0).then(|| share.min(1.0) * CAUTION)
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
        // Two minutes in which only others have departed.
        for n in 401..=2_800_u32 {
            share.counted(1_000 + u64::from(n), f64::from(n) * 50.0);
        }
        assert!(share.own().unwrap() < 0.002);
        share.forget();
        assert_eq!(share.own(), None);
    }
}
