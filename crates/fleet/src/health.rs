//! Whether the store can be asked. One failure may be chance; after two in a row it counts as down, and is asked again
//! once a second, by nobody who waits for it.

/// So many failures in a row.
const FAILURES: u32 = 2;
/// Milliseconds until it is asked again.
const PAUSE: f64 = 1_000.0;

/// How the store is.
#[derive(Clone, Debug, Default)]
pub struct Health {
    failures: u32,
    /// Until when it is not asked, on the monotonic clock, if it is down.
    down_until: Option<f64>,
}

impl Health {
    /// It has answered. Says whether it was down.
    pub fn answered(&mut self) -> bool {
        self.failures = 0;
        self.down_until.take().is_some()
    }

    /// It has not answered in time, or has failed.
    pub fn failed(&mut self, now: f64) {
        self.failures = self.failures.saturating_add(1);
        if self.failures >= FAILURES {
            self.down_until = Some(now + PAUSE);
        }
    }

    /// Whether nobody is to wait for it.
    #[must_use]
    pub fn is_down(&self) -> bool {
        self.down_until.is_some()
    }

    /// Whether it may be asked.
    #[must_use]
    pub fn may_be_asked(&self, now: f64) -> bool {
        self.down_until.is_none_or(|end| now >= end)
    }

    /// When it may be asked again, if it is down.
    #[must_use]
    pub fn down_until(&self) -> Option<f64> {
        self.down_until
    }
}

#[cfg(test)]
mod tests {
    use super::Health;

    #[test]
    fn two_failures_in_a_row_are_believed_for_a_second() {
        let mut health = Health::default();
        health.failed(0.0);
        assert!(!health.answered() && !health.is_down());
        health.failed(1.0);
        assert!(!health.is_down());
        health.failed(2.0);
        assert!(health.is_down() && !health.may_be_asked(1_001.0) && health.may_be_asked(1_002.0));
        health.failed(1_100.0);
        assert!(!health.may_be_asked(2_099.0), "one more is enough then");
        assert!(health.answered() && !health.is_down() && health.may_be_asked(1_100.0));
    }
}
