//! The simulator's own clock. It stands still until a host moves it.

use std::time::Duration;

/// Time since the simulator was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clock {
    now: Duration,
}

impl Clock {
    /// The present instant.
    pub(crate) fn now(self) -> Duration {
        self.now
    }

    /// Moves forward, and stays at the end of time rather than overflow.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.now = self.now.saturating_add(by);
    }

    /// Moves to an instant, past or future.
    pub(crate) fn set(&mut self, at: Duration) {
        self.now = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_moves_only_when_moved_and_never_overflows() {
        let mut clock = Clock::default();
        assert_eq!(clock.now(), Duration::ZERO);
        clock.advance(Duration::from_secs(5));
        assert_eq!(clock.now(), Duration::from_secs(5));
        clock.advance(Duration::MAX);
        assert_eq!(clock.now(), Duration::MAX);
        clock.set(Duration::from_secs(1));
        assert_eq!(clock.now(), Duration::from_secs(1));
    }
}
